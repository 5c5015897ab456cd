"""A rehearsal to look at: both sides' sound, a minute a row, with what was said, what was heard, and whether rightly.

matplotlib is an extra: without it everything else of a rehearsal still works.
"""

import math
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from coach import installation
from coach.errors import DeviceError
from coach.events import Heard
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.meaning import GOOD, Verdict
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.record import Prompt, Turn

ROW_SECONDS = 60
WIDTH_INCHES = 20.0
ROW_INCHES = 2.05
HEAD_INCHES = 1.25
LEFT, RIGHT = 0.02, 0.99
STRETCH = RATE_HERTZ // 40
"""Samples for each point of a waveform: 40 points a second, 3 pixels a point."""
FONT_POINTS = 8.0
INCHES_PER_LETTER = 0.065
"""Of DejaVu Sans at 8 points, on average."""
LETTERS_PER_SECOND = WIDTH_INCHES * (RIGHT - LEFT) / ROW_SECONDS / INCHES_PER_LETTER
LINES_AT_MOST = 4

PERSON, COACH = LANES = (1.0, -1.0)
"""Where each one's waveform has its middle."""
BOTTOM, TOP = -3.1, 2.6
BAND, LABEL, OPEN = 2.1, 1.85, 0.1
"""Where the band begins that names the part of the session; where the labels stand; where yellow begins."""
HEIGHT = 0.62

INK = "#263238"
SOFT = "#78909c"
COACH_COLOUR = "#3f6fa8"
PERSON_COLOUR = "#2e7d5b"
ROOM_COLOUR = "#b9c6cc"
LISTENING_COLOUR = "#fff6d6"
VERDICT_COLOURS = {
    Verdict.UNDERSTOOD: "#2e7d5b",
    Verdict.RIGHTLY_REFUSED: "#546e7a",
    Verdict.ASKED_BACK: "#b26a00",
}
WRONG_COLOUR = "#c62828"
SCRIPT_COLOURS = ("#dbe7f3", "#e3efdc", "#f3e6d8", "#e9e0f0", "#dceeee", "#f3dfe3")


def require_matplotlib() -> None:
    """Raises DeviceError where matplotlib is not installed."""
    try:
        import matplotlib  # noqa: F401, PLC0415 - an extra, and slow to import
    except ImportError:
        raise DeviceError(
            "No picture was drawn: matplotlib is not installed.", installation.how_to_install("matplotlib")
        ) from None


def draw(outcome: Outcome, recording: Samples, path: Path) -> None:
    """Draw a rehearsal as PNG. `recording`: shape (n, 2), microphone and coach. Raises DeviceError, OSError."""
    require_matplotlib()
    from matplotlib.figure import Figure  # noqa: PLC0415 - an extra, and slow to import

    rows = max(1, math.ceil(len(recording) / RATE_HERTZ / ROW_SECONDS))
    height = HEAD_INCHES + rows * ROW_INCHES
    figure = Figure(figsize=(WIDTH_INCHES, height), facecolor="white")
    _draw_head(figure, outcome, height)
    axes = figure.subplots(rows, 1, squeeze=False)[:, 0]
    figure.subplots_adjust(left=LEFT, right=RIGHT, top=1 - HEAD_INCHES / height, bottom=0.25 / height, hspace=0.13)
    loudest = np.maximum(np.abs(recording).max(axis=0, initial=0.0), 1e-6)
    sound: Samples = (recording / loudest).astype(np.float32)
    for row, axis in enumerate(axes):
        _Row(axis, row * ROW_SECONDS, outcome, sound).draw()
    figure.savefig(path, dpi=100, format="png")


def _draw_head(figure: Any, outcome: Outcome, height: float) -> None:
    def line(inches_from_top: float, text: str, **style: Any) -> None:
        figure.text(LEFT, 1 - inches_from_top / height, text, va="top", color=INK, **style)

    line(0.18, f"Rehearsal: {outcome.setting.persona}", fontsize=17, fontweight="bold")
    line(0.52, f"{outcome.setting.about}  {str(outcome)[0].upper()}{str(outcome)[1:]}", fontsize=10.5)
    legend = "upper: what the microphone hears   lower: the coach   yellow: the microphone is open   │ the ear decides"
    line(0.76, f"{outcome.setting}\n{legend}", fontsize=8.5, linespacing=1.5)


