"""What the paths through an exercise amount to: how many, how long, how much of it they reach, and where they end."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from coach.rehearsal.doing import STOPS
from coach.rehearsal.paths import Place, Walked, Way

Span = tuple[float, float]
"""The shortest and the longest, in seconds."""


@dataclass(frozen=True)
class Coverage:
    """The sum of a walk. A loop counts once: ways back to a place that the path came through are not gone again."""

    walked: Walked

    @cached_property
    def faults(self) -> list[str]:
        """Each in a sentence, with its step."""
        walked, script = self.walked, self.walked.script
        told = [f"{script}.{step}: no path reaches it" for step in sorted(walked.all_steps - walked.steps)]
        told += [f"{script}.{step}: after it nothing is said or listened to" for step in sorted(walked.stuck)]
        told += [f'{script}.{step}: from here no path leads on, but by "stop"' for step in sorted(self._dead_ends())]
        never = sorted((step, name) for step, name in walked.all_answers - walked.answers if step in walked.steps)
        return told + [f"{script}.{step}: the answer {name!r} is never understood" for step, name in never]

    @cached_property
    def outs(self) -> dict[str, int]:
        """How many ways lead out to each part of the session."""
        return dict(Counter(way.out for ways in self.walked.ways.values() for way in ways if way.to is None))

    @cached_property
    def paths(self) -> int:
        """How many there are, with those that are stopped."""
        counts: dict[Place, int] = {}
        for place in self._last_first:
            counts[place] = sum(1 if way.to is None else counts[way.to] for way in self._onward[place])
        return sum(1 if way.to is None else counts[way.to] for way in self.walked.begins)

    @cached_property
    def minutes(self) -> tuple[float, float] | None:
        """The shortest and the longest of those that nobody stops; None if there is none."""
        spans: dict[Place | None, Span] = {None: (0.0, 0.0)}
        for place in self._last_first:
            if span := _span(self._onward[place], spans):
                spans[place] = span
        whole = _span(self.walked.begins, spans)
        return (whole[0] / 60, whole[1] / 60) if whole else None

    def summary(self) -> dict[str, Any]:
        """For programs."""
        walked, minutes = self.walked, self.minutes
        return {
            "exercise": walked.script,
            "steps": {"reached": len(walked.steps), "all": len(walked.all_steps)},
            "answers": {"understood": len(walked.answers), "all": len(walked.all_answers)},
            "paths": self.paths,
            "minutes": {"shortest": round(minutes[0], 1), "longest": round(minutes[1], 1)} if minutes else None,
            "leads_to": self.outs,
            "faults": self.faults,
        }

    def __str__(self) -> str:
        walked, minutes = self.walked, self.minutes
        long = f"{minutes[0]:.1f} to {minutes[1]:.1f} minutes" if minutes else "none comes to an end"
        steps = f"{len(walked.steps)} of {len(walked.all_steps)} steps"
        answers = f"{len(walked.answers)} of {len(walked.all_answers)} answers"
        return f"{walked.script}: {steps}, {answers}, {self.paths:,} paths, {long}."

    def _dead_ends(self) -> set[str]:
        """The steps of places from which nothing but "stop" leads out."""
        ways = self.walked.ways
        leaving: set[Place] = set()
        grown = True
        while grown:
            more = {place for place in ways.keys() - leaving if any(_leaves(way, leaving) for way in ways[place])}
            grown, leaving = bool(more), leaving | more
        return {place.step for place in ways.keys() - leaving}

    @cached_property
    def _last_first(self) -> list[Place]:
        """Every place after all those that it leads to, but for ways back."""
        return self._ordered[0]

    @cached_property
    def _onward(self) -> dict[Place, list[Way]]:
        """The ways from each place, without those that close a loop."""
        back = self._ordered[1]
        return {place: [way for way in ways if (place, way.to) not in back] for place, ways in self.walked.ways.items()}

    @cached_property
    def _ordered(self) -> tuple[list[Place], set[tuple[Place, Place | None]]]:
        """Depth first: places in the order in which they are done with, and the ways back."""
        done: list[Place] = []
        finished: set[Place] = set()
        under_way: set[Place] = set()
        back: set[tuple[Place, Place | None]] = set()
        stack = [(way.to, iter(self.walked.ways[way.to])) for way in reversed(self.walked.begins) if way.to]
        while stack:
            place, ways = stack[-1]
            under_way.add(place)
            way = None if place in finished else next(ways, None)
            if way is None:
                stack.pop()
                under_way.discard(place)
                if place not in finished:
                    finished.add(place)
                    done.append(place)
            elif way.to in under_way:
                back.add((place, way.to))
            elif way.to is not None and way.to not in finished:
                stack.append((way.to, iter(self.walked.ways[way.to])))
        return done, back


def _span(ways: Sequence[Way], spans: Mapping[Place | None, Span]) -> Span | None:
    """The shortest and the longest of some ways with all that follows, of those that nobody stops."""
    known = [(way.seconds, spans[way.to]) for way in ways if way.doing != STOPS and way.to in spans]
    if not known:
        return None
    return min(first + rest[0] for first, rest in known), max(first + rest[1] for first, rest in known)


def _leaves(way: Way, leaving: set[Place]) -> bool:
    return way.doing != STOPS and (way.to is None or way.to in leaving)
