"""`coach kiosk`: one session after the other, for whoever comes by."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from coach.kiosk.keypad import EVENT, KEYPAD
from coach.staff.call import Reason
from coach.staff.messages import Doing
from tests.kiosk.chromium import HEADLESS
from tests.kiosk.site import Site as Network
from tests.kiosk.site import Staff
from tests.soundcard import soundcard

KIOSK = [sys.executable, "-m", "coach", "kiosk"]
EXAMPLE = Path(__file__).parents[2] / "docs" / "centre" / "site.yaml"
NO_SOUND = {"PULSE_SERVER": "unix:/nowhere"}
without_sound = pytest.mark.skipif(Path("/dev/snd").exists(), reason="this machine has a sound card")


def kiosk(*options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """What it tells, and how it ends."""
    return subprocess.run(
        [*KIOSK, *options],
        env={**os.environ, **environment}, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


def faulty(folder: Path) -> Path:
    """A site file with two slips of the pen."""
    path = folder / "site.yaml"
    path.write_text("plase: Harbor Clinic\nkiosk: ward-3\nplace: Harbor\nsettings: {contry: gb, country: gb}\n")
    return path


def test_a_site_is_checked_before_it_hangs_on_a_wall() -> None:
    """In one line: which kiosk, and whose numbers it names."""
    checked = kiosk("--check", "--site", str(EXAMPLE), COACH_COUNTRY="")
    assert checked.returncode == 0
    assert checked.stdout.startswith("Harbor Clinic, ward-3-corridor: no faults. Help at 999; Samaritans, 116 123")


def test_every_fault_of_a_site_is_told_with_its_remedy(tmp_path: Path) -> None:
    """By place, and what to run again; exit code 1, as for a pack."""
    checked = kiosk("--check", "--site", str(faulty(tmp_path)))
    assert checked.returncode == 1 and "Traceback" not in checked.stderr
    told = " ".join(checked.stderr.split())
    assert f"{tmp_path}/site.yaml:1:1: D004 unknown key 'plase'. Did you mean place?" in told
    assert "unknown key 'contry'. Did you mean country?" in told
    assert "coach kiosk --check --site FILE` again." in told


def test_a_program_gets_the_faults_of_a_site(tmp_path: Path) -> None:
    """As one object."""
    checked = kiosk("--check", "--json", "--site", str(faulty(tmp_path)))
    found = json.loads(checked.stdout)
    assert checked.returncode == 1 and [fault["line"] for fault in found["faults"]] == [1, 4]
    assert json.loads(kiosk("--check", "--json", "--site", str(EXAMPLE)).stdout)["faults"] == []


def test_a_kiosk_does_not_start_with_a_faulty_site(tmp_path: Path) -> None:
    """It is told before anything is opened."""
    assert kiosk("--site", str(faulty(tmp_path))).returncode == 1


@pytest.mark.parametrize("options", [(), ("--check",), ("--self-test",)])
def test_every_kiosk_has_a_site(options: Sequence[str]) -> None:
    """Nobody guesses whom to call where strangers come by: exit code 2, and what to say, or what is for home."""
    nothing = kiosk(*options)
    assert nothing.returncode == 2
    assert "Name its file: --site site.yaml." in nothing.stderr and "coach run --always-on" in nothing.stderr


@pytest.mark.parametrize("option", ["--debug-transcripts", "--typed"])
def test_what_a_kiosk_may_never_do_is_no_option(option: str) -> None:
    """Nor is it a key of the site (tests/kiosk/test_site.py): no word is ever written down."""
    assert kiosk(option).returncode == 2


@without_sound
def test_an_emptied_site_file_keeps_no_kiosk_from_starting(tmp_path: Path) -> None:
    """It is told, and what was last good is in force and on record; whoever only checks the file is told its fault."""
    path, data = tmp_path / "site.yaml", {"COACH_COUNTRY": "", "XDG_DATA_HOME": str(tmp_path / "data")}
    path.write_text(EXAMPLE.read_text())
    kiosk("--site", str(path), **NO_SOUND, **data)
    path.write_text("")
    emptied = " ".join(kiosk("--site", str(path), **NO_SOUND, **data).stderr.split())
    assert "D002 the file is empty" in emptied and "This kiosk goes on with the last good one" in emptied
    assert "No kiosk is possible here." in emptied  # it came as far as its sound
    assert len((tmp_path / "data" / "coach" / "records.jsonl").read_text().splitlines()) == 1
    assert kiosk("--check", "--site", str(path), **data).returncode == 1


@without_sound
def test_a_full_disk_keeps_no_kiosk_from_starting(tmp_path: Path) -> None:
    """What could not be written down is told, and it goes on."""
    full = ["prlimit", "--fsize=0", *KIOSK, "--site", str(EXAMPLE)]
    data = {"COACH_COUNTRY": "", "XDG_DATA_HOME": str(tmp_path)}
    started = subprocess.run(full, env={**os.environ, **NO_SOUND, **data}, capture_output=True, text=True, check=False)
    told = " ".join(started.stderr.split())
    assert "File too large" in told and "Traceback" not in told
    assert "No kiosk is possible here." in told  # it came as far as its sound


@pytest.mark.engines
@pytest.mark.sound
def test_a_kiosk_at_a_centre_sleeps_until_it_is_called() -> None:
    """With all that the example says. A second one on the same machine says that it is not alone."""
    with soundcard() as card:
        sound = {**card.environment(sink="speaker", source="mic"), "COACH_COUNTRY": ""}
        options = ["--site", str(EXAMPLE), "--json"]
        with subprocess.Popen(
            [*KIOSK, *options], env=sound, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        ) as first:  # fmt: skip
            assert first.stdout is not None and first.stderr is not None
            assert json.loads(first.stdout.readline())["asleep"] == ["hello coach", "hey coach", "okay coach"]
            second = kiosk(*options, **sound)
            first.terminate()
            told = first.stderr.read()
    assert "help at 999 and 116 123 (You are in the United Kingdom)" in " ".join(told.split())
    assert second.returncode == 1 and "No kiosk is possible here. Another coach is awake" in second.stderr


@pytest.mark.engines
@pytest.mark.sound
def test_at_the_start_of_a_shift_everything_is_tried_once(tmp_path: Path) -> None:
    """The tone goes through the air, the ear hears what the voice reads. A keypad that is not there is wrong: 1."""
    (tmp_path / "keypad").write_bytes(b"")
    path = site_with(tmp_path, ("browser: chromium ", f"browser: {HEADLESS} "))
    with soundcard() as card, card.room_noise():
        sound = {**card.environment(sink="air", source="mic"), "COACH_COUNTRY": ""}
        tried = kiosk("--self-test", "--json", "--site", str(path), **sound)
        (tmp_path / "keypad").unlink()
        unplugged = kiosk("--self-test", "--json", "--site", str(path), **sound)
    found = {finding["part"]: finding for finding in json.loads(tried.stdout)["findings"]}
    assert {part: finding["state"] for part, finding in found.items()} == dict.fromkeys(found, "ok")
    assert {"loudspeaker", "microphone", "tone", "model", "voice", "ear", "page", "keys"} <= found.keys()
    assert found["page"]["found"].startswith("painting, ")
    assert found["tone"]["found"].startswith("played and heard") and tried.returncode == 0
    assert unplugged.returncode == 1 and "cannot be read" in unplugged.stdout


def fed(systemd: socket.socket) -> bool:
    """Whether the watchdog is fed within so many seconds as systemd would wait."""
    try:
        return systemd.recv(1000).startswith(b"WATCHDOG=1")
    except TimeoutError:
        return False


@pytest.mark.engines
@pytest.mark.sound
def test_systemd_is_told_of_a_kiosk_that_lives_and_of_no_other(tmp_path: Path) -> None:
    """Ready when all is open; then fed by the microphone's frames. When the sound stands still, it is fed no more."""
    with soundcard() as card, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(120.0)
        sound = {**card.environment(sink="speaker", source="mic"), "COACH_COUNTRY": ""}
        told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "2000000"}
        with subprocess.Popen(
            [*KIOSK, "--site", str(EXAMPLE)], env=sound | told, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as living:  # fmt: skip
            assert systemd.recv(1000).startswith(b"READY=1")
            systemd.settimeout(10.0)
            assert all(fed(systemd) for _ in range(4))
            card.server.send_signal(signal.SIGSTOP)
            systemd.settimeout(4.0)
            for _ in range(5):  # what was on its way
                if not fed(systemd):
                    break
            assert not fed(systemd) and living.poll() is None
            card.server.send_signal(signal.SIGCONT)
            systemd.settimeout(30.0)
            assert fed(systemd)
            living.terminate()


@pytest.mark.engines
@pytest.mark.sound
def test_a_session_is_held_with_a_keypad_alone(tmp_path: Path) -> None:
    """A key wakes it; one names the answers, and another takes the one that was named. Then it sleeps again."""
    with before_a_kiosk(tmp_path, ("kpplus: louder", "kp4: stop")) as (hand, shown):
        lines = (line["text"] for seen in shown for line in seen.get("say", ()))
        assert "asleep" in next(shown)
        press(hand, "kp1")
        assert next(lines).startswith("Hello. I am a program, not a person.")
        press(hand, "kp2")
        assert next(line for line in lines if line.startswith("Is it")) == "Is it ready?"
        next(seen for seen in shown if "listen" in seen)  # sooner it would be the same key from a hand that trembles
        press(hand, "kp1")
        assert next(lines).startswith("Good. I guide you through a craving.")
        press(hand, "kp4")
        assert "asleep" in next(seen for seen in shown if "asleep" in seen or "listen" in seen)


@pytest.mark.engines
@pytest.mark.sound
def test_a_kiosk_with_a_line_waits_for_no_broker_and_staff_see_what_it_does(tmp_path: Path) -> None:
    """It starts without one; then they see it asleep, in a session, calling, and away."""
    network = Network(tmp_path / "network")
    line = f"staff_line: {{broker: 127.0.0.1, port: {network.broker.port}, papers: {network.folder}}}"
    with before_a_kiosk(tmp_path, ("kiosk: ward-3-corridor", f"kiosk: ward-3\n{line}")) as (hand, shown):
        assert "asleep" in next(shown)
        network.start()
        staff = Staff(network)
        assert staff.sees_state(lambda state: state.doing is Doing.ASLEEP).content > 0
        press(hand, "kp1")
        staff.sees_state(lambda state: state.doing is Doing.SESSION)
        press(hand, "kp3")
        assert staff.sees(lambda call: True).reason is Reason.HELP
    staff.sees_state(lambda state: state.doing is Doing.AWAY and state.calls == 1)
    staff.leave()
    network.stop()


@contextmanager
def before_a_kiosk(folder: Path, change: tuple[str, str]) -> Iterator[tuple[int, Iterator[dict[str, Any]]]]:
    """A hand at the keypad of the example's kiosk, in a room of its own, and what it shows, until it is ended."""
    os.mkfifo(folder / "keypad")
    hand = os.open(folder / "keypad", os.O_RDWR)
    with soundcard() as card, card.room_noise():
        sound = {**card.environment(sink="speaker", source="mic"), "COACH_COUNTRY": ""}
        with subprocess.Popen(
            [*KIOSK, "--site", str(site_with(folder, change)), "--json"], env=sound, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        ) as awake:  # fmt: skip
            assert awake.stdout is not None
            try:
                yield hand, (json.loads(line) for line in awake.stdout)
            finally:
                awake.terminate()
    os.close(hand)


def site_with(folder: Path, change: tuple[str, str]) -> Path:
    """The example, with its keypad in this folder and one more change."""
    path = folder / "site.yaml"
    example = EXAMPLE.read_text().replace("/dev/input/by-id/usb-Three_Big_Keys-event-kbd", str(folder / "keypad"))
    path.write_text(example.replace(*change))
    return path


def press(hand: int, key: str) -> None:
    """As the kernel tells of it."""
    os.write(hand, EVENT.pack(1, 2, 1, KEYPAD[key], 1) + EVENT.pack(1, 2, 1, KEYPAD[key], 0))
