"""A line, sentence by sentence."""

import numpy as np
import pytest

from coach.ports import RATE_HERTZ
from coach.speaking.sentences import HALF_PAUSE_SECONDS, PAUSE_SECONDS, joined, sentences


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Good.", ["Good."]),
        ("Breathe out, slowly. Then in.", ["Breathe out, slowly.", "Then in."]),
        ("A craving is a wave: it falls. Is it?", ["A craving is a wave:", "it falls.", "Is it?"]),
        ("  no end ", ["no end"]),
        ("", []),
    ],
)
def test_where_a_line_is_parted(line: str, parts: list[str]) -> None:
    """After what ends a thought, and never at a comma."""
    assert sentences(line) == parts


def test_between_sentences_there_is_time_to_breathe() -> None:
    """Less where the thought goes on."""
    sound = np.ones(10, np.float32)
    whole = joined([("It is a wave:", sound), ("it falls.", sound)])
    assert len(whole) == 20 + round((HALF_PAUSE_SECONDS + PAUSE_SECONDS) * RATE_HERTZ)
    assert np.flatnonzero(whole)[10] == 10 + round(HALF_PAUSE_SECONDS * RATE_HERTZ)


def test_of_nothing_comes_nothing() -> None:
    """No line, no sound."""
    assert len(joined([])) == 0
