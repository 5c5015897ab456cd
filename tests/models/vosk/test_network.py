"""The network and its training, where JAX is installed (the extra `test-model`)."""

import numpy as np
import pytest

pytest.importorskip("jax")
pytest.importorskip("kaldi_native_fbank")

from models.vosk import network
from models.vosk.features import COEFFICIENTS, labels, mfcc
from models.vosk.phones import NUMBER, PHONES
from models.vosk.speech import STRANGE, Labelled

pytestmark = [pytest.mark.engines, pytest.mark.filterwarnings("ignore")]


def test_a_frame_each_ten_milliseconds_with_its_phone() -> None:
    """As many labels as frames, each for the middle of its frame."""
    features = mfcc(np.zeros(16000, np.float32))
    assert features.shape == (98, COEFFICIENTS)
    phones = labels([(0.0, 0.5, "SIL"), (0.5, 0.6, "K"), (0.6, 1.0, "SIL")], len(features))
    assert list(np.flatnonzero(phones == NUMBER["K"])) == list(range(49, 59))


def test_it_learns_what_is_plain() -> None:
    """Phones that differ in one coefficient. In strange words a phone is as much itself as speech in general."""
    chance = np.random.default_rng(1)
    phones = np.repeat(chance.choice([NUMBER["SIL"], NUMBER["K"], NUMBER["S"] | STRANGE], 400), 30).astype(np.uint8)
    features = chance.standard_normal((len(phones), COEFFICIENTS))
    features[:, 0] += 6 * (phones == NUMBER["K"])
    features[:, 1] += 6 * (phones > STRANGE)
    speech = Labelled(features.astype(np.float16), phones)
    acoustics = network.train(speech, steps=30, seed=1)
    parameters = [(layer.weights.T, layer.bias) for layer in acoustics.layers]
    outputs = np.asarray(network._outputs(parameters, features[None, :1200].astype(np.float32)))[0]
    at = network.FIRST_FRAME + 3 * np.arange(len(outputs))
    heard = outputs.argmax(-1)
    known = phones[at] < STRANGE
    assert (heard[known] == phones[at][known]).mean() > 0.9
    assert np.isin(heard[~known], [NUMBER["S"], NUMBER["SPN"]]).mean() > 0.9
    assert (len(parameters[-1][1]), len(acoustics.priors)) == (len(PHONES), len(PHONES))
    assert acoustics.priors[NUMBER["K"]] > acoustics.priors[NUMBER["AA"]]
