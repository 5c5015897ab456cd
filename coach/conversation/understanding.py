"""From what was heard to what was meant: the ear gives one of the expected phrases, here it gets its meaning."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any, Literal, Self

from coach.content.expression import Expression, Said
from coach.content.pattern import Patterns, plain
from coach.content.script import Step
from coach.content.words import Words
from coach.effects import Expectation, NumberWords, OtherWords
from coach.events import Decision, Heard, SoundFault

Trouble = Literal["no_match", "no_input", "no_answer", "story"]
"""Not understood; nobody spoke; said plainly, and no answer ("this is a stupid machine"); the same, at length."""
ASIDE_WORDS = 4
"""So many words, and nothing like an answer among them, were meant to say something else."""
STORY_WORDS = 30
"""So many were meant to be listened to."""


@dataclass(frozen=True)
class Chose:
    """One of the question's answers, by name."""

    name: str


@dataclass(frozen=True)
class Rated:
    """A number from 0 to 10."""

    value: int


@dataclass(frozen=True)
class Roughly:
    """No number, but about this one: "a lot". It has to be asked about."""

    value: int


@dataclass(frozen=True)
class AsBefore:
    """The number of the same question earlier: "no change". It has to be asked about."""


@dataclass(frozen=True)
class Wished:
    """One of the words that work everywhere, by name: stop, repeat, dont_know ..."""

    name: str


@dataclass(frozen=True)
class Spoke:
    """Something was said where open words were wanted. What it was is not kept."""


@dataclass(frozen=True)
class Settled:
    """The answer to "did you say ...?": whether it was so."""

    agreed: bool


FALSE_ALARM = Chose("false_alarm")
"""The shared answer of that name: not what the coach took it for, and not ill."""
HEDGED = "hedged"
"""The shared answer of that name: of degree or in doubt, "a bit", "I suppose"."""

Meaning = Chose | Rated | Roughly | AsBefore | Wished | Spoke | Settled


@dataclass(frozen=True)
class Understood:
    """A reply, as it is understood in one place: what it may mean, and how sure that is. No word of it is kept.

    `second`: the next best meaning. `words`: how many it had.
    """

    meaning: Meaning | None
    decision: Decision
    second: Meaning | None = None
    words: int = 0
    fault: SoundFault | None = None

    @property
    def clear(self) -> Meaning | None:
        """What was meant beyond doubt."""
        return self.meaning if self.decision is Decision.ACCEPT else None

    @property
    def likely(self) -> Meaning | None:
        """What was probably meant: it has to be asked about."""
        return self.meaning if self.decision is Decision.CONFIRM else None

    @property
    def trouble(self) -> Trouble:
        """What kind of trouble it is, if it is none of these."""
        if self.meaning is not None or self.words < ASIDE_WORDS:
            return "no_match"
        return "story" if self.words >= STORY_WORDS else "no_answer"

    def repeats(self, suspected: Meaning | None) -> bool:
        """Whether it is the same answer that was too unclear before."""
        return isinstance(self.meaning, Chose | Rated) and self.meaning == suspected


@dataclass(frozen=True)
class Vocabulary:
    """What can be said in one place, and what each phrase means there.

    A question's own answers come before the words that work everywhere, so that "stop" may be an answer too.
    `sentences`: patterns of what means an answer without being one of its phrases.
    """

    meanings: dict[str, Meaning] = field(repr=False)
    numbers: dict[str, int]
    open_words: bool = False
    hesitations: tuple[str, ...] = ()
    number_words: NumberWords | None = None
    others: OtherWords = field(default_factory=OtherWords)
    sentences: tuple[tuple[Expression, Meaning], ...] = ()

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    @cached_property
    def answers(self) -> dict[str, str]:
        """The question's own answers by name, each with its first phrase."""
        said = reversed(self.meanings.items())
        return {meaning.name: phrase for phrase, meaning in said if isinstance(meaning, Chose)}

    def meaning(self, phrase: str) -> Meaning | None:
        """What a phrase means here; None where it is not expected."""
        return self.meanings.get(phrase)

    def understand(self, heard: Heard) -> Understood:
        """What a reply means here."""
        text = plain(heard.open_text)
        meaning = self.meanings.get(heard.phrase or "")
        reply = Understood(
            meaning, heard.decision, self.meanings.get(heard.second or ""), len(text.split()), heard.fault
        )
        said = None if text == heard.phrase or reply.words >= STORY_WORDS else self._in_sentence(Said(text.split()))
        if said is None or (said != FALSE_ALARM and (reply.clear or self._names(meaning, text))):
            return reply
        return replace(reply, meaning=said, decision=Decision.ACCEPT)

    def _names(self, meaning: Meaning | None, text: str) -> bool:
        """Whether a number was said itself: "a hundred out of ten" only sounds like a three."""
        names = [phrase for phrase in self.numbers if self.meanings.get(phrase) == meaning]
        return any(f" {name} " in f" {text} " for name in names)

    def _in_sentence(self, said: Said) -> Meaning | None:
        return next((meaning for pattern, meaning in self.sentences if pattern.search(said)), None)

    def expectation(self, no_input_seconds: float, risks: tuple[str, ...] = ()) -> Expectation:
        """What the ear is asked to listen for. `risks`: how words of danger sound."""
        return Expectation(
            self._phrases,
            self.numbers,
            self.open_words,
            no_input_seconds,
            self.meanings,
            self.hesitations,
            self.number_words,
            risks=risks,
            others=self.others,
        )

    @cached_property
    def _phrases(self) -> tuple[str, ...]:
        return tuple(self.meanings)


