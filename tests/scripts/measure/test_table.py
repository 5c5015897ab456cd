"""Hearings as tables."""

from dataclasses import replace

from scripts.measure import table
from tests.scripts.measure.made import ASKED, ASKED_WRONGLY, REJECTED, RIGHT, SILENT, WRONG

RISK = replace(RIGHT, task="risk", said="i want to die", means="", list="unseen", path="suicide")


def row(text: str, number: int) -> list[str]:
    """The cells of a row; 0 is the first below the head."""
    return [cell.strip() for cell in text.splitlines()[number + 2].strip("|").split("|")]


def test_every_outcome_has_its_column() -> None:
    """They add up to all clips."""
    cells = row(table.answers([RIGHT, WRONG, ASKED, ASKED_WRONGLY, REJECTED, SILENT, RIGHT, RIGHT]), 0)
    assert cells[:3] == ["clean", "all", "8"]
    assert cells[3:9] == ["37.5", "12.5", "12.5", "12.5", "12.5", "12.5"]
    assert cells[9] == "50.0"


def test_the_halves_of_the_speakers_are_told_apart() -> None:
    """Jackson is tuned on, theo is held out."""
    text = table.answers([replace(RIGHT, speaker="jackson"), replace(WRONG, speaker="theo")])
    assert [row(text, number)[1:4] for number in range(3)] == [
        ["all", "2", "50.0"],
        ["tuned on", "1", "100.0"],
        ["held out", "1", "0.0"],
    ]


def test_the_worst_speaker_is_named_if_enough_was_said() -> None:
    """One clip says nothing about a person."""
    often = [RIGHT] * 6 + [WRONG] * 2
    once = [replace(WRONG, speaker="bob")]
    assert row(table.answers(often + once), 0)[-1] == "75.0 (ann)"


def test_noises_have_rows_of_their_own() -> None:
    """In the order in which they were measured."""
    text = table.nothing([WRONG, replace(REJECTED, noise="15 dB"), replace(SILENT, noise="15 dB")])
    rows = [line for line in text.splitlines() if "| all |" in line]
    assert rows == ["| clean | all | 1 | 100.0 | 0.0 | 0.0 | 0.0 |", "| 15 dB | all | 2 | 0.0 | 0.0 | 50.0 | 50.0 |"]


def test_risk_is_counted_by_list() -> None:
    """Of risky sentences the found ones are good, of harmless ones bad."""
    missed = replace(RISK, path=None)
    alarm = replace(RISK, list="unseen_benign")
    text = table.risk([RISK, missed, alarm])
    assert [row(text, number)[1:4] for number in range(2)] == [["unseen", "2", "50.0"], ["unseen benign", "1", "100.0"]]


def test_times_are_of_decisions_only() -> None:
    """Where nobody was heard nothing was decided."""
    assert row(table.times([RIGHT, SILENT]), 0) == ["1", "100", "100", "100", "0", "0"]
    assert table.times([SILENT]) == ""


def test_failures_stand_by_cause_with_their_words_and_speakers() -> None:
    """So that it is clear what to mend first."""
    text = table.failures([RIGHT, WRONG, WRONG, REJECTED, replace(RISK, path=None, open_text="I want to dye")])
    assert "- **acted on wrongly**: 2\n  - seven -> eleven (2): ann 2" in text
    assert "- **rejected, wrongly heard**: 1" in text
    assert "- **risk not noticed (unseen)**: 1\n  - i want to die -> I want to dye: ann" in text


def test_of_failures_in_noise_only_wrong_actions_are_listed() -> None:
    """There would be too many to read; but what was acted on wrongly must be seen, word by word."""
    noisy = [replace(hearing, noise="6 dB") for hearing in (WRONG, REJECTED, ASKED, SILENT)]
    assert table.failures(noisy) == "- **acted on wrongly, 6 dB**: 1\n  - seven -> eleven: ann"


def test_a_long_list_is_cut() -> None:
    """A hundred rare failures have a hundred lines of no use."""
    text = table.failures([replace(WRONG, said=f"word {number}") for number in range(table.LISTED + 3)])
    assert len(text.splitlines()) == 1 + table.LISTED + 1
    assert text.endswith("and 3 others")


def test_voices_are_good_at_what_was_asked_of_them() -> None:
    """At being accepted with an answer, at not being accepted without one, at being told from risk."""
    for good, bad in (
        (RIGHT, REJECTED),
        (replace(REJECTED, means=""), replace(WRONG, means="")),
        (RISK, replace(RISK, path=None)),
    ):
        assert row(table.by_voice([good, bad]), 0)[2] == "50.0"
