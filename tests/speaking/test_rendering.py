"""A Say becomes sound, at once or meanwhile."""

import numpy as np

from coach.at_once import AtOnce
from coach.effects import Line, Say
from coach.speaking.rendering import LINE_SECONDS, READING_SECONDS, Rendering
from tests.fakes.executor import FakeExecutor
from tests.fakes.voice import FakeVoice

SAID = Say((Line("a.one", "One."), Line("a.two", "Two.")))


def test_where_it_is_waited_for_it_is_there_at_once() -> None:
    """As where time is counted in frames."""
    rendered = Rendering(SAID, FakeVoice(), AtOnce(), 0.0).result(0.0)
    assert rendered and not rendered.failed
    assert rendered.texts == ["One.", "Two."] and all(sound.any() for sound in rendered.sounds)


def test_it_is_waited_for_some_seconds_a_line() -> None:
    """Then the screen has to do."""
    rendering = Rendering(SAID, FakeVoice(), FakeExecutor(), 10.0)
    assert rendering.result(10.0 + 2 * LINE_SECONDS - 0.1) is None
    late = rendering.result(10.0 + 2 * LINE_SECONDS)
    assert late and late.failed and not any(sound.any() for sound in late.sounds)


def test_a_line_that_no_voice_can_speak_takes_as_long_as_to_read_it() -> None:
    """The others are spoken."""
    rendered = Rendering(SAID, FakeVoice(frozenset({"One."})), AtOnce(), 0.0).result(0.0)
    assert rendered and rendered.failed
    assert len(rendered.sounds[0]) == round(len("One.") * READING_SECONDS * 16_000)
    assert np.any(rendered.sounds[1])
