"""Whether each question can be answered, and each answer means one thing."""

import re
from collections.abc import Iterable, Iterator

from coach.content.branch import Band, RatingBranch
from coach.content.faults import Flaw, Flaws
from coach.content.script import Answer, Ask, Route, Script
from coach.content.words import Words
from coach.document import Where

WORD = r"[^\W\d_]+('[^\W\d_]+)*"
SPOKEN = re.compile(rf"{WORD}( {WORD})*")
"""Words of letters, of any alphabet, and apostrophes, one blank between."""
LONGEST_LETTERS = 100
"""Of a phrase. The longest of the English pack has 27."""


def check_questions(script: Script) -> Flaws:
    """What can be said about a script's questions without looking at other files."""
    for where, ask in asks(script):
        if not (ask.answers or ask.rating or ask.open):
            yield Flaw(where, "C030", "this question needs answers, a rating, or `open: true`")
        if not ask.hint:
            yield Flaw(where, "C036", "add a `hint`: one line that says what can be said here")
        if ask.bands and not ask.rating:
            yield Flaw((*where, "bands"), "C022", "bands divide a rating: name the rating, or take the bands out")
        if ask.rating and ask.bands:
            yield from _check_bands((*where, "bands"), ask.bands)
    for where, answers in answered(script):
        for name, answer in answers.items():
            for index, phrase in enumerate(answer.phrases):
                yield from check_spoken((*where, name, "phrases", index), phrase)
    for step_name, step in script.steps.items():
        if isinstance(step.branch, RatingBranch):
            yield from _check_bands(("steps", step_name, "branch", "bands"), step.branch.bands)


def check_answers(script: Script, words: Words) -> Flaws:
    """Whether each answer has phrases, and each phrase means one thing among all that can be said there."""
    everywhere = {phrase: name for name, phrases in words.everywhere.items() for phrase in phrases}
    for where, answers in answered(script):
        ask = script.steps[str(where[1])].ask
        numbers = words.number_phrases() if ask and ask.rating else {}
        known: dict[str, str] = {}
        for name, answer in answers.items():
            at = (*where, name)
            if not answer.phrases and name not in words.shared:
                yield Flaw(at, "C031", f"{name!r} is no shared answer of words.yaml: give it `phrases`")
            for index, phrase in enumerate(answer.phrases or words.shared.get(name, [])):
                place = (*at, "phrases", index) if answer.phrases else at
                if phrase in known:
                    yield Flaw(place, "C033", f"{phrase!r} already means {known[phrase]!r} in this question")
                if phrase in everywhere:
                    yield Flaw(place, "C034", f"{phrase!r} means {everywhere[phrase]!r} everywhere (words.yaml)")
                if phrase in numbers:
                    yield Flaw(place, "C035", f"{phrase!r} means the number {numbers[phrase]}")
                known[phrase] = name


def check_spoken(where: Where, phrase: str) -> Flaws:
    """Whether a phrase is written as a person would say it, so that the ear can expect it."""
    if not SPOKEN.fullmatch(phrase) or phrase != phrase.lower() or len(phrase) > LONGEST_LETTERS:
        told = f"write {phrase[:LONGEST_LETTERS]!r} as it is spoken: lower-case words, no digits, no punctuation"
        yield Flaw(where, "C032", told)


def asks(script: Script) -> Iterator[tuple[Where, Ask]]:
    """The questions of a script, and where they stand."""
    for name, step in script.steps.items():
        if step.ask:
            yield ("steps", name, "ask"), step.ask


def answered(script: Script) -> Iterator[tuple[Where, dict[str, Answer]]]:
    """All answers that belong together, to a question or during a wait, and where they stand."""
    for name, step in script.steps.items():
        yield ("steps", name, *(("ask", "answers") if step.ask else ("during",))), step.answers


def placed_routes(script: Script) -> Iterator[tuple[Where, Route]]:
    """Every way that a reply or a silence may take, and where it stands."""
    for where, answers in answered(script):
        yield from (((*where, name), answer) for name, answer in answers.items())
    for where, ask in asks(script):
        yield (*where, "unsure"), ask.unsure
        yield (*where, "silent"), ask.silent


def ratings_of(script: Script) -> set[str]:
    """The names under which a script's questions remember ratings."""
    return {ask.rating for _, ask in asks(script) if ask.rating}


def answers_by_choice(scripts: Iterable[Script]) -> dict[str, set[str]]:
    """The answers of each question that remembers which was given, by the name of the choice."""
    named = [(ask.choice, set(ask.answers)) for script in scripts for _, ask in asks(script) if ask.choice]
    return {choice: set().union(*(given for name, given in named if name == choice)) for choice, _ in named}


def _check_bands(where: Where, bands: list[Band]) -> Flaws:
    edges = [band.up_to for band in bands]
    if edges != sorted(set(edges)) or not edges or edges[-1] != 10:
        yield Flaw(where, "C021", f"`up_to` must rise from band to band and end with 10, not {edges}")
