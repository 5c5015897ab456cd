"""Every path through an exercise or a safety path, walked with the real session: what people may do at each place.

A place is a step that listens, with the ratings and choices that it depends on. From each place everything is done that
leads on: each answer, a number of each kind, "I don't know", silence, a wait that ends, and "stop". A place that was
reached before is not gone through again, so a loop counts once.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from coach.content.branch import PlaceBranch
from coach.content.graph import reachable, ways_through
from coach.content.pack import Pack
from coach.content.script import Script
from coach.rehearsal.doing import SILENT, STOPS, Doing, doings_at, numbers_of
from coach.rehearsal.stage import BEGINS, read_at, staged
from coach.rehearsal.visit import Visit
from coach.safety.finding import Safety

SOMEWHERE = {"place_name": "", "place_number": "", "place_hours": ""}
"""A place near here, as the site's directory may name one."""


@dataclass(frozen=True)
class Place:
    """Where somebody is waited for, and what is remembered that may lead another way."""

    step: str
    remembered: tuple[tuple[str, int | str], ...]


@dataclass(frozen=True)
class Way:
    """What somebody did at a place, how long it took with all that was said then, and where it led; None: out."""

    doing: Doing
    seconds: float
    to: Place | None
    out: str = ""
    """The part of the session that followed, where it led out."""


@dataclass
class Walked:
    """All that was found. `steps` and `answers`: those that were reached, of all that there are."""

    script: str
    all_steps: frozenset[str]
    all_answers: frozenset[tuple[str, str]]
    steps: set[str] = field(default_factory=set)
    answers: set[tuple[str, str]] = field(default_factory=set)
    begins: list[Way] = field(default_factory=list)
    """From the beginning to where somebody is first waited for, by what was brought along."""
    ways: dict[Place, list[Way]] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    """Steps after which nothing is said and nobody is listened to."""


def walk(pack: Pack, safety: Safety, name: str) -> Iterator[Walked]:
    """Walk an exercise or a safety path; yields the same findings again and again while they grow."""
    yield from _Walker(pack, safety, pack.scripts[name]).walk()


class _Walker:
    def __init__(self, pack: Pack, safety: Safety, script: Script) -> None:
        self._safety = safety
        self._pack = staged(pack, script)
        self._script = script
        self._numbers = numbers_of(script)
        self._read_from = _read_from(script)
        self._unseen: deque[tuple[Place, Visit]] = deque()
        self.found = Walked(
            script.id,
            frozenset(script.steps),
            frozenset((step, answer) for step, content in script.steps.items() for answer in content.answers),
        )

    def walk(self) -> Iterator[Walked]:
        self.found.begins += [self._go(visit, BEGINS) for visit in self._entrances()]
        yield self.found
        while self._unseen:
            place, visit = self._unseen.popleft()
            for doing in doings_at(self._script.steps[place.step], self._numbers):
                self.found.ways[place].append(self._go(visit, doing, place.step))
            yield self.found

    def _entrances(self) -> list[Visit]:
        """Where the script is about to begin, with everything that people may bring along from the check-in."""
        by_place = any(isinstance(step.branch, PlaceBranch) for step in self._script.steps.values())
        directories = [[SOMEWHERE], []] if by_place else [[SOMEWHERE]]
        visits = [Visit(self._pack, self._safety, self._script.id, places) for places in directories]
        for step in list(self._pack.session["welcome"].steps.values())[:-1]:
            brought = [doing for doing in doings_at(step, self._numbers) if doing not in (SILENT, STOPS)]
            visits = [visit.after(doing) for visit in visits for doing in brought]
        return visits

    def _go(self, before: Visit, doing: Doing, step: str = "") -> Way:
        """What follows if somebody does this; a place that is new is kept, to be gone on from."""
        visit = before.after(doing)
        self.found.steps |= visit.steps
        if step and doing[0] == "answer" and visit.understood:
            self.found.answers.add((step, doing[1]))
        to = self._place_of(visit)
        if to is None and visit.listen is None and not visit.ended:
            self.found.stuck.add(step)
        if to is not None and to not in self.found.ways:
            self.found.ways[to] = []
            self._unseen.append((to, visit))
        return Way(doing, visit.seconds, to, "" if to else visit.session.state)

    def _place_of(self, visit: Visit) -> Place | None:
        """Where a visit has come to; None outside of the script."""
        script, _, step = visit.listen.about.partition(".") if visit.listen else ("", "", "")
        if script != self._script.id:
            return None
        kept = {name: value for name, value in visit.remembered.items() if name in self._read_from[step]}
        return Place(step, tuple(sorted(kept.items())))


def _read_from(script: Script) -> dict[str, set[str]]:
    """For each step the ratings and choices that may still lead one way or another, there or later."""
    onward = {name: {way.to for way in ways if way.to} for name, ways in ways_through(script).items()}
    return {
        name: set().union(*(read_at(script.steps[later]) for later in reachable({name}, onward))) for name in onward
    }
