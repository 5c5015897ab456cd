"""What the conversation wants done: frozen, imperative.

The runtime does them in order; a Say is over before the next one begins.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Private = Literal["ratings", "choices"]
"""What of somebody's own a line tells: a number that they gave earlier; what is read back of their answers."""


@dataclass(frozen=True)
class Line:
    """One spoken line, with no gaps left to fill.

    `id` is `script.line`; it names the line's recording, `packs/en/sound/ID.wav`. `private`: not for everybody's ears.
    """

    id: str
    text: str
    private: Private | None = None


@dataclass(frozen=True)
class NumberWords:
    """How the numbers that would answer are named, and what people say around them.

    `names`: spoken form, "seven" or "half an hour", with the number. `beside`: words that may stand beside a number and
    change nothing ("about", "maybe"). `written_as`: other words that sound like a name ("to"), with that name ("two").
    `halves`: "and a half". `scales`: "out of ten", which names no answer. `idioms`: "this one", which names no number.
    """

    names: Mapping[str, int]
    beside: frozenset[str] = frozenset()
    written_as: Mapping[str, str] = field(default_factory=dict)
    halves: tuple[str, ...] = ()
    scales: tuple[str, ...] = ()
    idioms: tuple[str, ...] = ()


@dataclass(frozen=True)
class OtherWords:
    """Words of a language that answer nothing, and that an ear takes for one that does.

    `decoys`: nearly sound like an answer: "tree". `same_sound`: sound just like a word of one, with that word: "know"
    with "no". Which of the two is written says nothing about what was said.
    """

    decoys: tuple[str, ...] = ()
    same_sound: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Expectation:
    """What would answer, here and now: what the ear is asked to listen for.

    `phrases`: lower case, spoken form ("i don't know"), without duplicates.
    `numbers`: those of the phrases that name a number, with the number.
    `meanings`: phrases with the same entry mean the same ("yes", "yeah"), so the ear need not tell them apart.
    `hesitations`: said before an answer, and none of their own ("um", "let me think").
    `open_words`: whatever is said is an answer. `no_input_seconds`: how long to wait for a person to begin.
    `unasked`: nobody was asked anything, so most of what is heard is for somebody else. Nothing is asked back then.
    `risks`: phrases of danger. Where there are some, an ear tells what else a sound may have been; one that cannot
    tell whole sentences listens for these.
    `number_words`: how to find a number in a sentence that is none of the phrases; None where no number is wanted.
    `others`: words that are none of the phrases and may be taken for one.
    """

    phrases: tuple[str, ...]
    numbers: Mapping[str, int] = field(default_factory=dict)
    open_words: bool = False
    no_input_seconds: float = 8.0
    meanings: Mapping[str, Hashable] = field(default_factory=dict)
    hesitations: tuple[str, ...] = ()
    number_words: NumberWords | None = None
    unasked: bool = False
    risks: tuple[str, ...] = ()
    others: OtherWords = field(default_factory=OtherWords)

    def meaning(self, phrase: str) -> Hashable:
        """What a phrase means: its entry in `meanings`, else its number, else itself."""
        return self.meanings.get(phrase) or self.numbers.get(phrase, phrase)


@dataclass(frozen=True)
class Say:
    """Speak these lines. `rate` 1.0 is the voice's own speed, 0.8 is slower."""

    lines: tuple[Line, ...]
    rate: float = 1.0


@dataclass(frozen=True)
class Prepare:
    """Lines that may be said next: render them while the person is speaking or thinking."""

    lines: tuple[Line, ...]
    rate: float = 1.0


@dataclass(frozen=True)
class Listen:
    """Open the microphone for one reply. Answered once, by Heard or FellSilent with the same `listen_id`.

    `about` names the step that asks (`check_in.craving`): for transcripts and rehearsals, not for the ear.
    `choices`: what can be touched instead, by the name of its key (`KeyPressed`), in words; numbers are none of them.
    """

    listen_id: int
    expectation: Expectation
    about: str
    choices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pace:
    """Breathe along: cues by sound, `breaths` times in and out. Does not hold up the effects after it.

    `hold_seconds`: between in and out. `rest_seconds`: after out. Most exercises have neither.
    """

    inhale_seconds: float
    exhale_seconds: float
    breaths: int
    hold_seconds: float = 0.0
    rest_seconds: float = 0.0

    @property
    def breath_seconds(self) -> float:
        """How long one breath lasts, with what is held."""
        return self.inhale_seconds + self.hold_seconds + self.exhale_seconds + self.rest_seconds

    @property
    def seconds(self) -> float:
        """How long the whole pacing lasts."""
        return self.breath_seconds * self.breaths


@dataclass(frozen=True)
class StopSpeaking:
    """Be quiet at once: voice, pacer and microphone; effects that still waited are dropped."""


@dataclass(frozen=True)
class CallStaff:
    """Ask a person to come. `reason` is a safety path's name, or "help"; never words that somebody said."""

    reason: str


@dataclass(frozen=True)
class Remember:
    """A number or a choice, never words: `name` is what it is, as the pack calls it."""

    name: str
    value: int | str


@dataclass(frozen=True)
class End:
    """The session is over."""


Effect = Say | Prepare | Listen | Pace | StopSpeaking | CallStaff | Remember | End
