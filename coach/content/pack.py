"""A pack: all that the coach says and understands in one language.

packs/en/
  pack.yaml       what this pack is                              Header
  words.yaml      the words that work everywhere, shared answers, numbers   Words
  repair.yaml     what to say when nothing was understood, and on pause, help ...   Repair
  risk.yaml       what the safety listener listens for            Risk
  risk.npz        what it has learnt from examples, where somebody taught it
  intents.yaml    what may be said at any moment, and how it is met           Intents
  session/        the parts of a session, one script each
  exercises/      one script each
  safety/         one script for each path of risk.yaml
  sound/ID.wav    recorded lines, used before any synthetic voice
  reading.yaml    what is read instead of a line, where a session is typed
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field

from coach.content.claims import MedicalClaims
from coach.content.intents import Finder, Intents
from coach.content.on_screen import Screen
from coach.content.risk import Risk
from coach.content.script import Lines, Script
from coach.document import Checked, Where
from coach.effects import NumberWords, OtherWords

READING = "reading.yaml"
"""Words for whoever reads a session; a pack for the ear alone has none."""
RISK_NETWORK = "risk.npz"
"""What a pack has learnt of danger from examples, besides its rules; not every language has it."""

SESSION_PARTS = ("welcome", "check_in", "choice", "check_out", "next_step", "close", "stopped")
"""The scripts that every pack's `session/` holds, in the order of a session; `stopped` answers "stop"."""
BEFORE_EXERCISES = ("welcome", "check_in", "choice")
"""The parts in which somebody who says nothing is led on to the exercise that needs no answer."""
MAY_START = (*BEFORE_EXERCISES, "exercise", "next_step")
"""The parts from which an exercise may start. One may lead to another that fits better now."""
URGENT_FROM = (*SESSION_PARTS, "exercise")
"""The parts from which "urge" begins its exercise at once: all but a safety path."""
MAY_COME_BACK = ("exercise", "check_out", "next_step", "safety")
"""The parts that may lead back to the choice; every exercise and every safety path is one of them."""

GlobalName = Literal["repeat", "slower", "pause", "go_on", "back", "skip", "stop", "help", "urge", "dont_know"]
"""The words that work everywhere."""
Formula = Literal["flesch_kincaid", "crawford"]
"""How easily something is read, as a school grade: in English, in Spanish. `coach/content/readability.py` has them."""

Variants = Annotated[list[Lines], Field(min_length=2)]
"""The same in several wordings, said in turn: nobody hears one twice in a row."""


class Style(Checked):
    """What a language says plainly and kindly."""

    readability: Formula | None
    """The formula for how easily a line is read; None where there is none for the language: then nothing is graded."""
    kinder: dict[str, list[str]]
    """What to say, and the words that hurt in its place, each form of them: "addict" (NIDA, "Words Matter")."""
    not_ours: list[str]
    """Words that only a companion may say: "we". The coach is a program."""
    promises: list[str] = []
    """Words that promise what nobody can know: "will pass"."""
    medical_claims: MedicalClaims = MedicalClaims()
    """Words that claim what only a medical device may: "treats"."""

    def kinder_than(self, word: str) -> str | None:
        """What to say instead of a word that hurts; None for any other."""
        return self._kinder_by_word.get(word)

    def promise_in(self, words: Sequence[str]) -> str | None:
        """The promise that stands in these words of a line; None where there is none."""
        said = f" {' '.join(words)} "
        return next((promise for promise in self.promises if f" {promise} " in said), None)

    @cached_property
    def _kinder_by_word(self) -> dict[str, str]:
        return {word: kinder for kinder, words in reversed(self.kinder.items()) for word in words}


class Unknown(Checked):
    """What is said where the number of a place is not known."""

    emergency_number: str
    """In the gap of that name: "call your emergency number"."""
    line: str
    """In place of a sentence that names a line for people in a crisis or hurt at home. Names {emergency_number}."""


class Header(Checked):
    """What a pack is."""

    id: str
    language: str
    locale: str
    style: Style
    screen: Screen
    unknown: Unknown
    silent_exercise: str
    """The exercise for a person who says nothing three times: one that needs no answer."""
    urgent_exercise: str
    """The exercise that "urge" begins, wherever somebody is: it starts with the body, and asks afterwards."""
    silence_words: list[str] = []
    """What announces a silence: "quiet", "seconds"."""
    claim_words: list[str] = []
    """What a line says that claims something about the world, and so needs a source: "percent", "research"."""
    wake_phrases: list[str] = Field(min_length=1)
    """What wakes a coach that sleeps on a shelf (`coach kiosk`): two words or more, as spoken."""
    elsewhere: dict[str, str] = {}
    """Lines in place of others, by full id, that say so where another machine hears too. Without them it may not."""

    @property
    def language_code(self) -> str:
        """The language without its country, as models and voices name theirs: "en" of "en-US"."""
        return self.locale.partition("-")[0].lower()


