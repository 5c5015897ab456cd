"""All tables of a measurement."""

from dataclasses import replace
from pathlib import Path

import pytest

from scripts.measure.report import circumstances, draw_all, report
from tests.scripts.measure.made import RIGHT, WRONG


def test_each_task_has_its_title_and_its_table() -> None:
    """Tasks stand in the order in which they were heard; synthetic voices are told apart."""
    other = replace(WRONG, task="other-words", means="")
    synthetic = replace(RIGHT, task="carriers", speaker="flite slt")
    text = "\n".join(report([RIGHT, other, synthetic]))
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Digits; expected: 0 to 10 in carrier phrases, the global words",
        "## Other single words where yes or no is expected",
        "## Ratings in carrier phrases of the pack, by synthetic voices",
    ]
    assert "| flite slt |" in text


def test_figures_come_with_when_and_where() -> None:
    """A figure without its machine is no figure."""
    assert set(circumstances("moonshine")) == {"date", "machine", "load", "ear"}


def test_there_is_a_picture_for_each_task_with_answers_and_each_noise(tmp_path: Path) -> None:
    """Words that answer nothing cannot be confused."""
    pytest.importorskip("matplotlib")
    draw_all([RIGHT, replace(RIGHT, noise="6 dB"), replace(WRONG, task="other-words", means="")], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["digits-6dB.png", "digits-clean.png"]
