"""Devices that are unplugged and plugged in again."""

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, Microphone
from coach.sound.returning import ATTEMPT_READS, STARVED_READS, ReturningLoudspeaker, ReturningMicrophone
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.fakes.microphone import FakeMicrophone


def away() -> Microphone:
    """The device is not plugged in."""
    raise DeviceError("The microphone is gone.", "Plug it in again.")


def speaking() -> FakeMicrophone:
    """A microphone that hears something."""
    microphone = FakeMicrophone()
    microphone.hear(np.ones(FRAME_SAMPLES, np.float32))
    return microphone


def test_a_lost_microphone_is_told_once_and_comes_back() -> None:
    """Unplugged, away for a while, plugged in again: and it hears."""
    attempts = [away, speaking]

    def open_again() -> Microphone:
        return attempts.pop(0)()

    first = FakeMicrophone()
    microphone = ReturningMicrophone(first, open_again, wait=lambda seconds: None)
    first.lose()
    with pytest.raises(DeviceError):
        microphone.read()
    assert [microphone.read() for _ in range(2 * ATTEMPT_READS)] == [None] * 2 * ATTEMPT_READS
    frame = microphone.read()
    assert frame is not None and frame.all()


def test_a_microphone_that_gives_no_sound_for_two_seconds_is_lost() -> None:
    """Some devices do not say that they are gone."""
    microphone = ReturningMicrophone(FakeMicrophone(), speaking, wait=lambda seconds: None)
    assert [microphone.read() for _ in range(STARVED_READS - 1)] == [None] * (STARVED_READS - 1)
    with pytest.raises(DeviceError, match="no sound"):
        microphone.read()


def test_nobody_waits_for_a_lost_microphone() -> None:
    """Each read takes a frame's time, so that keys are heard and what is being said goes on; one attempt a second."""
    waited: list[float] = []
    attempts: list[float] = []

    def open_again() -> Microphone:
        attempts.append(sum(waited))
        return away()

    first = FakeMicrophone()
    microphone = ReturningMicrophone(first, open_again, wait=waited.append)
    first.lose()
    with pytest.raises(DeviceError):
        microphone.read()
    for _ in range(3 * ATTEMPT_READS):
        microphone.read()
    assert set(waited) == {FRAME_SECONDS}
    assert attempts == pytest.approx([1.0, 2.0, 3.0], abs=0.1)


def test_a_lost_loudspeaker_is_opened_again_for_the_next_prompt() -> None:
    """One prompt is lost, not the session."""
    first, second = FakeLoudspeaker(), FakeLoudspeaker()
    devices = [first, second]
    loudspeaker = ReturningLoudspeaker(lambda: devices.pop(0))
    first.lose()
    with pytest.raises(DeviceError):
        loudspeaker.play(np.ones(100, np.float32))
    assert not loudspeaker.sounding
    loudspeaker.play(np.ones(100, np.float32))
    assert loudspeaker.sounding and len(second.played) == 1
    loudspeaker.stop()
    assert not loudspeaker.sounding
