"""What a storm prints."""

from scripts.storm.fault import Fault
from scripts.storm.step import Step
from scripts.storm.toll import Session, table, total

ASKING = Step("exercise", "question")


def held() -> list[Session]:
    """Two sessions: one in which the ear was killed twice, one that was lost."""
    killed = [Fault("ear killed", ASKING, 1.0, 3.0, recovery_seconds=seconds, replies=1) for seconds in (2.0, 4.0)]
    gone = Fault("voice killed", Step("session", "prompt"), 1.0, replies=2, lost=1, unspoken=1)
    return [
        Session("calm", None, 1, 0, killed, replies=5, ended_by="Ctrl-C", gone_seconds=0.4),
        Session("rising", "no end after 60 minutes", 1, 1, [gone], replies_lost=1),
    ]


def test_a_program_reads_the_figures_of_all() -> None:
    """Sessions and words that were lost, and how long it took until all went on."""
    figures = total(held())
    assert (figures["sessions"], figures["faults"], figures["sessions_lost"]) == (2, 3, 1)
    assert (figures["safety_words"], figures["safety_words_lost"]) == (2, 1)
    assert (figures["words"], figures["words_lost"], figures["words_lost_without_fault"]) == (4, 1, 1)
    assert (figures["recovery_p50_seconds"], figures["recovery_worst_seconds"]) == (3.0, 4.0)


def test_people_read_a_table_by_kind_and_by_step() -> None:
    """A kind that never came is there all the same, and a lost session with its cause."""
    lines = list(table(held(), ("ear killed", "voice killed", "disk full")))
    assert lines[1].split() == ["ear", "killed", "2", "3.0", "3.9", "4.0", "2", "0", "0"]
    assert lines[3].split() == ["disk", "full", "0", "-", "-", "-", "0", "0", "0"]
    assert [line.split() for line in lines if line.startswith("question")] == [["question", "0", "2", "0"]]
    assert "lost: rising: no end after 60 minutes" in lines
    assert "Ctrl-C: gone after 0.4 s; left behind: nothing" in lines


def test_without_faults_nothing_recovered() -> None:
    """No figure is made up."""
    assert total([])["recovery_p95_seconds"] is None
