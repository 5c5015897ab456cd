"""Somebody who comes by: a persona of a rehearsal who walks up to a kiosk, in a way of their own. YAML, key by key."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from coach import document
from coach.content.pack import Pack
from coach.document import Document
from coach.rehearsal import persona
from coach.rehearsal.meaning import NOTHING
from coach.rehearsal.persona import Persona, Reply
from coach.staff.call import Reason

FOLDER = Path(__file__).parent / "visitors"
FIRST = "welcome.ready"
"""Where somebody can say whatever is on their mind."""
Way = Literal["voice", "key", "touch"]
Mood = Literal["prompt", "late", "never"]
"""How staff take a call: soon; after the last role was called in vain; not at all."""


class Visitor(Persona):
    """Who comes. Keys in their replies are pressed on the keypad, or touched on the page, as `answers_by` says."""

    comes_by: Way | None = None
    """What wakes the kiosk; None: nothing is to, whatever is said near it."""
    answers_by: Literal["key", "touch"] = "key"
    leaves_after_seconds: float | None = Field(default=None, gt=0)
    """After it woke: gone in the middle. None: stays to the end."""
    mashes_seconds: float = Field(default=0.0, ge=0)
    """After it woke, any keys are hit, ten times a second."""
    plays_speech_seconds: float = Field(default=0.0, ge=0)
    """A phone, near the kiosk that sleeps."""
    calls: Annotated[Reason, Field(strict=False)] | None = None
    """Why staff have to be called; None: they need not be."""
    staff: Mood | None = None
    """How staff take that call; None: as it falls."""
    bears: Literal["sound", "page"] | None = None
    """What may break while they are there: the ear, the voice, the microphone; or the page."""
    outage: bool = False
    """The broker may be killed just before they come."""


def all_of(pack: Pack) -> list[Document[Visitor]]:
    """Every kind. Raises AuthorError where one does not fit the pack."""
    kinds = [document.read(path, Visitor) for path in sorted(FOLDER.glob("*.yaml"))]
    for kind in kinds:
        persona.check(kind, pack)  # type: ignore[arg-type]  # a visitor is a persona
    return kinds


def carrying(visitor: Visitor, words: str) -> Visitor:
    """The same, who says these words where they are first listened to; who says nothing, says nothing."""
    first: Sequence[Reply] = visitor.answers.get(FIRST, ())
    if not first:
        return visitor
    said = Reply(say=words, means=NOTHING, after_seconds=first[0].after_seconds)
    return visitor.model_copy(update={"answers": visitor.answers | {FIRST: [said, *first]}})
