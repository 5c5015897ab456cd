"""`coach run`: a session from the command line."""

import fcntl
import json
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.screen.sitting import line_to
from tests.soundcard import soundcard

COACH = [sys.executable, "-m", "coach", "run"]
NO_SOUND = {"PULSE_SERVER": "unix:/nowhere"}
without_sound = pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card")


def typed(
    *lines: str, options: tuple[str, ...] = (), environment: Mapping[str, str] = MappingProxyType({})
) -> "subprocess.CompletedProcess[str]":
    """A typed session in which these lines are typed."""
    return subprocess.run(
        [*COACH, "--typed", *options],
        env={**os.environ, **environment},
        input="".join(f"{line}\n" for line in lines), capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_whole_session_can_be_typed() -> None:
    """Somebody without a microphone gets the same questions, and stop ends it."""
    session = typed("ready", "7", "four", "something else", "changing a thought", "skip", "my day was long", "stop")
    assert session.returncode == 0
    assert "which thought is loudest" in session.stdout.lower()
    assert session.stderr.startswith("Typed session, help at 911")


def test_a_program_can_follow_the_session() -> None:
    """One JSON object a line, the last of which is the end; nothing else on standard output."""
    session = typed("ready", "stop", options=("--json",))
    lines = [json.loads(line) for line in session.stdout.splitlines()]
    assert "say" in lines[0] and "end" in lines[-1]


def test_the_typed_session_speaks_the_packs_language() -> None:
    """Another pack, and nothing else: what is shown and what is understood are in its language, accents or none."""
    session = typed("empezar", "quizas un 7", "cuatro", "estres", "no", "basta", environment={"COACH_PACK": "es"})
    assert session.returncode == 0
    assert "Hola." in session.stdout and "(te toca a ti)" in session.stdout
    assert "Dijiste estrés." in session.stdout and "aquí termina" in session.stdout


NOWHERE = {"COACH_COUNTRY": "", "COACH_SETTINGS": "", "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": "/nowhere"}
"""A machine on which nobody has set a country."""
LONDON = NOWHERE | {"TZ": "Europe/London"}


@pytest.mark.parametrize(
    ("environment", "chosen", "said"),
    [
        (LONDON, "help at 999 and 116 123 (I take it you are in the United Kingdom)", "In danger, call 9 9 9."),
        (LONDON | {"COACH_PACK": "es"}, "help at 999 and 116 123", "En peligro, llama al 9 9 9."),
        ({"COACH_COUNTRY": "UK"}, "help at 999 and 116 123 (You are in the United", "call Samaritans on 1 1 6"),
        ({"COACH_COUNTRY": "Uruguay", "COACH_PACK": "es"}, "help at 911 and 0800 0767", "llama al 0 8 0 0 0 7 6 7"),
        ({"COACH_COUNTRY": "np"}, "help at 102 (You are in Nepal)", "stopping here. In danger, call 1 0 2."),
        ({"COACH_COUNTRY": "Armenia"}, "help at no known number", "In danger, call your emergency number."),
        ({"COACH_COUNTRY": "Armenia", "COACH_PACK": "es"}, "no known number", "número de emergencias de tu país"),
    ],
)  # fmt: skip
def test_each_place_hears_its_own_numbers(environment: dict[str, str], chosen: str, said: str) -> None:
    """In the line of choices, and in the session, in each language; a guess says that it is one."""
    session = typed("stop", "basta", environment=environment)
    assert session.returncode == 0
    assert chosen in session.stderr.splitlines()[0] and said in session.stdout
    assert ("If you are elsewhere, set country" in session.stderr) is ("TZ" in environment)


def at_terminal(environment: Mapping[str, str], answers: list[tuple[bytes, bytes]], *options: str) -> str:
    """All that a typed session shows at a terminal; `answers`: what is typed once something is shown."""
    keyboard, terminal = pty.openpty()
    session = subprocess.Popen(
        [*COACH, "--typed", *options],
        env={**os.environ, **environment}, stdin=terminal, stdout=terminal, stderr=terminal,
    )  # fmt: skip
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # the terminal closes with the session
        while chunk := os.read(keyboard, 4096):
            shown += chunk
            if answers and answers[0][0] in shown:
                os.write(keyboard, answers.pop(0)[1])
    os.close(keyboard)
    assert session.wait() == 0
    return shown.decode()


def test_the_country_is_asked_once_at_a_terminal(tmp_path: Path) -> None:
    """The answer holds for this session, and is kept for the next one."""
    environment = LONDON | {"XDG_CONFIG_HOME": str(tmp_path)}
    first = at_terminal(environment, [(b"another country]", b"ireland\n"), (b"(your turn)", b"stop\n")])
    assert "Are you in the United Kingdom? Emergency number 999. [Y/n or another country]" in first
    assert "In danger, call 1 1 2." in first
    second = at_terminal(environment, [(b"(your turn)", b"stop\n")])
    assert "Are you in" not in second and "(You are in Ireland)" in second


def test_a_program_is_never_asked_for_the_country(tmp_path: Path) -> None:
    """Also where it has a terminal."""
    told = at_terminal(LONDON | {"XDG_CONFIG_HOME": str(tmp_path)}, [(b"listen", b"stop\n")], "--json")
    told = " ".join(told.split())  # as wide as the terminal
    assert "Are you in" not in told and "I take it you are in the United Kingdom" in told


@without_sound
def test_a_shelf_is_never_asked_for_the_country() -> None:
    """Nobody may stand before it when it starts."""
    keyboard, terminal = pty.openpty()
    kiosk = subprocess.run(
        [*COACH, "--always-on"],
        env={**os.environ, **NO_SOUND, **LONDON}, stdin=terminal, stdout=terminal, stderr=terminal, check=False,
    )  # fmt: skip
    os.close(terminal)
    shown = os.read(keyboard, 4096)
    os.close(keyboard)
    assert kiosk.returncode == 1
    assert b"no spoken session is possible" in shown and b"Are you in" not in shown


def test_a_session_that_is_read_speaks_of_reading() -> None:
    """Whoever types is not told that they were not heard, and whoever leaves is told whom to call."""
    session = typed("gibberish", "more gibberish", "yet more", "ready", "7", "not 7", "yes")
    shown = session.stdout.lower()
    assert session.returncode == 0
    assert re.search(r"\b(hear|heard|listen|listening|keys?)\b", shown) is None
    assert shown.rstrip().endswith("in danger, call 9 1 1. take care.")


def test_an_empty_input_ends_the_session() -> None:
    """Ctrl-D at the first question: one question, whom to call, and the end."""
    shown = typed().stdout
    assert shown.count("(your turn)") == 1 and "stopping here" in shown


@pytest.mark.parametrize(
    ("streams", "exit_code"), [("<&-", 0), (">&-", 1), (">/dev/full", 1), ("2>&-", 0), ("2>/dev/full", 0)]
)
def test_a_typed_session_needs_a_screen_and_nothing_else(streams: str, exit_code: int) -> None:
    """Who reads needs something to read; without it the session ends, in one line."""
    shell = ["bash", "-c", f'exec "$@" {streams}', "bash"]
    session = subprocess.run([*shell, *COACH, "--typed"], input="ready\n", capture_output=True, text=True, check=False)
    assert session.returncode == exit_code
    assert "Traceback" not in session.stderr
    assert session.stderr.count("Standard output cannot be written to") == exit_code


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (" ", "COACH_STAFF_COMMAND is ' ': names no program"),
        ("ring 'room 4", "cannot be split into words"),
        ("ring \\", "cannot be split into words"),
        ("''", "names no program"),
    ],
)
def test_a_staff_command_that_cannot_be_is_told_before_the_session(command: str, told: str) -> None:
    """Not when danger was heard: exit code 2, in one line."""
    session = typed("i want to kill myself", environment={"COACH_STAFF_COMMAND": command})
    assert session.returncode == 2 and session.stdout == ""
    assert told in session.stderr and len(session.stderr.splitlines()) == 1


