"""A voice that spells its words in tones, and an ear that reads them: a whole rehearsal without a speech engine."""

from collections.abc import Sequence

import numpy as np

from coach.effects import Expectation, Line
from coach.events import Decision, FellSilent, Heard
from coach.ports import FRAME_SAMPLES, Samples

ALPHABET = " abcdefghijklmnopqrstuvwxyz'"
LOWEST_BIN, BINS_APART = 20, 4
LETTER_SAMPLES = FRAME_SAMPLES
QUIET = 0.03
"""Louder than the noise and the echo of the rooms that it listens in."""
PATIENCE_SECONDS = 2.0


class SpellingVoice:
    """Implements `coach.ports.Voice`: each letter is a tone of its own, 32 ms long. Anything else is left out."""

    name = "spelling voice"

    def __init__(self) -> None:
        self.spoken: list[Line] = []
        self.closed = False

    def render(self, line: Line, rate: float) -> Samples:
        """Spell it."""
        self.spoken.append(line)
        places = [ALPHABET.index(letter) for letter in line.text.lower() if letter in ALPHABET]
        waves = np.arange(LETTER_SAMPLES) / LETTER_SAMPLES
        tones = [0.5 * np.cos(2 * np.pi * (LOWEST_BIN + BINS_APART * place) * waves) for place in places]
        return np.concatenate([np.zeros(0), *tones]).astype(np.float32)

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Spelling is quick."""

    def forget(self) -> None:
        """Nothing was rendered ahead."""

    def close(self) -> None:
        """Be closed."""
        self.closed = True


class SpellingEar:
    """Implements `coach.ports.Ear`: reads what a SpellingVoice said, in a room with little noise and echo.

    A phrase that is expected is accepted, one of `doubtful` is to be confirmed, anything else is rejected.
    """

    name = "spelling ear"

    def __init__(self, doubtful: Sequence[str] = ()) -> None:
        self._doubtful = set(doubtful)
        self._frames: list[Samples] = []
        self._asked: tuple[int, Expectation, float] | None = None
        self._last_loud_seconds: float | None = None
        self.closed = False

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen."""
        self.rest()
        self._asked = (listen_id, expectation, now)

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Take one frame; answer after two seconds of silence, or when nobody spoke in time."""
        if self._asked is None:
            return None
        listen_id, expectation, since = self._asked
        if np.abs(frame).max() > QUIET:
            self._last_loud_seconds = now
        if self._last_loud_seconds is None:
            if now - since < expectation.no_input_seconds:
                return None
            self.rest()
            return FellSilent(listen_id)
        self._frames.append(frame)
        if now - self._last_loud_seconds < PATIENCE_SECONDS:
            return None
        text, ended = read(np.concatenate(self._frames)), self._last_loud_seconds
        self.rest()
        expected = text in expectation.phrases
        decision = Decision.ACCEPT if expected or expectation.open_words else Decision.REJECT
        if expected and text in self._doubtful:
            decision = Decision.CONFIRM
        return Heard(
            listen_id=listen_id,
            decision=decision,
            phrase=text if expected else None,
            number=expectation.numbers.get(text),
            open_text=text,
            speech_ended_seconds=ended,
            endpoint_seconds=now,
            deciding_seconds=0.001,
        )

    def rest(self) -> None:
        """Forget the sound."""
        self._asked = None
        self._frames = []
        self._last_loud_seconds = None

    def forget(self) -> None:
        """As it rests."""
        self.rest()

    def close(self) -> None:
        """Be closed."""
        self.closed = True


def read(sound: Samples) -> str:
    """The letters in it; pauses are spaces."""
    loud = np.abs(sound) > QUIET
    words, place = [], 0
    while loud[place:].any():
        start = place + int(np.argmax(loud[place:]))
        letters = ""
        while loud[start : start + LETTER_SAMPLES].mean() > 0.5:
            spectrum = np.abs(np.fft.rfft(sound[start : start + LETTER_SAMPLES], LETTER_SAMPLES))
            letters += ALPHABET[round((int(spectrum.argmax()) - LOWEST_BIN) / BINS_APART)]
            start += LETTER_SAMPLES
        words.append(letters)
        place = start + (0 if letters else LETTER_SAMPLES)  # half a letter is none
    return " ".join(" ".join(words).split())
