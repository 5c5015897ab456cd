"""The sound check: whether devices, model, voice and ear work together here, and how loud the coach comes back."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Literal

import numpy as np

from coach import bootstrap, models
from coach.content.pack import Pack
from coach.doctor.finding import Finding, State
from coach.effects import Expectation, Line
from coach.errors import DeviceError
from coach.events import Heard, SoundFault
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Ear, Samples, Voice
from coach.settings import Settings
from coach.sound import devices
from coach.sound.echo import HARDLY_HEARD_DB
from coach.sound.echo_trial import echo_of, record
from coach.sound.health import fault_of, level_db
from coach.sound.microphone import PortAudioMicrophone

LOOK_SECONDS = 2.5
MICROPHONE_FAULTS: Mapping[SoundFault, tuple[str, str]] = {
    "dead": ("silence", "Is it muted? Try again and speak."),
    "hum": ("it hums", "Use another plug for the power, another cable, or a microphone on USB."),
    "clipped": ("it is too loud", "Turn its level down in the system's sound settings."),
    "offset": ("its sound is not around zero", "It will be heard worse; try another microphone."),
    "narrow": ("it sounds like a telephone", "A Bluetooth headset? People are understood better through a cable."),
}
"""What is wrong with the sound, and what to do about it."""


def device(part: Literal["microphone", "loudspeaker"], name: str | None) -> Finding:
    """Which one is taken, and which others there are. Raises DeviceError."""
    direction: devices.Direction = "input" if part == "microphone" else "output"
    chosen = devices.choose(direction, name)
    others = [other for other in devices.names(direction) if other != chosen.name]
    also = f"; there are also {', '.join(map(repr, others))}" if others else ""
    return Finding(part, "ok", f"{chosen.name!r} at {chosen.rate_hertz} Hz{also}")


def microphone(settings: Settings) -> Finding:
    """Two seconds of the room. Raises DeviceError.

    Nothing but zeros: muted, or none; some headsets also fall silent on purpose.
    """
    finding = device("microphone", settings.microphone)
    microphone = PortAudioMicrophone(settings.microphone)
    try:
        sound = record(microphone, LOOK_SECONDS)
    finally:
        microphone.close()
    if len(sound) < round(LOOK_SECONDS / FRAME_SECONDS) * FRAME_SAMPLES:
        raise DeviceError(f"{finding.found}: no sound comes.", "Plug it in again, or choose another one.")
    fault = fault_of(sound)
    if fault:
        wrong, to_do = MICROPHONE_FAULTS[fault]
        return Finding("microphone", "look", f"{finding.found}: {wrong}", to_do)
    return Finding("microphone", "ok", f"{finding.found}, the room at {level_db(sound):.0f} dB")


def model(settings: Settings) -> Finding:
    """Whether the ear's model is there and whole. Raises DeviceError."""
    chosen, language = _installed(settings), bootstrap.header_of(settings).language_code
    if chosen is None:
        raise DeviceError(f"No whole speech model for {language!r} is installed.", "Run `coach models fetch`.")
    if wrong := models.wrong_files(chosen.name, settings.models_folder):
        raise DeviceError(f"{chosen.name} is damaged: {', '.join(wrong)}.", f"Run `coach models fetch {chosen.name}`.")
    return Finding("model", "ok", f"{chosen.name}, all checksums right")


def voice_and_ear(settings: Settings) -> Finding:
    """The voice speaks, the ear hears it: both engines really work, in their own processes. Raises DeviceError."""
    words = _words(bootstrap.open_pack(settings))
    voice = bootstrap.open_voice(settings)
    try:
        spoken = {word: _render(voice, word) for word in words}
        if _installed(settings) is None:
            raise DeviceError(f"{voice.name} speaks; no model to hear with.", "Run `coach models fetch`.")
        ear = bootstrap.open_ear(settings)
        try:
            heard = [word for word, samples in spoken.items() if _hears(ear, samples, word, words)]
        finally:
            ear.close()
    finally:
        voice.close()
    if not heard:
        raise DeviceError(f"{ear.name} did not hear what {voice.name} said.", "Run `coach models verify`.")
    return Finding("voice and ear", "ok", f"{voice.name} said {len(words)} words, {ear.name} heard {len(heard)}")


def barge_in(settings: Settings) -> Finding:
    """How loud the coach comes back, through each way in that there is, and so which setting fits."""
    greeting = _greeting(bootstrap.open_pack(settings))
    voice = bootstrap.open_voice(settings)
    try:
        line = _render(voice, greeting)
    finally:
        voice.close()
    try:
        plainly = _echo(line, settings.model_copy(update={"barge_in": "off"}))
    except DeviceError as missing:
        return Finding("barge-in", "look", f"not measured: {missing.problem}", "Mend that first.")
    if plainly <= HARDLY_HEARD_DB:
        return advise(settings, "headset", plainly)
    try:
        cancelled = _echo(line, settings.model_copy(update={"barge_in": "echo-cancelled"}))
    except DeviceError as missing:
        advice = advise(settings, "off", plainly)
        return replace(advice, to_do=f"{advice.to_do} Or let the sound system take the voice out: {missing.fix}")
    if cancelled <= HARDLY_HEARD_DB:
        return advise(settings, "echo-cancelled", cancelled)
    return advise(settings, "off", min(plainly, cancelled))


def advise(settings: Settings, fits: str, echo_db: float) -> Finding:
    """In words for somebody who has never heard of an echo in dB."""
    level = "not at all" if echo_db == -np.inf else f"at {echo_db:.0f} dB"
    found = f"the microphone hears the coach's own voice {level}"
    if fits == "off":
        to_do = (
            "It would take that for somebody speaking. With `barge_in: off` it listens whenever the coach is quiet, "
            "which is safe. To be heard at any time, use a headset, or turn the loudspeaker down."
        )
    else:
        to_do = (
            f'Did you hear the sentence just now? Then set `barge_in: {fits}`: "stop" is heard also while it speaks. '
            "If you heard nothing, the loudspeaker is off, and this tells nothing."
        )
    if settings.barge_in == fits:
        return Finding("barge-in", "ok", f"{found}; {fits} is set, and fits", "" if fits == "off" else to_do)
    state: State = "look" if settings.barge_in != "off" else "ok"
    return Finding("barge-in", state, f"{found}; {settings.barge_in} is set, {fits} would fit", to_do)


def _installed(settings: Settings) -> models.Chosen | None:
    language = bootstrap.header_of(settings).language_code
    models.require_candidate(settings.ear, language, settings.models_folder)
    return models.choose_installed(settings.ear, language, settings.models_folder)


def _echo(line: Samples, settings: Settings) -> float:
    """How loud a line comes back that is said aloud, in dB against what was played."""
    return echo_of(line, partial(bootstrap.device_names, settings))


def _render(voice: Voice, word: str) -> Samples:
    samples = voice.render(Line("doctor", word), 1.0)
    if not np.any(samples):
        raise DeviceError(f"The voice {voice.name} made no sound.", "Install it again: sudo apt install espeak-ng")
    return samples


def _greeting(pack: Pack) -> str:
    """What is said aloud: the first line of a session."""
    return next(text for _, text in pack.session["welcome"].lines() if "{" not in text)


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
