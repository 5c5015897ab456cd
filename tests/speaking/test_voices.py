"""The speech engines there are: each is begun with what it needs, or it is said what that is."""

from pathlib import Path

import pytest

from coach.errors import CallerError
from coach.speaking import voices


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where some of Kokoro's voices are."""
    for name in ("af_heart", "bm_fable", "ef_dora"):
        (tmp_path / f"{name}.bin").touch()
    return tmp_path


@pytest.mark.parametrize(("voice", "language"), [("af_heart", "en"), ("bm_fable", "en"), ("ef_dora", "es")])
def test_kokoro_speaks_with_each_of_its_voices_in_that_voice_s_language(
    folder: Path, voice: str, language: str
) -> None:
    """It is named in reports by both."""
    engine = voices.kokoro(folder, folder, voice, language)
    assert engine.name == f"kokoro {voice}"
    engine.worker.close()


@pytest.mark.parametrize(
    ("voice", "language", "fix"),
    [
        ("af_hart", "en", "Did you mean af_heart? It has af_heart, bm_fable."),
        ("af_heart", "es", "It has ef_dora."),
        ("af_heart", "de", "It has none."),
    ],
)
def test_a_voice_that_is_none_or_of_another_language_is_told(folder: Path, voice: str, language: str, fix: str) -> None:
    """With those that there are."""
    with pytest.raises(CallerError, match=f"no voice '{voice}' that speaks {language}") as told:
        voices.kokoro(folder, folder, voice, language)
    assert told.value.fix.endswith(fix)