class AroundNumbers(Checked):
    """What people say around a number, word by word, so that any sentence of such words is understood."""

    beside: list[str] = []
    """Words that go with a number and change nothing: "about", "maybe". Never one that turns it round, as "not"."""
    written_as: dict[int, list[str]] = {}
    """Words that sound like a number and are none: 2 may be written as "to"."""
    halves: list[str] = []
    """What follows a number and makes it the one half a step up: "and a half"."""
    scales: list[str] = []
    """What follows a number, holds one too, and changes nothing: "out of ten"."""
    idioms: list[str] = []
    """What holds a number's name and names none: "this one"."""


class Words(Checked):
    """What a person may say. Phrases are in lower case, as spoken: "i don't know", "seven", never "7"."""

    everywhere: dict[GlobalName, list[str]]
    shared: dict[str, list[str]]
    """Answers that many scripts use ("yes", "no"), by name."""
    sentences: dict[str, list[str]] = {}
    """What means one of these without being a phrase of it: patterns as in risk.yaml, without classes."""
    numbers: dict[int, Annotated[list[str], Field(max_length=20)]]
    """0 to 10, each in its words."""
    carriers: list[str] = Field(max_length=50)
    """What people say around a number: "about a {number}". One gap each. Each goes with each name of each number."""
    around_numbers: AroundNumbers = AroundNumbers()
    amounts: dict[int, list[str]] = {}
    """About which number it is when somebody says no number: 8 for "a lot". It is asked back."""
    as_before: list[str] = []
    """The number of the same question earlier in the session. It is asked back."""
    hesitations: list[str]
    """Not yet an answer: "um", "well"."""
    decoys: list[str] = []
    """Short words that answer nothing and nearly sound like an answer: "tree" beside three."""
    small: list[str] = []
    """Words that stand in the phrases for "stop" and "pause" and do not make them: "it", "please"."""
    same_sound: dict[str, str] = {}
    """Words that sound just like a word of an answer, with that word: "know" with "no"."""

    def other_words(self) -> OtherWords:
        """What an ear may take for an answer."""
        return OtherWords(tuple(self.decoys), self.same_sound)

    def number_words(self, wanted: Container[int] = range(11), without: Container[str] = ()) -> NumberWords:
        """How to find one of the `wanted` numbers in a sentence. `without`: names that do not count."""
        around = self.around_numbers
        return NumberWords(
            names={name: number for name, number in self._bare(without).items() if number in wanted},
            beside=frozenset(around.beside).union(*(hesitation.split() for hesitation in self.hesitations)),
            written_as={word: self.numbers[number][0] for number, words in around.written_as.items() for word in words},
            halves=tuple(around.halves),
            scales=tuple(around.scales),
            idioms=tuple(around.idioms),
        )

    def number_phrases(self, without: Container[str] = ()) -> dict[str, int]:
        """Every phrase that names a number, bare ("seven") and then in carriers ("about a seven"), with the number.

        `without`: names that do not count.
        """
        bare = self._bare(without)
        carried = {c.replace("{number}", name): number for c in self.carriers for name, number in bare.items()}
        return bare | carried | bare

    def _bare(self, without: Container[str]) -> dict[str, int]:
        return {name: number for number, names in self.numbers.items() for name in names if name not in without}


class Rungs(Checked):
    """What to say when a question was not answered once, twice, and three times. Each in several wordings, in turn."""

    again: Variants
    """The question follows."""
    choices: Variants
    """What can be said here follows: the question's `hint`."""
    keys: list[Lines] = []
    """The keys are named, and the question follows. Left out, there is no such rung."""


