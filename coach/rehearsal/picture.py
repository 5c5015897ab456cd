"""A rehearsal to look at: both sides' sound, half a minute a row, with what was said, and what was not understood.

The letters are as large as those of the page that the picture stands on, where it is 830 pixels wide (a README).
matplotlib is an extra: without it everything else of a rehearsal still works.
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np

from coach import installation
from coach.errors import DeviceError
from coach.events import FellSilent, Heard
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.meaning import GOOD, Verdict
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.record import Prompt, Turn

ROW_SECONDS = 30.0
SHORTEST_ROW_SECONDS = 20.0
WIDTH_INCHES = 8.3
DOTS_PER_INCH = 150
ROW_INCHES = 2.05
LEFT, RIGHT = 0.072, 0.995
STRETCH = RATE_HERTZ // 40
"""Samples for each point of a waveform: 40 points a second, one a pixel."""
FONT_POINTS = 9.5
SMALL_POINTS = 7.5
INCHES_PER_LETTER = 0.077
"""Of DejaVu Sans at 9.5 points, on average."""
LETTERS_PER_SECOND = WIDTH_INCHES * (RIGHT - LEFT) / ROW_SECONDS / INCHES_PER_LETTER
LINES_AT_MOST = 5
FEWEST_LETTERS = 12

PERSON, COACH = LANES = (1.0, -0.75)
"""Where each one's waveform has its middle."""
BOTTOM, TOP = -4.15, 3.0
BAND, LABEL, OPEN, WORDS = 2.35, 1.95, 0.3, -1.45
"""Where the band begins that names the part of the session; where the person's words stand; where yellow begins; where
the coach's words begin."""
HEIGHT = 0.66
QUIET_SECONDS = 4.0
"""A silence that is named."""
BREATH_SECONDS = 1.0
"""How wide "in" and "out" are."""
SLIVER_SECONDS = 0.3
"""What is left in a row of an open microphone, and too narrow to mean anything there."""

INK = "#263238"
SOFT = "#78909c"
COACH_COLOUR = "#3f6fa8"
PERSON_COLOUR = "#2e7d5b"
ROOM_COLOUR = "#b9c6cc"
LISTENING_COLOUR = "#fff3c4"
ASKED_BACK_COLOUR = "#b26a00"
WRONG_COLOUR = "#c62828"
PART_COLOURS = ("#dbe7f3", "#e3efdc", "#f3e6d8", "#e9e0f0", "#dceeee", "#f3dfe3")


