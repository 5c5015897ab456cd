"""What became of a clip, and whether that was right."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.speech.corpus import half

Outcome = Literal["accept", "confirm", "reject", "no_input"]


@dataclass(frozen=True)
class Hearing:
    """One clip, heard in one noise. What they mean is said at `Clip` and in `coach hear --help`.

    `noise`: "clean" or the ratio, "15 dB". `path`: the safety path that was found, or None.
    `readings`: what else the sound may have been.
    `right` is about the best phrase, `second_right` about the second, whatever was decided.
    """

    task: str
    noise: str
    file: str
    said: str
    means: str
    speaker: str
    list: str
    outcome: Outcome
    phrase: str | None
    right: bool
    second_right: bool
    open_text: str
    score: float
    deciding_seconds: float
    engine_seconds: float
    path: str | None
    readings: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """Tuned on, or held out."""
        return half(self.speaker or self.file)

    @property
    def accepted_right(self) -> bool:
        """Acted on as it was meant."""
        return self.outcome == "accept" and self.right

    @property
    def accepted_wrong(self) -> bool:
        """Acted on as it was not meant: the worst that can happen."""
        return self.outcome == "accept" and not self.right


def from_json(row: Mapping[str, Any]) -> Hearing:
    """A hearing that was written down with `dataclasses.asdict`."""
    return Hearing(**{**row, "readings": tuple(row.get("readings", ()))})
