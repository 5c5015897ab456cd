"""What a page may send."""

import hypothesis
import pytest
from hypothesis import strategies

from coach.screen.messages import MOST_BYTES, Painted, Ping, Touch, read


def test_a_touch_a_ping_and_a_painted_frame_are_read() -> None:
    """And nothing else."""
    assert read('{"kind": "painted"}') == Painted(kind="painted")
    assert read('{"kind": "touch", "key": "help"}') == Touch(kind="touch", key="help")
    assert read('{"kind": "touch", "key": "10", "turn": 4}') == Touch(kind="touch", key="10", turn=4)
    assert read('{"kind": "ping", "page_seconds": 1.5}') == Ping(kind="ping", page_seconds=1.5)


@pytest.mark.parametrize(
    "text",
    [
        '{"kind": "touch"}', '{"kind": "touch", "key": "HELP"}', '{"kind": "touch", "key": "' + "a" * 61 + '"}',
        '{"kind": "ping", "page_seconds": NaN}', '{"kind": "ping", "page_seconds": 1e999}', '{"kind": "say"}',
        '{"kind": "painted", "frames": 60}', '["touch"]', "null", " " * (MOST_BYTES + 1),
        '{"kind": "touch", "key": "help", "text": "what somebody typed"}',
    ],
)  # fmt: skip
def test_anything_else_is_none(text: str) -> None:
    """Wrong types, more than there is room for, fields that nobody knows."""
    assert read(text) is None


@hypothesis.given(strategies.one_of(strategies.text(), strategies.binary()))
def test_no_garbage_is_ever_a_message(garbage: str | bytes) -> None:
    """Nor does any of it raise."""
    assert read(garbage) is None
