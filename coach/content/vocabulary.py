"""The pack's words and its risk phrases: whether all that the coach needs is there, and each can be heard."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from coach.content.faults import Flaw, Flaws
from coach.content.pack import GlobalName, Risk, Words
from coach.content.questions import check_spoken
from coach.document import Where

NEEDED_ANSWERS = ("yes", "no")
"""Shared answers that the coach itself asks for, to make sure that it heard right."""
WRITTEN_OUT = {"gonna": "going to", "wanna": "want to"}
"""How the safety listener writes what it hears, before it compares."""


def check_words(words: Words) -> Flaws:
    """Whether words.yaml is whole, and each of its phrases is spoken and means one thing."""
    yield from _check_whole(words)
    yield from _check_means_one_thing(words)
    for name, phrases in words.shared.items():
        for index, phrase in enumerate(phrases):
            yield from check_spoken(("shared", name, index), phrase)
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
    """Whether each risk phrase is in the form in which replies are compared."""
    for name, path in risk.paths.items():
        for key, phrases in (("phrases", path.phrases), ("unless", path.unless)):
            for index, phrase in enumerate(phrases):
                yield from _check_risk_phrase(("paths", name, key, index), phrase)


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


def _check_risk_phrase(where: Where, phrase: str) -> Flaws:
    words = phrase.split(" ")
    if not all(word == "*" or re.fullmatch(r"[a-z0-9']+", word) for word in words):
        yield Flaw(where, "C053", f"write {phrase!r} in lower-case words and *, with one blank between")
    elif "*" in (words[0], words[-1]):
        yield Flaw(where, "C053", f"{phrase!r}: a * stands between words")
    for word in words:
        if word in WRITTEN_OUT:
            yield Flaw(where, "C053", f"write {WRITTEN_OUT[word]!r} for {word!r}: replies are compared so")
