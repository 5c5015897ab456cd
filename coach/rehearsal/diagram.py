"""The flow of a script as a picture, in a format that every browser draws by itself (SVG).

The steps stand in the order of the file, from top to bottom; a general layout by rank made a tangle of urge surfing, in
which thirty steps lead to the same one ("worse"). Here that is one line. Who gave no answer goes by a thin grey line.
"""

import textwrap
from xml.etree import ElementTree

from coach.content.script import Script, Step
from coach.rehearsal.flow import Arrow
from coach.rehearsal.layout import BETWEEN, MARGIN, ROW, Box, Lane, Layout, Side, lay_out

BOX, BESIDE, LANE = 310, 175, 11
"""Widths, in pixels: of a box, of what stands beside it, and from one line to the next."""
LETTERS = 36
FEWEST_LETTERS = 12
"""So many have room beside a box, and so many of what leads out are always shown."""
LISTENING, WAITING, TALKING = "#fff3c4", "#dceefb", "#ffffff"
COLOURS = ("#0b62a4", "#b5460f", "#2e7d32", "#7b1fa2", "#00838f", "#ad1457", "#6d4c41")
PLAIN, PALE = "#444444", "#b0b0b0"
INK, PALE_INK = "#222222", "#777777"


def draw(script: Script) -> str:
    """The picture, to stand in a page."""
    layout = lay_out(script)
    picture = _Picture(script.title, layout)
    for lane in layout.lanes.values():
        picture.draw_lane(lane, COLOURS[(lane.number + (lane.side == -1)) % len(COLOURS)])
    for box in layout.boxes.values():
        picture.draw_box(box)
    return ElementTree.tostring(picture.root, encoding="unicode")


class _Picture:
    """What is drawn so far. The left edge of the boxes is 0."""

    def __init__(self, title: str, layout: Layout) -> None:
        left, right = (BESIDE + layout.width(side) * LANE if layout.width(side) else MARGIN for side in (-1, 1))
        width, height = left + BOX + max(right, BESIDE), max(box.bottom for box in layout.boxes.values()) + BETWEEN
        size = {"width": str(width), "height": str(height), "viewBox": f"{-left} 0 {width} {height}"}
        self.root = ElementTree.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"} | size)
        self.root.attrib |= {"font-family": "sans-serif", "font-size": "11"}
        self._add("title").text = f"The way through {title}"
        self._layout = layout

    def draw_lane(self, lane: Lane, colour: str) -> None:
        """The line to a box, with all that comes onto it."""
        x, (top, bottom) = _across(lane), lane.span
        edge, enters = _edge(lane.side), lane.to.enters
        self._line(colour, (x, top), (x, bottom))
        self._line(colour, (x, enters), (edge, enters))
        self._head(colour, f"M{edge},{enters} l{7 * lane.side},-3 v6 z")
        for height in lane.heights:
            self._add("circle", cx=x, cy=height, r=2.5, fill=colour)
        for box in self._layout.boxes.values():
            for height, arrow in box.beside:
                if self._layout.lane(box, arrow) == lane:
                    self._line(PALE if arrow.aside else colour, (edge, height), (x, height))
                    self._label(arrow, edge + 5 * lane.side, height - 2, lane.side)

    def draw_box(self, box: Box) -> None:
        """A step, its way down, and its ways out of the script."""
        for height, arrow in box.beside:
            if arrow.to.step is None:
                self._line(PALE if arrow.aside else PLAIN, (BOX, height), (BOX + 12, height))
                self._label(arrow, BOX + 15, height + 4, 1)
        if box.down:
            x, below, colour = BOX // 2, box.bottom + BETWEEN, PALE if box.down.aside else PLAIN
            self._line(colour, (x, box.bottom), (x, below))
            self._head(colour, f"M{x},{below} l-3,-7 h6 z")
            self._label(box.down, x + 7, box.bottom + BETWEEN // 2 + 4, 1)
        link = self._add("a", href=f"#{box.name}")
        height, fill = box.bottom - box.top, _colour(box.step)
        self._add("rect", link, y=box.top, width=BOX, height=height, rx=6, fill=fill, stroke="#888888")
        for row, told in enumerate(box.rows):
            text = self._add("text", link, x=9, y=box.top + MARGIN + (row + 1) * ROW - 4, fill=INK)
            text.text = told
            if row == 0:
                text.set("font-weight", "bold")

    def _label(self, arrow: Arrow, x: int, y: int, side: Side) -> None:
        """What leads this way, as far as there is room for it, and what follows outside of the script."""
        names = ", ".join(arrow.names)
        room = max(LETTERS - len(arrow.to.out), FEWEST_LETTERS)
        text = self._add("text", x=x, y=y, fill=PALE_INK if arrow.aside else INK)
        text.attrib |= {"text-anchor": "start" if side == 1 else "end", "font-size": "10"}
        text.text = " ▸ ".join(filter(None, (textwrap.shorten(names, room, placeholder=" ..."), arrow.to.out)))
        self._add("title", text).text = names

    def _line(self, colour: str, start: tuple[int, int], end: tuple[int, int]) -> None:
        line = self._add("line", x1=start[0], y1=start[1], x2=end[0], y2=end[1], stroke=colour)
        line.set("stroke-width", "1" if colour == PALE else "1.5")

    def _head(self, colour: str, path: str) -> None:
        self._add("path", d=path, fill=colour)

    def _add(
        self, tag: str, parent: ElementTree.Element | None = None, **attributes: str | float
    ) -> ElementTree.Element:
        written = {name: str(value) for name, value in attributes.items()}
        return ElementTree.SubElement(self.root if parent is None else parent, tag, written)


def _edge(side: Side) -> int:
    return BOX if side == 1 else 0


def _across(lane: Lane) -> int:
    return _edge(lane.side) + lane.side * (BESIDE + lane.number * LANE)


def _colour(step: Step) -> str:
    if step.ask:
        return LISTENING
    return WAITING if step.wait_seconds or step.pace else TALKING