class Repair(Checked):
    """Spoken when things go wrong, and in answer to the global words. Full line ids are `repair.id`.

    Gaps that may stand in a line: {candidate} {second} in confirm, {candidate} in the others that read something back;
    {emergency_number} {crisis_line} {crisis_number} {violence_line} {violence_number} in any line of a pack.
    """

    no_match: Rungs
    """A ladder. After the last rung the conversation moves on by itself."""
    no_input: Rungs
    """The same where nothing was said: somebody who is silent is not asked as often."""
    choosing: Lines
    """Names the answer that a key has come to; another key takes it."""
    moving_on: Variants
    confirm: Variants
    """Names the candidate and offers the second: one of them was said, or both were ("six or seven")."""
    confirm_single: Variants
    """Names the candidate when there is no second."""
    confirm_amount: Variants
    """Names the number that "a lot" may be."""
    confirm_earlier: Variants
    """Names the number that "the same as before" was."""
    read_back: Variants
    """Names a rating that leads another way. Silence means that it is right."""
    not_so: Variants
    """What was read back was not meant. The question follows."""
    standing: Variants
    """On a safety path, where nobody answers: names the number, stays, asks nothing more, and says what wakes it."""
    still_there: Variants
    """At a kiosk, where nobody has answered for long: asks whether somebody is there. Any word or key says so."""
    paused: Lines
    still_paused: Variants
    going_on: Lines
    slower: Lines
    help: Lines
    dont_know: Variants
    nothing_before: Variants
    """There is nothing to go back to."""
    staff_not_reached: Lines
    """Somebody was to be called, and could not be. Whom to call instead; the safety path goes on."""
    staff_called: Lines
    """The call is where staff see it; that anybody comes is not said."""
    staff_answered: Lines
    """Somebody has answered it. When they come is not said, nor that they do: a touch on a page shows no more."""
    nobody_answered: Lines
    """All who were to be called were, and none has answered: what somebody can do now, with the numbers."""
    not_aloud: Lines
    """Where others can hear: in place of the first line that tells something of somebody's own, which stands on the
    screen."""
    microphone_lost: Lines
    microphone_dead: Lines
    """It gives no sound at all, not even that of a quiet room. Names the keys. The question follows, as after these:"""
    microphone_clipped: Lines
    """Nothing was understood, and the voice is too loud for the microphone."""
    microphone_hums: Lines
    """Nothing was understood, and the mains hums in the microphone."""
    story: Variants
    """Thanks for a long story, in which no answer was found. The question follows."""
    heard_too: Variants
    """A danger was told that is less urgent than the safety path at hand, which is gone on with."""
    back_to_path: Variants
    """The more urgent path is over: back to the one before, or to what was told meanwhile."""
    back_to_place: Variants
    """A false alarm: on where it broke in."""
    silent_exercise: Variants
    """Said before the exercise for somebody who says nothing, or whom the coach cannot understand."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for _, lines in self.variants():
            yield from ((f"repair.{id}", text) for id, text in lines.items())

    def variants(self) -> Iterator[tuple[Where, Lines]]:
        """Every wording's lines, and where they stand in the file."""
        for name, said in self:
            groups = {(name, rung): lines for rung, lines in said} if isinstance(said, Rungs) else {(name,): said}
            for where, lines in groups.items():
                if isinstance(lines, list):
                    yield from (((*where, index), each) for index, each in enumerate(lines))
                else:
                    yield where, lines


@dataclass(frozen=True)
class Pack:
    """A whole pack, checked."""

    folder: Path
    header: Header
    words: Words
    repair: Repair
    risk: Risk
    session: dict[str, Script]
    exercises: dict[str, Script]
    safety: dict[str, Script]
    intents: Intents = field(default_factory=Intents)
    """What may be said at any moment."""
    reading: Mapping[str, str] = field(default_factory=dict)
    """What is read instead of a line, by its full id, where a session is typed (`coach/content/reading.py`)."""

    def __hash__(self) -> int:
        return hash(self.folder)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    @cached_property
    def intent_finder(self) -> Finder:
        """Finds what may be said at any moment."""
        return Finder(self.intents, self.risk)

    @property
    def scripts(self) -> dict[str, Script]:
        """Every script, by its id."""
        return self.session | self.exercises | self.safety

    def part_of(self, script: str) -> str:
        """The part of a session that a script is spoken in, by its id: its own, "exercise", or "safety"."""
        return "exercise" if script in self.exercises else "safety" if script in self.safety else script

    def file_of(self, script: str) -> str:
        """Where a script of this id stands: its file's name inside the pack."""
        room = "session" if script in self.session else "exercises" if script in self.exercises else "safety"
        return f"{room}/{script}.yaml"

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for script in self.scripts.values():
            yield from script.lines()
        yield from self.repair.lines()
        yield from self.risk.lines()
        yield from self.intents.lines()
