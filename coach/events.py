"""What happened: frozen, past tense. All times are seconds on the session's clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

SoundFault = Literal["dead", "offset", "hum", "clipped", "narrow"]
"""What may be wrong with a sound; `coach/sound/health.py` says what each means."""


class Decision(StrEnum):
    """What the ear makes of a reply: act on it, ask whether it was so, or ask again."""

    ACCEPT = "accept"
    CONFIRM = "confirm"
    REJECT = "reject"


class Reason(StrEnum):
    """Why an ear decided as it did: the first for ACCEPT, the next for CONFIRM, the rest for REJECT."""

    CLEAR = "clear"
    """Heard beyond doubt."""
    OPEN_WORDS = "open words"
    """None of the phrases, where any words will do."""
    UNSURE = "unsure"
    """The likeliest phrase, but something else may have been said."""
    MENTIONED = "mentioned"
    """A phrase among other words."""
    HESITATION = "hesitation"
    """Not yet an answer."""
    OTHER_WORD = "other word"
    """Likelier a word that answers nothing."""
    FITS_NOTHING = "fits nothing"
    """No phrase is near to what was said, or no words were."""


@dataclass(frozen=True)
class SessionStarted:
    """Somebody is there.

    `at`: the script to begin with, or a step of it, "urge_surfing.locate"; None begins with the welcome. `ratings`:
    what was answered before, by name. Both are for authors, tests and reports; a person begins at the beginning.
    """

    at: str | None = None
    ratings: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """A reply, heard to its end. What was said is left out of `repr`, so that no log can hold it.

    `phrase`: the best of the expected phrases, None if there was none to choose from. `second`: the next best.
    `number`: the number that `phrase` names. `open_text`: the same sound decoded without expectation.
    `readings`: other sentences that the sound is nearly as like.
    `score`: the ear's own measure of `phrase`; higher is better, comparable only within one ear.
    """

    listen_id: int
    decision: Decision
    phrase: str | None = field(repr=False)
    second: str | None = field(default=None, repr=False)
    number: int | None = field(default=None, repr=False)
    open_text: str = field(default="", repr=False)
    readings: tuple[str, ...] = field(default=(), repr=False, kw_only=True)
    score: float = 0.0
    speech_started_seconds: float = 0.0
    speech_ended_seconds: float = 0.0
    endpoint_seconds: float = 0.0
    deciding_seconds: float = 0.0
    """How long the person waited for the engine after the endpoint, in real time; 0 where it had begun early enough."""
    engine_seconds: float = 0.0
    """How long it worked on the last of the reply."""
    reason: Reason | None = None
    """Why it was decided so; None where nothing was weighed, as in a typed session."""
    fault: SoundFault | None = None
    """What is wrong with the sound that the reply was heard in."""


@dataclass(frozen=True)
class FellSilent:
    """Nobody began to speak within the time that the expectation gave (no-input).

    `fault`: what is wrong with the sound meanwhile. From a dead microphone nobody can be heard.
    """

    listen_id: int
    fault: SoundFault | None = None


@dataclass(frozen=True)
class Interrupted:
    """Somebody spoke while the coach was speaking, and was heard. What the coach was saying may be what was heard."""

    heard: Heard
    spoken: str
    """The lines that the coach was saying just then."""


@dataclass(frozen=True)
class FellAsleep:
    """The coach waits to be called by one of these phrases, or by a key. Nothing else is acted on."""

    wake_phrases: tuple[str, ...]


@dataclass(frozen=True)
class WokeUp:
    """Somebody called. `by`: "voice" or "key"."""

    by: Literal["voice", "key"]


@dataclass(frozen=True)
class KeyPressed:
    """A key was pressed. `name`: one of the global words' names ("stop", "pause", "help" ...) or a digit."""

    name: str


@dataclass(frozen=True)
class PromptStarted:
    """The first sound of a Say left for the loudspeaker. `line_seconds`: how long each of its lines takes."""

    line_seconds: tuple[float, ...] = ()


@dataclass(frozen=True)
class PromptFinished:
    """The last sound of a Say was played."""


@dataclass(frozen=True)
class BreathCued:
    """The pacer gave a cue: breathe "in" or "out", or where the breath is held, "hold" and "rest"."""

    direction: str


@dataclass(frozen=True)
class DeviceLost:
    """A device went away or stopped working. `device`: "microphone", "loudspeaker", "ear" or "voice"."""

    device: str


@dataclass(frozen=True)
class DeviceBack:
    """A device that was lost works again. `device`: "microphone"."""

    device: str


@dataclass(frozen=True)
class StaffNotReached:
    """Somebody was to be called, and the call could not be made."""


@dataclass(frozen=True)
class StaffCalled:
    """The call is where staff see it. Nobody has answered it yet."""


@dataclass(frozen=True)
class StaffAnswered:
    """Somebody of the staff has answered the call. That says not when they come."""


@dataclass(frozen=True)
class NobodyAnswered:
    """All who were to be called were called, and none has answered."""


StaffNews = StaffNotReached | StaffCalled | StaffAnswered | NobodyAnswered
"""What became of a call for staff."""

Event = (
    SessionStarted | Heard | FellSilent | Interrupted | KeyPressed | PromptStarted | PromptFinished | BreathCued
    | DeviceLost | DeviceBack | StaffNews | FellAsleep | WokeUp
)  # fmt: skip
