"""Broken machines, and what the doctor says of each: one finding for one cause, and what helps.

Each is a real one: a sound server with these devices, a library that cannot be loaded, a disk without room. Some are
made in a namespace of their own (`unshare`), where a library can be hidden and a disk be filled.
"""

import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.soundcard import MODULES, soundcard

SINKS = MODULES[:2]
COACH = Path(sys.executable).with_name("coach")
LIBRARIES = Path("/usr/lib") / f"{platform.machine()}-linux-gnu"
EMPTY = "EMPTY"
"""Stands for a folder with nothing in it."""
NO_ROOM = "mount -t tmpfs -o size=300k tmpfs EMPTY"


def hidden(library: str) -> str:
    """The command that puts an empty file in a library's place."""
    return f"mount --bind /dev/null $(/sbin/ldconfig -p | sed -n 's/.*{library} .*=> //p' | head -n 1)"


@dataclass(frozen=True)
class Machine:
    """What is broken, what the doctor finds in which part, and what helps. `possible`: whether a session is."""

    broken: str
    part: str
    says: str
    helps: str
    possible: bool = False
    modules: tuple[str, ...] = MODULES
    pactl: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""
    """What is done in the namespace."""
    led: bool = True
    """Whether the process is led to `speaker` and `mic`; else the server chooses."""


MACHINES = (
    Machine("no sound server", "sound system", "No sound server runs", "start it",
            variables={"PULSE_SERVER": "unix:/no"}),
    Machine("no loudspeaker", "loudspeaker", "no loudspeaker", "Plug one in",
            modules=("module-always-sink", "module-sine-source source_name=mic"), led=False),
    Machine("no microphone", "microphone", "no microphone", "coach run --keys", modules=SINKS, led=False),
    Machine("a muted microphone", "microphone", "'mic' .* is muted", "pactl set-source-mute mic 0",
            pactl=("set-source-mute mic 1",)),
    Machine("a microphone that is turned nearly off", "microphone", "turned down to 10%, nobody would be heard",
            "pactl set-source-volume mic 100%", pactl=("set-source-volume mic 10%",)),
    Machine("a microphone that gives no sample", "microphone", "can be opened, but no sound comes", "plug it in again",
            pactl=("suspend-source mic 1",)),
    Machine("a muted loudspeaker", "loudspeaker", "it is muted", "pactl set-sink-mute speaker 0",
            pactl=("set-sink-mute speaker 1",)),
    Machine("a loudspeaker at zero", "loudspeaker", "turned down to 0%", "pactl set-sink-volume speaker 70%",
            pactl=("set-sink-volume speaker 0",)),
    Machine("a microphone that is not there", "microphone", "no microphone 'Walrus'; there are: .*'mic'",
            "Set `microphone`", variables={"COACH_MICROPHONE": "Walrus"}),
    Machine("a loudspeaker that is not there", "loudspeaker", "no loudspeaker 'Walrus'; there are: .*'speaker'",
            "Set `loudspeaker`", variables={"COACH_LOUDSPEAKER": "Walrus"}),
    Machine("no voice", "voice", "espeak-ng is broken", "sudo apt install", inside=hidden("libespeak-ng.so.1")),
    Machine("a voice without its data", "voice", "espeak-ng", "sudo apt install --reinstall",
            inside=f"mount --bind EMPTY {LIBRARIES}/espeak-ng-data"),
    Machine("no PortAudio", "sound system", "PortAudio is broken", "sudo apt install",
            inside=hidden("libportaudio.so.2")),
    Machine("no way from PortAudio to the sound server", "sound system", "there is no way to it", "libasound2-plugins",
            inside=f"mount --bind EMPTY {LIBRARIES}/alsa-lib"),
)  # fmt: skip
MUTE_MACHINES = (
    Machine("no model", "model", "No speech model for 'en'", "coach models fetch",
            variables={"COACH_MODELS_FOLDER": EMPTY}),
    Machine("a cache that cannot be written to", "cache", "cannot be written to", "set cache_folder",
            possible=True, variables={"COACH_CACHE_FOLDER": "/proc/cache"}),
    Machine("a full disk", "cache", "No space left", "Make room", possible=True,
            variables={"COACH_CACHE_FOLDER": EMPTY}, inside=NO_ROOM),
    Machine("a staff_command without its program", "staff", "no program '/no/bell'", "Set staff_command",
            variables={"COACH_STAFF_COMMAND": "/no/bell --room 4"}),
)  # fmt: skip
"""Without a sound server too: each of these has nothing to do with sound."""


