"""The speech check: the ear's model, the voice, and the ear that has to hear what the voice says."""

import textwrap
from functools import cached_property

import numpy as np

from coach import bootstrap, models
from coach.content.pack import Pack
from coach.doctor.finding import Finding
from coach.effects import Expectation, Line
from coach.errors import DeviceError, EngineError
from coach.events import Heard
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Ear, Samples
from coach.settings import Settings
from coach.speaking.espeak import AGAIN

FETCH = "Run `coach models fetch`, once, with a network. Without one: `coach models fetch NAME --from FILE`."
LETTERS_AT_MOST = 40
"""Of the sentence that is said aloud: some three seconds."""


def model(settings: Settings) -> Finding:
    """Whether the ear's model is there and whole. Raises DeviceError."""
    language, folder = bootstrap.header_of(settings).language_code, settings.models_folder
    models.require_candidate(settings.ear, language, folder)
    chosen = models.choose_installed(settings.ear, language, folder)
    there = [chosen.name] if chosen else [name for name in models.catalogue(folder).models if (folder / name).exists()]
    for name in there:
        if wrong := models.wrong_files(name, folder):
            raise DeviceError(f"{name} is damaged: {', '.join(wrong)}.", f"Run `coach models fetch {name}`.")
    if chosen is None:
        raise DeviceError(f"No speech model for {language!r} is in {folder}.", FETCH)
    return Finding("model", "ok", f"{chosen.name}, all checksums right")


class Speech:
    """What the voice says in a checkup, rendered once for all that has to hear it."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings.model_copy(update={"ear_server": None, "voice_server": None})  # what this machine can

    def voice(self) -> Finding:
        """The voice speaks, in its own process. Raises DeviceError."""
        name, sounds = self._spoken
        seconds = sum(map(len, sounds.values())) / RATE_HERTZ
        return Finding("voice", "ok", f"{name} spoke for {seconds:.0f} s")

    def ear(self) -> Finding:
        """The ear hears what the voice says, in its own process. Raises DeviceError."""
        _, sounds = self._spoken
        words = _words(self._pack)
        ear = bootstrap.open_ear(self._settings)
        try:
            heard = [word for word in words if _hears(ear, sounds[word], word, words)]
        except EngineError as failure:
            raise DeviceError(failure.problem, "Run `coach models verify`, and install the coach again.") from None
        finally:
            ear.close()
        if not heard:
            raise DeviceError(f"{ear.name} did not hear what the voice said.", "Run `coach models verify`.")
        return Finding("ear", "ok", f"{ear.name} heard {len(heard)} of {len(words)} words that the voice said")

    @property
    def greeting(self) -> Samples:
        """A sentence to be said aloud. Raises DeviceError."""
        _, sounds = self._spoken
        return sounds[_greeting(self._pack)]

    @cached_property
    def _pack(self) -> Pack:
        return bootstrap.open_pack(self._settings)

    @cached_property
    def _spoken(self) -> tuple[str, dict[str, Samples]]:
        """The voice's name, and what it makes of each text just now: nothing that was rendered before."""
        voice = bootstrap.open_voice(self._settings, stored=False)
        try:
            texts = [*_words(self._pack), _greeting(self._pack)]
            sounds = {text: voice.render(Line("doctor", text), 1.0) for text in texts}
        except EngineError as failure:
            raise DeviceError(failure.problem, AGAIN) from None
        finally:
            voice.close()
        if not all(np.any(sound) for sound in sounds.values()):
            raise DeviceError(f"The voice {voice.name} made no sound.", AGAIN)
        return voice.name, sounds


def _greeting(pack: Pack) -> str:
    """How a session begins."""
    first = next(text for _, text in pack.session["welcome"].lines() if "{" not in text)
    return textwrap.shorten(first, LETTERS_AT_MOST, placeholder="")


def _words(pack: Pack) -> tuple[str, ...]:
    """What the voice says and the ear has to hear, one of them at least: synthetic voices are not easy to hear."""
    return pack.header.wake_phrases[0], pack.words.numbers[7][0], pack.exercises[pack.header.silent_exercise].title


def _hears(ear: Ear, samples: Samples, word: str, words: tuple[str, ...]) -> bool:
    """Whether the ear picks this word out of all that are asked for, with silence before and after it."""
    silence = np.zeros(RATE_HERTZ, dtype=np.float32)
    sound = np.concatenate([silence, samples, *[silence] * 4])
    ear.expect(1, Expectation(words), 0.0)
    for number in range(len(sound) // FRAME_SAMPLES):
        frame = sound[number * FRAME_SAMPLES : (number + 1) * FRAME_SAMPLES]
        answer = ear.hear(frame, (number + 1) * FRAME_SECONDS)
        if answer is not None:
            return isinstance(answer, Heard) and answer.phrase == word
    return False
