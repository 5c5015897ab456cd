"""The same session typed, for a machine without sound: lines are read from the keyboard, prompts are shown as captions.

The parts are ports like any others: an ear that reads, a voice that says nothing, a microphone that only ticks.
The input's end (Ctrl-D, a pipe that is empty, a terminal that was closed) means that the person has gone. It is taken
for "stop", which works everywhere: the coach says whom to call, and ends.
"""

import os
import select
import sys
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from types import MappingProxyType

import numpy as np

from coach.content.pattern import Letters, plain
from coach.content.words import Words
from coach.effects import Expectation, Line, NumberWords
from coach.events import Decision, FellSilent, Heard
from coach.listening.number import find
from coach.ports import Samples
from coach.terminal.line import is_plain_number, plainly, with_plain_numbers

TYPING_PATIENCE = 8.0
"""Reading and typing take longer than speaking: how much more patience a question has."""
CLOSE = 0.75
"""How alike a line and a phrase must be to be asked about, by difflib: "urge surfin" is 0.95, "yes" for "yep" 0.67."""
LINE_BYTES = 4096
LETTERS = Letters()
"""Who types in a hurry leaves out accents: "si" is "sí", and "manana" is "mañana"."""


class TypedEar:
    """Implements `coach.ports.Ear` by reading lines. What is typed is kept in memory until its turn is over."""

    name = "typed"

    def __init__(
        self,
        descriptor: int | None = None,
        figures: Mapping[str, str] = MappingProxyType({}),
        stop: Sequence[str] = ("stop",),
    ) -> None:
        """`descriptor`: where lines come from; standard input by default. `figures`: "5" as it is spoken, "five".

        `stop`: the phrases that end a session.
        """
        self._figures = figures
        self._stop = stop
        self._descriptor = sys.stdin.fileno() if descriptor is None else descriptor
        self._typed = b""
        self._closed = False
        self._listen_id: int | None = None
        self._expectation = Expectation(())
        self._deadline_seconds = 0.0

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to wait for one line."""
        self._listen_id, self._expectation = listen_id, expectation
        self._deadline_seconds = now + expectation.no_input_seconds

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Look whether a line is complete; the frame only tells the time."""
        if self._listen_id is None:
            return None
        line = self._next_line()
        if line is None and not self._closed and now < self._deadline_seconds:
            return None
        listen_id, self._listen_id = self._listen_id, None
        if line is not None:
            return heard_as(line, listen_id, self._expectation, self._figures, now)
        return self._leave(listen_id) if self._closed else FellSilent(listen_id)

    def rest(self) -> None:
        """Wait for nothing."""
        self._listen_id = None

    def forget(self) -> None:
        """What was typed is not kept."""

    def close(self) -> None:
        """Forget what was typed."""
        self._typed = b""

    def _next_line(self) -> str | None:
        """The next line; the last may lack its end, and one without an end is cut."""
        while b"\n" not in self._typed and not self._closed and self._is_ready():
            self._take()
            if len(self._typed) >= LINE_BYTES:
                self._typed += b"\n"
        line, newline, rest = self._typed.partition(b"\n")
        if not newline and not (self._closed and line):
            return None
        self._typed = rest
        return line.decode(errors="replace")

    def _is_ready(self) -> bool:
        return bool(select.select([self._descriptor], [], [], 0)[0])

    def _take(self) -> None:
        try:
            typed = os.read(self._descriptor, LINE_BYTES)
        except BlockingIOError:  # somebody else was quicker
            return
        except OSError:  # a terminal that is gone; a folder; what can only be written to
            typed = b""
        self._typed += typed
        self._closed = not typed

    def _leave(self, listen_id: int) -> Heard | FellSilent:
        """The person has gone: "stop", in words that mean nothing else here."""
        known = [phrase for phrase in self._stop if phrase in self._expectation.phrases]
        return Heard(listen_id, Decision.ACCEPT, known[-1]) if known else FellSilent(listen_id)


