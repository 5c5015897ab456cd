"""What a sentence means for safety, where no rule was written for it."""

from pathlib import Path

import numpy as np
import pytest

from coach.content.loader import pack_folder
from coach.content.pack import RISK_NETWORK
from coach.errors import AuthorError
from coach.safety.network import Network

NETWORK = Network(pack_folder("en") / RISK_NETWORK)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("tonight i finally get to be done with breathing", "suicide"),
        ("she swallowed the lot and now she's a funny colour", "overdose"),
        ("there's an elephant sitting on my breastbone and i'm soaked", "medical"),
        ("he has taken my keys and says i'll leave in a box", "violence"),
        ("three days without a drink and there are insects coming out of the plug", "withdrawal"),
    ],
)
def test_danger_is_understood_in_words_of_ones_own(text: str, path: str) -> None:
    """Nobody wrote these for the network to learn from; each tells of its own path."""
    reading = NETWORK.read(text)
    assert reading.harmless < 0.3
    assert reading.path == path


@pytest.mark.parametrize("text", ["i want a line so badly", "seven", "my brother burned the toast", "", "日本", "ü"])
def test_what_is_harmless_stays_so(text: str) -> None:
    """A craving, a number, a kitchen, silence, and letters that it never saw."""
    assert NETWORK.read(text).harmless > 0.7


def test_the_same_words_always_mean_the_same() -> None:
    """And nothing is remembered from one sentence to the next."""
    first = NETWORK.read("i can't feel my arm")
    NETWORK.read("i am going to end it")
    assert NETWORK.read("i can't feel my arm") == first


@pytest.mark.parametrize("said", ["i took all my pills {}", "{} i took all my pills", "{} i took all my pills {}"])
def test_danger_is_found_anywhere_in_a_reply_without_end(said: str) -> None:
    """People in distress ramble; the danger may come first, last, or in the middle."""
    small_talk = "and then we talked about the weather and the shopping " * 20
    assert NETWORK.read(said.replace("{}", small_talk)).harmless < 0.5


@pytest.mark.parametrize(
    ("part", "value"),
    [
        ("network", np.zeros(1000, np.uint8)),
        ("pieces", np.array(["[CLS]", "[SEP]"])),
        ("kinds", np.array(["none", "risk suicide"])),
        ("kinds", np.array([])),
    ],
)
def test_a_network_that_could_not_read_is_found_when_it_is_opened(tmp_path: Path, part: str, value: object) -> None:
    """Not when somebody says that they are in danger. It is told as the pack's fault."""
    with np.load(pack_folder("en") / RISK_NETWORK) as stored:
        parts = {name: stored[name] for name in stored.files}
    np.savez(tmp_path / RISK_NETWORK, **parts | {part: value})
    with pytest.raises(AuthorError, match=r"risk\.npz: C019 no network can be read"):
        Network(tmp_path / RISK_NETWORK)
