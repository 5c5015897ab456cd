"""Session after session: what is told of them."""

from pathlib import Path

import pytest

from scripts.measure.soak import WARM_SESSIONS, Session, draw, page, summary, table


def held(*programs: float, lost: int = 0) -> list[Session]:
    """Sessions of twenty minutes, after each of which the program holds so much."""
    return [
        Session("calm", number >= lost, 1200.0 * number, {"program": program, "ear": 100.0}, 40, 18, [0.2, 0.4], [0.1])
        for number, program in enumerate(programs)
    ]


def test_growth_is_counted_once_everything_was_done_before() -> None:
    """What the first session of each kind loads is no leak; afterwards the highest moment counts."""
    told = summary(held(*[50.0] * (WARM_SESSIONS - 1), 100.0, 130.0, 110.0))
    assert (told["megabytes_first"], told["megabytes_warm"], told["growth_megabytes"]) == (150.0, 200.0, 30.0)


def test_a_leak_shows_as_drift() -> None:
    """One MB a session is a hundred in a hundred."""
    assert summary(held(*map(float, range(40))))["drift_megabytes_a_hundred_sessions"] == pytest.approx(100)
    assert summary(held(*[70.0] * 40))["drift_megabytes_a_hundred_sessions"] == pytest.approx(0)


def test_a_session_that_did_not_end_is_told() -> None:
    """The goal is none."""
    assert summary(held(1.0, 1.0, 1.0, lost=2))["sessions_lost"] == 2


def test_each_hour_has_a_row() -> None:
    """Memory as it was at its end, times of all its sessions."""
    rows = table(held(10.0, 20.0, 30.0, 40.0)).splitlines()
    assert rows[2:] == [
        "| 1 | 3 | 0 | 30 | 100 | 130 | 40 | 18 | 300 | 400 | 100 | 100 |",
        "| 2 | 1 | 0 | 40 | 100 | 140 | 40 | 18 | 300 | 390 | 100 | 100 |",
    ]


def test_the_report_can_be_made_at_any_moment(tmp_path: Path) -> None:
    """Also when it is broken off after the first session."""
    pytest.importorskip("matplotlib")
    draw(held(10.0), tmp_path / "soak.png")
    assert (tmp_path / "soak.png").read_bytes().startswith(b"\x89PNG")
    assert "sessions: 1" in page(held(10.0), (0.1, 0.2))
