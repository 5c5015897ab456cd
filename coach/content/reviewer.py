"""A careful reader of a whole pack, for `coach check`: sees what the coach itself need not know in order to speak.

Faults of this kind keep no kiosk from starting, as an out-of-date review would overnight; they keep a pack from being
signed. What is known beyond the files comes in from outside: the day, the sounds of words, the recogniser's words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.content import evidence, loops, readability, silence, soundalike
from coach.content.faults import Flaw, Flaws
from coach.content.graph import ways_through
from coach.content.intents import INTENTS
from coach.content.pack import Pack
from coach.content.questions import answered
from coach.content.risk import Risk
from coach.content.script import Script
from coach.content.wording import lines_of, lines_of_intents, lines_of_repair, lines_of_risk
from coach.content.words import Words
from coach.document import Where

Pronounce = Callable[[Sequence[str], str], Mapping[str, str]]
"""The sounds of words, in a locale."""
Unknown = Callable[[Sequence[str]], frozenset[str]]
"""Those of some words that the recogniser does not know."""


@dataclass(frozen=True)
class Reviewer:
    """What is known beyond a pack's files. Without `pronounce` or `unknown` the checks that need it are left out."""

    today: date
    pronounce: Pronounce | None = None
    unknown: Unknown | None = None

    def review(self, pack: Pack) -> Iterator[tuple[str, Flaw]]:
        """Every flaw, with the file that it is in, by its name inside the pack."""
        scripts = {pack.file_of(name): script for name, script in pack.scripts.items()}
        phrases = {name: list(phrases_of(script)) for name, script in scripts.items()}
        phrases |= {"words.yaml": list(phrases_of_words(pack.words)), "risk.yaml": list(phrases_of_risk(pack.risk))}
        for name, script in scripts.items():
            yield from ((name, flaw) for flaw in self._read(script, pack))
        said = words_of(phrase for placed in phrases.values() for _, phrase in placed)
        if self.unknown:
            strange = self.unknown(said)
            yield from ((name, flaw) for name, placed in phrases.items() for flaw in check_known(placed, strange))
        if self.pronounce:
            spoken = [word for _, text in pack.lines() for word in readability.spoken_words(text)]
            sounds = self.pronounce([*dict.fromkeys((*spoken, *said))], pack.header.locale)
            alike = soundalike.alike_by(sounds)
            for name, script in scripts.items():
                yield from ((name, flaw) for flaw in _listen(script, pack, sounds, alike))
            for name, lines in (
                ("repair.yaml", lines_of_repair(pack.repair)),
                ("risk.yaml", lines_of_risk(pack.risk)),
                (INTENTS, lines_of_intents(pack.intents)),
            ):
                flaws = readability.check_readability(lines, sounds, pack.header.style.readability)
                yield from ((name, flaw) for flaw in flaws)

    def _read(self, script: Script, pack: Pack) -> Flaws:
        yield from evidence.check_review(script, self.today)
        yield from evidence.check_claims(script, pack.header.claim_words)
        yield from loops.check_loops(script, ways_through(script))
        yield from silence.check_silences(script, pack.header.silence_words)


def _listen(script: Script, pack: Pack, sounds: Mapping[str, str], alike: soundalike.Alike) -> Flaws:
    lines, formula = list(lines_of(script)), pack.header.style.readability
    yield from readability.check_readability(lines, sounds, formula)
    yield from readability.check_script_readability([text for _, _, text in lines], sounds, formula)
    yield from soundalike.check_sounds(script, pack.words, alike)


def check_known(phrases: Iterable[tuple[Where, str]], unknown: frozenset[str]) -> Flaws:
    """Whether the recogniser knows each word of each phrase. It cannot hear the others, whatever a person says."""
    for where, phrase in phrases:
        for word in phrase.split():
            if word in unknown:
                yield Flaw(where, "C063", f"the recogniser does not know {word!r}; find another way to say {phrase!r}")


def phrases_of(script: Script) -> Iterator[tuple[Where, str]]:
    """Every phrase that a script lets people say, and where it stands."""
    for where, answers in answered(script):
        for name, answer in answers.items():
            yield from (((*where, name, "phrases", index), phrase) for index, phrase in enumerate(answer.phrases))


def phrases_of_words(words: Words) -> Iterator[tuple[Where, str]]:
    """Every phrase that works in more than one place."""
    for key, group in (("everywhere", words.everywhere), ("shared", words.shared), ("numbers", words.numbers)):
        for name, phrases in group.items():
            yield from (((key, name, index), phrase) for index, phrase in enumerate(phrases))


def phrases_of_risk(risk: Risk) -> Iterator[tuple[Where, str]]:
    """Every phrase of danger that is listened for in the sound."""
    for name, path in risk.paths.items():
        yield from ((("paths", name, "sounds", index), phrase) for index, phrase in enumerate(path.sounds))


def words_of(phrases: Iterable[str]) -> list[str]:
    """The words of phrases, each once."""
    return list(dict.fromkeys(word for phrase in phrases for word in phrase.split()))
