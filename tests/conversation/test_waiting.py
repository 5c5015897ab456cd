"""How long somebody is waited for."""

from coach.conversation.waiting import Idle


def test_at_home_nobody_is_asked_whether_they_are_there() -> None:
    """However long they are silent."""
    idle = Idle(None)
    idle.wait(3600.0)
    assert not idle.over


def test_silences_add_up_until_somebody_does_something() -> None:
    """One after the other; then it begins anew."""
    idle = Idle(30.0)
    idle.wait(20.0)
    assert not idle.over
    idle.wait(10.0)
    assert idle.over
    idle.is_there()
    idle.wait(20.0)
    assert not idle.over
