"""Recordings of real people, and who said what in them."""

import csv
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from coach.errors import CallerError

RECORDINGS = Path(__file__).parents[3] / "shared" / "speech"
"""Where they lie if nothing else is said: beside the checkout."""
COLUMNS = {"path", "text", "speaker", "kind"}
ONE_IN = 10
"""How much of everything a quick measurement takes."""
SEED = "1"

Half = Literal["tuned on", "held out"]


@dataclass(frozen=True)
class Clip:
    """One reply in a file.

    `said`: the words. `means`: the phrase that would be a right answer, "" where no answer is right.
    `list`: for sentences about risk, the list that they are from.
    """

    path: Path
    said: str
    means: str
    speaker: str
    list: str = ""

    @property
    def half(self) -> Half:
        """Thresholds may be tuned on one half of the speakers; only the other half tells how well an ear does."""
        return half(self.speaker or self.path.name)


def half(speaker: str) -> Half:
    """The half that a speaker belongs to: the same everywhere and for ever."""
    return "tuned on" if _digest(speaker) % 2 else "held out"


def read_corpus(folder: Path) -> dict[str, list[Clip]]:
    """The clips of each kind in `manifest.csv`. Raises CallerError."""
    manifest = folder / "manifest.csv"
    try:
        with manifest.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as unreadable:
        raise CallerError(f"{manifest}: cannot be read ({unreadable}).", "Give a folder of recordings.") from None
    if not rows or COLUMNS - rows[0].keys():
        raise CallerError(f"{manifest}: needs the columns {', '.join(sorted(COLUMNS))}.", "Give another folder.")
    clips: dict[str, list[Clip]] = {}
    for row in rows:
        clip = Clip(folder / row["path"], row["text"], row["text"], row["speaker"])
        clips.setdefault(row["kind"], []).append(clip)
    return clips


def sample(clips: Iterable[Clip], one_in: int = ONE_IN) -> list[Clip]:
    """A part of the clips, the same each time and whatever else is there."""
    return [clip for clip in clips if _digest(f"{SEED} {clip.speaker} {clip.path.name}") % one_in == 0]


def _digest(text: str) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16)
