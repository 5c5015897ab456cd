"""The pack's words and its risk phrases: whether all that the coach needs is there, and each can be heard."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from coach.content.faults import Flaw, Flaws
from coach.content.intents import Intents
from coach.content.pattern import GAPS, Patterns
from coach.content.questions import check_spoken
from coach.content.risk import NEGATED, Risk
from coach.content.words import GlobalName, Words
from coach.document import Where

NEEDED_ANSWERS = ("yes", "no")
"""Shared answers that the coach itself asks for, to make sure that it heard right."""


def check_words(words: Words) -> Flaws:
    """Whether words.yaml is whole, and each of its phrases is spoken and means one thing."""
    yield from _check_whole(words)
    yield from _check_means_one_thing(words)
    for name, phrases in words.shared.items():
        for index, phrase in enumerate(phrases):
            yield from check_spoken(("shared", name, index), phrase)
    for name in words.sentences.keys() - words.shared.keys():
        yield Flaw(("sentences", name), "C051", f"there is no shared answer {name!r}")
    sentences = (
        (("sentences", name, index), pattern)
        for name, patterns in words.sentences.items()
        for index, pattern in enumerate(patterns)
    )
    yield from _check_patterns(sentences, Patterns({}, ()))
    for index, carrier in enumerate(words.carriers):
        if carrier.count("{number}") != 1 or re.search(r"[{}]", carrier.replace("{number}", "")):
            yield Flaw(("carriers", index), "C052", f"{carrier!r} needs one {{number}}, and no other gap")
        else:
            yield from check_spoken(("carriers", index), carrier.replace("{number}", "number"))


def check_wake_phrases(phrases: list[str], words: Words) -> Flaws:
    """Whether each phrase that wakes the coach can be spoken, and is no word that means something else."""
    known = {phrase for said in (*words.everywhere.values(), *words.shared.values()) for phrase in said}
    for index, phrase in enumerate(phrases):
        where: Where = ("wake_phrases", index)
        yield from check_spoken(where, phrase)
        if len(phrase.split()) < 2 or phrase in known:
            yield Flaw(where, "C055", f"{phrase!r} is said by chance; wake the coach by two words that answer nothing")


def check_risk(risk: Risk) -> Flaws:
    """Whether each risk pattern can be read, and each guard and rule that is named is there."""
    yield from _check_patterns(_patterns_of(risk), Patterns(risk.classes, risk.negations))
    guards = {NEGATED, *risk.guards}
    rules = {name for path in risk.paths.values() for name in path.rules}
    if sorted(risk.by_urgency()) != sorted(risk.paths):
        yield Flaw(("urgency",), "C053", f"urgency names each path once: {', '.join(risk.paths)}")
    for path_name, path in risk.paths.items():
        for index, phrase in enumerate(path.sounds):
            yield from check_spoken(("paths", path_name, "sounds", index), phrase)
        for name, rule in path.rules.items():
            for unknown in set(rule.even) - guards:
                yield Flaw(("paths", path_name, "rules", name, "even"), "C053", f"there is no guard {unknown!r}")
    for guard_name, guard in risk.guards.items():
        for name in set(guard.only) - rules:
            yield Flaw(("guards", guard_name, "only"), "C053", f"there is no rule {name!r}")


def check_intents(intents: Intents, risk: Risk) -> Flaws:
    """Whether each of their patterns can be read."""
    placed = (
        ((name, part, index), pattern)
        for name, intent in intents.root.items()
        for part, patterns in (("says", intent.says), ("unless", intent.unless))
        for index, pattern in enumerate(patterns)
    )
    yield from _check_patterns(placed, Patterns(risk.classes, risk.negations))


def _check_patterns(placed: Iterable[tuple[Where, str]], patterns: Patterns) -> Flaws:
    """Whether each can be read."""
    for where, pattern in placed:
        try:
            patterns.compile_all(pattern)
        except ValueError as unreadable:
            yield Flaw(where, "C053", str(unreadable))
        else:
            if not pattern.split() or pattern.split()[0] in GAPS or pattern.split()[-1] in GAPS:
                yield Flaw(where, "C053", f"{pattern!r}: a gap stands between words")


def _patterns_of(risk: Risk) -> Iterator[tuple[Where, str]]:
    """Every pattern of risk.yaml and its place."""
    groups: list[tuple[Where, list[str]]] = [
        (("negated", "leads"), risk.negated.leads),
        (("negated", "fillers"), risk.negated.fillers),
        (("idioms",), risk.idioms),
        (("harmless",), risk.harmless),
        *((("classes", name), patterns) for name, patterns in risk.classes.items()),
    ]
    for name, guard in risk.guards.items():
        groups += [(("guards", name, "near"), guard.near), (("guards", name, "void"), guard.void)]
    for path_name, path in risk.paths.items():
        for name, rule in path.rules.items():
            here: Where = ("paths", path_name, "rules", name)
            groups += [((*here, "risk"), rule.risk), ((*here, "ask"), rule.ask), ((*here, "unless"), rule.unless)]
    for where, patterns in groups:
        yield from (((*where, index), pattern) for index, pattern in enumerate(patterns))


def _check_whole(words: Words) -> Flaws:
    groups: list[tuple[str, Mapping[Any, list[str]], Iterable[str | int]]] = [
        ("everywhere", words.everywhere, get_args(GlobalName)),
        ("shared", words.shared, NEEDED_ANSWERS),
        ("numbers", words.numbers, range(11)),
    ]
    for key, group, needed in groups:
        for name in needed:
            if not group.get(name):
                yield Flaw((key, name), "C051", f"{key} needs phrases for {name!r}")
    for number in words.numbers.keys() - set(range(11)):
        yield Flaw(("numbers", number), "C051", f"ratings go from 0 to 10, so nobody can say {number}")


def _check_means_one_thing(words: Words) -> Flaws:
    known: dict[str, Where] = {}
    placed: list[tuple[Where, str]] = [
        ((key, name, index), phrase)
        for key, group in (("everywhere", words.everywhere), ("numbers", words.numbers))
        for name, phrases in group.items()
        for index, phrase in enumerate(phrases)
    ]
    placed += [(("hesitations", index), phrase) for index, phrase in enumerate(words.hesitations)]
    for where, phrase in placed:
        yield from check_spoken(where, phrase)
        if phrase in known:
            first = " ".join(str(part) for part in known[phrase][:2])
            yield Flaw(where, "C050", f"{phrase!r} already stands under {first}")
        known.setdefault(phrase, where)
