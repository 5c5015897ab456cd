"""`coach doctor`."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
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
    assert "coach models fetch" in found["model"]["to_do"]
    assert found["voice"]["state"] == "ok" and found["ear"]["state"] == "waits"
    assert not (tmp_path / "models").exists()


def examined(environment: Mapping[str, str], *before: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code of `coach doctor`, and what was found, by part. `before`: a program that runs it."""
    coach = str(Path(sys.executable).with_name("coach"))
    answer = subprocess.run(
        [*before, coach, "doctor", "--json"], env=dict(environment), capture_output=True, text=True, check=False
    )
    return answer.returncode, {finding["part"]: finding for finding in json.loads(answer.stdout)["findings"]}


@pytest.mark.engines
@pytest.mark.sound
def test_on_a_machine_with_everything_a_session_is_possible(moonshine_folder: Path) -> None:
    """Exit code 0: devices, model, and the ear hears what the voice says. Nothing is fetched: it needs no network."""
    with soundcard() as card, card.room_noise():
        code, found = examined(card.environment(sink="speaker", source="mic"), *without_network())
    assert code == 0
    assert {part for part, finding in found.items() if finding["state"] != "ok"} == set()
    assert "'mic'" in found["microphone"]["found"] and "'speaker'" in found["loudspeaker"]["found"]
    assert "heard 3" in found["ear"]["found"]
    assert "not at all; off is set, headset would fit" in found["barge-in"]["found"]
    assert "Did you hear the sentence" in found["barge-in"]["to_do"]


def without_network() -> list[str]:
    """The program that runs another one where there is no network; none where this user may not."""
    unshare = ["unshare", "-rn"]
    return unshare if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode == 0 else []


@pytest.mark.engines
@pytest.mark.sound
def test_of_a_microphone_that_gives_only_silence_nothing_else_is_said(moonshine_folder: Path) -> None:
    """Somebody should look; and that it does not hear the coach tells nothing."""
    with soundcard() as card:
        code, found = examined(card.environment(sink="speaker", source="mic"))
    assert code == 0
    assert found["microphone"]["state"] == "look" and "nothing but silence" in found["microphone"]["found"]
    assert found["barge-in"]["state"] == "waits" and "headset" not in found["barge-in"]["found"]


@pytest.mark.engines
@pytest.mark.sound
def test_a_microphone_that_hears_the_loudspeaker_is_told_from_a_headset() -> None:
    """Then the microphone opens when the coach is quiet, and there is a way to do better."""
    with soundcard() as card:
        card.pactl("load-module", "module-loopback", "source=speaker.monitor", "sink=air", "latency_msec=20")
        _, found = examined(card.environment(sink="speaker", source="mic"))
    advice = found["barge-in"]
    assert advice["state"] == "ok"
    assert "off is set, and fits" in advice["found"] and "module-echo-cancel" in advice["to_do"]
