"""The breathing pacer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.effects import Pace
from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples
from coach.speaking.loudness import SPEECH_LEVEL
from coach.speaking.pacer import Direction, Pacer, cue_sound

SIX_A_MINUTE = Pace(inhale_seconds=5, exhale_seconds=5, breaths=3)
BOX = Pace(inhale_seconds=4, exhale_seconds=4, breaths=2, hold_seconds=4, rest_seconds=4)


def pitches_hertz(sound: Samples) -> list[float]:
    """The pitch of each tenth of a second."""
    pieces = sound[: len(sound) // 1600 * 1600].reshape(-1, 1600)
    return [float(np.argmax(np.abs(np.fft.rfft(piece * np.hanning(1600), 16_000)))) for piece in pieces]


def test_each_cue_is_given_once_at_its_time() -> None:
    """In, five seconds later out, and so on; nothing in between and nothing at the end."""
    pacer = Pacer(SIX_A_MINUTE, started_seconds=100.0)
    moments = [99.0, 100.0, 100.1, 104.9, 105.0, 109.0, 110.2, 115.0, 120.0, 125.0, 130.0, 135.0]
    cues = [pacer.due(now) for now in moments]
    assert cues == [None, "in", None, None, "out", None, "in", "out", "in", "out", None, None]


def test_a_box_has_four_sides() -> None:
    """In, hold, out, rest, four seconds each, and then the next one."""
    pacer = Pacer(BOX, started_seconds=0.0)
    assert [pacer.due(now) for now in (0.0, 4.0, 8.0, 12.0, 16.0, 20.0)] == ["in", "hold", "out", "rest", "in", "hold"]
    assert not pacer.finished(31.9)
    assert pacer.finished(32.0)


def test_between_two_breaths_is_the_moment_when_the_next_one_is_due() -> None:
    """There somebody can be told something; in the middle of a breath nobody is."""
    pacer = Pacer(SIX_A_MINUTE, started_seconds=0.0)
    between = []
    for now in (0.0, 0.1, 5.0, 9.9, 10.0, 10.1):
        between.append(not pacer.amid_breath(now))
        pacer.due(now)
    assert between == [True, False, False, False, True, False]


def test_where_nothing_is_held_nothing_says_so() -> None:
    """Four seven eight holds after breathing in alone."""
    pacer = Pacer(Pace(inhale_seconds=4, exhale_seconds=8, breaths=2, hold_seconds=7), started_seconds=0.0)
    assert [pacer.due(now) for now in (0.0, 4.0, 11.0, 18.9, 19.0)] == ["in", "hold", "out", None, "in"]


def test_it_is_finished_after_the_last_breath() -> None:
    """Not with its last cue."""
    pacer = Pacer(SIX_A_MINUTE, started_seconds=100.0)
    assert not pacer.finished(129.9)
    assert pacer.finished(130.0)


def test_cues_that_were_missed_are_left_out() -> None:
    """A device that was busy for a while gives the cue of now, not those of before."""
    pacer = Pacer(SIX_A_MINUTE, started_seconds=0.0)
    assert pacer.due(0.0) == "in"
    assert pacer.due(16.0) == "out"
    assert pacer.due(16.1) is None


@settings(max_examples=30)
@given(inhale=st.floats(2, 10), exhale=st.floats(2, 12), breaths=st.integers(1, 20), started=st.floats(0, 1e5))
def test_every_breath_has_its_two_cues(inhale: float, exhale: float, breaths: int, started: float) -> None:
    """Looked at frame by frame: in and out in turn, as many as there are breaths, then it is finished."""
    pace = Pace(inhale, exhale, breaths)
    pacer = Pacer(pace, started)
    looks = int(pace.seconds / FRAME_SECONDS) + 2
    cues = [cue for n in range(looks) if (cue := pacer.due(started + n * FRAME_SECONDS))]
    assert cues == ["in", "out"] * breaths
    assert pacer.finished(started + looks * FRAME_SECONDS)


@pytest.mark.parametrize("direction", ["in", "hold", "out", "rest"])
def test_a_cue_is_soft(direction: Direction) -> None:
    """Quieter than speech, without a click, from nothing to nothing."""
    cue = cue_sound(direction)
    assert cue.dtype == np.float32
    assert np.sqrt(np.mean(cue**2)) < SPEECH_LEVEL / 2
    assert np.abs(cue).max() < 0.2
    for end in (cue[:160], cue[-160:]):
        assert np.abs(end).max() < 0.001
    assert np.abs(np.diff(cue)).max() < 0.05


def test_a_cue_leaves_most_of_the_breath_quiet() -> None:
    """In the shortest breath a pack may ask for there is half a second to be heard in."""
    assert len(cue_sound("in")) / RATE_HERTZ <= 1.5


def test_in_rises_and_out_falls() -> None:
    """One can follow with closed eyes."""
    rising = pitches_hertz(cue_sound("in"))
    falling = pitches_hertz(cue_sound("out"))
    assert rising == sorted(rising)
    assert rising[-1] > 1.3 * rising[0]
    assert falling == sorted(falling, reverse=True)
    assert falling[0] > 1.3 * falling[-1]


def test_held_stays_where_it_is() -> None:
    """High with the breath in, low with the breath out."""
    held, rest = pitches_hertz(cue_sound("hold")), pitches_hertz(cue_sound("rest"))
    assert len(set(held)) == len(set(rest)) == 1
    assert held[0] > 1.3 * rest[0]
