"""What the model is trained on: hours of synthetic speech in made-up rooms, each frame with its phone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from models.vosk.features import labels, mfcc
from models.vosk.room import Room
from models.vosk.synthesis import FLITE_VOICES, Speech, espeak, flite
from models.vosk.vocabulary import Vocabulary

UTTERANCES_A_BATCH = 50
ROOMS = 2
"""Each utterance is heard in so many."""
TALKERS = 20
ESPEAK_SHARE = 0.6
ACCENTS = {"en-us": 13, "en": 5, "en-gb-scotland": 1, "en-gb-x-rp": 1}
"""How often each."""
HELD_OUT = ("f3", "m5", "steph")
"""espeak-ng's voices that are only for tests."""
NO_PERSON = ("croak", "whisper", "whisperf", "Demonic", "Tweaky", "UniRobot", "anikaRobot", "AnxiousAndy", "Storm")
OTHER_TEXTS = ("GPL-3", "MPL-2.0", "GFDL-1.3", "Artistic")
"""Long English texts that every Debian has: their words are what the model must not know."""
STRANGE = 64
"""Added to the phone of a frame within words that the model does not know."""


@dataclass(frozen=True)
class Labelled:
    """All frames, one utterance after the other: what they sound like, and their phones."""

    features: NDArray[np.float16]
    phones: NDArray[np.uint8]


def labelled_speech(vocabulary: Vocabulary, utterances: int, seed: int, processes: int = 2) -> Labelled:
    """Make it. The same seed makes the same speech, however many processes there are. Raises DeviceError."""
    seeds = [seed * 1_000_000 + batch for batch in range(-(-utterances // UTTERANCES_A_BATCH))]
    with get_context("spawn").Pool(processes) as pool:
        made = pool.imap(partial(_batch, vocabulary, _strange_words(vocabulary)), seeds)
        batches = list(tqdm(made, "Speaking", len(seeds), unit=f" x {UTTERANCES_A_BATCH} utterances", disable=None))
    return Labelled(
        np.concatenate([batch.features for batch in batches]), np.concatenate([batch.phones for batch in batches])
    )


def _batch(vocabulary: Vocabulary, strange_words: list[str], seed: int) -> Labelled:
    choose = Random(seed)
    room = Room(seed, [_say(choose.choice(strange_words), choose).pulses for _ in range(TALKERS)])
    frames, phones = [], []
    for _ in range(UTTERANCES_A_BATCH):
        text, strange = _text(vocabulary, strange_words, choose)
        speech = _say(text, choose)
        for _ in range(ROOMS):
            heard = room.hear(speech)
            frames.append(mfcc(heard.pulses).astype(np.float16))
            spoken = labels(heard.segments, len(frames[-1]))
            phones.append(np.where((spoken > 0) & strange, spoken | STRANGE, spoken).astype(np.uint8))
    frames.append(mfcc(room.nobody()).astype(np.float16))
    phones.append(np.zeros(len(frames[-1]), np.uint8))
    return Labelled(np.concatenate(frames), np.concatenate(phones))


def _text(vocabulary: Vocabulary, strange_words: list[str], choose: Random) -> tuple[str, bool]:
    """Something to say, and whether it is nothing that the model should know."""
    draw = choose.random()
    if draw < 0.25:
        return choose.choice(vocabulary.words), False
    if draw < 0.45:
        return " ".join(choose.choices(vocabulary.words, k=choose.randint(2, 6))), False
    if draw < 0.70:
        return choose.choice(vocabulary.phrases), False
    count = choose.randint(1, 6)
    at = choose.randrange(len(strange_words) - count)
    return " ".join(strange_words[at : at + count]), True


def _say(text: str, choose: Random) -> Speech:
    if choose.random() < ESPEAK_SHARE:
        accent = choose.choices(list(ACCENTS), list(ACCENTS.values()))[0]
        voice = f"{accent}+{choose.choice(VARIANTS)}" if choose.random() < 0.8 else accent
        return espeak().say(text, voice, choose.randint(120, 215), choose.randint(20, 80), choose.randint(20, 80))
    voice = choose.choice(FLITE_VOICES)
    own_pitch = voice in ("slt", "awb") and choose.random() < 0.3
    return flite(text, voice, choose.uniform(0.8, 1.25), None if own_pitch else choose.uniform(80, 220))


def _variants() -> Iterator[str]:
    for folder in sorted(Path("/usr").glob("lib/*/espeak-ng-data/voices/!v")):
        for file in sorted(folder.iterdir()):
            odd = file.name in (*HELD_OUT, *NO_PERSON) or file.name.startswith("robosoft") or " " in file.name
            if not odd:
                yield file.name


VARIANTS = tuple(_variants())


def _strange_words(vocabulary: Vocabulary) -> list[str]:
    text = " ".join((Path("/usr/share/common-licenses") / name).read_text("utf-8", "replace") for name in OTHER_TEXTS)
    known = set(vocabulary.words)
    return [word for word in re.findall("[a-z]{2,12}", text.lower()) if word not in known]
