"""What an engine makes of a sound, before anybody decides what to do about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from coach.effects import Expectation
from coach.errors import CoachError
from coach.ports import RATE_HERTZ, Samples
from coach.worker import Worker

RECOGNISING_SECONDS = 3.0
"""Longer than any reply takes on a Raspberry Pi: an engine that is later hangs."""


SILENCE = np.zeros(RATE_HERTZ // 2, np.float32)


@dataclass(frozen=True)
class Naming:
    """A number named in a sentence that is none of the expected phrases. Kept out of `repr`: these are said words.

    `ranked`: names of numbers with their scores in that sentence, best first; two with the same score were both said
    ("six or seven"). `gap`: as of a Recognition.
    """

    ranked: tuple[tuple[str, float], ...] = field(repr=False)
    gap: float

    @property
    def margin(self) -> float:
        """How far the best is before the second."""
        return self.ranked[0][1] - self.ranked[1][1] if len(self.ranked) > 1 else float("inf")


@dataclass(frozen=True)
class Recognition:
    """One sound, heard twice: against the expected phrases, and openly. Kept out of `repr`: these are said words.

    `ranked`: expected phrases with their scores, best first, one for each meaning; higher is better. One of minus
    infinity was not worth scoring.
    `gap`: how much better the open decode explains the sound than the best phrase does; 0 or less means they agree.
    `other`: the likeliest word that was heard beside them and answers nothing (a hesitation, a decoy), with its score;
    None from engines that know none.
    `view`: what a second, independent view makes of those phrases that it can tell apart; empty from engines without
    one. Natural logs of probabilities.
    `naming`: a number in a sentence around it; None where none is expected or found.
    `readings`: other sentences that the sound is nearly as like; none where the expectation names no `risks`.
    Scores and gaps are in the engine's own unit, see `coach/listening/thresholds.py`.
    """

    ranked: tuple[tuple[str, float], ...] = field(repr=False)
    open_text: str = field(repr=False)
    gap: float
    other: tuple[str, float] | None = field(default=None, repr=False)
    naming: Naming | None = None
    view: Mapping[str, float] = field(default_factory=dict, repr=False)
    readings: tuple[str, ...] = field(default=(), repr=False)


class Engine(Protocol):
    """Hears a reply: as a whole, or from its beginning on, while it is spoken."""

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """Take the next part of a reply, `start` samples after its beginning, and return at once.

        Only helps `recognise`, which gets the whole reply all the same; an engine that decodes while somebody speaks
        has little left to do then. Nothing need be followed, but no part may be left out before one that is.
        """

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """Hear a reply (16 kHz mono, a little silence at both ends) against what was expected. Raises EngineError."""

    def rest(self) -> None:
        """A reply was answered, and nobody is listened to: time for whatever has to be put in order."""

    def forget(self) -> None:
        """Hold nothing more of what was heard. For the time between two people."""

    def close(self) -> None:
        """Let it go."""


class EngineInWorker:
    """An engine in a process of its own. Should it abort or hang it is started again, and asked with the same sound."""

    def __init__(self, name: str, factory: Callable[[Path], object], folder: Path) -> None:
        """`factory` makes the engine, there, from its model's folder; it has `recognise`.

        Waits until it has heard a first silence: a damaged model shows now, not in the middle of a conversation.
        """
        self._worker = Worker(name, factory, folder)
        try:
            self.recognise(SILENCE, Expectation(()))
        except CoachError:
            self.close()
            raise

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """This one waits for the whole."""

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """As `Engine`."""
        recognition: Recognition = self._worker.call(
            "recognise", samples, expectation, timeout_seconds=RECOGNISING_SECONDS
        )
        return recognition

    def rest(self) -> None:
        """Begin the process anew if it has grown."""
        self._worker.renew_if_grown()

    def forget(self) -> None:
        """Begin the process anew."""
        self._worker.renew()

    def close(self) -> None:
        """End the process."""
        self._worker.close()


class StreamingEngineInWorker(EngineInWorker):
    """An engine that hears a reply while it is spoken; it also has `follow`.

    Should its process die in the middle of a reply, the new one does not know the beginning, and `recognise` gives it
    all of it: the caller keeps the sound.
    """

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """As `Engine`. Nobody waits for it: what goes wrong shows when the reply is to be recognised."""
        self._worker.begin("follow", samples, start, expectation, timeout_seconds=RECOGNISING_SECONDS)
