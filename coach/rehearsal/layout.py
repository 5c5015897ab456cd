"""Where everything stands in the diagram of a script: boxes from top to bottom, and beside them the lines they share.

What leads to the next step is a straight arrow. All other ways to one step share one line beside the boxes, as on a
circuit board: on the right those that lead down, on the left those that lead back.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from coach.content.script import Script, Step
from coach.rehearsal.flow import Arrow, flow

LETTERS_IN_A_ROW = 54
ROWS_OF_WORDS = 3
ROW, MARGIN, BETWEEN = 15, 7, 30
"""Heights, in pixels: of a row of text, above and below the rows of a box, and between boxes."""

Side = Literal[1, -1]
"""Right and left of the boxes."""


@dataclass(frozen=True)
class Box:
    """A step with its place. `down`: its way to the next box. `beside`: its other ways, each with its height."""

    name: str
    step: Step
    rows: tuple[str, ...]
    top: int
    bottom: int
    down: Arrow | None
    beside: tuple[tuple[int, Arrow], ...]

    @property
    def enters(self) -> int:
        """Where what leads here from the side comes in: above all that leads out."""
        return self.top + MARGIN + ROW // 2


@dataclass(frozen=True)
class Lane:
    """The line of all ways on one side that lead to one box. `number`: how far from the boxes, counted from 0."""

    to: Box
    side: Side
    heights: tuple[int, ...]
    """Where ways come onto it."""
    number: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """From top to bottom."""
        return min(*self.heights, self.to.enters), max(*self.heights, self.to.enters)


@dataclass(frozen=True)
class Layout:
    """The boxes by their step's name; the lanes by their side and the step that they lead to."""

    boxes: Mapping[str, Box]
    lanes: Mapping[tuple[Side, str], Lane]

    def lane(self, box: Box, arrow: Arrow) -> Lane | None:
        """The line that a way beside a box takes; None where it leads out of the script."""
        return self.lanes[_side(box, self.boxes[arrow.to.step]), arrow.to.step] if arrow.to.step else None

    def width(self, side: Side) -> int:
        """How many lines stand beside each other."""
        return max((lane.number + 1 for lane in self.lanes.values() if lane.side == side), default=0)


def lay_out(script: Script) -> Layout:
    """Give everything its place."""
    boxes = {box.name: box for box in _stacked(script)}
    lanes: list[Lane] = []
    for side in (1, -1):
        lanes += _side_by_side(list(_lanes(boxes, side)))
    return Layout(boxes, {(lane.side, lane.to.name): lane for lane in lanes})


def _stacked(script: Script) -> Iterator[Box]:
    names, top = list(script.steps), MARGIN
    arrows_of = flow(script)
    for name, following in zip(names, [*names[1:], None], strict=True):
        step, arrows = script.steps[name], arrows_of[name]
        down = next((arrow for arrow in arrows if following and arrow.to.step == following), None)
        beside = [arrow for arrow in arrows if arrow is not down]
        rows = (name.replace("_", " "), *_told(step))
        bottom = top + max(len(rows), len(beside) + 1) * ROW + 2 * MARGIN
        heights = (top + MARGIN + (row + 2) * ROW - 3 for row in range(len(beside)))
        yield Box(name, step, rows, top, bottom, down, tuple(zip(heights, beside, strict=True)))
        top = bottom + BETWEEN


def _lanes(boxes: Mapping[str, Box], side: Side) -> Iterator[Lane]:
    for to in boxes.values():
        heights = [
            height for box in boxes.values() for height, arrow in box.beside
            if arrow.to.step == to.name and _side(box, to) == side
        ]  # fmt: skip
        if heights:
            yield Lane(to, side, tuple(heights))


def _side_by_side(lanes: list[Lane]) -> Iterator[Lane]:
    """Short ones next to the boxes, none over another."""
    taken: list[list[Lane]] = []
    for lane in sorted(lanes, key=lambda lane: lane.span[1] - lane.span[0]):
        free = (number for number, others in enumerate(taken) if not any(_overlap(lane, other) for other in others))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append(lane)
        yield Lane(lane.to, lane.side, lane.heights, number)


def _overlap(one: Lane, other: Lane) -> bool:
    return one.span[0] <= other.span[1] and other.span[0] <= one.span[1]


def _side(box: Box, to: Box) -> Side:
    return 1 if to.top > box.top else -1


def _told(step: Step) -> list[str]:
    """The first words of a step, and what it does then."""
    said = textwrap.shorten(" ".join(step.say.values()), ROWS_OF_WORDS * LETTERS_IN_A_ROW, placeholder=" ...")
    rows = textwrap.wrap(said, LETTERS_IN_A_ROW)
    if step.wait_seconds:
        rows.append(f"[{step.wait_seconds:g} quiet seconds]")
    elif step.pace:
        rows.append(f"[{step.pace.breaths} breaths with the sound]")
    elif step.ask:
        rows.append("[zero to ten]" if step.ask.rating else "[any words]" if step.ask.open else "[an answer]")
    elif step.branch:
        rows.append(f"[goes by {str(step.branch).replace('_', ' ')}]")
    return rows
