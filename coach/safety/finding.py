"""What the safety listener finds: all that a conversation has to know of it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from coach.events import Heard


class Danger(StrEnum):
    """`risk`: said plainly, its path begins. `ask`: it may be; a gentle question first. `none`: nothing of the sort."""

    RISK = "risk"
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True)
class Finding:
    """What was found, where it leads, and why. `words` were said, and are kept out of `repr`.

    `lowered_from`: what the rule alone would have called for, where the network made it less.
    `always`: the rule is one that the network may not lower.
    """

    danger: Danger
    path: str | None = None
    rule: str | None = None
    words: str | None = field(default=None, repr=False)
    lowered_from: Danger | None = None
    always: bool = False


NOTHING = Finding(Danger.NONE)
SOUND = "sound"
"""The rule's name where the sound is nearly as like a sentence about danger."""
LEARNT = "learnt"
"""The rule's name where no rule found it: sentences like it were examples of danger. It names no words."""


class Safety(Protocol):
    """Whoever hears a reply for danger. `coach.safety.listener` is the one; it is built once a pack, and handed in."""

    def hear(self, heard: Heard) -> Finding:
        """The most that a reply calls for."""
