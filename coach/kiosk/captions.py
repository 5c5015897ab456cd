"""Captions: what the coach says, on the screen as well. What the person says is never shown and never kept."""

import sys
from typing import TextIO

from coach.effects import Effect, End, Listen, Pace, Say
from coach.events import BreathCued, DeviceLost, Event, FellAsleep, Heard, WokeUp

BREATHS = {"in": "  ▲ breathe in", "hold": "  ■ hold", "out": "  ▼ breathe out", "rest": "  ■ stay empty"}

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""ECMA-48: to the corner, clear the screen; and xterm's: what was scrolled away too."""


class Captions:
    """Implements `coach.ports.Observer` on a terminal."""

    def __init__(self, screen: TextIO = sys.stdout) -> None:
        self._screen = screen
        self._listening = False

    def note(self, what: Event | Effect, now: float) -> None:
        """Show what a person who does not hear would need to know."""
        match what:
            case Say(lines):
                for line in lines:
                    self._show(line.text)
            case Pace(inhale_seconds, exhale_seconds, breaths, hold_seconds, rest_seconds):
                held = f", {hold_seconds:g} held" if hold_seconds else ""
                rest = f", {rest_seconds:g} at rest" if rest_seconds else ""
                self._show(f"  {breaths} breaths, {inhale_seconds:g} seconds in{held}, {exhale_seconds:g} out{rest}")
            case BreathCued(direction):
                self._show(BREATHS[direction])
            case Listen() if not self._listening:
                self._show("  (listening)")
            case DeviceLost(device):
                self._show(f"  The {device} does not answer. Is it plugged in?")
            case End():
                self._show("")
            case FellAsleep(wake_phrases):
                self._clear()
                self._show(f'Asleep. Say "{wake_phrases[0]}", or press a key.')
            case WokeUp():
                self._clear()
        if isinstance(what, Say | Listen | Heard):
            self._listening = isinstance(what, Listen)

    def _clear(self) -> None:
        """The next person does not read what the coach said to the one before."""
        if self._screen.isatty():
            self._screen.write(CLEAR)

    def _show(self, text: str) -> None:
        print(text, file=self._screen, flush=True)
