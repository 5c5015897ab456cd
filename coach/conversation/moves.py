"""What a turn is asked, and what it may answer with: one move. A turn decides, and only `Course` makes the move.

The shape is h11's: what happened goes in, what is to be done comes out, and all that may come out stands in one file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from coach.content.intents import Intent
from coach.content.script import Lines, Route
from coach.conversation.context import Context
from coach.conversation.understanding import Meaning, Trouble, Understood, Vocabulary
from coach.events import SoundFault


@dataclass(frozen=True)
class Prompt:
    """Lines to say, of a script or of `repair` or `risk`. `gaps`: what is read back in them."""

    of: str
    lines: Lines
    gaps: Mapping[str, str] = field(default_factory=dict)


UNSAID = Prompt("", {})
"""No words."""


@dataclass(frozen=True)
class Begin:
    """The session: at the welcome, or where SessionStarted says."""

    at: str
    ratings: Mapping[str, int]


@dataclass(frozen=True)
class Take:
    """This is the answer: act on it."""

    meaning: Meaning


@dataclass(frozen=True)
class Follow:
    """Go where a route leads. `first`: said before the route's own lines, as in every move."""

    route: Route
    first: Prompt = UNSAID


@dataclass(frozen=True)
class Open:
    """Lay a turn of the coach's own over the one at hand, whose wait stands still. `calls_staff`: so a person comes."""

    turn: "Turn"
    first: Prompt
    calls_staff: bool = False


@dataclass(frozen=True)
class Resume:
    """Go on where somebody broke in: ask again, or wait for what is left. `with_choices`: tell what can be said.

    `calls_staff`: the person asked for somebody.
    """

    first: Prompt = UNSAID
    with_choices: bool = False
    calls_staff: bool = False


@dataclass(frozen=True)
class Repeat:
    """The step once more, from its beginning. `slower`: from here on, voice and breath."""

    first: Prompt = UNSAID
    slower: bool = False


@dataclass(frozen=True)
class GoBack:
    """To the place before."""


@dataclass(frozen=True)
class ListenOn:
    """Nothing was meant for the coach: the same turn goes on with what is left of its time, and nothing is said."""


@dataclass(frozen=True)
class Meet:
    """Answer what may be said at any moment, as this intent of the pack says, and lead back or to its exercise."""

    intent: Intent


@dataclass(frozen=True)
class Alarm:
    """Leave whatever it was for a safety path, and call staff. Where it broke in is gone back to, if it may be."""

    path: str


@dataclass(frozen=True)
class Defer:
    """Call staff for a danger that is less urgent than the path at hand; it is come to when that is over."""

    path: str


Move = Begin | Take | Follow | Open | Resume | Repeat | GoBack | ListenOn | Meet | Alarm | Defer


class Turn(Protocol):
    """What the open microphone is for, at one moment. `no_input_seconds`: how long somebody is waited for."""

    context: Context
    vocabulary: Vocabulary

    @property
    def no_input_seconds(self) -> float:
        """How long the microphone waits for somebody to begin."""

    def hear(self, reply: Understood) -> Move:
        """Somebody spoke."""

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """Nobody did."""

    def press(self, key: str) -> Move | None:
        """A key was pressed; None where it means nothing here."""

    def prompt_finished(self, now: float) -> None:
        """All was said: from here on the microphone is open."""

    def broken_off(self, now: float) -> "Turn":
        """Something else comes first: time stands still. Returns the turn that is gone back to, the step's own."""


class Asking(Turn, Protocol):
    """A turn that what was heard can be asked about in: it takes the answer, or goes on without one."""

    def answered(self, meaning: Meaning) -> Move:
        """This was meant, beyond doubt."""

    def unanswered(self, trouble: Trouble, fault: SoundFault | None) -> Move:
        """Nothing was understood, or nothing was said. `fault`: what is wrong with the sound meanwhile."""
