"""`coach models`."""

import json
from pathlib import Path

import pytest

from coach import models
from coach.cli import main
from tests.publisher import packed

VOSK, MOONSHINE, *KOKORO = models.catalogue(Path("nowhere")).models


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for models."""
    monkeypatch.setenv("COACH_MODELS_FOLDER", str(tmp_path / "models"))
    return tmp_path / "models"


def test_it_lists_what_there_is(capfd: pytest.CaptureFixture[str]) -> None:
    """Each model with its licence, its size and where it comes from."""
    assert main(["models"]) == 0
    out = capfd.readouterr().out
    assert f"{VOSK}: not installed" in out
    assert "Apache-2.0, to fetch 41.2 MB from https://alphacephei.com/" in out
    assert "MIT, to fetch 56.4 MB from moonshine-voice==0.1.0" in out


def test_a_program_can_read_the_list(capfd: pytest.CaptureFixture[str]) -> None:
    """As JSON, all or one."""
    assert main(["models", "--json"]) == 0
    assert [row["name"] for row in json.loads(capfd.readouterr().out)] == [VOSK, MOONSHINE, *KOKORO]
    assert main(["models", "list", MOONSHINE, "--json"]) == 0
    (row,) = json.loads(capfd.readouterr().out)
    assert (row["installed"], row["ear"], row["megabytes"]) == (False, "moonshine", 56.4)


@pytest.mark.parametrize("words", ["list better", "fetch better", "verify better", "fetch --from x", "list --from x"])
def test_called_wrongly_it_says_how(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    """An unknown model, or --from without a model: exit code 2."""
    assert main(["models", *words.split()]) == 2
    assert capfd.readouterr().err.startswith("coach: ")


def test_a_file_that_is_not_the_model_is_refused(
    place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, one line, and nothing is installed."""
    other = tmp_path / "other.zip"
    other.write_bytes(packed({f"{VOSK}/am/final.mdl": b"another model"}))
    for name, says in ((VOSK, "another checksum"), (MOONSHINE, "no folder moonshine_voice/assets/tiny-en")):
        assert main(["models", "fetch", name, "--from", str(other)]) == 1
        assert says in capfd.readouterr().err
    assert list(place.iterdir()) == []


def test_verifying_finds_nothing_where_nothing_is(capfd: pytest.CaptureFixture[str]) -> None:
    """All together that is no fault; a model that is asked for by name has to be there."""
    assert main(["models", "verify"]) == 0
    assert main(["models", "verify", MOONSHINE]) == 1
    assert f"{MOONSHINE}: not installed" in capfd.readouterr().out


def test_a_language_without_a_model_is_not_fetched_another(
    monkeypatch: pytest.MonkeyPatch, place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The pack is Spanish, all models hear English: exit code 1, and where a model of one's own is named."""
    monkeypatch.setenv("COACH_PACK", "es")
    assert main(["models", "fetch"]) == 1
    assert "no ear for this language (es)" in capfd.readouterr().err
    assert not place.exists()


@pytest.mark.engines
def test_a_model_is_fetched_verified_damaged_and_mended(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The real one, by pip; one changed byte is found and fetched anew."""
    assert main(["models", "fetch", MOONSHINE, "--json"]) == 0
    assert json.loads(capfd.readouterr().out) == {"name": MOONSHINE, "folder": str(place / MOONSHINE)}
    assert main(["models", "verify", MOONSHINE]) == 0
    with (place / MOONSHINE / "encoder_model.ort").open("r+b") as file:
        file.seek(1000)
        file.write(b"?!")
    assert main(["models", "verify"]) == 1
    assert "damaged (encoder_model.ort): run `coach models fetch" in capfd.readouterr().out
    assert main(["models", "fetch", MOONSHINE]) == 0
    assert main(["models", "verify", MOONSHINE]) == 0
