"""What is kept."""

from coach.journal import NothingKept


def test_nothing_is_kept() -> None:
    """Neither a rating nor a choice stays anywhere."""
    journal = NothingKept()
    journal.remember("craving_before", 7)
    assert not hasattr(journal, "__dict__") or vars(journal) == {}
