"""Synthetic speech as a microphone might give it: other speeds, silence around, echo, level, noise, clicks."""

from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import soxr
from numpy.typing import NDArray

from coach.ports import RATE_HERTZ
from models.vosk.phones import SILENCE
from models.vosk.synthesis import Speech

Pulses = NDArray[np.float32]


class Room:
    """A room that is different each time. The same `seed` makes the same rooms in the same order."""

    def __init__(self, seed: int, talkers: list[Pulses]) -> None:
        """`talkers`: other speech, to be mumbled in the background."""
        self._choose = Random(seed)
        self._chance = np.random.default_rng(seed)
        self._talkers = talkers

    def hear(self, speech: Speech) -> Speech:
        """The speech in this room, its segments moved with it."""
        chosen = self._surrounded(self._cut(self._stretched(speech)))
        pulses = self._echoing(chosen.pulses) if self._choose.random() < 0.3 else chosen.pulses
        loudest = np.abs(pulses).max() + 1
        pulses = pulses * (12000 / loudest * 10 ** self._choose.uniform(-1.3, 0.15))
        draw = self._choose.random()
        if draw < 0.45:
            pulses = pulses + self._noise(pulses)
        elif draw < 0.75:
            pulses = pulses + self._white(len(pulses)) * self._choose.uniform(0.5, 20)  # a microphone's hiss
        if self._choose.random() < 0.25:
            for _ in range(self._choose.randint(1, 4)):
                self._burst(pulses, self._choose.choice([1, 2, 8, 80, 400]), 800)  # clicks
        if self._choose.random() < 0.2:
            self._burst(pulses, self._choose.randrange(1, RATE_HERTZ), 60)
        return replace(chosen, pulses=_whole(pulses))

    def nobody(self) -> Pulses:
        """One to four seconds without speech: silence, hiss, something like breath, something like hum."""
        count = self._choose.randint(RATE_HERTZ, RATE_HERTZ * 4)
        seconds = np.arange(count) / RATE_HERTZ
        pulses: NDArray[np.floating[Any]] = self._white(count) * self._choose.choice([0, 0, 1, 5, 50, 300, 1500])
        if self._choose.random() < 0.4:
            pulses = pulses * np.abs(np.sin(np.pi * seconds * self._choose.uniform(0.5, 3)))
        if self._choose.random() < 0.2:
            hum = np.sin(2 * np.pi * seconds * self._choose.uniform(80, 1200))
            pulses = pulses + self._choose.uniform(100, 3000) * hum
        return _whole(pulses)

    def _stretched(self, speech: Speech) -> Speech:
        """Slower and lower, or faster and higher: another throat."""
        if self._choose.random() >= 0.6:
            return speech
        factor = self._choose.uniform(0.87, 1.14)
        pulses = soxr.resample(speech.pulses, RATE_HERTZ * factor, RATE_HERTZ)
        return Speech(pulses, [(began / factor, ended / factor, phone) for began, ended, phone in speech.segments])

    def _cut(self, speech: Speech) -> Speech:
        """Now and then the sound ends at once after the last word."""
        if self._choose.random() >= 0.3 or not speech.segments or speech.segments[-1][2] != SILENCE:
            return speech
        end_seconds = speech.segments[-1][0] + self._choose.uniform(0.0, 0.04)
        return replace(speech, pulses=speech.pulses[: max(800, int(end_seconds * RATE_HERTZ))])

    def _surrounded(self, speech: Speech) -> Speech:
        before, after = self._choose.uniform(0.05, 0.7), self._choose.uniform(0.1, 0.9)
        pulses = np.pad(speech.pulses, (int(before * RATE_HERTZ), int(after * RATE_HERTZ)))
        return Speech(pulses, [(began + before, ended + before, phone) for began, ended, phone in speech.segments])

    def _echoing(self, pulses: Pulses) -> Pulses:
        """A small room: an echo that dies away within a quarter of a second."""
        count = int(RATE_HERTZ * self._choose.uniform(0.05, 0.25))
        echo = self._white(count) * np.exp(-np.arange(count) / (count / 5)) * self._choose.uniform(0.02, 0.15)
        echo[0] = 1
        size = len(pulses) + count
        heard = np.fft.irfft(np.fft.rfft(pulses, size) * np.fft.rfft(echo, size), size)
        return heard[: len(pulses)].astype(np.float32)

    def _noise(self, pulses: Pulses) -> Pulses:
        """White, low, dull, or other people; 8 to 35 dB below the speech."""
        noise = self._white(len(pulses))
        match self._choose.randrange(4):
            case 1:
                noise = np.cumsum(noise, dtype=np.float32)
                noise -= np.convolve(noise, np.full(400, 1 / 400, np.float32), "same")
            case 2:
                noise[1:] += noise[:-1].copy()
            case 3:
                noise = np.zeros(len(pulses), np.float32)
                for talker in self._choose.choices(self._talkers, k=4):
                    noise += np.resize(np.roll(talker, self._choose.randrange(len(talker))), len(pulses))
        wanted = _level(pulses) * 10 ** (-self._choose.uniform(8, 35) / 20)
        return noise * (wanted / _level(noise))

    def _burst(self, pulses: Pulses, samples: int, loudest: float) -> None:
        at = self._choose.randrange(max(1, len(pulses) - samples))
        part = pulses[at : at + samples]
        part += self._white(len(part)) * self._choose.uniform(1, loudest)

    def _white(self, count: int) -> Pulses:
        return self._chance.standard_normal(count, np.float32)


def _level(pulses: Pulses) -> float:
    return float(np.sqrt(np.mean(pulses**2)) + 1e-3)


def _whole(pulses: Pulses) -> Pulses:
    """As 16 bits have them."""
    return np.clip(np.round(pulses), -32768, 32767).astype(np.float32)
