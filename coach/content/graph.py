"""The ways through a script: where each step leads, and whether every step is reached and comes to an end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coach.content.faults import Flaw, Flaws
from coach.content.script import Ask, Lines, Route, Script, Step
from coach.document import Where

Target = str | None
"""A step's name; None for a way that leaves the script by an end or by the start of an exercise."""


@dataclass(frozen=True)
class Way:
    """One way on from a step. `where`: the key that says so, or the step itself where nothing is said."""

    where: Where
    to: Target
    said: Lines
    """The lines that an answer says on its way."""
    said_where: Where = ()


Ways = Mapping[str, list[Way]]
"""All ways on from each step, by the step's name."""


def ways_through(script: Script) -> Ways:
    """Every way on from every step."""
    names = list(script.steps)
    following = dict(zip(names, [*names[1:], None], strict=True))
    ways = {name: list(_ways_from(name, step, following[name])) for name, step in script.steps.items()}
    for rule, route in script.meanwhile.items():  # from each step that listens; one is enough to tell what is reached
        listens = next((name for name, step in script.steps.items() if step.listens), names[0])
        ways[listens].append(_way_by_route(("meanwhile", rule), route, Way((), listens, {})))
    return ways


def routes(ask: Ask) -> dict[Where, Route]:
    """The routes of a question by their place in it: one for each answer, for "I don't know" and for silence."""
    by_answer: dict[Where, Route] = {("answers", name): answer for name, answer in ask.answers.items()}
    return by_answer | {("unsure",): ask.unsure, ("silent",): ask.silent}


def check_ways(script: Script, ways: Ways) -> Flaws:
    """Whether each way leads to a step, each step is reached, and each can come to an end."""
    lost = list(_check_targets(script, ways))
    yield from lost
    yield from _check_last(ways)
    yield from _check_never_taken(script, ways)
    if not lost:
        yield from _check_reached(ways)
        yield from _check_ends(ways)
        yield from _check_circles(script, ways)


def _ways_from(name: str, step: Step, following: Target) -> Iterator[Way]:
    here: Where = ("steps", name)
    onward = _onward(here, step, following)
    if step.ask:
        yield from _ways_from_ask((*here, "ask"), step.ask, onward)
    elif step.branch:
        yield from (Way((*here, "branch", *at), to, {}) for at, to, _ in step.branch.targets())
    else:
        yield from (_way_by_route((*here, "during", answer), route, onward) for answer, route in step.during.items())
        yield onward


def _onward(here: Where, step: Step, following: Target) -> Way:
    """Where a step itself leads."""
    if step.end:
        return Way((*here, "end"), None, {})
    if step.go:
        return Way((*here, "go"), step.go, {})
    return Way(here, following, {})


def _ways_from_ask(here: Where, ask: Ask, onward: Way) -> Iterator[Way]:
    if ask.then:
        onward = Way((*here, "then"), ask.then, {})
    for at, route in routes(ask).items():
        yield _way_by_route((*here, *at), route, onward)
    for index, band in enumerate(ask.bands):
        yield Way((*here, "bands", index, "go"), band.go, {})
    if ask.open or (ask.rating and not ask.bands):
        yield onward


def _way_by_route(where: Where, route: Route, onward: Way) -> Way:
    if route.go:
        return Way((*where, "go"), route.go, route.say, where)
    if route.start or route.end or route.alarm:
        return Way(where, None, route.say, where)
    return Way(onward.where, onward.to, route.say, where)


def _check_targets(script: Script, ways: Ways) -> Flaws:
    named = {way.where: way.to for out in ways.values() for way in out if way.to is not None}
    for where, to in named.items():
        if to not in script.steps:
            yield Flaw(where, "C010", f"no step is called {to!r}; there are {', '.join(script.steps)}")


def _check_last(ways: Ways) -> Flaws:
    name, out = list(ways.items())[-1]
    if any(way.where == ("steps", name) for way in out):
        yield Flaw(("steps", name), "C015", f"{name} is the last step: say where it leads, as with `end: finish`")


def _check_never_taken(script: Script, ways: Ways) -> Flaws:
    for name, step in script.steps.items():
        here: Where = ("steps", name)
        taken = {way.where for way in ways[name]}
        written = {(*here, "go"): step.go, (*here, "end"): step.end}
        if step.ask:
            written[(*here, "ask", "then")] = step.ask.then
        for where, target in written.items():
            if target and where not in taken:
                yield Flaw(where, "C017", f"{where[-1]} is never taken: every way on from here is named otherwise")


def _check_reached(ways: Ways) -> Flaws:
    first = next(iter(ways))
    for name in ways.keys() - reachable({first}, {step: _targets(out) for step, out in ways.items()}):
        yield Flaw(("steps", name), "C013", f"no way leads to {name}; take it out, or let a step `go` there")


def _check_ends(ways: Ways) -> Flaws:
    leaving = {name for name, out in ways.items() if any(way.to is None for way in out)}
    coming = {name: {other for other, out in ways.items() if name in _targets(out)} for name in ways}
    for name in ways.keys() - reachable(leaving, coming):
        yield Flaw(("steps", name), "C014", f"from {name} no way leads to an end")


def _check_circles(script: Script, ways: Ways) -> Flaws:
    deaf = {name for name, step in script.steps.items() if not step.listens}
    onward = {name: _targets(ways[name]) & deaf for name in deaf}
    for name in deaf:
        if name in reachable(onward[name], onward):
            yield Flaw(("steps", name), "C016", f"{name} leads back to itself with no ask, wait or pace on the way")


def _targets(out: list[Way]) -> set[str]:
    return {way.to for way in out if way.to is not None}


def reachable(start: set[str], onward: Mapping[str, set[str]]) -> set[str]:
    """Everything that can be reached from `start`, with `start` itself."""
    reached: set[str] = set()
    fresh = set(start)
    while fresh:
        reached |= fresh
        fresh = {target for name in fresh for target in onward[name]} - reached
    return reached