def vocabulary_everywhere(words: Words) -> Vocabulary:
    """The words that work everywhere, and no others: during a pause."""
    return Vocabulary(_everywhere(words), {}, hesitations=tuple(words.hesitations), others=words.other_words())


def vocabulary_of(step: Step, words: Words) -> Vocabulary:
    """All that can be said at a step: in answer to its question, or during its wait."""
    answers = _all_meaning({Chose(name): answer.phrases or words.shared[name] for name, answer in step.answers.items()})
    without = step.ask.without if step.ask else []
    numbers = words.number_phrases(without) if step.ask and step.ask.rating else {}
    rated = {number: Rated(number) for number in words.numbers}
    ratings: dict[str, Meaning] = {phrase: rated[number] for phrase, number in numbers.items()}
    if numbers:
        ratings |= _all_meaning({Roughly(number): phrases for number, phrases in words.amounts.items()})
    if step.ask and step.ask.earlier:
        ratings |= dict.fromkeys(words.as_before, AsBefore())
    open_words = step.ask is not None and step.ask.open
    meanings = _first_wins(answers, ratings, _everywhere(words))
    number_words = words.number_words(without=without) if numbers else None
    sentences = _sentences(words, {name: Chose(name) for name in step.answers})
    if numbers:
        sentences += tuple((_compiled(tuple(phrases)), Roughly(number)) for number, phrases in words.amounts.items())
    return Vocabulary(
        meanings, numbers, open_words, tuple(words.hesitations), number_words, words.other_words(), sentences
    )


def vocabulary_to_confirm(candidates: list[Meaning], words: Words, around: Vocabulary) -> Vocabulary:
    """After "did you say seven, or five?": the candidates, any other number, yes, no, and the words everywhere.

    Where "no" is itself a candidate it means that answer, not "it was not so": candidates come first.
    """
    again = {k: v for k, v in around.meanings.items() if isinstance(v, Rated) or v in candidates}
    settled = _all_meaning({Settled(True): words.shared["yes"], Settled(False): words.shared["no"]})
    meanings = _first_wins(again, settled, _everywhere(words))
    return Vocabulary(
        meanings,
        around.numbers,
        hesitations=tuple(words.hesitations),
        number_words=_with_refusal(around.number_words, words),
        others=words.other_words(),
        sentences=_sentences(words, {"yes": Settled(True), "no": Settled(False)}),
    )


def _with_refusal(numbers: NumberWords | None, words: Words) -> NumberWords | None:
    """The same, also after a no: "no, more like a six" is a six."""
    return numbers and replace(numbers, beside=numbers.beside | {*words.shared["no"]})


def vocabulary_to_settle(words: Words) -> Vocabulary:
    """After a gentle question: yes and what is half a yes, no, a false alarm, and the words everywhere."""
    means: dict[str, Meaning] = {"yes": Settled(True), HEDGED: Settled(True), "no": Settled(False)}
    means[FALSE_ALARM.name] = FALSE_ALARM
    around = vocabulary_to_confirm([], words, Vocabulary({}, {}))
    phrases = {phrase: means[name] for name in means for phrase in words.shared.get(name, [])}
    return replace(around, meanings=_first_wins(phrases, around.meanings), sentences=_sentences(words, means))


def meaning_of_key(key: str, step: Step, words: Words) -> Meaning | None:
    """A key means the word that works everywhere, a rating, or an answer: by name, or counted from one."""
    ask, answers = step.ask, list(step.answers)
    if key in words.everywhere:
        return Wished(key)
    if ask and ask.rating and key.isdigit():
        return Rated(int(key))
    if key in answers:
        return Chose(key)
    counted = key.isdigit() and 0 < int(key) <= len(answers)
    return Chose(answers[int(key) - 1]) if counted else None


def spoken_name(meaning: Meaning, vocabulary: Vocabulary) -> str:
    """A meaning in words, to be read back: its first phrase."""
    return next(phrase for phrase, known in vocabulary.meanings.items() if known == meaning)


def _sentences(words: Words, means: Mapping[str, Meaning]) -> tuple[tuple[Expression, Meaning], ...]:
    """What a pack says of these shared answers: a false alarm before a "no" that may stand in it."""
    return tuple(
        (_compiled(tuple(patterns)), means[name]) for name, patterns in words.sentences.items() if name in means
    )


@cache
def _compiled(patterns: tuple[str, ...]) -> Expression:
    return Patterns({}, ()).compile(*patterns)


def _first_wins(*layers: dict[str, Meaning]) -> dict[str, Meaning]:
    """All of them in this order. This is done before each question, hence in the ways that are quick."""
    merged: dict[str, Meaning] = {}
    for layer in layers:
        merged = merged | layer | merged
    return merged


def _all_meaning(phrases: Mapping[Meaning, Iterable[str]]) -> dict[str, Meaning]:
    """Each phrase with what it means; where two mean it, the last."""
    meant: dict[str, Meaning] = {}
    for meaning, said in phrases.items():
        meant |= dict.fromkeys(said, meaning)
    return meant


def _everywhere(words: Words) -> dict[str, Meaning]:
    return _all_meaning({Wished(name): phrases for name, phrases in words.everywhere.items()})
