"""Kaldi's binary format, as far as it is written here."""

import numpy as np

from models.vosk.kaldi import KALDI_PHONES, Acoustics, Layer, final_mdl, states, transitions
from models.vosk.phones import PHONES


def random_acoustics() -> Acoustics:
    """A network that has learnt nothing."""
    chance = np.random.default_rng(0)
    layers = (
        Layer((-2, -1, 0, 1, 2), chance.normal(0, 0.01, (64, 200)).astype(np.float32), np.zeros(64, np.float32)),
        Layer((-1, 0, 1), chance.normal(0, 0.1, (64, 192)).astype(np.float32), np.zeros(64, np.float32)),
        Layer((0,), chance.normal(0, 0.1, (len(PHONES), 64)).astype(np.float32), np.zeros(len(PHONES), np.float32)),
    )
    return Acoustics(layers, np.full(len(PHONES), 1 / len(PHONES), np.float32))


def test_silence_and_unknown_speech_have_the_published_numbers() -> None:
    """Vosk's settings name them by number, 1 to 10, to notice the end of an utterance."""
    assert [phone[:3] for phone in KALDI_PHONES[:10]] == ["SIL"] * 5 + ["SPN"] * 5


def test_each_state_has_two_transitions_of_its_own() -> None:
    """Numbered from 1 without a gap."""
    numbers = [number for pair in transitions().values() for number in pair]
    assert numbers == list(range(1, len(numbers) + 1))
    assert (states("SPN_S"), states("AY_B"), states("SIL")) == (3, 1, 1)


def test_the_context_is_the_sum_of_the_layers() -> None:
    """Three frames on each side here; Vosk fills up the sound by as much."""
    mdl = final_mdl(random_acoustics())
    assert mdl.startswith(b"\0B<TransitionModel> ")
    assert b"<LeftContext> \x04\x03\0\0\0<RightContext> \x04\x03\0\0\0" in mdl
