"""A machine to set the coach up on: a clone of our scripts, and a PATH on which everything outside of them is made up.

The scripts are the real ones and run in real processes. What they call is made up where it would change this machine or
need the network: sudo, apt-get, dpkg, Python with its venv and pip. Each writes down how it was called.
"""

import os
import pty
import shutil
import subprocess
import tempfile
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

HOUSE = Path(__file__).parents[2]
NEEDED_FILES = ("scripts", "pyproject.toml", "coach/__init__.py", "coach/commands/command_line.py")
REAL = """
    awk bash basename cat chmod cmp cp cut date df dirname du env flock git grep head ln locale ls mkdir mktemp mv
    readlink rm sed setpriv stat stty tail touch tr uname wc
"""
"""The system's own programs, as they are."""
NOBODY = 65534

MADE_UP = {
    "dpkg": 'echo "${ARCHITECTURE:-amd64}"',
    "dpkg-query": 'grep -qxF "${@: -1}" "$MACHINE/installed" && printf installed',
    "getconf": 'echo "${LONG_BIT:-64}"',
    "apt-get": """
        [[ -z ${APT_SAYS:-} ]] || { echo "$APT_SAYS"; exit 100; }
        [[ $1 != install ]] || printf '%s\\n' "${@:6}" >>"$MACHINE/installed" """,
    "sudo": """
        [[ ${SUDO:-} != refuses ]] || exit 1
        case $1 in
            -n) [[ ${SUDO:-} == open ]] ;;
            -v) [[ ${SUDO:-} == asks ]] ;;
            *) exec "$@" ;;
        esac""",
    "python3": """
        case "$*" in
            -c*) exit "${PYTHON_IS_OLD:-0}" ;;
            --version) echo "Python 3.11.2" ;;
            "-m venv"*) mkdir -p "$4/bin" && ln -sf "$0" "$4/bin/python" ;;
            *"pip"*)
                [[ ! -p ${PIP_WAITS:-} ]] || { read -r <"$PIP_WAITS"; rm "$PIP_WAITS"; }
                [[ -z ${PIP_SAYS:-} ]] || { echo "$PIP_SAYS"; exit 1; } ;;
            "-P -m coach"*) shift 3; echo "the coach, called $COACH_CALLED_AS: $*" ;;
        esac""",
}
HEAD = '#!/bin/bash\necho "$(basename "$0") $*" >>"$MACHINE/calls"\n'


@dataclass
class Machine:
    """One machine, with the coach cloned to `clone`. `folder` holds what is made up."""

    folder: Path
    clone: Path
    settings: dict[str, str] = field(default_factory=dict)
    """Variables that tell what is made up how to be: SUDO=asks, PIP_SAYS=..."""

    def run(self, script: str, *words: str, user: int | None = None) -> "subprocess.CompletedProcess[str]":
        """A script run to its end, without a terminal."""
        return subprocess.run(
            self._command(script, words, user), cwd=self.clone, env=self._environment(),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip

    def start(self, script: str, *words: str) -> "subprocess.Popen[str]":
        """A script that goes on by itself."""
        return subprocess.Popen(
            self._command(script, words, None), cwd=self.clone, env=self._environment(),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def run_at_terminal(self, script: str, *words: str, user: int | None = None) -> tuple[int, str]:
        """A script run to its end at a terminal of sixty columns: its exit code, and what was shown."""
        keyboard, terminal = pty.openpty()
        termios.tcsetwinsize(terminal, (24, 60))
        shown = b""
        with subprocess.Popen(
            self._command(script, words, user), cwd=self.clone, env=self._environment(),
            stdin=terminal, stdout=terminal, stderr=terminal,
        ) as process:  # fmt: skip
            os.close(terminal)
            with suppress(OSError):  # the terminal is closed when its last user has gone
                while part := os.read(keyboard, 4096):
                    shown += part
        os.close(keyboard)
        return process.returncode, shown.decode()

    def calls(self, program: str = "") -> list[str]:
        """How programs were called, or one of them."""
        calls = self.folder / "calls"
        lines = calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []
        return [line for line in lines if line.startswith(program)]

    def forget_calls(self) -> None:
        """From here on."""
        (self.folder / "calls").write_text("", encoding="utf-8")

    def without(self, *programs: str) -> None:
        """A machine that lacks these."""
        for program in programs:
            (self.folder / "bin" / program).unlink()

    def made_up(self, program: str) -> str:
        """What stands for a program."""
        return (self.folder / "bin" / program).read_text(encoding="utf-8")

    def replace(self, program: str, text: str) -> None:
        """Another stand-in for a program."""
        path = self.folder / "bin" / program
        path.unlink()
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)

    def _command(self, script: str, words: tuple[str, ...], user: int | None) -> list[str]:
        become = [] if user is None else ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
        return [*become, script, *words]

    def _environment(self) -> dict[str, str]:
        folder = str(self.folder)
        named = {"PATH": f"{folder}/bin", "HOME": folder, "MACHINE": folder, "LC_ALL": "C.UTF-8"}
        return {**named, "SUDO": "open", **self.settings}  # whoever runs the tests: root asks for none


@contextmanager
def machine(clone: str = "coach", installed: tuple[str, ...] = ()) -> Iterator[Machine]:
    """A machine with these packages. It may be looked into by every user."""
    with tempfile.TemporaryDirectory(prefix="machine-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        made = Machine(folder, folder / clone)
        for wanted in NEEDED_FILES:
            source, copy = HOUSE / wanted, made.clone / wanted
            copy.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy)
        (folder / "bin").mkdir()
        for program in REAL.split():
            if found := shutil.which(program):
                (folder / "bin" / program).symlink_to(found)
        for program, does in MADE_UP.items():
            (folder / "bin" / program).write_text(HEAD + does, encoding="utf-8")
            (folder / "bin" / program).chmod(0o755)
        for written in ("installed", "calls"):
            (folder / written).write_text("".join(f"{package}\n" for package in installed), encoding="utf-8")
            (folder / written).chmod(0o666)
        made.forget_calls()
        yield made
