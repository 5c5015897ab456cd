"""What is said aloud where others can hear."""

import numpy as np
import pytest

from coach.effects import Line, Private
from coach.ports import RATE_HERTZ
from coach.speaking.discretion import DiscreetVoice
from coach.speaking.rendering import READING_SECONDS
from tests.fakes.voice import FakeVoice

PLAIN = Line("a.b", "Feet on the floor.")
RATED = Line("check_out.strong_was", "You said eight at the start.", "ratings")
CHOSEN = Line("repair.choosing", "Is it a setback?", "choices")
INSTEAD = Line("repair.not_aloud", "It is on the screen.")


def place(*aloud: Private) -> tuple[DiscreetVoice, FakeVoice]:
    """A quiet one, where these are said all the same."""
    voice = FakeVoice()
    return DiscreetVoice(voice, aloud, [INSTEAD]), voice


def spoken(voice: FakeVoice) -> list[str]:
    """What was said, by id."""
    return [line.id for line, _ in voice.rendered]


def test_what_is_nobody_s_own_is_said() -> None:
    """As ever."""
    discreet, voice = place()
    assert np.abs(discreet.render(PLAIN, 1.0)).max() > 0.0 and spoken(voice) == ["a.b"]


@pytest.mark.parametrize("line", [RATED, CHOSEN])
def test_what_is_somebody_s_own_is_not_said(line: Line) -> None:
    """That it stands on the screen is, the first time; then there is a silence, as long as it takes to read."""
    discreet, voice = place()
    first, then = discreet.render(line, 1.0), discreet.render(line, 1.0)
    assert spoken(voice) == ["repair.not_aloud"]
    assert not then.any() and len(then) == round(len(line.text) * READING_SECONDS * RATE_HERTZ) < len(first)
    discreet.prepare([PLAIN, line], 1.0)
    assert [prepared.id for prepared, _ in voice.prepared] == ["a.b"]


def test_somebody_may_choose_to_hear_it() -> None:
    """Knowingly, by their own hand; until they have gone."""
    discreet, voice = place()
    discreet.speak_aloud()
    assert discreet.render(RATED, 1.0).any() and spoken(voice) == [RATED.id]
    discreet.forget()
    discreet.render(RATED, 1.0)
    assert spoken(voice) == ["repair.not_aloud"]


def test_a_place_may_have_some_of_it_said() -> None:
    """By kind."""
    discreet, voice = place("choices")
    discreet.render(CHOSEN, 1.0)
    discreet.render(RATED, 1.0)
    assert spoken(voice) == [CHOSEN.id, "repair.not_aloud"]


def test_it_lets_its_voice_go() -> None:
    """Once."""
    discreet, voice = place()
    discreet.close()
    assert voice.closed and discreet.name == voice.name
