"""The phrases for the safety listener: two lists, then batches that were written later, each read once before mending.

English ones stand in `phrases/`, those of another language in a folder of it. Each is of one part: `tuned on`, by rules
or by learning; `bounds chosen on`, of which only totals were ever looked at; `held out`, which nothing was chosen by,
and `long stories, held out`, of fifty words and more. A batch says its part itself; of the two lists a hash says which
half may be tuned on.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "phrases"
ENGLISH = "en"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, where PyYAML has it: ten times as fast."""
TUNED_ON, BOUNDS, HELD_OUT, STORIES = "tuned on", "bounds chosen on", "held out", "long stories, held out"


@dataclass(frozen=True)
class Phrase:
    """`wanted`: risk, ask or none. `kind`: the safety path; of harmless ones what makes them hard.

    `batch`: the number of its batch; 0 in the two lists.
    """

    said: str
    wanted: str
    kind: str
    batch_part: str = ""
    batch: int = 0

    @property
    def part(self) -> str:
        """What its batch says; of the two lists by a hash of the words, so that it stays for ever."""
        return self.batch_part or self._part_by_hash()

    def _part_by_hash(self) -> str:
        return TUNED_ON if hashlib.sha256(self.said.encode()).digest()[0] % 2 else BOUNDS


def phrases(language: str = ENGLISH) -> Iterator[Phrase]:
    """All of both lists and of the batches of a language ("es"), each phrase once: the first place counts."""
    seen: set[str] = set()
    for phrase in _all(FOLDER if language == ENGLISH else FOLDER / language):
        if phrase.said not in seen:
            seen.add(phrase.said)
            yield phrase


def _all(folder: Path) -> Iterator[Phrase]:
    yield from _caught(_read(folder / "caught.yaml"))
    yield from _harmless(_read(folder / "harmless.yaml"))
    for path in sorted(folder.glob("batch-*.yaml"), key=lambda path: int(path.stem.removeprefix("batch-"))):
        batch, number = _read(path), int(path.stem.removeprefix("batch-"))
        for phrase in (*_caught(batch["caught"]), *_harmless(batch["harmless"])):
            yield replace(phrase, batch_part=batch["part"], batch=number)


def _caught(paths: dict[str, dict[str, str]]) -> Iterator[Phrase]:
    for path, wanted in paths.items():
        for danger, lines in wanted.items():
            yield from (Phrase(said, danger, path) for said in lines.splitlines())


def _harmless(kinds: dict[str, str]) -> Iterator[Phrase]:
    for kind, lines in kinds.items():
        yield from (Phrase(said, "none", kind) for said in lines.splitlines())


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
