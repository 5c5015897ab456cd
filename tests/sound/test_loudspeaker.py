"""The loudspeaker: one contract for the fake and for PortAudio's, and what only the real one can do."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import Loudspeaker
from coach.sound.loudspeaker import Tape
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.sound.test_wav import tone
from tests.soundcard import Soundcard
from tests.studio import Studio

FRAME_SECONDS = 0.032


@dataclass
class Case:
    """A loudspeaker, how to let time pass, and how to unplug it."""

    loudspeaker: Loudspeaker
    pass_some_time: Callable[[], object]
    unplug: Callable[[], None]

    def play_out(self) -> int:
        """Let time pass until it is quiet; how often."""
        for passed in range(400):
            if not self.loudspeaker.sounding:
                return passed
            self.pass_some_time()
        raise AssertionError("it never ends")


@pytest.fixture
def fake() -> Case:
    """A fake, with time of its own."""
    loudspeaker = FakeLoudspeaker()
    return Case(loudspeaker, lambda: loudspeaker.pass_time(FRAME_SECONDS), loudspeaker.lose)


@pytest.fixture
def real(studio: Studio, card: Soundcard) -> Case:
    """PortAudio's; a microphone's frames tell the time."""
    return Case(studio.loudspeaker(), studio.microphone().read, card.server.kill)


@pytest.fixture(params=["fake", pytest.param("real", marks=pytest.mark.sound)])
def case(request: pytest.FixtureRequest) -> Iterator[Case]:
    """Either of them."""
    made: Case = request.getfixturevalue(request.param)
    yield made
    made.loudspeaker.close()


def test_it_has_a_name(case: Case) -> None:
    """The person can be told which one is used."""
    assert case.loudspeaker.name


def test_it_is_quiet_at_first(case: Case) -> None:
    """Nothing was played."""
    assert not case.loudspeaker.sounding


def test_it_sounds_until_what_was_played_is_over(case: Case) -> None:
    """Two prompts, one after the other."""
    case.loudspeaker.play(tone(440, 16_000, seconds=0.5))
    case.loudspeaker.play(tone(330, 16_000, seconds=0.5))
    assert case.loudspeaker.sounding
    assert case.play_out() > 1


def test_stopped_it_is_quiet_soon(case: Case) -> None:
    """What was still to be played is dropped."""
    case.loudspeaker.play(tone(440, 16_000, seconds=8))
    case.pass_some_time()
    case.loudspeaker.stop()
    assert case.play_out() * FRAME_SECONDS < 2


def test_it_plays_again_after_it_was_stopped(case: Case) -> None:
    """A stop is not for ever."""
    case.loudspeaker.stop()
    case.loudspeaker.play(tone(440, 16_000, seconds=0.2))
    assert case.loudspeaker.sounding
    case.play_out()


def test_a_lost_loudspeaker_says_so(case: Case) -> None:
    """Nobody waits for a prompt that is never heard."""
    case.loudspeaker.play(tone(440, 16_000, seconds=0.2))
    case.play_out()
    case.unplug()
    with pytest.raises(DeviceError, match="is gone"):
        for _ in range(100):
            case.loudspeaker.play(tone(440, 16_000, seconds=0.01))
            case.loudspeaker.stop()


def test_a_tape_gives_back_what_was_put_on_it() -> None:
    """In order, whatever the pieces."""
    tape = Tape(fade_samples=4)
    sound = np.linspace(-1, 1, 1000, dtype=np.float32)
    for piece in np.array_split(sound, 7):
        tape.append(piece)
    taken = [tape.take(count) for count in (1, 300, 0, 699, 5)]
    assert np.concatenate(taken) == pytest.approx(sound)
    assert tape.empty


def test_a_tape_never_exceeds_full_scale() -> None:
    """Too loud a recording hurts nobody."""
    tape = Tape(fade_samples=4)
    tape.append(np.array([3.0, -3.0, 0.5], dtype=np.float32))
    assert tape.take(3) == pytest.approx([1.0, -1.0, 0.5])


def test_a_cut_tape_ends_without_a_click() -> None:
    """It fades out instead of jumping to nothing."""
    tape = Tape(fade_samples=100)
    tape.append(np.ones(10_000, dtype=np.float32))
    tape.take(50)
    tape.cut()
    ending = tape.take(10_000)
    assert len(ending) == 100
    assert ending[0] == 1
    assert ending[-1] == 0
    assert np.abs(np.diff(ending)).max() < 0.02


@pytest.mark.sound
def test_a_stopped_prompt_is_heard_only_until_then(studio: Studio) -> None:
    """Of eight seconds, the half second before the stop; and its end is soft."""
    microphone = studio.microphone()
    for _ in range(5):
        microphone.read()
    studio.loudspeaker()
    heard = studio.call("record_while_playing", tone(440, 16_000, seconds=8), 16)
    sounding = np.flatnonzero(np.abs(heard) > 0.01)
    assert 0.2 < (sounding[-1] - sounding[0]) / 16_000 < 0.8
    ending = heard[sounding[-1] - 80 : sounding[-1] + 80]
    assert np.abs(np.diff(ending)).max() < 0.1


@pytest.mark.sound
def test_a_prompt_starts_and_ends_as_it_was_rendered(studio: Studio) -> None:
    """No sample is lost or doubled on the way: what is heard is what was played.

    A busy machine may starve the sound server for a moment; then it is played again.
    """
    microphone = studio.microphone()
    for _ in range(5):
        microphone.read()
    studio.loudspeaker()
    played = np.random.default_rng(1).uniform(-0.3, 0.3, 32_000).astype(np.float32)

    def likeness() -> float:
        heard = studio.call("record_while_playing", played)
        start = int(np.argmax(np.correlate(heard, played[:4000], mode="valid")))
        passage = heard[start : start + len(played)]
        return float(np.corrcoef(passage, played)[0, 1]) if len(passage) == len(played) else 0.0

    assert any(likeness() > 0.99 for _ in range(5))


@pytest.mark.sound
def test_louder_is_heard_louder_by_as_much_as_it_says(studio: Studio) -> None:
    """Four presses are 12 dB, six 18, and a hundred no more; the whole of a loud tone is heard without being cut."""
    microphone = studio.microphone()
    for _ in range(5):
        microphone.read()
    studio.loudspeaker()
    heard = studio.call("record_at_steps", 1.8 * tone(440, 16_000, seconds=0.6), [0, 4, 6, 100])
    peaks = [float(np.abs(each).max()) for each in heard]
    assert [20 * np.log10(peak / peaks[0]) for peak in peaks] == pytest.approx([0, 12, 18, 18], abs=0.5)
