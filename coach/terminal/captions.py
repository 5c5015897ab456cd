"""Captions: what the coach says, on the screen as well. What the person says is never shown and never kept.

On a terminal they are as wide as it is. In a file or a pipe each line stays whole, for whatever shows it.
"""

import sys
from io import TextIOBase
from typing import TextIO

from coach.content.on_screen import Screen
from coach.effects import Effect, End, Listen, Pace, Say
from coach.events import BreathCued, DeviceBack, DeviceLost, Event, FellAsleep, Heard, WokeUp
from coach.terminal.layout import width_of, wrapped

CUES = {"in": ("▲", "inhale"), "hold": ("■", "hold"), "out": ("▼", "exhale"), "rest": ("■", "rest")}
"""The sign of each cue, and the part of a breath that the pack has words for."""
CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""ECMA-48: to the corner, clear the screen; and xterm's: what was scrolled away too."""


class Captions:
    """Implements `coach.ports.Observer` on a terminal."""

    def __init__(self, words: Screen, screen: TextIO | TextIOBase | None = None) -> None:
        """`words`: what the pack says on a screen besides its lines. `screen`: standard output by default."""
        self._words = words
        self._screen = screen or sys.stdout
        self._listening = False

    def note(self, what: Event | Effect, now: float) -> None:
        """Show what a person who does not hear would need to know."""
        match what:
            case Say(lines):
                for line in lines:
                    self._show(line.text)
            case Pace():
                self._show(f"  {self._pace(what)}")
            case BreathCued(direction):
                sign, part = CUES[direction]
                self._show(f"  {sign} {getattr(self._words.cues, part)}")
            case Listen() if not self._listening:
                self._show(f"  {self._words.listening}")
            case DeviceLost(device):
                self._show(f"  {getattr(self._words.lost, device)}")
            case DeviceBack():
                self._show(f"  {self._words.back}")
            case End():
                self._show("")
            case FellAsleep(wake_phrases):
                self._clear()
                self._show(self._words.asleep.format(phrase=wake_phrases[0]))
            case WokeUp():
                self._clear()
        if isinstance(what, Say | Listen | Heard):
            self._listening = isinstance(what, Listen)

    def _pace(self, pace: Pace) -> str:
        """How many breaths, and how long each part of one is."""
        shown = self._words.seconds
        parts = {
            shown.inhale: pace.inhale_seconds, shown.hold: pace.hold_seconds,
            shown.exhale: pace.exhale_seconds, shown.rest: pace.rest_seconds,
        }  # fmt: skip
        told = [text.format(seconds=f"{seconds:g}") for text, seconds in parts.items() if seconds]
        return ", ".join([self._words.breaths.format(count=pace.breaths), *told])

    def _clear(self) -> None:
        """The next person does not read what the coach said to the one before."""
        if self._screen.isatty():
            self._screen.write(CLEAR)

    def _show(self, text: str) -> None:
        print(wrapped(text, width_of(self._screen)), file=self._screen, flush=True)
