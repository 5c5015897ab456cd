"""Every part of a machine is looked at, and what is wrong comes with what to do."""

from pathlib import Path

import pytest

from coach.doctor.checkup import examine
from coach.doctor.finding import Finding
from coach.settings import Settings


def findings(settings: Settings) -> dict[str, Finding]:
    """What is found before any engine or device is tried, by part."""
    found = {}
    for finding in examine(settings):
        found[finding.part] = finding
        if finding.part == "cache":
            break
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a machine that has nothing yet."""
    return Settings(cache_folder=tmp_path / "cache", models_folder=tmp_path / "models")


def test_what_needs_no_sound_is_right_on_any_machine(settings: Settings) -> None:
    """The pack that comes with the coach, the contacts, the folder for prompts."""
    found = findings(settings)
    assert {finding.state for finding in found.values()} == {"ok"}
    assert "911" in found["contacts"].found
    assert "en in" in found["pack"].found


@pytest.mark.parametrize(
    ("change", "part", "to_do"),
    [
        ({"pack": "xx"}, "pack", "Name one of these"),
        ({"country": "xx"}, "contacts", "Set country to one of"),
        ({"staff_command": "/no/such/bell --room 4"}, "staff", "Mend staff_command"),
        ({"cache_folder": Path("/dev/null/cache")}, "cache", "Set cache_folder"),
    ],
)
def test_what_is_wrong_comes_with_what_to_do(
    settings: Settings, change: dict[str, object], part: str, to_do: str
) -> None:
    """One finding is wrong and names the remedy; the others are still looked at."""
    found = findings(settings.model_copy(update=change))
    assert found[part].state == "wrong"
    assert to_do in found[part].to_do
    assert [finding.part for finding in found.values() if finding.state == "wrong"] == [part]


def test_without_a_microphone_the_keys_are_named(settings: Settings) -> None:
    """The coach can be used all the same, until somebody brings one."""
    missing = examine(settings.model_copy(update={"microphone": "no such microphone"}))
    found = next(finding for finding in missing if finding.part == "microphone")
    assert found.state == "wrong"
    assert "coach run --keys" in found.to_do
