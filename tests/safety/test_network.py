"""What a sentence means for safety, where no rule was written for it."""

import pytest

from coach.content.loader import pack_folder
from coach.content.pack import RISK_NETWORK
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
