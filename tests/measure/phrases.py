"""The two lists of phrases for the safety listener, and which half of them patterns may be tuned on."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "phrases"
TUNED_ON, HELD_OUT = "tuned on", "held out"


@dataclass(frozen=True)
class Phrase:
    """`wanted`: risk, ask or none. `kind`: the safety path; of harmless ones what makes them hard."""

    said: str
    wanted: str
    kind: str

    @property
    def half(self) -> str:
        """By a hash of the words, so that it stays for ever."""
        return TUNED_ON if hashlib.sha256(self.said.encode()).digest()[0] % 2 else HELD_OUT


def phrases() -> Iterator[Phrase]:
    """All of both lists."""
    for path, wanted in _read("caught.yaml").items():
        for danger, lines in wanted.items():
            yield from (Phrase(said, danger, path) for said in lines.splitlines())
    for kind, lines in _read("harmless.yaml").items():
        yield from (Phrase(said, "none", kind) for said in lines.splitlines())


def _read(name: str) -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    return content