def require_matplotlib() -> None:
    """Raises DeviceError where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401, PLC0415 - an extra, and slow to import
    except ImportError:
        raise DeviceError(
            "No picture was drawn: matplotlib is not installed.", installation.how_to_install("matplotlib")
        ) from None


def draw(
    outcome: Outcome, recording: Samples, path: Path, begin_seconds: float = 0.0, rows_at_most: int | None = None
) -> None:
    """Draw a rehearsal as PNG, or some rows of it. `recording`: shape (n, 2), microphone and coach.

    Raises DeviceError, OSError.
    """
    require_matplotlib()
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to import

    begins = list(islice(row_begins(outcome, begin_seconds, len(recording) / RATE_HERTZ), rows_at_most))
    height = len(begins) * ROW_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, height), facecolor="white")
    axes = figure.subplots(len(begins), 1, squeeze=False)[:, 0]
    figure.subplots_adjust(left=LEFT, right=RIGHT, top=1 - 0.06 / height, bottom=0.18 / height, hspace=0.1)
    loudest = np.maximum(np.abs(recording).max(axis=0, initial=0.0), 1e-6)
    sound: Samples = (recording / loudest).astype(np.float32)
    for axis, begin, end in zip(axes, begins, [*begins[1:], begins[-1] + ROW_SECONDS], strict=True):
        _Row(axis, begin, min(end, begin + ROW_SECONDS), outcome, sound).draw()
    figure.savefig(path, dpi=DOTS_PER_INCH, format="png")


def row_begins(outcome: Outcome, begin_seconds: float, end_seconds: float) -> Iterator[float]:
    """Where each row begins: where the coach begins to speak, if there is such a place, so that no words are broken."""
    begin = begin_seconds
    yield begin
    while begin + ROW_SECONDS < end_seconds:
        earliest, latest = begin + SHORTEST_ROW_SECONDS, begin + ROW_SECONDS
        spoken = [prompt.began_seconds for prompt in outcome.prompts if earliest <= prompt.began_seconds <= latest]
        begin = max(spoken, default=latest)
        yield begin


@dataclass(frozen=True)
class _Row:
    """Up to half a minute. `sound`: the whole recording, shape (n, 2), each side as loud as it can be drawn."""

    axis: Any
    start: float
    end: float
    outcome: Outcome
    sound: Samples

    def draw(self) -> None:
        """All of it, from the back to the front."""
        self._frame()
        self._parts()
        for turn in self.outcome.turns:
            self._open_microphone(turn)
        self._wave(0, self.start, self.end, ROOM_COLOUR)
        self._wave(1, self.start, self.end, COACH_COLOUR)
        for turn, following in zip(self.outcome.turns, [*self.outcome.turns[1:], None], strict=False):
            self._turn(turn, following)
        for prompt, after in zip(self.outcome.prompts, [*self.outcome.prompts[1:], None], strict=False):
            self._prompt(prompt, after)
        for seconds, direction in self.outcome.breaths:
            if seconds < self.start + ROW_SECONDS - BREATH_SECONDS:
                self._text(seconds, WORDS, direction, color=COACH_COLOUR, va="top", style="italic")

    def _frame(self) -> None:
        self.axis.set_xlim(self.start, self.start + ROW_SECONDS)
        self.axis.set_ylim(BOTTOM, TOP)
        ticks = range(-(-int(self.start) // 10) * 10, int(self.end) + 1, 10)
        self.axis.set_xticks(ticks, [f"{second // 60}:{second % 60:02d}" for second in ticks])
        self.axis.set_yticks(LANES, ["person", "coach"], fontsize=FONT_POINTS)
        for label, colour in zip(self.axis.get_yticklabels(), (PERSON_COLOUR, COACH_COLOUR), strict=True):
            label.set_color(colour)
        self.axis.tick_params(axis="x", length=2, labelsize=SMALL_POINTS, colors=SOFT, pad=1)
        self.axis.tick_params(axis="y", length=0, pad=3)
        for side in self.axis.spines.values():
            side.set_visible(False)

    def _parts(self) -> None:
        """A band along the top that names the part of the session."""
        titles = self.outcome.titles
        colours = dict(zip(titles, PART_COLOURS * len(titles), strict=False))
        parts = [(prompt.began_seconds, self.outcome.part(prompt)) for prompt in self.outcome.prompts]
        spoken = [(begins, script) for begins, script in parts if script is not None]
        changes = [begin for place, begin in enumerate(spoken) if place == 0 or spoken[place - 1][1] != begin[1]]
        untils = [*(begins for begins, _ in changes[1:]), self.outcome.simulated_seconds]
        for (begins, script), until in zip(changes, untils, strict=False):
            left, right = max(begins, self.start), min(until, self.end)
            if left < right:
                self._box(left, right, BAND, TOP, colours[script])
            if (right - left) * LETTERS_PER_SECOND > len(titles[script]):
                self._text(left + 0.15, (BAND + TOP) / 2 - 0.03, titles[script], color=INK, va="center", weight="bold")

    def _open_microphone(self, turn: Turn) -> None:
        """Yellow; a long silence is named, for it is meant."""
        opened, until = turn.opened_seconds, turn.answered_seconds
        if until is None:
            return
        left, right = max(opened, self.start), min(until, self.end)
        if right - left < SLIVER_SECONDS:
            return
        self._box(left, right, OPEN, BAND, LISTENING_COLOUR)
        if isinstance(turn.answer, FellSilent) and right - left > QUIET_SECONDS:
            self._text((left + right) / 2, LABEL, "quiet", color=SOFT, va="center", ha="center", style="italic")

    def _wave(self, side: int, begin: float, end: float, colour: str) -> None:
        """The highest and the lowest sample of each stretch, the way sound editors draw."""
        first, last = (round(max(0.0, seconds) * RATE_HERTZ) for seconds in (begin, end))
        sound = self.sound[first:last, side]
        whole = sound[: len(sound) // STRETCH * STRETCH].reshape(-1, STRETCH)
        if not len(whole):
            return
        seconds = (first + np.arange(len(whole)) * STRETCH) / RATE_HERTZ
        lowest, highest = (LANES[side] + HEIGHT * extreme for extreme in (whole.min(axis=1), whole.max(axis=1)))
        self.axis.fill_between(seconds, lowest, highest, color=colour, lw=0.4, zorder=2)

    def _turn(self, turn: Turn, following: Turn | None) -> None:
        """The person's words above their sound; what was not understood in another colour, with what was heard."""
        said = turn.utterance
        if said is not None and said.began_seconds < self.end and said.ended_seconds > self.start:
            begin, end = max(said.began_seconds, self.start), min(said.ended_seconds, self.end)
            self._wave(0, begin, end, _colour(turn))
        if turn.answered_seconds is None or (said is None and not isinstance(turn.answer, Heard)):
            return
        begins = said.began_seconds if said else turn.opened_seconds
        until = min(following.opened_seconds if following else self.end, self.start + ROW_SECONDS)
        letters = max(FEWEST_LETTERS, int((until - begins) * LETTERS_PER_SECOND) - 1)
        label = textwrap.shorten(_label(turn), letters, placeholder=" …")
        self._text(begins, LABEL, label, color=_colour(turn), va="center")

    def _prompt(self, prompt: Prompt, following: Prompt | None) -> None:
        """The coach's words under the sound, in the row that holds most of them, as wide as there is room."""
        left, right = max(prompt.began_seconds, self.start), min(prompt.ended_seconds, self.end)
        if left >= right or right - left < (prompt.ended_seconds - prompt.began_seconds) / 2:
            return
        breaths = (seconds for seconds, _ in self.outcome.breaths if seconds >= prompt.began_seconds)
        spoken = following.began_seconds if following else self.end
        room_ends = min(spoken, next(breaths, spoken), self.start + ROW_SECONDS)
        letters = max(FEWEST_LETTERS, int((room_ends - left) * LETTERS_PER_SECOND) - 1)
        lines = textwrap.wrap(prompt.text, letters, max_lines=LINES_AT_MOST, placeholder=" …")
        self._text(left, WORDS, "\n".join(lines), color=INK, va="top", linespacing=1.15)

    def _box(self, left: float, right: float, bottom: float, top: float, colour: str) -> None:
        low, high = ((edge - BOTTOM) / (TOP - BOTTOM) for edge in (bottom, top))
        self.axis.axvspan(left, right, low, high, color=colour, lw=0, zorder=0)

    def _text(self, seconds: float, height: float, text: str, **style: Any) -> None:
        if self.start <= seconds < self.end:
            self.axis.text(seconds, height, text, fontsize=FONT_POINTS, zorder=4, **style)


def _colour(turn: Turn) -> str:
    if turn.verdict is None or turn.verdict in GOOD:
        return PERSON_COLOUR
    return ASKED_BACK_COLOUR if turn.verdict is Verdict.ASKED_BACK else WRONG_COLOUR


def _label(turn: Turn) -> str:
    """What was said; and what was heard, where it is not the same or not right."""
    said, answer = turn.utterance, turn.answer
    words = (f"“{said.reply.say}”" if said.reply.say else f"key {said.reply.key}") if said else "(nothing)"
    if turn.verdict in GOOD:
        return words
    sign = "↺" if turn.verdict is Verdict.ASKED_BACK else "✗"
    heard = (answer.phrase or answer.open_text or "?") if isinstance(answer, Heard) else "nothing"
    return f"{sign} {words} → {heard}"
