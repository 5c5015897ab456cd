"""Every part of a machine is looked at, and what is wrong comes with what to do."""

from pathlib import Path

import pytest

from coach.doctor.checkup import examine, of_a_machine
from coach.doctor.finding import Finding
from coach.settings import Settings, load


def findings(settings: Settings) -> dict[str, Finding]:
    """What is found before any engine or device is tried, by part."""
    found = {}
    for finding in examine(*of_a_machine(settings)):
        found[finding.part] = finding
        if finding.part == "staff":
            break
    return found


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a machine that has nothing yet."""
    return Settings(country="us", cache_folder=tmp_path / "cache", models_folder=tmp_path / "models")


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
        ({"crisis_line": "A Line", "crisis_number": None, "country": None}, "contacts", "Set crisis_number too"),
        ({"staff_command": "/no/such/bell --room 4"}, "staff", "Set staff_command"),
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


def test_without_room_for_prompts_a_session_is_possible_all_the_same(settings: Settings) -> None:
    """Every start takes longer: worth a look, and not wrong."""
    found = findings(settings.model_copy(update={"cache_folder": Path("/dev/null/cache")}))
    assert found["cache"].state == "look" and "set cache_folder" in found["cache"].to_do


def test_what_hangs_on_something_wrong_waits(settings: Settings) -> None:
    """Of one cause there is one finding: without a pack there is nothing to say, and so nothing to hear."""
    found = {finding.part: finding for finding in examine(*of_a_machine(settings.model_copy(update={"pack": "xx"})))}
    assert {part for part in ("model", "voice", "ear", "barge-in") if found[part].state == "waits"} == {
        "model", "voice", "ear", "barge-in",
    }  # fmt: skip
    assert found["ear"].found == "not tried: the model comes first"


@pytest.mark.parametrize(
    ("environment", "found", "to_do"),
    [
        ({"TZ": "Europe/London"}, "I take it you are in the United Kingdom: 999", "If you are elsewhere, set country"),
        ({"COACH_COUNTRY": "uk"}, "You are in the United Kingdom: 999; Samaritans, 116 123", ""),
        ({"COACH_COUNTRY": "Nepal"}, "You are in Nepal: 102", "set crisis_line and crisis_number"),
        ({"COACH_COUNTRY": "Armenia"}, "You are in Armenia: no number is known", "set emergency_number"),
    ],
)
def test_the_country_is_said_with_its_numbers(environment: dict[str, str], found: str, to_do: str) -> None:
    """A guess as a guess; what is not known with what to set. None of it keeps a session from being held."""
    told = findings(load({"COACH_SETTINGS": "", **environment}))["contacts"]
    assert told.found.startswith(found)
    assert (told.state, to_do in told.to_do) == ("look" if to_do else "ok", True)
