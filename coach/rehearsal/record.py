"""What happened in a rehearsal, and the turns in it.

Only a rehearsal keeps words: nobody real has said them. A live session's observers keep nothing.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from coach.effects import Effect, End, Listen, Say, StopSpeaking
from coach.events import Event, FellSilent, Heard, PromptFinished, PromptStarted
from coach.rehearsal.meaning import Judge, Verdict
from coach.rehearsal.person import Utterance


@dataclass(frozen=True)
class Moment:
    """Something that happened, or was done, at `seconds` in the room's time."""

    seconds: float
    what: Event | Effect


@dataclass
class Record:
    """Keeps every event and effect in order. Is an observer, the journal and the staff call of a rehearsal."""

    moments: list[Moment] = field(default_factory=list)
    remembered: dict[str, int | str] = field(default_factory=dict)

    def note(self, what: Event | Effect, now: float) -> None:
        """Keep it."""
        self.moments.append(Moment(now, what))

    def remember(self, name: str, value: int | str) -> None:
        """Keep a number or a choice."""
        self.remembered[name] = value

    def call(self, reason: str) -> bool:
        """Nobody comes to a rehearsal, and nobody is expected."""
        return True

    settling = False

    def poll(self) -> None:
        """Nothing becomes known."""

    def forget(self) -> None:
        """A rehearsal has one person."""

    @property
    def ended(self) -> bool:
        """Whether the session came to its end."""
        return any(isinstance(moment.what, End) for moment in self.moments)


@dataclass(frozen=True)
class Turn:
    """One opening of the microphone and what came of it. All times are the room's.

    `utterance`: what the person said; None for silence. `answer`: what the ear made of it; None if it never answered.
    `first_sound_seconds`: when the coach began to speak again.
    """

    about: str
    opened_seconds: float
    utterance: Utterance | None
    answer: Heard | FellSilent | None
    answered_seconds: float | None
    first_sound_seconds: float | None
    verdict: Verdict | None

    @property
    def cut_off(self) -> bool:
        """Whether the ear took the person for finished while there was more to come."""
        heard, said = self.answer, self.utterance
        return isinstance(heard, Heard) and said is not None and heard.endpoint_seconds < said.ended_seconds

    @property
    def response_seconds(self) -> float | None:
        """From the person's last sound to the coach's first."""
        if self.utterance is None or self.first_sound_seconds is None or self.cut_off:
            return None
        return self.first_sound_seconds - self.utterance.ended_seconds


def turns(moments: Sequence[Moment], utterances: dict[int, Utterance], judge: Judge) -> list[Turn]:
    """Every turn of a session, in order."""
    told: list[Turn] = []
    confirming: Hashable | None = None
    for place, moment in enumerate(moments):
        if isinstance(moment.what, Listen):
            asked, after = moment.what, moments[place + 1 :]
            said = utterances.get(asked.listen_id)
            answered_seconds, answer, then = _answer(asked, after)
            spoken = next((later.what for later in then if isinstance(later.what, Say)), None)
            judged = judge.outcome(asked, said.meant if said else None, answer, confirming, scripts_of(spoken))
            confirming = judged.asked_about if judged else None
            told.append(
                Turn(
                    about=asked.about,
                    opened_seconds=moment.seconds,
                    utterance=said,
                    answer=answer,
                    answered_seconds=answered_seconds,
                    first_sound_seconds=next((m.seconds for m in then if isinstance(m.what, PromptStarted)), None),
                    verdict=judged.verdict if judged else None,
                )
            )
    return told


def _answer(asked: Listen, after: Sequence[Moment]) -> tuple[float | None, Heard | FellSilent | None, Sequence[Moment]]:
    """When and what the ear answered, and what happened then."""
    for place, moment in enumerate(after):
        if isinstance(moment.what, Heard | FellSilent) and moment.what.listen_id == asked.listen_id:
            return moment.seconds, moment.what, after[place:]
    return None, None, after


def scripts_of(spoken: Say | None) -> list[str]:
    """The scripts that these lines come from, in order."""
    return list(dict.fromkeys(line.id.partition(".")[0] for line in spoken.lines)) if spoken else []


@dataclass(frozen=True)
class Prompt:
    """What the coach said in one go, and from when to when it sounded. `scripts`: those that it comes from."""

    scripts: list[str]
    text: str
    began_seconds: float
    ended_seconds: float


def prompts(moments: Sequence[Moment]) -> list[Prompt]:
    """Everything that the coach said, in order. What was broken off ends where it was."""
    said = []
    for place, moment in enumerate(moments):
        if isinstance(moment.what, Say) and moment.what.lines:
            over = (m.seconds for m in moments[place:] if isinstance(m.what, PromptFinished | StopSpeaking))
            text = " ".join(line.text for line in moment.what.lines)
            said.append(Prompt(scripts_of(moment.what), text, moment.seconds, next(over, moments[-1].seconds)))
    return said
