"""A rehearsal to look at."""

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.picture import DOTS_PER_INCH, FONT_POINTS, ROW_INCHES, WIDTH_INCHES, draw, row_begins
from tests.rehearsal.story import story


def sound(seconds: float) -> Samples:
    """Both sides, with something on them."""
    samples: Samples = np.random.default_rng(1).normal(0, 0.1, (round(seconds * RATE_HERTZ), 2)).astype(np.float32)
    return samples


def pixels(path: Path) -> "np.ndarray[tuple[int, ...], np.dtype[np.float32]]":
    """Rows, columns, colours."""
    from matplotlib.image import imread  # noqa: PLC0415 - slow to import

    return np.asarray(imread(path))


def test_a_row_ends_where_the_coach_begins_to_speak(english: Pack) -> None:
    """So no words are broken, as in a text; but no row is longer than half a minute, nor much shorter."""
    outcome = story(english)  # the coach begins at 0, 7, 11, 19 and 31 seconds
    assert list(row_begins(outcome, 0.0, 70.0)) == [0.0, 30.0, 60.0]
    assert list(row_begins(outcome, 7.0, 70.0)) == [7.0, 31.0, 61.0]


@pytest.mark.parametrize(("seconds", "rows"), [(25, 1), (30, 1), (45, 2), (61, 3)])
def test_a_long_session_has_more_rows_and_the_letters_stay_as_large(
    tmp_path: Path, english: Pack, seconds: float, rows: int
) -> None:
    """On a page 830 pixels wide they are as large as its own."""
    draw(story(english), sound(seconds), tmp_path / "session.png")
    height, width, _ = pixels(tmp_path / "session.png").shape
    assert (width, height) == pytest.approx((DOTS_PER_INCH * WIDTH_INCHES, DOTS_PER_INCH * rows * ROW_INCHES), abs=2)
    assert FONT_POINTS / 72 * 830 / WIDTH_INCHES >= 13


def test_a_part_can_be_drawn_alone(tmp_path: Path, english: Pack) -> None:
    """Some rows, from where something begins: what the README shows."""
    draw(story(english), sound(100), tmp_path / "session.png", begin_seconds=7.0, rows_at_most=2)
    assert pixels(tmp_path / "session.png").shape[0] == pytest.approx(DOTS_PER_INCH * 2 * ROW_INCHES, abs=2)


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
