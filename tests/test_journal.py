"""What is kept."""

import weakref

from coach.journal import NothingKept


class Choice(str):
    """A word of which one can see whether anybody still holds it."""


def test_nothing_is_kept() -> None:
    """What a session tells the journal is gone as soon as the session lets go of it."""
    choice = Choice("urge_surfing")
    held = weakref.ref(choice)
    NothingKept().remember("exercise", choice)
    del choice
    assert held() is None