def test_a_staff_command_that_is_not_there_is_told_and_a_session_held() -> None:
    """Somebody may be in danger: the session is there, and names whom to call."""
    session = typed("i want to kill myself", environment={"COACH_STAFF_COMMAND": "/no/such/bell --room 4"})
    assert session.returncode == 0 and "9 8 8" in session.stdout
    assert "there is no program '/no/such/bell'" in session.stderr


def test_captions_fit_the_terminal_and_ctrl_d_ends() -> None:
    """Forty columns, as a small window or a telephone has: no line is longer, no word is broken."""
    keyboard, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    session = subprocess.Popen([*COACH, "--typed"], stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    with suppress(OSError):  # the terminal closes with the session
        while chunk := os.read(keyboard, 4096):
            if b"(your turn)" in chunk:
                os.write(keyboard, b"\x04")
            shown += chunk
    os.close(keyboard)
    assert session.wait() == 0
    lines = shown.decode().replace("^D\b\b", "").split("\r\n")
    assert max(map(len, lines)) <= 40
    assert "Hello. I am a program, not a person. I" in lines


def test_keys_are_pressed_at_a_terminal() -> None:
    """A pipe has none, and a typed session takes whole lines: exit code 2."""
    session = typed(options=("--keys",))
    assert session.returncode == 2 and "at a terminal" in session.stderr
    piped = subprocess.run([*COACH, "--keys"], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert piped.returncode == 2 and "say --typed alone" in piped.stderr


@pytest.mark.engines
@pytest.mark.sound
def test_a_session_is_spoken_and_answered_with_keys() -> None:
    """In a language that no ear hears: aloud, with no microphone, and the session says to use the keys."""
    with soundcard() as card:
        sound = card.environment(sink="speaker", source="mic")
        keyboard, terminal = pty.openpty()
        session = subprocess.Popen(
            [*COACH, "--keys"],
            env={**sound, "COACH_PACK": "es"}, stdin=terminal, stdout=terminal, stderr=terminal,
        )  # fmt: skip
        os.close(terminal)
        shown = b""
        waiting = [(b"usa las teclas", b"7"), ("¿hasta qué punto".encode(), b"q")]
        with suppress(OSError):
            while chunk := os.read(keyboard, 4096):
                shown += chunk
                if waiting and waiting[0][0] in shown:
                    os.write(keyboard, waiting.pop(0)[1])
        os.close(keyboard)
        assert session.wait() == 0
    text = shown.decode()
    assert "Ear none, voice espeak es-419, microphone none" in text
    assert "Eso es mucho." in text and "aquí termina" in text


@pytest.mark.engines
@pytest.mark.sound
def test_a_session_is_spoken_and_touched() -> None:
    """On a page at the address that is told, without a terminal: "stop" ends it, and the page sees its end."""
    with soundcard() as card:
        sound = {**card.environment(sink="speaker", source="mic"), "DISPLAY": "", "WAYLAND_DISPLAY": ""}
        command = [*COACH, "--keys", "--screen", "--pixel-pitch", "0.2"]
        with subprocess.Popen(
            command, env=sound, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as session:
            assert session.stderr is not None
            address = next(found[1] for line in session.stderr if (found := re.search(r"(http://127\S+)", line)))
            with line_to(address) as page:
                first = json.loads(page.recv(timeout=30))
                shown = list[dict[str, object]]()
                while not any("say" in each for each in shown):
                    shown.append(json.loads(page.recv(timeout=30)))
                page.send('{"kind": "touch", "key": "stop"}')
                while "end" not in shown[-1]:
                    shown.append(json.loads(page.recv(timeout=60)))
        assert session.returncode == 0
    assert (first["microphone"], first["pixel_pitch_millimetres"]) == ("none", 0.2)
    assert any(each.get("speaking") for each in shown)


def test_a_typed_session_has_no_screen() -> None:
    """It is read where it is typed."""
    told = typed(options=("--screen",))
    assert told.returncode == 2 and "Leave out --typed or --screen." in told.stderr


@pytest.mark.engines
@pytest.mark.sound
def test_of_two_coaches_on_one_machine_the_second_says_so() -> None:
    """And what to do, before it opens or says anything. Once the first was killed, the next one speaks."""
    with soundcard() as card:
        sound = card.environment(sink="speaker", source="mic")
        coach = [*COACH, "--json"]
        with subprocess.Popen(coach, env=sound, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as first:
            assert first.stdout is not None and "say" in json.loads(first.stdout.readline())
            second = subprocess.run(
                coach, env=sound, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
            )
            told = " ".join(second.stderr.split())
            assert (second.returncode, second.stdout) == (1, "")
            assert f"Another coach is awake on this machine (process {first.pid})" in told and "--typed" in told
            first.kill()
        with subprocess.Popen(coach, env=sound, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as third:
            assert third.stdout is not None and "say" in json.loads(third.stdout.readline())
            third.terminate()


def test_no_ear_listens_to_another_language() -> None:
    """A pack whose language no model hears is said so, with what can be done; an English ear is no stopgap."""
    session = subprocess.run(
        COACH,
        env={**os.environ, "COACH_PACK": "es"}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert session.returncode == 1
    assert "There is no ear for this language (es)." in session.stderr
    assert "models/README.md" in session.stderr and "coach run --keys" in session.stderr


def test_a_typed_session_cannot_sleep() -> None:
    """There is no wake phrase to hear; exit code 2 and what to leave out."""
    session = typed(options=("--always-on",))
    assert session.returncode == 2 and "Leave out --typed or --always-on" in session.stderr


@without_sound
def test_without_sound_it_says_so_and_names_the_typed_session() -> None:
    """One clear line each, and an exit code that a script understands."""
    session = subprocess.run(
        COACH,
        env={**os.environ, **NO_SOUND}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert session.returncode == 1
    assert session.stderr.startswith("coach: no spoken session is possible here.")
    assert "coach run --typed" in session.stderr and "Traceback" not in session.stderr


@without_sound
def test_without_sound_the_same_session_is_offered_typed() -> None:
    """At a terminal it asks, and begins."""
    keyboard, terminal = pty.openpty()
    session = subprocess.Popen(COACH, env={**os.environ, **NO_SOUND}, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    shown = b""
    waiting = [(b"typed? [Y/n]", b"y\n"), (b"(your turn)", b"stop\n")]
    with suppress(OSError):  # the terminal closes with the session
        while chunk := os.read(keyboard, 4096):
            shown += chunk
            if waiting and waiting[0][0] in shown:
                os.write(keyboard, waiting.pop(0)[1])
    assert session.wait() == 0
    assert b"stopping here" in shown
    os.close(keyboard)


def test_a_session_is_held_though_its_settings_were_emptied(tmp_path: Path) -> None:
    """As after a power cut: the site's own number is named, and it is said once what is wrong."""
    file = tmp_path / "coach.yaml"
    file.write_text("emergency_number: '2222'\ncountry: us\n")
    environment = {"COACH_SETTINGS": str(file), "XDG_DATA_HOME": str(tmp_path / "data"), "COACH_COUNTRY": ""}
    assert typed("stop", environment=environment).returncode == 0
    file.write_text("")
    session = typed("stop", environment=environment)
    assert session.returncode == 0
    told = " ".join(session.stderr.split())
    assert "help at 2222" in told and told.count("the file is empty") == 1 and "the last good ones" in told
    assert file.read_text() == ""
