"""A microphone that is unplugged while a sound server runs."""

import subprocess
import sys
import threading

import pytest

from coach.sound.stream_watch import StreamWatch
from tests.soundcard import MODULES, Soundcard, soundcard

ONE_MICROPHONE = (*MODULES[:2], MODULES[3])
"""And no other source but what the two loudspeakers play."""
HEARING = """
from coach.errors import DeviceError
from coach.sound import devices
from coach.sound.microphone import PortAudioMicrophone
from coach.sound.returning import ReturningMicrophone
from coach.sound.stream_watch import StreamWatch

def open_again():
    devices.look_again()
    return PortAudioMicrophone()

microphone = ReturningMicrophone(PortAudioMicrophone(), open_again, StreamWatch())
loud_frames = 0
while True:
    try:
        frame = microphone.read()
    except DeviceError:
        print("lost", flush=True)
        loud_frames = 0
        continue
    loud = frame is not None and bool(frame.any())
    loud_frames += loud
    if loud and loud_frames == 20:
        print("heard", flush=True)
"""


def unplug(card: Soundcard) -> None:
    """The microphone is gone."""
    modules = card.pactl("list", "short", "modules").splitlines()
    (index,) = [line.split()[0] for line in modules if "source_name=mic" in line]
    card.pactl("unload-module", index)


@pytest.mark.sound
def test_a_microphone_that_was_unplugged_is_told_and_heard_again_when_it_is_back() -> None:
    """PulseAudio goes on with what the loudspeaker plays, which never starves."""
    with soundcard(ONE_MICROPHONE) as card, card.room_noise():
        card.pactl("set-default-source", "mic")
        command = [sys.executable, "-c", HEARING]
        with subprocess.Popen(command, env=dict(card.base), stdout=subprocess.PIPE, text=True) as hearing:
            assert hearing.stdout is not None
            assert hearing.stdout.readline() == "heard\n"
            unplug(card)
            assert hearing.stdout.readline() == "lost\n"
            card.pactl("load-module", *MODULES[3].split())
            assert hearing.stdout.readline() == "heard\n"
            hearing.kill()


def test_what_a_loudspeaker_plays_may_be_listened_to_on_purpose() -> None:
    """Who names a monitor as the microphone gets it, and it is not lost."""
    looks = threading.Semaphore(1)

    def look() -> bool:
        assert looks.acquire(blocking=False)  # once, and never again
        return True

    watch = StreamWatch(look)
    assert not watch.moved
    watch.close()
