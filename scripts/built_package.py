"""Builds the package and tries it as a stranger has it: `scripts/test-wheel`.

The sdist is built from the checkout, the wheel from the sdist (by `build`, the reference front end), and once more from
the checkout: both must hold the same, every file of the package, and the catalogue. The wheel goes into a fresh
environment far from the checkout, and pip finds what it depends on by itself, as it does for a stranger: no lock, no
environment that is there already. Then its commands run with an empty home, which tells where they write.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

HOUSE = Path(__file__).parent.parent
PUT_IN = {"coach/catalogue/catalogue.yaml", "coach/catalogue/README.md"}
"""What lies elsewhere in the repository."""
EAR = "moonshine-tiny-en"
"""The model that can be had wherever pip can."""
EXPECTED = (".cache/coach/", ".cache/pip/", ".config/pulse/", ".local/share/coach/", ".rustup/")
"""In a home: what is ours, what pip leaves behind (it asks Rust for its version), and the sound server's key."""
KEPT = ("PATH", "LANG", "TMPDIR", "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy")
"""Of the environment. Where pip finds packages it may be told by variables, too."""

T = TypeVar("T")


def main() -> int:
    """All of it, in a folder that is gone afterwards. Returns the exit code."""
    argparse.ArgumentParser(
        prog="test-wheel", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    with tempfile.TemporaryDirectory(prefix="coach-wheel-") as name:
        place = Path(name)
        wheel = timed("build sdist, and a wheel from it", lambda: build(place / "dist"))
        direct = timed("build a wheel from the checkout", lambda: build(place / "direct", "--wheel"))
        wrong = [*compare_content(wheel, direct)]
        if not wrong:
            coach = timed("install the wheel elsewhere", lambda: install(wheel, place / "environment"))
            wrong = [*Stranger(coach, place).tries()]
    for fault in wrong:
        print(f"WRONG: {fault}")
    return 1 if wrong else 0


def timed(what: str, do: Callable[[], T]) -> T:
    """Do it, and say what was done and how long it took."""
    began = time.monotonic()
    done = do()
    print(f"{time.monotonic() - began:6.1f} s  {what}", flush=True)
    return done


def build(out: Path, *which: str) -> Path:
    """The wheel that was built."""
    command = [sys.executable, "-m", "build", *which, "--outdir", str(out), str(HOUSE)]
    run_or_show(command, HOUSE, dict(os.environ))
    (wheel,) = out.glob("*.whl")
    print(f"          {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB")
    return wheel


def compare_content(wheel: Path, direct: Path) -> Iterable[str]:
    """What differs between the wheels, and between them and the package's files in git."""
    contents, others = checksums(wheel), checksums(direct)
    for name in sorted(contents.keys() | others.keys()):
        if contents.get(name) != others.get(name):
            yield f"{name} is not the same in the wheel of the sdist and in that of the checkout"
    wanted = PUT_IN | files_in_git()
    held = {name for name in contents if name.startswith("coach/")}
    yield from (f"the wheel lacks {name}" for name in sorted(wanted - held))
    yield from (f"the wheel holds {name}, which is not in git" for name in sorted(held - wanted))
    print(f"          {len(held)} files of the package")


def files_in_git() -> set[str]:
    """The package's files."""
    listing = subprocess.run(["git", "ls-files", "coach"], cwd=HOUSE, capture_output=True, text=True, check=True)
    return set(listing.stdout.splitlines())


def checksums(wheel: Path) -> dict[str, int]:
    """The checksum of each file in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {member.filename: member.CRC for member in archive.infolist()}


def install(wheel: Path, environment: Path) -> Path:
    """The installed `coach`."""
    run_or_show([sys.executable, "-m", "venv", str(environment)], environment.parent, dict(os.environ))
    command = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel]
    run_or_show([str(word) for word in command], environment.parent, dict(os.environ))
    return environment / "bin" / "coach"


def run_or_show(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    """Run what has to succeed; where it does not, show what it said and end."""
    answer = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if answer.returncode != 0:
        print(answer.stdout, answer.stderr, sep="\n")
        raise SystemExit(f"WRONG: {' '.join(command)} ended with {answer.returncode}")


def files_of(folder: Path) -> list[Path]:
    """All that are in it."""
    return [file for file in folder.rglob("*") if file.is_file()]


class Stranger:
    """Somebody with an empty home, in a folder of their own, who has nothing but the installed command."""

    def __init__(self, coach: Path, place: Path) -> None:
        self._coach = coach
        self._home = place / "home"
        self._folder = place / "elsewhere"
        for folder in (self._home, self._folder):
            folder.mkdir()
        kept = {name: value for name, value in os.environ.items() if name in KEPT or name.startswith("PIP_")}
        self._environment = kept | {"HOME": str(self._home), "COACH_COUNTRY": "us"}

    def tries(self) -> Iterable[str]:
        """Each command in turn; what was wrong with it."""
        yield from self.run("check")
        yield from self.run("models")
        yield from self.run("run", "--typed", given="ready\nstop\n", says="9 8 8")
        yield from self.run("models", "fetch", EAR, says=str(self._home / ".local/share/coach/models" / EAR))
        yield from self.run("models", "verify", EAR, says="right")
        yield from self.run("say", "You are in charge here.", "--out", "said.flac", says="said.flac")
        yield from self.run("hear", "said.flac", says="charge")
        yield from self.run("rehearse", "silent", says="session.flac")
        yield from self.doctor()
        yield from self.look_around()

    def run(self, *words: str, given: str = "", says: str = "") -> Iterable[str]:
        """Run one command that has to succeed, and to say something."""
        answer = timed(f"coach {' '.join(words)}", lambda: self._answer(*words, given=given))
        if answer.returncode != 0 or says not in answer.stdout or "Traceback" in answer.stderr:
            yield f"coach {' '.join(words)}: exit {answer.returncode}\n{answer.stdout}\n{answer.stderr}"

    def doctor(self) -> Iterable[str]:
        """It need not find sound devices here; all else has to be right."""
        answer = timed("coach doctor --json", lambda: self._answer("doctor", "--json"))
        try:
            states = {finding["part"]: finding["state"] for finding in json.loads(answer.stdout)["findings"]}
        except (ValueError, LookupError):
            yield f"coach doctor --json: exit {answer.returncode}\n{answer.stdout}\n{answer.stderr}"
            return
        print("          " + ", ".join(f"{part}: {state}" for part, state in states.items()))
        yield from (f"doctor: {part} is {states.get(part)}" for part in ("pack", "model") if states.get(part) != "ok")

    def look_around(self) -> Iterable[str]:
        """What lies where afterwards: models and what pip keeps, and nothing that nobody expects."""
        for folder, where in ((self._home, "home"), (self._folder, "working folder")):
            files = files_of(folder)
            print(f"          {where}: {sum(file.stat().st_size for file in files) / 1e6:.0f} MB")
            for place in sorted({"/".join(file.relative_to(folder).parts[:4]) for file in files}):
                print(f"            {place}")
        strays = [file for file in files_of(self._home) if not str(file.relative_to(self._home)).startswith(EXPECTED)]
        yield from (f"{file} is in the home, and not ours" for file in strays)

    def _answer(self, *words: str, given: str = "") -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [self._coach, *words], cwd=self._folder, env=self._environment, input=given, capture_output=True,
            text=True, check=False,
        )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
