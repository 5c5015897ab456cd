"""What can be done."""

import dataclasses
import typing

import pytest

from coach import effects
from coach.effects import Expectation, Line, NumberWords, OtherWords, Pace

KINDS = typing.get_args(effects.Effect)


def test_every_effect_is_among_the_effects() -> None:
    """Who performs `Effect` performs all of them; lines and expectations are parts of effects."""
    defined = {kind for kind in vars(effects).values() if dataclasses.is_dataclass(kind)}
    assert defined - set(KINDS) == {Line, Expectation, NumberWords, OtherWords}


@pytest.mark.parametrize("kind", KINDS)
def test_an_effect_cannot_be_changed(kind: type) -> None:
    """What was decided is decided."""
    assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]


def test_a_pace_knows_how_long_it_takes() -> None:
    """Six breaths a minute, five in and five out, for three minutes."""
    assert Pace(inhale_seconds=5, exhale_seconds=5, breaths=18).seconds == 180
    assert Pace(inhale_seconds=4, exhale_seconds=4, breaths=4, hold_seconds=4, rest_seconds=4).seconds == 64
