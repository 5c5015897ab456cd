"""Every phrase of a pack, spoken by made-up voices before the ear: which cannot be heard, which are confused?

A phrase may be fine to read and hopeless to hear: "on" for an ear, among "go on" and "no". What a pack's author cannot
know, the ear tells. The voices are synthetic; people are harder to hear, so what fails here will fail.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tqdm import tqdm

from coach import bootstrap, document, settings
from coach.content.faults import Flaw
from coach.content.pack import Pack
from coach.content.questions import answered
from coach.content.script import Script, Step
from coach.content.words import Words
from coach.conversation.understanding import (
    Vocabulary,
    vocabulary_everywhere,
    vocabulary_of,
    vocabulary_to_settle,
)
from coach.document import Where
from coach.effects import Line
from coach.errors import Fault
from coach.events import Decision, Heard
from coach.listening.recording import hear_sound
from coach.ports import Ear, Voice
from coach.rehearsal.flite import VOICES, Flite, require_language

CONFUSED_BY = 2
"""So many voices make a confusion; one may be that voice's own."""
NO_INPUT_SECONDS = 3.0


@dataclass(frozen=True)
class Candidate:
    """A phrase in one state: the file and the place where it stands, and all that can be said there."""

    file: Path
    where: Where
    phrase: str
    vocabulary: Vocabulary


def faults_by_ear(pack: Pack) -> list[Fault]:
    """The phrases that the ear of this machine does not understand. Raises CallerError, DeviceError, EngineError."""
    require_language(pack.header.language_code)
    voices = [Flite(name) for name in VOICES]
    faults = []
    with closing(bootstrap.open_ear(settings.load())) as ear:
        for candidate in tqdm(list(candidates(pack)), "By ear", unit=" phrases", disable=None):
            if flaw := audition(candidate, ear, voices):
                model = Words if candidate.file.name == "words.yaml" else Script
                faults.append(document.read(candidate.file, model).fault(*flaw))
    return faults


def candidates(pack: Pack) -> Iterator[Candidate]:
    """Every phrase in the state in which it is said; the words that work everywhere once, where nothing else is."""
    words = pack.words
    groups: list[tuple[str, dict[str, list[str]], Vocabulary]] = [
        ("everywhere", {str(name): said for name, said in words.everywhere.items()}, vocabulary_everywhere(words)),
        ("shared", {name: words.shared[name] for name in ("yes", "no")}, vocabulary_to_settle(words)),
    ]
    rating = next((step for script in pack.session.values() for step in script.steps.values() if _rates(step)), None)
    if rating:
        numbers = {str(number): said for number, said in words.numbers.items()}
        groups.append(("numbers", numbers, vocabulary_of(rating, words)))
    for key, group, vocabulary in groups:
        for name, phrases in group.items():
            for index, phrase in enumerate(phrases):
                place: Where = (key, int(name) if name.isdecimal() else name, index)
                yield Candidate(pack.folder / "words.yaml", place, phrase, vocabulary)
    for name, script in pack.scripts.items():
        for where, answers in answered(script):
            vocabulary = vocabulary_of(script.steps[str(where[1])], words)
            for answer_name, answer in answers.items():
                for index, phrase in enumerate(answer.phrases):
                    at = (*where, answer_name, "phrases", index)
                    yield Candidate(pack.folder / pack.file_of(name), at, phrase, vocabulary)


def audition(candidate: Candidate, ear: Ear, voices: Sequence[Voice]) -> Flaw | None:
    """What is wrong with a phrase: confused by two voices or more, or not heard by most. Raises EngineError."""
    phrase, vocabulary = candidate.phrase, candidate.vocabulary
    heard_as = Counter(_heard(ear, voice, phrase, vocabulary) for voice in voices)
    wanted = vocabulary.meaning(phrase)
    right = sum(count for heard, count in heard_as.items() if heard and vocabulary.meaning(heard) == wanted)
    wrong = Counter({heard: n for heard, n in heard_as.items() if heard and vocabulary.meaning(heard) != wanted})
    for other, count in wrong.most_common(1):
        if count >= CONFUSED_BY:
            told = f"{phrase!r} was heard as {other!r} from {count} of {len(voices)} voices"
            return Flaw(candidate.where, "A001", told)
    if 2 * right < len(voices):
        told = f"{phrase!r} was understood from {right} of {len(voices)} voices"
        return Flaw(candidate.where, "A002", told)
    return None


def _rates(step: Step) -> bool:
    return step.ask is not None and step.ask.rating is not None


def _heard(ear: Ear, voice: Voice, phrase: str, vocabulary: Vocabulary) -> str | None:
    """What the ear would act on, or ask about."""
    sound = voice.render(Line("audition", phrase), 1.0)
    answer = hear_sound(ear, sound, vocabulary.expectation(NO_INPUT_SECONDS))
    understood = isinstance(answer, Heard) and answer.decision is not Decision.REJECT
    return answer.phrase if understood and isinstance(answer, Heard) else None
