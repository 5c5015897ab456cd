"""`coach doctor`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach import models
from coach.cli import main
from coach.commands import doctor
from coach.commands.doctor import Finding
from coach.settings import Settings
from tests.soundcard import soundcard


def findings(settings: Settings) -> dict[str, Finding]:
    """What is found before any engine or device is tried, by part."""
    found = {}
    for finding in doctor.examine(settings):
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


def test_a_finding_is_one_line_and_what_to_do_stands_under_it() -> None:
    """So that somebody can read it out over the telephone."""
    assert str(Finding("pack", "ok", "en")).split() == ["ok", "pack", "en"]
    first, second = str(Finding("model", "wrong", "No model.", "Fetch one.")).splitlines()
    assert first.split(maxsplit=2) == ["wrong", "model", "No model."]
    assert second.strip() == "Fetch one."


@pytest.mark.engines
def test_without_a_model_no_session_is_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1; the voice is tried all the same; nothing is fetched."""
    monkeypatch.setenv("COACH_MODELS_FOLDER", str(tmp_path / "models"))
    assert main(["doctor", "--json"]) == 1
    report = json.loads(capfd.readouterr().out)
    found = {finding["part"]: finding for finding in report["findings"]}
    assert report["possible"] is False
    assert found["model"]["to_do"] == "Run `coach models fetch`."
    assert "speaks; no model" in found["voice and ear"]["found"]
    assert not (tmp_path / "models").exists()


@pytest.mark.engines
@pytest.mark.sound
def test_on_a_machine_with_everything_a_session_is_possible() -> None:
    """Exit code 0: devices, model, and the ear hears what the voice says."""
    models.ensure("moonshine-tiny-en", Settings().models_folder)
    with soundcard() as card:
        answer = subprocess.run(
            [Path(sys.executable).with_name("coach"), "doctor", "--json"],
            env=card.environment(sink="speaker", source="mic"), capture_output=True, text=True, check=False,
        )  # fmt: skip
    found = {finding["part"]: finding for finding in json.loads(answer.stdout)["findings"]}
    assert answer.returncode == 0, answer.stdout
    assert found["microphone"]["state"] == "look"  # nobody speaks into a microphone made of nothing
    assert "heard 3" in found["voice and ear"]["found"]
    assert "not at all; off is set, headset would fit" in found["barge-in"]["found"]
    assert "Did you hear the sentence" in found["barge-in"]["to_do"]


@pytest.mark.engines
@pytest.mark.sound
def test_a_microphone_that_hears_the_loudspeaker_is_told_from_a_headset() -> None:
    """Then the microphone opens when the coach is quiet, and there is a way to do better."""
    with soundcard() as card:
        card.pactl("load-module", "module-loopback", "source=speaker.monitor", "sink=air", "latency_msec=20")
        answer = subprocess.run(
            [Path(sys.executable).with_name("coach"), "doctor", "--json"],
            env=card.environment(sink="speaker", source="mic"), capture_output=True, text=True, check=False,
        )  # fmt: skip
    found = {finding["part"]: finding for finding in json.loads(answer.stdout)["findings"]}["barge-in"]
    assert found["state"] == "ok"
    assert "off is set, and fits" in found["found"] and "module-echo-cancel" in found["to_do"]


@pytest.mark.parametrize(
    ("is_set", "fits", "state", "says"),
    [
        ("off", "headset", "ok", "Did you hear the sentence"),
        ("headset", "headset", "ok", "headset is set, and fits"),
        ("headset", "off", "look", "With `barge_in: off`"),
    ],
)
def test_what_fits_is_said_in_words(is_set: str, fits: str, state: str, says: str) -> None:
    """For somebody who has never heard of an echo; a setting that does not fit is worth a look."""
    advice = doctor._advise(Settings.model_validate({"barge_in": is_set}), fits, -12.0 if fits == "off" else -45.0)
    assert advice.state == state and says in f"{advice.found} {advice.to_do}"
