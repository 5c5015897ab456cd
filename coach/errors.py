"""The tree of errors, split by whose fault it is. Each error names the thing and the fix.

CoachError
├── CallerError      somebody called a command, or wrote the settings, wrongly       exit 2
├── AuthorError      a pack, persona or catalogue file has faults                    exit 1
├── DeviceError      the machine: a microphone, a disk, a missing library or model   exit 1
│   └── EngineError  a speech engine aborted or hung, and did not come back
└── DefectError      ours; please report it                                          exit 1
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


class CoachError(Exception):
    """Anything that stops the coach. `problem` names the thing and what is wrong; `fix` says what to do about it."""

    exit_code = 1

    def __init__(self, problem: str, fix: str) -> None:
        super().__init__(problem, fix)  # just these, so that an error survives the way out of a worker process
        self.problem = problem
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.problem} {self.fix}".replace(" \n", "\n")


class CallerError(CoachError):
    """A command, a setting or a function was given something it cannot use."""

    exit_code = 2


class DeviceError(CoachError):
    """The machine lacks something, or something on it is broken: sound device, disk, library, speech model."""


class EngineError(DeviceError):
    """A speech engine aborted or hung in its worker process, also after a restart."""


class DefectError(CoachError):
    """A mistake of ours."""


@dataclass(frozen=True, order=True)
class Fault:
    """One mistake in a file that somebody wrote. Lines and columns count from 1; 0 means the file as a whole."""

    path: Path
    line: int
    column: int
    code: str
    message: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}" if self.line else self.path
        return f"{place}: {self.code} {self.message}"


class AuthorError(CoachError):
    """A file has faults; all of them are listed, not only the first. `again`: the command that checks it once more."""

    def __init__(self, faults: Sequence[Fault], again: str = "coach check") -> None:
        self.faults = tuple(sorted(faults))
        self.again = again
        listing = "\n".join(str(fault) for fault in self.faults)
        super().__init__(listing, f"\nMend these lines, then run `{again}` again.")

    def __reduce__(self) -> tuple[type["AuthorError"], tuple[tuple[Fault, ...], str]]:
        return AuthorError, (self.faults, self.again)


def meant(word: str, known: Iterable[str]) -> str:
    """A guess at what was meant, as the beginning of a fix: "Did you mean doctor? "; empty where nothing is near."""
    spelled = {name.lower(): name for name in known}
    near = get_close_matches(word.lower(), spelled, n=1)
    return f"Did you mean {spelled[near[0]]}? " if near else ""
