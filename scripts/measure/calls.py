"""How well a sleeping coach knows its wake phrase: calls that it misses, and wakes that nobody called for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from coach.content.pack import Pack
from coach.effects import Expectation
from coach.events import Decision, Heard
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Ear, Samples
from coach.sound.room import gain
from coach.sound.wav import read_sound, resample
from models.speech import voices
from models.speech.corpus import Clip
from models.speech.noise import Kitchen

SPEEDS = (0.92, 1.0, 1.08)
"""Each voice calls slower, as it is, and faster; the pitch goes with it."""
ROOM_DB = -65.0
PAUSES_SECONDS = (0.2, 2.5)
NEAR_CALLS = """
hello; hello there; hello doctor; hello couch; yellow coach; hello coat; coach; the coach; the coach said so;
my football coach; hey joe; hey you; hey koch; okay; okay good; okay boss; okay cool; a coach; a low coach; in the coach
"""
"""What is near to a call and is none."""


@dataclass(frozen=True)
class Call:
    """One call, and whether it woke the coach."""

    phrase: str
    voice: str
    noise_db: float | None
    woke: bool


def listens(ear: Ear, sound: Samples, expectation: Expectation) -> int:
    """How often a sleeping coach wakes during a sound; it sleeps on each time."""
    frames = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES)).reshape(-1, FRAME_SAMPLES)
    wakes = 0
    ear.expect(0, expectation, 0.0)
    for count, frame in enumerate(frames, start=1):
        answer = ear.hear(frame, count * FRAME_SECONDS)
        if answer is not None:
            wakes += isinstance(answer, Heard) and answer.decision is Decision.ACCEPT
            ear.expect(count, expectation, count * FRAME_SECONDS)
    return wakes


def calls(ear: Ear, expectation: Expectation, kitchen: Kitchen, noises_db: Sequence[float | None]) -> Iterator[Call]:
    """Every phrase by every voice at every speed."""
    for phrase in expectation.phrases:
        for voice in voices.VOICES:
            clip = voices.spoken(phrase, phrase, voice)
            for speed in SPEEDS:
                said = resample(read_sound(clip.path), round(RATE_HERTZ * speed), RATE_HERTZ)
                for noise_db in noises_db:
                    key = clip.path.with_name(f"{clip.path.stem} {speed}")
                    mixed = kitchen.around(key, said, noise_db) if noise_db is not None else said
                    sound = in_room([mixed], lead_seconds=1.0, tail_seconds=2.5)
                    yield Call(phrase, voice, noise_db, listens(ear, sound, expectation) > 0)


def in_room(sounds: Iterable[Samples], lead_seconds: float = 0.0, tail_seconds: float = 0.0, seed: int = 1) -> Samples:
    """Sounds one after the other in a quiet room, with a pause of chance between them."""
    chance = np.random.default_rng(seed)
    parts = [np.zeros(round(lead_seconds * RATE_HERTZ), np.float32)]
    for sound in sounds:
        parts += [sound, np.zeros(round(chance.uniform(*PAUSES_SECONDS) * RATE_HERTZ), np.float32)]
    parts[-1] = np.zeros(max(len(parts[-1]), round(tail_seconds * RATE_HERTZ)), np.float32)
    joined = np.concatenate(parts)
    return joined + chance.normal(0, gain(ROOM_DB), len(joined)).astype(np.float32)


def talk(pack: Pack, sentences: Iterable[str]) -> list[Clip]:
    """Synthetic talk: the coach's own lines by other voices, and sentences about risk."""
    said = [text for _, text in pack.lines() if "{" not in text] + list(sentences)
    return [voices.spoken(text, "", voices.VOICES[place % len(voices.VOICES)]) for place, text in enumerate(said)]


def near_calls() -> list[Clip]:
    """Each near call by every voice."""
    said = [" ".join(text.split()) for text in NEAR_CALLS.split(";")]
    return [voices.spoken(text, "", voice) for text in said for voice in voices.VOICES]


def music(minutes: float, seed: int = 1) -> Samples:
    """Made-up music: chords of sawtooth strings, a plucked melody, a drum; another key and pace every ten seconds."""
    chance = np.random.default_rng(seed)
    bars = []
    for _ in range(round(minutes * 6)):
        key, beat_seconds = 220.0 * 2 ** (chance.integers(-9, 4) / 12), chance.uniform(0.35, 0.7)
        beats = int(10 / beat_seconds)
        bars.append(np.concatenate([_beat(key, beat_seconds, number, chance) for number in range(beats)]))
    sound = np.concatenate(bars)
    played: Samples = (sound * (gain(-22.0) / np.sqrt(np.square(sound).mean()))).astype(np.float32)
    return played


def _beat(key: float, seconds: float, number: int, chance: np.random.Generator) -> np.ndarray:
    time = np.arange(round(seconds * RATE_HERTZ)) / RATE_HERTZ
    root = key * 2 ** ((0, 5, 7, 9)[number // 4 % 4] / 12)
    chord = sum(2 * (root * 2 ** (step / 12) * time % 1) - 1 for step in (0, 4, 7)) / 6
    note = root * 2 * 2 ** (chance.choice([0, 2, 4, 7, 9]) / 12)
    pluck = np.sin(2 * np.pi * note * time) * np.exp(-4 * time)
    drum = chance.normal(size=len(time)) * np.exp(-30 * time) * (0.6 if number % 2 else 0.2)
    return np.asarray(chord + pluck + drum)
