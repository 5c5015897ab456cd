"""What a day prints."""

from scripts.day.diary import Update
from scripts.day.table import table, total
from tests.scripts.day.test_reckoning import good


def test_a_program_reads_one_object() -> None:
    """With the fields that are promised."""
    diary = good()
    diary.found = ["a file"]
    assert total(diary, ["something"]) == {
        "people": 1, "calls": 1, "calls_lost": 0, "acknowledged": 1, "canaries_found": 1, "updates": [], "faults": {},
        "unmet": ["something"],
    }  # fmt: skip


def test_people_read_it_by_hour() -> None:
    """Each hour in which anything happened or not, each visit, and at the end what did not happen."""
    diary = good()
    diary.updates = [Update(2, True, 5.0, 9.0, told="It is not as it was signed.")]
    lines = list(table(diary, []))
    assert lines[0].split()[:3] == ["hour", "people", "voice"]
    assert lines[1].split() == ["07:00", "1", "1", "0", "0", "1", "1", "1", "0"]
    assert "07:01:40  calls_help_aloud       by voice; 3.4 min; called for help; told called, told answered" in lines
    assert "07:00:05  update 2, refused: It is not as it was signed." in lines
    assert lines[-1] == "Everything happened as it had to."
    assert list(table(good(), ["It hung."]))[-2:] == ["1 did not happen as they had to:", "  - It hung."]
