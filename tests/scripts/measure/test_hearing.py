"""What became of a clip."""

import json
from dataclasses import asdict

from scripts.measure.hearing import from_json
from tests.scripts.measure.made import ASKED, RIGHT, WRONG


def test_a_hearing_is_written_down_and_read_again() -> None:
    """Measured once, looked at often."""
    assert from_json(json.loads(json.dumps(asdict(RIGHT)))) == RIGHT


def test_only_what_is_acted_on_is_accepted() -> None:
    """A right guess that is asked about is neither accepted right nor wrong."""
    assert (RIGHT.accepted_right, WRONG.accepted_right, ASKED.accepted_right) == (True, False, False)
    assert (RIGHT.accepted_wrong, WRONG.accepted_wrong, ASKED.accepted_wrong) == (False, True, False)
