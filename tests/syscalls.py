"""What a program and all that it starts did, by its system calls: where it connected to, what it looked up and wrote.

    watch = Watch(tmp_path / "calls")
    subprocess.run([*watch.command, "coach", "run"])
    assert watch.strangers(friends) == [] and watch.look_ups() == []

strace sees native code, which hooks in Python do not, and what was tried in vain too. It notes no content: of what is
sent and written, nothing reaches its log. Needs the Debian package strace. The coach's processes let nobody look into
them: whoever is not root watches from a namespace in which they are.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

CONNECTING = ("connect", "bind", "sendto", "sendmsg", "sendmmsg")
MAKING = (
    "mkdir", "mkdirat", "mknod", "mknodat", "rename", "renameat", "renameat2",
    "link", "linkat", "symlink", "symlinkat",
)  # fmt: skip
OPENING = ("open", "openat", "openat2", "creat")
BEGINNING = ("set_robust_list",)
"""What each thread calls first. Until a thread has made one of the calls that are asked for, strace stops it at all of
them (6.1): a session took half as long again of the processor."""
OPTIONS = [
    "-ff", "--seccomp-bpf", "-qq", "-y", "-s", "0", "-e", "signal=none",
    "-e", f"trace={','.join((*CONNECTING, *MAKING, *OPENING, *BEGINNING))}",
]  # fmt: skip

CALL = re.compile(r"(\w+)\((.*)\) += (.*)")
ADDRESS = re.compile(r"\{sa_family=[^}]*\}")
LOOPBACK = re.compile(r'AF_INET6?.*"(?:127\.[\d.]+|::1)"')
NAME_SERVER = "htons(53)"
UNIX = re.compile(r'AF_UNIX, sun_path=@?"([^"]*)"')
PATH = re.compile(r'(?:<([^>]*)>, )?"((?:[^"\\]|\\.)*)"')
"""A path, and the folder that it is relative to."""
WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")
OPENED = re.compile(r"\d+<(.*)>")

FOR_LOOK_UPS = ("/etc/resolv.conf", "/etc/hosts")
"""What is read by whoever wants to know where a name lives, before anything is sent."""
IN_MEMORY = re.compile(r"/dev/|/memfd:|/proc/|pipe:|socket:")
"""A device, a pipe, memory that two processes share. /dev/shm is memory too: semaphores are there."""


class Watch:
    """What was seen while `command` ran."""

    def __init__(self, folder: Path) -> None:
        """`folder`: a new one, for strace's log, a file for each process."""
        folder.mkdir()
        self._folder = folder
        self.command = [*_strace(), *OPTIONS, "-o", str(folder / "of")]

    def strangers(self, friends: tuple[str, ...] = ()) -> list[str]:
        """All addresses of somebody else: not on loopback, and no socket of this machine whose path begins so."""
        return [address for address in self._addresses() if not _is_known(address, friends)]

    def internet(self) -> set[str]:
        """All addresses of the internet's kind, on loopback too."""
        return {address for address in self._addresses() if "AF_INET" in address}

    def bound(self) -> list[str]:
        """All addresses at which somebody may be reached."""
        return [address for line in self._lines() if line.startswith("bind") for address in ADDRESS.findall(line)]

    def look_ups(self) -> list[str]:
        """Signs that somebody wanted to know where a name lives."""
        asked = [address for address in self._addresses() if NAME_SERVER in address]
        return asked + [path for _, path, _ in self._opened() if path in FOR_LOOK_UPS]

    def opened(self) -> set[str]:
        """All files that were opened, to read them or to write."""
        return {path for _, _, path in self._opened()}

    def written(self, folder: Path) -> list[Path]:
        """The files and folders that were opened for writing or made. `folder`: where the command was started."""
        opened = [path for flags, _, path in self._opened() if WRITING.search(flags) or flags == "creat"]
        made = [
            os.path.join(*PATH.findall(arguments)[-1])
            for call, arguments, answer in self._calls()
            if call in MAKING and answer == "0"
        ]
        return sorted({folder / path for path in opened + made if path and not IN_MEMORY.match(path)})

    def _addresses(self) -> Iterator[str]:
        for line in self._lines():
            if line.startswith(CONNECTING):
                yield from ADDRESS.findall(line)

    def _opened(self) -> Iterator[tuple[str, str, str]]:
        """How, the path that was asked for, and that which was opened ("" if none was)."""
        for call, arguments, answer in self._calls():
            if call in OPENING:
                opened = OPENED.match(answer)
                how = call if call == "creat" else PATH.sub("", arguments)
                yield how, PATH.findall(arguments)[0][1], opened[1] if opened else ""

    def _calls(self) -> Iterator[tuple[str, str, str]]:
        """Name, arguments, answer; but for calls in which the process died."""
        for line in self._lines():
            if call := CALL.fullmatch(line):
                yield call[1], call[2], call[3]

    def _lines(self) -> Iterator[str]:
        logs = sorted(self._folder.iterdir())
        assert logs, "Nothing was watched."
        for log in logs:
            yield from log.read_text(encoding="utf-8", errors="replace").splitlines()


def _is_known(address: str, friends: tuple[str, ...]) -> bool:
    if path := UNIX.search(address):
        return path[1].startswith(friends)
    return bool(LOOPBACK.search(address)) and NAME_SERVER not in address


def require_strace() -> None:
    """Skip a test where strace does not work, saying why; in CI, fail."""
    _require([*_strace(), "-f", "-o", "/dev/null", "true"], "sudo apt-get install strace, and permission to use ptrace")


def without_network() -> list[str]:
    """Before a command: it and what it starts see no network at all, not even loopback. Skips or fails like strace."""
    command = [*_as_root(), "unshare", "--net"]
    _require([*command, "true"], "sudo apt-get install util-linux, and permission to make namespaces")
    return command


def _strace() -> list[str]:
    return [*_as_root(), "strace"]


def _as_root() -> list[str]:
    return [] if os.geteuid() == 0 else ["unshare", "--map-root-user"]


def _require(command: list[str], needed: str) -> None:
    if shutil.which(command[0]) and subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return
    complain = pytest.fail if os.environ.get("CI", "").lower() in ("1", "true") else pytest.skip
    complain(f"{command[0]} does not work here. Needed: {needed}")
