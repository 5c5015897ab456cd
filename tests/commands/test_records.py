"""`coach records`: for an inspector."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import cli
from coach.kiosk import records, site

EXAMPLE = Path(__file__).parents[2] / "docs" / "centre" / "site.yaml"


def test_it_tells_what_was_in_force_and_since_when(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In lines, and for a program with every field."""
    kept = tmp_path / "records.jsonl"
    records.keep(records.of_site(site.read(EXAMPLE, {})), kept, datetime(2026, 11, 30, 5, 30, tzinfo=UTC))
    assert cli.main(["records", "--file", str(kept)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("since 2026-11-30 05:30 UTC: Harbor Clinic, ward-3-corridor") and "pack en" in told
    assert "files that nobody had signed, accepted by the site" in told
    assert cli.main(["records", "--file", str(kept), "--json"]) == 0
    (record,) = json.loads(capsys.readouterr().out)
    assert record["in_force"]["site"]["roles"] == ["nurse", "ward manager", "doctor on duty"]


def test_where_nothing_was_recorded_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And that is no fault."""
    assert cli.main(["records", "--file", str(tmp_path / "none")]) == 0
    assert "no kiosk has started with a site" in " ".join(capsys.readouterr().out.split())
