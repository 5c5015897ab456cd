"""A rehearsal to look at."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.picture import FONT_POINTS, HEAD_INCHES, ROW_INCHES, WIDTH_INCHES, draw
from tests.rehearsal.story import story


def sound(seconds: float) -> Samples:
    """Both sides, with something on them."""
    samples: Samples = np.random.default_rng(1).normal(0, 0.1, (round(seconds * RATE_HERTZ), 2)).astype(np.float32)
    return samples


def pixels(path: Path) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    """Rows, columns, colours."""
    from matplotlib.image import imread  # noqa: PLC0415 - slow to import

    return np.asarray(imread(path))


@pytest.mark.parametrize(("seconds", "rows"), [(45, 1), (60, 1), (61, 2), (125, 3)])
def test_every_minute_is_a_row(tmp_path: Path, english: Pack, seconds: float, rows: int) -> None:
    """So that a long session stays legible; letters do not shrink."""
    draw(replace(story(english), simulated_seconds=seconds), sound(seconds), tmp_path / "session.png")
    height, width, _ = pixels(tmp_path / "session.png").shape
    assert width == pytest.approx(100 * WIDTH_INCHES, abs=2)
    assert height == pytest.approx(100 * (HEAD_INCHES + rows * ROW_INCHES), abs=2)
    assert FONT_POINTS >= 8


def test_a_misunderstanding_is_red_and_a_good_session_has_no_red(tmp_path: Path, english: Pack) -> None:
    """Found at a glance."""
    outcome = story(english)
    good = replace(outcome, turns=[turn for turn in outcome.turns if not turn.cut_off])
    reds = []
    for each in (outcome, good):
        draw(each, sound(45), tmp_path / "session.png")
        red, green, blue = np.moveaxis(pixels(tmp_path / "session.png")[..., :3], -1, 0)
        reds.append(int(((red > 0.7) & (green < 0.3) & (blue < 0.3)).sum()))
    assert reds[0] > 50
    assert reds[1] == 0


def test_a_session_without_a_sound_can_be_drawn(tmp_path: Path, english: Pack) -> None:
    """An empty recording is a row of nothing, not an error."""
    empty = replace(story(english), turns=[], prompts=[], breaths=[], simulated_seconds=0.0)
    draw(empty, np.zeros((0, 2), np.float32), tmp_path / "session.png")
    assert pixels(tmp_path / "session.png").shape[0] > 0


def test_without_matplotlib_the_error_says_how_to_get_it(
    tmp_path: Path, english: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is an extra."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(DeviceError, match="-m pip install matplotlib"):
        draw(story(english), sound(1), tmp_path / "session.png")
