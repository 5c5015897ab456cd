"""A microphone or a loudspeaker that is unplugged while a sound server runs."""

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from coach.sound.stream_watch import StreamWatch
from tests.soundcard import MODULES, Soundcard, soundcard

ONE_MICROPHONE = (*MODULES[:2], MODULES[3])
"""And no other source but what the two loudspeakers play."""
HEARING = """
from coach.errors import DeviceError
from coach.sound import devices, server
from coach.sound.microphone import PortAudioMicrophone
from coach.sound.returning import ReturningMicrophone
from coach.sound.stream_watch import StreamWatch

def open_again():
    devices.look_again()
    return PortAudioMicrophone()

microphone = ReturningMicrophone(PortAudioMicrophone(), open_again, StreamWatch(server.records_a_loudspeaker))
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


SPEAKER = MODULES[0]
ONE_LOUDSPEAKER = (SPEAKER, "module-always-sink")
"""As desktops have it: where the last one is gone, one is made up."""
SPEAKING = """
import sys
import time
import numpy as np
from coach.errors import DeviceError
from coach.sound import server
from coach.sound.loudspeaker import PortAudioLoudspeaker
from coach.sound.returning import ReturningLoudspeaker

loudspeaker = ReturningLoudspeaker(PortAudioLoudspeaker, server.plays_to_nobody)
told = None
while True:
    try:
        loudspeaker.play(np.full(1600, 0.1, np.float32))
        tells = "playing" if loudspeaker.sounding else None
    except DeviceError:
        tells = "lost"
    if tells and tells != told:
        print(tells, flush=True)
        told = tells
    time.sleep(0.1)
"""

LOOKING = """
import numpy as np
from coach.sound import server
from coach.sound.loudspeaker import PortAudioLoudspeaker

loudspeaker = PortAudioLoudspeaker()
loudspeaker.play(np.full(16000 * 60, 0.1, np.float32))
told = None
for to_nobody in server.plays_to_nobody():
    if to_nobody != told:
        print(to_nobody, flush=True)
        told = to_nobody
print("no server", flush=True)
"""


def unplug(card: Soundcard, end: str) -> None:
    """What was loaded so is gone."""
    modules = card.pactl("list", "short", "modules").splitlines()
    (index,) = [line.split()[0] for line in modules if end in line]
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
            unplug(card, "source_name=mic")
            assert hearing.stdout.readline() == "lost\n"
            card.pactl("load-module", *MODULES[3].split())
            assert hearing.stdout.readline() == "heard\n"
            hearing.kill()


@pytest.mark.sound
def test_a_loudspeaker_that_was_unplugged_is_told_and_plays_again_when_it_is_back() -> None:
    """PulseAudio goes on with one that it makes up, which plays in time, to nobody."""
    with soundcard(ONE_LOUDSPEAKER) as card:
        command = [sys.executable, "-c", SPEAKING]
        with subprocess.Popen(command, env=dict(card.base), stdout=subprocess.PIPE, text=True) as speaking:
            assert speaking.stdout is not None
            assert speaking.stdout.readline() == "playing\n"
            unplug(card, "sink_name=speaker")
            assert speaking.stdout.readline() == "lost\n"
            card.pactl("load-module", *SPEAKER.split())
            assert speaking.stdout.readline() == "playing\n"
            speaking.kill()


@pytest.mark.sound
def test_what_the_server_leaves_where_nobody_hears_it_is_brought_back() -> None:
    """Where a loudspeaker comes back that is not the server's own choice, but the one that was asked for."""
    nothing = "module-null-sink sink_name=auto_null rate=16000 norewinds=1"
    with soundcard((nothing, SPEAKER)) as card:
        card.pactl("set-default-sink", "auto_null")
        command, environment = [sys.executable, "-c", LOOKING], dict(card.base) | {"PULSE_SINK": "speaker"}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as looking:
            assert looking.stdout is not None
            assert looking.stdout.readline() == "False\n"
            unplug(card, "sink_name=speaker")
            assert looking.stdout.readline() == "True\n"
            card.pactl("load-module", *SPEAKER.split())
            assert looking.stdout.readline() == "False\n"
            looking.kill()


@pytest.mark.sound
def test_a_sound_server_that_dies_is_noticed_and_that_is_no_fault() -> None:
    """Whoever looks may ask the next one."""
    with soundcard(ONE_LOUDSPEAKER) as card:
        command = [sys.executable, "-c", LOOKING]
        with subprocess.Popen(command, env=dict(card.base), stdout=subprocess.PIPE, text=True) as looking:
            assert looking.stdout is not None
            assert looking.stdout.readline() == "False\n"
            card.server.kill()
            assert looking.stdout.readline() == "no server\n"
            looking.kill()


def test_what_a_loudspeaker_plays_may_be_listened_to_on_purpose() -> None:
    """Who names a monitor as the microphone gets it, and it is not lost."""
    looks = threading.Semaphore(1)

    def look() -> Iterator[bool]:
        assert looks.acquire(blocking=False)  # once, and never again
        yield True

    watch = StreamWatch(look)
    assert not watch.moved
    watch.close()


def test_when_the_sound_server_has_gone_a_stream_counts_as_where_it_should_be() -> None:
    """Nobody can tell any more, and it is looked for again."""
    looks, seen, asked_again = iter((False, True)), list[bool](), threading.Event()

    def look() -> Iterator[bool]:
        if (moved := next(looks, None)) is not None:
            yield moved
        else:
            seen.append(watch.moved)
            asked_again.set()

    watch = StreamWatch(look)
    assert asked_again.wait(30)
    watch.close()
    assert seen[0] is False