def examined(machine: Machine, empty: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code of `coach doctor` on this machine, and what was found, by part."""
    with soundcard(machine.modules) as card, card.room_noise():
        for words in machine.pactl:
            card.pactl(*words.split())
        return asked(machine, card.environment(sink="speaker", source="mic") if machine.led else card.base, empty)


def examined_mute(machine: Machine, empty: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """The same, where there is no sound server."""
    return asked(machine, {**os.environ, "PULSE_SERVER": "unix:/no"}, empty)


def asked(machine: Machine, base: Mapping[str, str], empty: Path) -> tuple[int, dict[str, dict[str, Any]]]:
    """The doctor, in an environment to which what is broken is added."""
    command = [str(COACH), "doctor", "--json"]
    if machine.inside:
        require_namespace()
        broken = machine.inside.replace(EMPTY, str(empty))
        command = ["unshare", "-rm", "sh", "-c", f'{broken} && exec "$@"', "-", *command]
    variables = {name: value.replace(EMPTY, str(empty)) for name, value in machine.variables.items()}
    answer = subprocess.run(command, env={**base, **variables}, capture_output=True, text=True, check=False)
    assert answer.stdout, answer.stderr
    return answer.returncode, {finding["part"]: finding for finding in json.loads(answer.stdout)["findings"]}


def require_namespace() -> None:
    """Skip where this user may make none."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("unshare may make no namespace here")


@pytest.mark.engines
@pytest.mark.sound
@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.broken)
def test_what_is_broken_is_named_once_with_what_helps(machine: Machine, tmp_path: Path, moonshine_folder: Path) -> None:
    """Nothing else is called wrong; what hangs on it waits; the exit code tells whether a session is possible."""
    code, found = examined(machine, tmp_path)
    assert wrong(found) == {machine.part}
    assert_named(machine, found)
    assert code == 1


@pytest.mark.engines
@pytest.mark.parametrize("machine", MUTE_MACHINES, ids=lambda machine: machine.broken)
def test_of_two_causes_each_is_named(machine: Machine, tmp_path: Path, moonshine_folder: Path) -> None:
    """There is no sound server; what else is broken has its own finding, and its own remedy."""
    _, found = examined_mute(machine, tmp_path)
    assert wrong(found) == {"sound system", machine.part} - ({machine.part} if machine.possible else set())
    assert_named(machine, found)


def wrong(found: Mapping[str, Mapping[str, Any]]) -> set[str]:
    """The parts with which no session is possible."""
    return {part for part, finding in found.items() if finding["state"] == "wrong"}


def assert_named(machine: Machine, found: Mapping[str, Mapping[str, Any]]) -> None:
    """What is broken, and what helps."""
    finding = found[machine.part]
    assert re.search(machine.says, finding["found"])
    assert machine.helps in finding["to_do"]
    assert finding["state"] == ("look" if machine.possible else "wrong")


@pytest.mark.engines
def test_a_model_of_which_one_byte_is_wrong_is_not_tried(tmp_path: Path, moonshine_folder: Path) -> None:
    """It would hear something else, or nothing, and nobody would know why."""
    copy = shutil.copytree(moonshine_folder, tmp_path / moonshine_folder.name)
    largest = max(copy.rglob("*.ort"), key=lambda path: path.stat().st_size)
    with largest.open("r+b") as file:
        file.seek(1_000_000)
        byte = file.read(1)[0]
        file.seek(1_000_000)
        file.write(bytes([byte ^ 1]))
    machine = Machine("a damaged model", "model", "", "", variables={"COACH_MODELS_FOLDER": EMPTY})
    code, found = examined_mute(machine, tmp_path)
    assert code == 1
    assert found["model"]["state"] == "wrong" and found["ear"]["state"] == "waits"
    assert f"{moonshine_folder.name} is damaged: {largest.name}" in found["model"]["found"]
    assert f"coach models fetch {moonshine_folder.name}" in found["model"]["to_do"]