@dataclass(frozen=True)
class _Row:
    """One minute. `sound`: the whole recording, shape (n, 2), each side as loud as it can be drawn."""

    axis: Any
    start: int
    outcome: Outcome
    sound: Samples

    @property
    def end(self) -> int:
        """The row's last second."""
        return self.start + ROW_SECONDS

    def draw(self) -> None:
        """All of it, from the back to the front."""
        self._frame()
        self._parts()
        self._open_microphone()
        self._wave(0, self.start, self.end, ROOM_COLOUR)
        self._wave(1, self.start, self.end, COACH_COLOUR)
        for turn in self.outcome.turns:
            self._turn(turn)
        for prompt in self.outcome.prompts:
            self._prompt(prompt)
        for seconds, direction in self.outcome.breaths:
            self._text(seconds, COACH - 0.7, direction, color=COACH_COLOUR, va="top", style="italic")

    def _frame(self) -> None:
        self.axis.set_xlim(self.start, self.end)
        self.axis.set_ylim(BOTTOM, TOP)
        self.axis.set_yticks([])
        ticks = range(self.start, self.end + 1, 10)
        self.axis.set_xticks(ticks, [f"{second // 60}:{second % 60:02d}" for second in ticks])
        self.axis.tick_params(length=2, labelsize=7, colors=SOFT, pad=1)
        for side in self.axis.spines.values():
            side.set_visible(False)

    def _parts(self) -> None:
        """A band along the top that names the part of the session."""
        titles = self.outcome.titles
        colours = dict(zip(titles, SCRIPT_COLOURS * len(titles), strict=False))
        parts = [(prompt.began_seconds, self.outcome.part(prompt)) for prompt in self.outcome.prompts]
        spoken = [(begins, script) for begins, script in parts if script is not None]
        changes = [begin for place, begin in enumerate(spoken) if place == 0 or spoken[place - 1][1] != begin[1]]
        untils = [*(begins for begins, _ in changes[1:]), self.outcome.simulated_seconds]
        for (begins, script), until in zip(changes, untils, strict=False):
            left, right = max(begins, self.start), min(until, self.end)
            if left < right:
                self._box(left, right, BAND, TOP, colours[script])
            if right - left > 3:
                self._text(left + 0.2, (BAND + TOP) / 2, titles[script], color=INK, va="center", weight="bold")

    def _open_microphone(self) -> None:
        for turn in self.outcome.turns:
            opened, until = turn.opened_seconds, turn.answered_seconds
            if until is not None and opened < self.end and until > self.start:
                self._box(opened, until, OPEN, BAND, LISTENING_COLOUR)

    def _wave(self, side: int, begin: float, end: float, colour: str) -> None:
        """The highest and the lowest sample of each stretch, the way sound editors draw."""
        first, last = (round(max(0.0, seconds) * RATE_HERTZ) for seconds in (begin, end))
        sound = self.sound[first:last, side]
        whole = sound[: len(sound) // STRETCH * STRETCH].reshape(-1, STRETCH)
        if not len(whole):
            return
        seconds = (first + np.arange(len(whole)) * STRETCH) / RATE_HERTZ
        lowest, highest = (LANES[side] + HEIGHT * extreme for extreme in (whole.min(axis=1), whole.max(axis=1)))
        self.axis.fill_between(seconds, lowest, highest, color=colour, lw=0.2, zorder=2)

    def _turn(self, turn: Turn) -> None:
        """The person's words in colour, a bar where the ear decided, and what it heard."""
        said = turn.utterance
        if said is not None and said.began_seconds < self.end and said.ended_seconds > self.start:
            begin, end = max(said.began_seconds, self.start), min(said.ended_seconds, self.end)
            self._wave(0, begin, end, PERSON_COLOUR)
        if turn.answered_seconds is None or (said is None and not isinstance(turn.answer, Heard)):
            return
        colour = VERDICT_COLOURS.get(turn.verdict or Verdict.UNDERSTOOD, WRONG_COLOUR)
        if self.start <= turn.answered_seconds < self.end:
            self.axis.plot([turn.answered_seconds] * 2, [OPEN, LABEL - 0.2], color=colour, lw=1.1, zorder=3)
        begins = said.began_seconds if said else turn.opened_seconds
        later = (t.utterance.began_seconds for t in self.outcome.turns if t.utterance)
        until = next((seconds for seconds in later if seconds > begins), self.end)
        letters = max(9, int((min(until, self.end) - begins) * LETTERS_PER_SECOND) - 1)
        label = textwrap.shorten(_label(turn), letters, placeholder=" …")
        self._text(begins, LABEL, label, color=colour, va="center")

    def _prompt(self, prompt: Prompt) -> None:
        """The coach's words under the sound, in the row that holds most of them."""
        left, right = max(prompt.began_seconds, self.start), min(prompt.ended_seconds, self.end)
        if left >= right or right - left < (prompt.ended_seconds - prompt.began_seconds) / 2:
            return
        letters = max(12, int((right - left) * LETTERS_PER_SECOND))
        lines = textwrap.wrap(prompt.text, letters, max_lines=LINES_AT_MOST, placeholder=" …")
        self._text(left, COACH - 0.7, "\n".join(lines), color=INK, va="top", linespacing=1.05)

    def _box(self, left: float, right: float, bottom: float, top: float, colour: str) -> None:
        low, high = ((edge - BOTTOM) / (TOP - BOTTOM) for edge in (bottom, top))
        self.axis.axvspan(left, right, low, high, color=colour, lw=0, zorder=0)

    def _text(self, seconds: float, height: float, text: str, **style: Any) -> None:
        if self.start <= seconds < self.end:
            self.axis.text(seconds, height, text, fontsize=FONT_POINTS, zorder=4, **style)


def _label(turn: Turn) -> str:
    """What was said; and what was heard, where it is not the same or not right."""
    said, answer = turn.utterance, turn.answer
    words = (f"“{said.reply.say}”" if said.reply.say else f"key {said.reply.key}") if said else "(nothing)"
    heard = (answer.phrase or answer.open_text or "?") if isinstance(answer, Heard) else "nothing"
    sign = "↺" if turn.verdict is Verdict.ASKED_BACK else "✗"
    mark = "✓" if turn.verdict in GOOD else f"{sign} {turn.verdict}"
    if turn.verdict is Verdict.UNDERSTOOD:
        return f"{mark} {words}"
    return f"{mark}: {words} → {heard}"
