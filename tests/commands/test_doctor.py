"""`coach doctor`."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from tests.kiosk.site import Site
from tests.kiosk.test_site import DRAFTS
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


class Place:
    """A kiosk at a site with a line to staff, and what `coach doctor --site` says of it."""

    def __init__(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.network, self._folder, self._capfd = Site(folder / "network"), folder, capfd

    def examined(self, kiosk: str = "ward-3", papers: Path | None = None) -> tuple[int, dict[str, Any]]:
        """The exit code, and what it found of the line, or what it said where it found nothing."""
        file = self._folder / "site.yaml"
        file.write_text(
            f"place: Harbor Clinic\nkiosk: {kiosk}\nsettings: {{country: gb}}\nroles: [nurse]\n{DRAFTS}staff_line:\n"
            f"  broker: 127.0.0.1\n  port: {self.network.broker.port}\n  papers: {papers or self.network.folder}\n"
        )
        code = main(["doctor", "--site", str(file), "--json"])
        told = self._capfd.readouterr()
        findings = json.loads(told.out)["findings"] if told.out else []
        return code, next((each for each in findings if each["part"] == "staff line"), {"told": told.err})


@pytest.fixture
def harbor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Iterator[Place]:
    """A place whose broker is not there yet; without an ear, which is another matter."""
    monkeypatch.setenv("COACH_MODELS_FOLDER", str(tmp_path / "models"))
    place = Place(tmp_path, capfd)
    yield place
    place.network.stop()


@pytest.mark.engines
def test_at_a_site_it_says_whether_staff_can_be_called(harbor: Place) -> None:
    """A broker that is away is wrong, with what to do; of one that is there, also how long the papers are good for."""
    port = harbor.network.broker.port
    code, line = harbor.examined()
    assert (code, line["state"]) == (1, "wrong")
    assert f"The broker at 127.0.0.1, port {port} was not reached: nobody can be called." in line["found"]
    assert "Is it on" in line["to_do"]
    harbor.network.start()
    _, line = harbor.examined()
    assert (line["state"], line["to_do"]) == ("ok", "")
    assert line["found"] == f"reached: 127.0.0.1, port {port}; the certificate is good for 824 days"


@pytest.mark.engines
def test_at_a_site_papers_of_somebody_else_are_found_before_or_by_the_broker(harbor: Place, tmp_path: Path) -> None:
    """Another kiosk's: in the file, by line. Another site's: the broker lets it in as nobody."""
    harbor.network.start()
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    for name, of in (("authority.crt", "authority.crt"), ("ward-3.crt", "ward-4.crt"), ("ward-3.key", "ward-4.key")):
        (mixed / name).write_bytes((harbor.network.folder / of).read_bytes())
    code, line = harbor.examined(papers=mixed)
    assert code != 0 and "ward-4's" in line["told"] and "site.yaml:9" in line["told"]
    foreign = Site(tmp_path / "foreign")
    code, line = harbor.examined(papers=foreign.folder)
    assert (code, line["state"]) == (1, "wrong") and "Are both of one scripts/make-site?" in line["to_do"]
