"""The microphone: one contract for the fake and for PortAudio's, and what only the real one can do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, RATE_HERTZ, Microphone, Samples
from tests.fakes.microphone import FakeMicrophone
from tests.sound.test_wav import pitch_hertz, tone
from tests.soundcard import Soundcard
from tests.studio import Studio

MOST_READS = 50


@dataclass
class Case:
    """A microphone in a room with sound in it, and how to unplug it."""

    microphone: Microphone
    unplug: Callable[[], None]


@pytest.fixture
def fake() -> Case:
    """A fake that hears a second of a tone."""
    microphone = FakeMicrophone()
    microphone.hear(tone(440, 16_000))
    return Case(microphone, microphone.lose)


@pytest.fixture
def real(studio: Studio, card: Soundcard) -> Case:
    """PortAudio's, which hears what is played to the sound card."""
    microphone = studio.microphone()
    studio.loudspeaker().play(tone(440, 16_000, seconds=5))
    return Case(microphone, card.server.kill)


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.sound)])
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    """Either of them."""
    made: Case = request.getfixturevalue(request.param)
    yield made
    made.microphone.close()


def frames(microphone: Microphone, count: int) -> list[Samples]:
    """The next frames; a real microphone may give None before it warms up."""
    read: list[Samples] = []
    for _ in range(MOST_READS):
        frame = microphone.read()
        if frame is not None:
            read.append(frame)
        if len(read) == count:
            return read
    raise AssertionError(f"{len(read)} frames in {MOST_READS} reads")


def test_it_has_a_name(case: Case) -> None:
    """The person can be told which one is used."""
    assert case.microphone.name


def test_it_gives_frames_of_512_samples(case: Case) -> None:
    """In the one form that is used inside: mono, float32, between -1 and 1."""
    for frame in frames(case.microphone, 20):
        assert frame.shape == (FRAME_SAMPLES,)
        assert frame.dtype == np.float32
        assert np.abs(frame).max() <= 1


def test_a_lost_microphone_says_so(case: Case) -> None:
    """After what was recorded before, DeviceError: not silence for ever."""
    frames(case.microphone, 5)
    case.unplug()
    with pytest.raises(DeviceError, match=r"is gone\. Plug it in again"):
        for _ in range(MOST_READS):
            case.microphone.read()


def test_a_fake_without_sound_gives_none() -> None:
    """As a real one does after half a second."""
    assert FakeMicrophone().read() is None


@pytest.mark.sound
def test_what_is_played_is_heard_at_the_right_speed_and_pitch(studio: Studio) -> None:
    """A tone through loudspeaker, sound card and microphone: as long, as high and as loud as it was."""
    frames(studio.microphone(), 1)
    studio.loudspeaker()
    passage = _played_without_a_gap(studio, tone(440, 16_000, seconds=2))
    assert len(passage) == pytest.approx(2 * 16_000, abs=160)
    assert pitch_hertz(passage) == pytest.approx(440, abs=1)
    assert np.sqrt(np.mean(passage**2)) == pytest.approx(0.5 / np.sqrt(2), rel=0.02)


@pytest.mark.sound
@pytest.mark.usefixtures("card")
def test_an_unknown_microphone_is_named_with_those_that_there_are(studio: Studio) -> None:
    """A slip in the settings costs no search."""
    with pytest.raises(DeviceError, match=r"no microphone 'walrus'; there are: .*pulse"):
        studio.microphone("walrus")


def _played_without_a_gap(studio: Studio, sound: Samples) -> Samples:
    """What was heard of it, from its beginning to its end. A busy machine may starve the sound server: then again."""
    for _ in range(20):
        heard: Samples = studio.call("record_while_playing", sound)
        loud = np.flatnonzero(np.abs(heard) > 0.01)
        if np.diff(loud).max() < RATE_HERTZ // 50:
            break
    return heard[loud[0] : loud[-1] + 1]
