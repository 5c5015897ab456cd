"""What can happen."""

import dataclasses
import typing

import pytest

from coach import events
from coach.events import Decision, Heard

KINDS = typing.get_args(events.Event)


def test_every_event_is_among_the_events() -> None:
    """Who handles `Event` handles all of them."""
    defined = {kind for kind in vars(events).values() if dataclasses.is_dataclass(kind)}
    assert defined == set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_cannot_be_changed(kind: type) -> None:
    """What happened has happened."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_no_log_can_hold_what_was_said() -> None:
    """The words of a reply are left out when it is printed, the times are not."""
    heard = Heard(
        listen_id=3,
        decision=Decision.ACCEPT,
        phrase="an expected phrase",
        second="another phrase",
        number=7,
        open_text="what was really said",
        speech_ended_seconds=1.25,
    )
    for printed in (repr(heard), str(heard), f"{[heard]}"):
        assert not any(secret in printed for secret in ("phrase", "said", "number", "7"))
        assert "speech_ended_seconds=1.25" in printed
