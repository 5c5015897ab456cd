"""When has a person begun to speak, and when have they finished? Pure: time is an argument, no model, no sound.

After VoiceXML's `completetimeout` and `incompletetimeout` (W3C VoiceXML 2.0, appendix D): a short silence is the end
of a reply that is complete, a long one the end of any reply. People in a craving hesitate: "um ... maybe ... a six".
"""

from dataclasses import dataclass
from enum import Enum, auto

from coach.ports import FRAME_SECONDS

EPSILON = 1e-6
"""Seconds; sums of frames are not exact."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds."""

    begin_seconds: float = 4 * FRAME_SECONDS
    """Speech within `begin_window_seconds` that makes a beginning. Of 60 clips of noise and a minute of kitchen,
    4 frames let none through, 3 frames one; of 450 short words 4 frames let 443 through, 5 frames 440."""
    begin_window_seconds: float = 10 * FRAME_SECONDS
    early_seconds: float = 0.3
    """So short a silence ends nothing; it is time to get the answer ready. With 0.2 s, and so less of the word's end,
    0.5 of 100 right digits were lost."""
    complete_seconds: float = 0.55
    incomplete_seconds: float = 1.8
    no_input_seconds: float = 8.0
    reply_seconds: float = 12.0
    """A reply longer than this is cut."""


class Moment(Enum):
    """What changed with a frame."""

    BEGAN = auto()
    HUSHED = auto()
    """A very short silence, perhaps between two words."""
    PAUSED = auto()
    """A short silence: the reply is over if it is complete."""
    ENDED = auto()
    """A long silence, or a reply without end."""
    NOBODY = auto()
    """Nobody began in time."""


class Endpointing:
    """Follows one reply. Give it every frame; after ENDED or NOBODY it is used up."""

    def __init__(self, patience: Patience, now: float) -> None:
        self._patience = patience
        self._deadline = now + patience.no_input_seconds
        self._recent: list[float] = []
        self._quiet_for: Moment | None = None
        self.started_seconds: float | None = None
        """When speech began; None before that."""
        self.ended_seconds = now
        """The end of the speech so far."""
        self.cut = False
        """Whether the reply was over because it was long enough, and not by a silence."""

    def process(self, speech: bool, now: float, frame_seconds: float = FRAME_SECONDS) -> Moment | None:
        """Take one frame that ended at `now`: was it speech? Says what changed with it, if anything did."""
        if self.started_seconds is None:
            return self._await_beginning(speech, now, frame_seconds)
        if speech:
            self.ended_seconds = now
            self._quiet_for = None
        silence_seconds = now - self.ended_seconds
        if silence_seconds >= self._patience.incomplete_seconds - EPSILON:
            return Moment.ENDED
        if now - self.started_seconds >= self._patience.reply_seconds - EPSILON:
            self.cut = True
            return Moment.ENDED
        quiet_for = self._reached(silence_seconds)
        if quiet_for is self._quiet_for:
            return None
        self._quiet_for = quiet_for
        return quiet_for

    def _reached(self, silence_seconds: float) -> Moment | None:
        if silence_seconds >= self._patience.complete_seconds - EPSILON:
            return Moment.PAUSED
        return Moment.HUSHED if silence_seconds >= self._patience.early_seconds - EPSILON else None

    def _await_beginning(self, speech: bool, now: float, frame_seconds: float) -> Moment | None:
        oldest = now - self._patience.begin_window_seconds
        self._recent = [end for end in self._recent if end > oldest + EPSILON]
        if speech:
            self._recent.append(now)
        if len(self._recent) * frame_seconds >= self._patience.begin_seconds - EPSILON:
            self.started_seconds = self._recent[0] - frame_seconds
            self.ended_seconds = now
            return Moment.BEGAN
        if now >= self._deadline - EPSILON and not self._recent:
            return Moment.NOBODY
        return None
