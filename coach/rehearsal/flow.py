"""The flow of a script: where each step leads, and what leads there, in a word or two each."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.content.script import Ask, Route, Script, Step

OUT = {
    "finish": "on with the session", "stop": "the session ends", "come_back": "back to the choice",
    "go_back": "back to where it was",
}  # fmt: skip
UNSURE, SILENT = "unsure", "silent"


@dataclass(frozen=True)
class Target:
    """A step, by its name; or what follows outside of the script, in words."""

    step: str | None
    out: str = ""


@dataclass(frozen=True)
class Arrow:
    """From a step to a target. `names`: what leads there; none where there is no choice."""

    names: tuple[str, ...]
    to: Target

    @property
    def aside(self) -> bool:
        """Whether only those take it who gave no answer."""
        return bool(self.names) and set(self.names) <= {UNSURE, SILENT}


def flow(script: Script) -> dict[str, list[Arrow]]:
    """The arrows from each step, one for each target, in the order of the file."""
    names = list(script.steps)
    following = dict(zip(names, [*names[1:], None], strict=True))
    arrows = {}
    for name, step in script.steps.items():
        leading: dict[Target, list[str]] = {}
        for label, target in _ways(step, _onward(step, following[name])):
            leading.setdefault(target, []).append(label)
        arrows[name] = [Arrow(tuple(filter(None, labels)), target) for target, labels in leading.items()]
    return arrows


def _ways(step: Step, onward: Target) -> Iterator[tuple[str, Target]]:
    """Each way on with its name; where there is no choice, the name is empty."""
    if step.branch:
        yield from ((when, Target(to)) for _, to, when in step.branch.targets())
        return
    if step.ask:
        onward = Target(step.ask.then) if step.ask.then else onward
        yield from ((f"up to {band.up_to}", Target(band.go)) for band in step.ask.bands)
    yield from ((name.replace("_", " "), _by(route, onward)) for name, route in step.answers.items())
    if step.ask:
        yield from ((name, onward) for name in _taken_as_it_is(step.ask))
        yield from ((UNSURE, _by(step.ask.unsure, onward)), (SILENT, _by(step.ask.silent, onward)))
    else:
        yield "", onward


def _taken_as_it_is(ask: Ask) -> list[str]:
    """Answers that have no name of their own."""
    return [*(["a number"] if ask.rating and not ask.bands else []), *(["any words"] if ask.open else [])]


def _onward(step: Step, following: str | None) -> Target:
    """Where a step itself leads."""
    to = step.go or (None if step.end else following)
    return Target(to) if to else Target(None, OUT[step.end or "finish"])


def _by(route: Route, onward: Target) -> Target:
    if route.go:
        return Target(route.go)
    if route.start:
        return Target(None, route.start.replace("_", " "))
    if route.alarm:
        return Target(None, f"safety: {route.alarm}")
    return Target(None, OUT[route.end]) if route.end else onward