def figures(words: Words) -> dict[str, str]:
    """A pack's numbers, "5" as it is spoken: "five"."""
    return {str(number): names[0] for number, names in words.numbers.items()}


def heard_as(written: str, listen_id: int, expectation: Expectation, figures: Mapping[str, str], now: float) -> Heard:
    """A line as what was heard: read where this is expected, at `now`. `figures`: as `figures` has them."""
    line = plainly(written)
    text = " ".join(figures.get(word, word) for word in plain(line).split())
    named = {str(number): phrase for phrase, number in reversed(list(expectation.numbers.items()))}
    text = named.get(text, text)
    decision, phrase, second = _number_in(line, expectation) or _phrase_like(text, expectation)
    return Heard(
        listen_id,
        decision,
        phrase=phrase,
        second=second,
        number=expectation.numbers.get(phrase) if phrase else None,
        open_text=text,
        speech_started_seconds=now,
        speech_ended_seconds=now,
        endpoint_seconds=now,
    )


def _phrase_like(text: str, expectation: Expectation) -> tuple[Decision, str | None, str | None]:
    """The expected phrase that was typed, or the two that are most like it."""
    if text in expectation.phrases:
        return Decision.ACCEPT, text, None
    bare = {LETTERS.write(phrase): phrase for phrase in reversed(expectation.phrases)}
    if LETTERS.write(text) in bare:
        return Decision.ACCEPT, bare[LETTERS.write(text)], None
    if expectation.open_words and text:
        return Decision.ACCEPT, None, None
    close = get_close_matches(LETTERS.write(text), bare, n=2, cutoff=CLOSE)
    phrase, second = (*(bare[like] for like in close), None, None)[:2]
    return Decision.CONFIRM if phrase else Decision.REJECT, phrase, second


def _number_in(line: str, expectation: Expectation) -> tuple[Decision, str | None, str | None] | None:
    """The number in a line that is none of the phrases; two of them, or anything else with it, are asked about."""
    words = expectation.number_words
    if words is None or plain(line) in expectation.phrases:
        return None
    written = with_plain_numbers(line)
    named = {str(number): name for name, number in reversed(list(words.names.items()))}
    if name := named.get(plain(written)):
        return Decision.ACCEPT if is_plain_number(line) else Decision.CONFIRM, name, None
    mention = find(LETTERS.write(written), _bare(words))
    if mention is None or not mention.numbers:
        return None
    names = [named[str(number)] for number in mention.numbers]
    sure = len(names) == 1 and not mention.strange and is_plain_number(line)
    return Decision.ACCEPT if sure else Decision.CONFIRM, names[0], names[1] if len(names) > 1 else None


def _bare(words: NumberWords) -> NumberWords:
    """The same without accents."""
    return NumberWords(
        names={LETTERS.write(name): number for name, number in words.names.items()},
        beside=frozenset(map(LETTERS.write, words.beside)),
        written_as={LETTERS.write(written): name for written, name in words.written_as.items()},
        halves=tuple(map(LETTERS.write, words.halves)),
        scales=tuple(map(LETTERS.write, words.scales)),
        idioms=tuple(map(LETTERS.write, words.idioms)),
    )


class NoVoice:
    """Implements `coach.ports.Voice` without sound: the captions speak."""

    name = "captions"

    def render(self, line: Line, rate: float) -> Samples:
        """No sound."""
        return np.zeros(0, np.float32)

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Nothing to prepare."""

    def forget(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing to let go."""


class NoLoudspeaker:
    """Implements `coach.ports.Loudspeaker` without sound: everything is over at once."""

    name = "none"
    sounding = False

    def play(self, samples: Samples) -> None:
        """Nothing is heard."""

    def stop(self) -> None:
        """Nothing sounds."""

    def close(self) -> None:
        """Nothing to let go."""
