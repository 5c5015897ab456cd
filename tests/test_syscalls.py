"""The watch over system calls sees what must not be: stand-ins for a library that talks, looks up or leaves files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.syscalls import Watch, require_strace, without_network

USERS = "/var/run/nscd/"
"""Where bash asks who is using it."""


@pytest.fixture
def watch(tmp_path: Path) -> Watch:
    """Sees all system calls."""
    require_strace()
    return Watch(tmp_path / "calls")


def run(watch: Watch, folder: Path, script: str) -> None:
    """Start a shell, which is no Python, in a folder that is its home too."""
    subprocess.run(
        [*watch.command, "bash", "-c", script],
        cwd=folder, env={"PATH": os.environ["PATH"], "HOME": str(folder)}, stderr=subprocess.DEVNULL, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("script", "address"),
    [
        ("(echo hello >/dev/udp/255.255.255.255/9) & wait", "255.255.255.255"),  # which the kernel refuses to send
        ("echo hello >/dev/udp/127.0.0.1/53", "htons(53)"),  # a name server on this machine asks others
    ],
)
def test_a_connection_is_seen(watch: Watch, tmp_path: Path, script: str, address: str) -> None:
    """By native code, in a child, and one that failed."""
    run(watch, tmp_path, script)
    assert [address in found for found in watch.strangers((USERS,))] == [True]


def test_a_socket_of_this_machine_is_seen(watch: Watch) -> None:
    """Somebody behind it might pass it on. But for those that are told to be friends."""
    call = "import socket; socket.socket(socket.AF_UNIX).connect_ex('/run/nobody/socket')"
    subprocess.run([*watch.command, sys.executable, "-c", call], check=True)
    assert watch.strangers() == ['{sa_family=AF_UNIX, sun_path="/run/nobody/socket"}']
    assert watch.strangers(("/run/nobody/",)) == []


def test_loopback_is_no_stranger(watch: Watch, tmp_path: Path) -> None:
    """What stays on this machine does not leave it."""
    run(watch, tmp_path, "echo hello >/dev/udp/127.0.0.1/9")
    assert watch.strangers((USERS,)) == [] and watch.look_ups() == []


def test_a_look_up_is_seen_before_anything_is_sent(watch: Watch, tmp_path: Path) -> None:
    """Whoever asks where a name lives reads the system's lists first."""
    run(watch, tmp_path, "getent hosts localhost")
    assert "/etc/hosts" in watch.look_ups()


@pytest.mark.parametrize(
    "script",
    [
        "echo id >deviceid",
        'mkdir -p ~/.cache && cd ~/.cache && (echo id >"$HOME"/deviceid) & wait',
        "echo id >deviceid; rm deviceid",
        "echo id >other; mv other deviceid",
        "mkdir deviceid",
        "ln -s /nowhere deviceid",
    ],
)
def test_a_stray_file_is_seen(watch: Watch, tmp_path: Path, script: str) -> None:
    """Written, made, moved, linked, by a child, and one that is gone by the end."""
    run(watch, tmp_path, script)
    assert tmp_path / "deviceid" in watch.written(tmp_path)


def test_what_is_read_or_stays_in_memory_is_no_stray_file(watch: Watch, tmp_path: Path) -> None:
    """Pipes, devices, and a file that is there already."""
    (tmp_path / "there").touch()
    run(watch, tmp_path, "cat there there 2>&1 | cat >/dev/null; mkdir -p .")
    assert watch.written(tmp_path) == []


def test_a_namespace_has_no_network_at_all(watch: Watch, tmp_path: Path) -> None:
    """What is sent even to this machine itself fails."""
    command = [*without_network(), "bash", "-c", "echo hello >/dev/udp/127.0.0.1/9"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode != 0 and "unreachable" in answer.stderr


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_where_nothing_can_be_watched_ci_fails(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    """So that the promise is not kept by a test that never runs. Elsewhere it is skipped. Both say what to install."""
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="apt-get install strace"):
        require_strace()
    with pytest.raises(outcome, match="permission to make namespaces"):
        without_network()
