"""Choosing sound devices."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.sound import devices
from tests.soundcard import Soundcard, soundcard
from tests.studio import Studio

DIRECTIONS = ("input", "output")


@pytest.mark.sound
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_device_is_chosen_by_a_part_of_its_name(studio: Studio, direction: devices.Direction) -> None:
    """In any case; without a name it is the system's own choice. 16 kHz mono where the device takes it."""
    assert {"pulse", "default"} <= set(studio.call("names", direction))
    by_part = studio.call("choose", direction, "PUL")
    assert (by_part.name, by_part.rate_hertz, by_part.channels) == ("pulse", 16_000, 1)
    assert studio.call("choose", direction, None).name == "default"


@pytest.mark.sound
@pytest.mark.parametrize(("direction", "what"), [("input", "microphone"), ("output", "loudspeaker")])
def test_an_unknown_name_is_answered_with_the_names_that_there_are(
    studio: Studio, direction: devices.Direction, what: str
) -> None:
    """The error says what to write where."""
    with pytest.raises(DeviceError, match=f"no {what} 'walrus'; there are: .*'pulse'.* Set `{what}`"):
        studio.call("choose", direction, "walrus")


TWO_HEADSETS = (
    "module-null-sink sink_name=a sink_properties=device.description=Desk_Speaker",
    "module-null-sink sink_name=b",
    "module-remap-source master=a.monitor source_name=usb source_properties=device.description=Desk_Headset",
    "module-remap-source master=b.monitor source_name=built-in",
)


@pytest.mark.sound
@pytest.mark.parametrize(
    ("direction", "called", "shown", "variable", "end"),
    [
        ("input", "desk_headset", "Desk_Headset", "PULSE_SOURCE", "usb"),
        ("input", "built", "Remapped Monitor of Null Output", "PULSE_SOURCE", "built-in"),
        ("output", "Desk", "Desk_Speaker", "PULSE_SINK", "a"),
    ],
)
def test_a_device_is_chosen_by_the_name_that_the_desktop_shows(
    direction: str, called: str, shown: str, variable: str, end: str
) -> None:
    """PortAudio sees one device, however many the sound server has; so the server is led to the one that is meant."""
    program = (
        "import os\nfrom coach.sound import devices\n"
        f"print(devices.choose({direction!r}, {called!r}).name, os.environ[{variable!r}], sep='\\n')"
    )
    with soundcard(TWO_HEADSETS) as card:
        answer = subprocess.run(
            [sys.executable, "-c", program], env=dict(card.base), capture_output=True, text=True, check=True
        )
    assert answer.stdout.splitlines() == [shown, end]


@pytest.mark.sound
def test_what_went_away_is_noticed_by_looking_again(studio: Studio, card: Soundcard) -> None:
    """PortAudio looks around only when it starts."""
    assert "pulse" in studio.call("names", "input")
    card.server.kill()
    card.server.wait()
    assert "pulse" in studio.call("names", "input")
    studio.call("look_again")
    assert "pulse" not in studio.call("names", "input")


@pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card")
@pytest.mark.parametrize("direction", DIRECTIONS)
def test_a_machine_without_sound_says_so(direction: str) -> None:
    """One line that offers the typed session, and nothing of ALSA's own complaints."""
    program = (
        "from coach.errors import DeviceError\nfrom coach.sound import devices\n"
        f"try: devices.choose({direction!r}, None)\nexcept DeviceError as error: print(error)"
    )
    environment = {**os.environ, "PULSE_SERVER": "unix:/nowhere"}
    answer = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert answer.stdout.startswith("This machine has no ")
    assert "coach run --typed" in answer.stdout
    assert answer.stderr == ""


def test_without_portaudio_the_command_to_install_it_is_named() -> None:
    """The C library is missing on a bare machine; nothing but the error's own line is needed to mend it."""
    program = (
        "import ctypes.util; ctypes.util.find_library = lambda name: None\n"  # what a machine without it answers
        "from coach.errors import DeviceError\nfrom coach.sound import devices\n"
        "try: devices.names('input')\nexcept DeviceError as error: print(error)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "PortAudio is not installed. Install it: sudo apt install libportaudio2"
