"""What a person says stays here: nobody is connected to or looked up, and nothing but ours is left on the disk.

The commands run as a stranger's would: in an empty home folder, without the variables of a build machine (onnxruntime
keeps quiet where it sees those), and with one that would have onnxruntime talk.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from coach.content.loader import PACKS
from coach.content.pack import Pack
from coach.sound.wav import write_sound
from scripts.measure.processes import pids
from tests.kiosk.chromium import DRIVEN, asleep_in, next_profile, require_chromium
from tests.listening.speech import spoken
from tests.memory import copies
from tests.person_at_soundcard import converse
from tests.soundcard import Soundcard, soundcard
from tests.syscalls import Watch, require_strace, without_network
from tests.wyoming_server import wyoming_server

if TYPE_CHECKING:
    from playwright.sync_api import Playwright, WebSocket

COACH = str(Path(sys.executable).with_name("coach"))
PERSONAS = Path(__file__).parent / "personas"
TALKATIVE = {"ORT_DISABLE_TELEMETRY": "0"}
NOBODY = "/dev/null"
"""Where espeak-ng is told that the sound server is: it has nothing to play."""
JACK = "/dev/shm/jack_"
"""Where PortAudio looks for another sound server, on this machine too."""
TYPED = "ready\n7\nfour\nsomething else\nchanging a thought\nskip\nmy day was long\nstop\n"

PROCESSES = """
import coach, ctypes, multiprocessing, os, sys
native = ctypes.CDLL(None).getenv
native.restype = ctypes.c_char_p
with multiprocessing.get_context(sys.argv[1]).Pool(1) as pool:
    print(native(b"ORT_DISABLE_TELEMETRY").decode(), pool.apply(os.getenv, ["ORT_DISABLE_TELEMETRY"]))
"""
CORE_IMAGES = """
import multiprocessing, resource
_, most = resource.getrlimit(resource.RLIMIT_CORE)
resource.setrlimit(resource.RLIMIT_CORE, (most, most))
import coach
from tests.test_privacy import dumpable
with multiprocessing.get_context("spawn").Pool(1) as pool:
    print(resource.getrlimit(resource.RLIMIT_CORE)[0], pool.apply(resource.getrlimit, [resource.RLIMIT_CORE])[0])
    print(dumpable(), pool.apply(dumpable))
"""

LOGGING_ALL = """
import logging, sys
from coach.cli import main
logging.basicConfig(level=logging.NOTSET)
if __name__ == "__main__":
    sys.exit(main())
"""

PR_GET_DUMPABLE = 3
"""Of Linux's prctl.h."""

STORING = """
from coach import bootstrap, settings
chosen = settings.load()
voice = bootstrap.open_voice(chosen)
voice.store(bootstrap.prompts(chosen, bootstrap.open_pack(chosen))[:10])
voice.wait_until_stored()
voice.close()
"""


@dataclass(frozen=True)
class Stranger:
    """Somebody to whom the coach is new. `home` and `work`, where commands are started, are empty."""

    home: Path
    work: Path
    models_folder: Path

    def environment(self, sound: Mapping[str, str], **more: str) -> dict[str, str]:
        """No more than a program needs."""
        kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
        kept |= {"COACH_MODELS_FOLDER": str(self.models_folder), "COACH_COUNTRY": "us", "PYTHONDONTWRITEBYTECODE": "1"}
        return {**kept, **TALKATIVE, **sound, "LANG": "C.UTF-8", "HOME": str(self.home), **more}

    @property
    def ours(self) -> Path:
        """The only folder of the coach's."""
        return self.home / ".cache" / "coach"


@pytest.fixture
def stranger(tmp_path: Path, moonshine_folder: Path) -> Stranger:
    """A new one."""
    somebody = Stranger(tmp_path / "home", tmp_path / "work", moonshine_folder.parent)
    somebody.home.mkdir()
    somebody.work.mkdir()
    return somebody


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """Sees all system calls."""
    require_strace()
    return Watch(tmp_path / "calls")


