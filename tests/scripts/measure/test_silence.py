"""What listening costs while nobody speaks."""

from scripts.measure.silence import memory_megabytes, silent_room_percent
from tests.fakes.ear import FakeEar


def test_a_silent_room_is_heard_for_minutes() -> None:
    """It is not quite silent, and the ear is asked again and again."""
    ear = FakeEar()
    assert silent_room_percent(ear) > 0
    assert ear.loud_frames > 1000


def test_this_program_needs_memory() -> None:
    """Its own figure comes first."""
    assert memory_megabytes()[0] > 10
