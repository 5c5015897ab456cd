"""What people may do where the coach waits for them, and how the session gets to know of it."""

from collections.abc import Iterator, Mapping

from coach.content.script import Script, Step
from coach.conversation.understanding import Chose, Meaning, Wished
from coach.effects import Listen
from coach.events import Decision, Event, FellSilent, Heard

Doing = tuple[str, str]
"""What somebody does: its kind, and the answer or number."""
UNSURE, SILENT, WAITS, STOPS, SPEAKS = ("unsure", ""), ("silent", ""), ("waits", ""), ("stops", ""), ("speaks", "")

ANY_NUMBER = {5}


def doings_at(step: Step, numbers: Mapping[str, set[int]]) -> Iterator[Doing]:
    """All that can be done at a step. `numbers`: those that lead different ways, by the rating's name."""
    yield from (("answer", name) for name in step.answers)
    if step.ask:
        if step.ask.rating:
            yield from (("rates", str(number)) for number in sorted(numbers.get(step.ask.rating, ANY_NUMBER)))
        if step.ask.open:
            yield SPEAKS
        yield from (UNSURE, SILENT)
    else:
        yield WAITS
    yield STOPS


def numbers_of(script: Script) -> dict[str, set[int]]:
    """For each rating numbers of every kind: one for each way that it may lead."""
    numbers: dict[str, set[int]] = {}
    for step in script.steps.values():
        for name, telling in step.branch.numbers().items() if step.branch else ():
            numbers.setdefault(name, set()).update(telling)
        if step.ask and step.ask.rating and step.ask.bands:
            numbers.setdefault(step.ask.rating, set()).update(band.up_to for band in step.ask.bands)
    return numbers


def event_of(doing: Doing, listen: Listen) -> Event:
    """What the session gets, where it listens like this: words are said as it expects them, and heard beyond doubt."""
    kind, what = doing
    match kind:
        case "answer":
            return said(listen, phrase_for(Chose(what), listen))
        case "rates":
            phrases = listen.expectation.numbers.items()
            return said(listen, next((phrase for phrase, number in phrases if number == int(what)), None))
        case "unsure":
            return said(listen, phrase_for(Wished("dont_know"), listen))
        case "stops":
            return said(listen, phrase_for(Wished("stop"), listen))
        case "speaks":
            return said(listen, None)
        case _:
            return FellSilent(listen.listen_id)


def phrase_for(meaning: Meaning, listen: Listen) -> str | None:
    """The first phrase that means this here; None if nothing does."""
    return next((phrase for phrase, meant in listen.expectation.meanings.items() if meant == meaning), None)


def said(listen: Listen, phrase: str | None) -> Heard:
    """This was said."""
    number = listen.expectation.numbers.get(phrase or "")
    return Heard(listen.listen_id, Decision.ACCEPT, phrase, number=number, open_text=phrase or "")