def sound_of(card: Soundcard) -> dict[str, str]:
    """The variables that lead to a sound card, without the others of its environment."""
    variables = card.environment(sink="speaker", source="mic")
    return {name: value for name, value in variables.items() if name.startswith("PULSE_")}


def assert_private(watch: Watch, stranger: Stranger, sound: Mapping[str, str]) -> None:
    """Nobody but this machine's sound server was spoken to; nothing was left but in our folder and where one works.

    Whatever was written in between counts too, and wherever.
    """
    server = sound.get("PULSE_SERVER", NOBODY).removeprefix("unix:")
    assert watch.strangers((server, NOBODY, JACK)) == []
    assert watch.look_ups() == []
    allowed = (stranger.ours, stranger.work, Path(server).parent)
    written = {*watch.written(stranger.work), *stranger.home.rglob("*")} - {*stranger.ours.parents}
    assert [path for path in written if not any(path.is_relative_to(place) for place in allowed)] == []


def told(program: str, *words: str) -> list[str]:
    """What a Python program of its own prints."""
    command = [sys.executable, "-c", program, *words]
    answer = subprocess.run(command, env=os.environ | TALKATIVE, capture_output=True, text=True, check=True)
    return answer.stdout.split()


@pytest.mark.parametrize("method", ["spawn", "forkserver", "fork"])
def test_onnxruntime_is_told_to_keep_quiet_in_every_process(method: str) -> None:
    """However a process is started, and whatever the user's own environment says; native code reads it too."""
    assert told(PROCESSES, method) == ["1", "1"]


def test_an_engine_that_aborts_leaves_no_image_of_its_memory() -> None:
    """It would hold what somebody just said: neither we nor our workers leave one, whatever the system's limit is, nor
    give one to a program of the system's; and no other program of the user's may look into our memory."""
    assert told(CORE_IMAGES) == ["0", "0", "0", "0"]


def dumpable() -> int:
    """Whether this process may be dumped."""
    answer: int = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE)
    return answer


