"""`coach update`: for who makes one, and for who installs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import main
from coach.editions import minisign
from tests.editions.maker import content, key_pair, kiosk, made, version_spoken
from tests.soundcard import soundcard

UPDATE = [sys.executable, "-m", "coach", "update"]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secret key, its public one beside it."""
    return key_pair(tmp_path_factory.mktemp("keys"))


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """On both streams, in one line."""
    captured = capsys.readouterr()
    return " ".join((captured.out + captured.err).split())


def test_its_maker_is_told_what_was_made(tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And for whom; for a program as one object."""
    place = content(tmp_path, 7, "kiosks: [ward-3]\n")
    assert main(["update", "make", str(place), "--key", str(secret)]) == 0
    assert f"{place}.update: version 7, for Harbor Clinic, ward-3." in told(capsys)
    assert main(["update", "make", str(place), "--key", str(secret), "--out", str(tmp_path / "x"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kiosks"] == ["ward-3"]


def test_what_is_in_force_and_who_is_trusted_is_told(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """At first nobody; keys come and go by hand."""
    site, public = kiosk(tmp_path), secret.with_suffix(".pub")
    name = minisign.id_of(minisign.key_of(public))
    assert main(["update", "--site", str(site)]) == 0
    assert "In force: by hand." in (shown := told(capsys)) and "Trusted keys: none" in shown
    for _ in range(2):
        assert main(["update", "keys", "--trust", str(public), "--site", str(site)]) == 0
        assert f"Trusted keys: {name}." in told(capsys)
    assert main(["update", "keys", "--drop", "F" * 16, "--site", str(site)]) == 2
    assert f"Trusted: {name}." in told(capsys)
    assert main(["update", "keys", "--drop", name, "--site", str(site), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["keys"] == []


@pytest.mark.parametrize(
    ("words", "fix"),
    [
        (["install", "7.update"], "Say --site site.yaml."),
        (["install", "--site", "site.yaml"], "update install FILE --site site.yaml`."),
        (["make", "folder"], "Say --key harbor.key."),
        (["make"], "update make FOLDER --key harbor.key`."),
    ],
)
def test_what_is_not_said_is_asked_for(words: list[str], fix: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2."""
    assert main(["update", *words]) == 2
    assert fix in told(capsys)


@pytest.mark.engines
@pytest.mark.sound
def test_an_update_that_passes_the_self_test_is_in_force_from_the_next_start_on(tmp_path: Path, secret: Path) -> None:
    """The real one: the tone goes through the air. Then it is taken back."""
    site = kiosk(tmp_path)
    made(tmp_path / "stick", secret, 7)
    with soundcard() as card, card.room_noise():
        sound = {**card.environment(sink="air", source="mic"), "COACH_COUNTRY": ""}

        def update(*words: str | Path) -> str:
            return subprocess.run(
                [*UPDATE, *words, "--site", site], env=sound, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                check=True,
            ).stdout  # fmt: skip

        update("keys", "--trust", secret.with_suffix(".pub"))
        assert "In force from the next start on: update 7: new words." in update("install", tmp_path / "stick")
        assert version_spoken(site) == "7"
        assert "In force from the next start on: by hand." in update("back") and version_spoken(site) == ""
