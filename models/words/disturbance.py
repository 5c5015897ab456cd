"""Replies as microphones give them: other speeds, rooms, telephones, levels, noise, and silence around."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

from coach.ports import RATE_HERTZ, Samples

STEP = RATE_HERTZ // 4
LONGEST = 3 * RATE_HERTZ
Wave = NDArray[np.floating[Any]]
"""Sound that is being worked on, of whatever precision."""


class Disturbance:
    """Different each time; the same `seed` gives the same in the same order.

    `backgrounds`: recorded noise. `talkers`: other speech. Not the kitchen that ears are measured in.
    """

    def __init__(self, seed: int, backgrounds: Sequence[Samples], talkers: Sequence[Samples]) -> None:
        self._chance = np.random.default_rng(seed)
        self._backgrounds = backgrounds
        self._talkers = talkers

    def disturbed(self, sound: Samples) -> Samples:
        """One reply, somewhere: a quarter of a second or so before and after it."""
        chance = self._chance
        reply = self._echoing(self._stretched(sound))
        if chance.random() < 0.4:
            reply = lfilter([1, -chance.uniform(-0.6, 0.6)], [1], reply)
        begin, after = (round(chance.uniform(*seconds) * RATE_HERTZ) for seconds in ((0.15, 0.75), (0.1, 0.45)))
        length = min(-(-(begin + len(reply) + after) // STEP) * STEP, LONGEST)
        heard: Wave = np.zeros(length)
        heard[begin : begin + len(reply)] = reply[: max(0, length - begin)]
        noisy = chance.random() > 0.35
        noise = self._noise(length) if noisy else chance.normal(size=length)
        ratio_db = chance.uniform(4, 30) if noisy else chance.uniform(30, 60)
        heard += noise / (noise.std() + 1e-9) * np.sqrt(np.mean(reply**2) + 1e-12) * 10 ** (-ratio_db / 20)
        heard = self._through_a_telephone(heard)
        loudest: Samples = (heard / max(1e-4, np.abs(heard).max()) * 10 ** (-chance.uniform(0.5, 20) / 20)).astype(
            np.float32
        )
        return loudest

    def noise_alone(self) -> Samples:
        """A second of it."""
        noise: Samples = self._noise(RATE_HERTZ).astype(np.float32)
        return noise

    def _stretched(self, sound: Samples) -> Wave:
        if self._chance.random() >= 0.7:
            return sound
        step = self._chance.uniform(0.87, 1.15)
        stretched: Wave = np.interp(np.arange(0, len(sound) - 1, step), np.arange(len(sound)), sound)
        return stretched

    def _echoing(self, sound: Wave) -> Wave:
        """In a small room, one time in three."""
        if self._chance.random() >= 0.35:
            return sound
        length = round(self._chance.uniform(0.05, 0.35) * RATE_HERTZ)
        echo = self._chance.normal(size=length) * np.exp(-np.arange(length) / (length / 5))
        echo *= self._chance.uniform(0.1, 0.7) / np.sqrt(np.sum(echo**2) + 1e-9)
        echo[0] = 1
        heard: Wave = fftconvolve(sound, echo)[: len(sound) + length // 2]
        return heard

    def _through_a_telephone(self, sound: Wave) -> Wave:
        if self._chance.random() < 0.3:
            sound = sosfilt(butter(6, self._chance.uniform(3000, 3900), "low", fs=RATE_HERTZ, output="sos"), sound)
        if self._chance.random() < 0.25:
            sound = sosfilt(butter(2, self._chance.uniform(80, 350), "high", fs=RATE_HERTZ, output="sos"), sound)
        return sound

    def _noise(self, length: int) -> Wave:
        """Of any colour, with things that fall, as it was recorded somewhere, or of other people."""
        draw = self._chance.random()
        if draw < 0.3:
            return self._coloured(length)
        if draw < 0.6:
            return self._clatter(length)
        if draw < 0.85 and self._backgrounds:
            background = self._backgrounds[int(self._chance.integers(len(self._backgrounds)))]
            return np.resize(np.roll(background, -self._chance.integers(RATE_HERTZ)), length)
        mumble = self._coloured(length) * 0.05
        for _ in range(self._chance.integers(3, 8)):
            talker = self._talkers[int(self._chance.integers(len(self._talkers)))]
            at = int(self._chance.integers(length))
            mumble[at : at + len(talker)] += talker[: length - at]
        return mumble

    def _coloured(self, length: int) -> Wave:
        """White to brown, at times with one band that stands out, at times swelling."""
        chance = self._chance
        hertz = np.fft.rfftfreq(length, 1 / RATE_HERTZ)
        spectrum = chance.normal(size=len(hertz)) + 1j * chance.normal(size=len(hertz))
        spectrum /= np.maximum(hertz, 30) ** chance.uniform(0, 1.1)
        if chance.random() < 0.3:
            centre = chance.uniform(200, 5000)
            spectrum *= 1 + chance.uniform(2, 10) * np.exp(-(((hertz - centre) / (centre * 0.2)) ** 2))
        noise: Wave = np.fft.irfft(spectrum, length)
        if chance.random() < 0.4:
            noise *= np.interp(np.arange(length), np.linspace(0, length, 8), chance.uniform(0.2, 1, 8))
        return noise

    def _clatter(self, length: int) -> Wave:
        """Plates, as little as is known of them: short rings of a few tones."""
        chance = self._chance
        noise = self._coloured(length)
        noise *= 0.3 / (noise.std() + 1e-9)
        for _ in range(chance.integers(1, 8)):
            at, decay = int(chance.integers(length)), chance.uniform(0.01, 0.15)
            seconds = np.arange(min(length - at, round(5 * decay * RATE_HERTZ))) / RATE_HERTZ
            tones = np.outer(chance.uniform(800, 7000, 4), seconds) * 2 * np.pi + chance.uniform(0, 6, (4, 1))
            ring = chance.uniform(0.2, 1, 4) @ np.sin(tones) + chance.normal(size=len(seconds)) * 0.5
            noise[at : at + len(seconds)] += ring * np.exp(-seconds / decay) * chance.uniform(0.3, 2.5)
        return noise
