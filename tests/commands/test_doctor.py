"""`coach doctor`."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach import models
from coach.cli import main
from coach.settings import Settings
from tests.soundcard import soundcard


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