@pytest.mark.engines
@pytest.mark.parametrize(
    "words",
    [
        ["say", "seven", "--out", "said.wav"],
        ["hear", "seven.wav", "--expect", "0-10"],
        ["check", str(PACKS / "en")],
        ["run", "--typed"],
        ["rehearse", str(PERSONAS / "leaving.yaml"), "--out", "rehearsal"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_tells_nobody_and_leaves_nothing(words: list[str], watch: Watch, stranger: Stranger) -> None:
    """On a machine without a sound server, from an empty home folder."""
    write_sound(stranger.work / "seven.wav", spoken("seven"))
    command = [*watch.command, COACH, *words]
    answer = subprocess.run(
        command, cwd=stranger.work, env=stranger.environment({}), input=TYPED,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert answer.returncode == 0, answer.stderr
    assert_private(watch, stranger, {})


@pytest.mark.engines
def test_a_reply_goes_to_the_machine_that_the_site_names_and_to_no_other(watch: Watch, stranger: Stranger) -> None:
    """It is all that is connected to, by its address; no name is looked up, and nothing is left."""
    write_sound(stranger.work / "seven.wav", spoken("seven"))
    command = [*watch.command, COACH, "hear", "seven.wav", "--expect", "0-10", "--json"]
    with wyoming_server("Seven.") as server:
        answer = subprocess.run(
            command, cwd=stranger.work, env=stranger.environment({}, COACH_EAR_SERVER=server.address),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert answer.returncode == 0, answer.stderr
        assert server.asked[0] == "transcribe en" and server.asked[1].startswith("sound ")
        assert all(f"htons({server.port})" in address for address in watch.internet())
    assert_private(watch, stranger, {})


@pytest.mark.engines
@pytest.mark.sound
def test_the_doctor_tells_nobody_and_leaves_nothing(watch: Watch, stranger: Stranger) -> None:
    """It tries the microphone, the loudspeaker, the voice and the ear."""
    with soundcard() as card:
        sound = sound_of(card)
        answer = subprocess.run(
            [*watch.command, COACH, "doctor"], cwd=stranger.work, env=stranger.environment(sound),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert "session is possible here" in answer.stdout, answer.stderr
    assert_private(watch, stranger, sound)


@pytest.mark.engines
def test_what_the_pack_says_is_all_that_is_left(watch: Watch, stranger: Stranger) -> None:
    """Its lines, rendered in a process of their own, and the pack itself as it was checked."""
    command = [*watch.command, sys.executable, "-c", STORING]
    subprocess.run(command, cwd=stranger.work, env=stranger.environment({}), check=True)
    assert_private(watch, stranger, {})
    left = [path.relative_to(stranger.ours) for path in stranger.home.rglob("*") if path.is_file()]
    assert {path.parent for path in left} == {Path("prompts"), Path("packs")}


def converse_aloud(
    command: list[str], stranger: Stranger, english: Pack, persona: str
) -> tuple[list[dict[str, Any]], Mapping[str, str]]:
    """A session over PortAudio in which this process plays the person: what the coach did, and the sound it had.

    No prompts are kept: to render them all takes longer than the session, and is watched above.
    """
    with soundcard() as card:
        sound = sound_of(card)
        with subprocess.Popen(
            [*command, COACH, "run", "--json"], cwd=stranger.work,
            env=stranger.environment(sound, COACH_CACHE_FOLDER="/dev/null"),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
        ) as coach:  # fmt: skip
            assert coach.stdout is not None
            air = card.environment(sink="air", source="ears")
            lines = converse(coach.stdout, str(PERSONAS / f"{persona}.yaml"), english, air)
        assert coach.returncode == 0
    return lines, sound


@pytest.mark.engines
@pytest.mark.sound
def test_a_session_held_aloud_tells_nobody_and_leaves_nothing(watch: Watch, stranger: Stranger, english: Pack) -> None:
    """Real engines, real streams, real time: each reply is understood, and no word of it reaches a file."""
    lines, sound = converse_aloud(watch.command, stranger, english, "brief")
    asked = [line["listen"] for line in lines if "listen" in line]
    assert asked == [
        "welcome.ready", "check_in.ability", "check_in.going_on", "choice.offer",
        "reframing.begin", "reframing.thought", "reframing.belief",
    ]  # fmt: skip
    in_silence = asked.index("reframing.begin")
    heard = [line["heard"] for line in lines if "heard" in line]
    assert heard.pop(in_silence) is None  # a silence that was announced
    assert set(heard) == {"accept"}
    assert "end" in lines[-1]
    assert_private(watch, stranger, sound)
    assert {path.name for path in watch.written(stranger.work)} <= {"cookie"}  # the sound server's
    opened = " ".join(watch.opened())
    assert all(engine in opened for engine in ("libportaudio", "onnxruntime", "libespeak-ng"))  # each was watched


@pytest.mark.engines
@pytest.mark.sound
def test_a_session_needs_no_network(stranger: Stranger, english: Pack) -> None:
    """A whole one, aloud, where there is none at all: no name server, and not even this machine itself."""
    lines, _ = converse_aloud(without_network(), stranger, english, "leaving")
    assert [line["heard"] for line in lines if "heard" in line] == ["accept", "accept"]
    assert "end" in lines[-1]


CANARY, TYPED_CANARY = "purple elephant", "voicemoxie"
"""What the person says, and types, and nobody else. No letter of the second is a key."""
SITE = f"""
place: Harbor Clinic
kiosk: ward-3
settings: {{country: us}}
drafts: [pack, words, repair, risk, intents, reading, session, exercises, safety]
screen: {{browser: "{DRIVEN}"}}
"""


class Kiosk:
    """A coach on its shelf, and somebody before it."""

    def __init__(self, coach: "subprocess.Popen[str]", air: Mapping[str, str], folder: Path) -> None:
        self.coach, self._air, self._path = coach, air, folder / "said.wav"

    def until(self, what: str) -> None:
        """Until it does this."""
        assert self.coach.stdout is not None
        assert any(what in json.loads(line) for line in self.coach.stdout), f"It ended before {what}."

    def say(self, text: str) -> None:
        """Aloud."""
        write_sound(self._path, spoken(text))
        subprocess.run(["paplay", str(self._path)], env=dict(self._air), check=True)

    def copies(self) -> dict[int, int]:
        """How often the canaries stand in the memory of each of its processes, the browser's too."""
        return {pid: copies(pid, CANARY) + copies(pid, TYPED_CANARY) for pid in pids(self.coach.pid)}


@pytest.mark.engines
@pytest.mark.sound
def test_what_was_said_is_in_no_process_and_no_file_when_the_coach_sleeps_again(
    stranger: Stranger, playwright: "Playwright"
) -> None:
    """At a kiosk the program outlives the person. Heard by the real ear, and seen in its memory meanwhile; afterwards
    it is nowhere: in no process, no file, nor in what was logged at any level. It never was on the page, in its
    profile, nor in what was sent to it; the page, its browser and its profile are gone with the person."""
    require_chromium()
    log, site, sent = stranger.work / "log", stranger.work / "site.yaml", list[str]()
    site.write_text(SITE)
    with soundcard() as card, card.room_noise(), log.open("w") as errors:
        environment = stranger.environment(sound_of(card), COACH_CACHE_FOLDER="/dev/null")
        with subprocess.Popen(
            [sys.executable, "-c", LOGGING_ALL, "kiosk", "--site", str(site), "--json"], cwd=stranger.work,
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
        ) as coach, interrupted(coach):  # fmt: skip
            kiosk = Kiosk(coach, card.environment(sink="air", source="ears"), stranger.home)
            kiosk.until("asleep")
            first = next_profile(coach.pid)
            page = asleep_in(playwright, first)
            page.on("websocket", lambda line: overhear(line, sent))
            page.reload()
            page.locator("#wake").click()
            kiosk.until("listen")
            page.keyboard.type(TYPED_CANARY)
            kiosk.say(CANARY)
            kiosk.until("heard")
            meanwhile, shown, kept = kiosk.copies(), page.content(), holding(first)
            kiosk.until("listen")
            kiosk.say("stop")
            kiosk.until("asleep")
            second = next_profile(coach.pid, other_than=first)
            shown += asleep_in(playwright, second).content()
            kept += holding(second)
            afterwards = kiosk.copies()
    assert sum(meanwhile.values()) > 0
    assert len(afterwards) >= 6 and not any(afterwards.values())
    assert not first.exists() and not second.exists() and kept == []
    assert len(sent) > 10 and not said_in("".join(sent) + shown)
    files = [path for path in (*stranger.home.rglob("*"), *stranger.work.rglob("*")) if path.is_file()]
    assert log in files and log.read_text()
    assert holding(stranger.home) + holding(stranger.work) == []


@contextmanager
def interrupted(coach: "subprocess.Popen[str]") -> Iterator[None]:
    """In the end, also where something went wrong, or was skipped: a kiosk does not end by itself.

    Terminated, the program that logs all lets go of nothing.
    """
    try:
        yield
    finally:
        coach.send_signal(signal.SIGINT)


def overhear(line: "WebSocket", sent: list[str]) -> None:
    """All that goes over a line, in either direction."""
    for event in ("framereceived", "framesent"):
        line.on(event, lambda frame: sent.append(str(frame)))


def said_in(text: str) -> list[str]:
    """The canaries in it, written in any case."""
    return [canary for canary in (CANARY, TYPED_CANARY) if canary in text.lower()]


def holding(folder: Path) -> list[Path]:
    """The files below it in which a canary stands."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if said_in(path.read_bytes().decode("latin-1"))]
