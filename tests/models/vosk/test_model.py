"""The test model that is committed: is it whole, small, and does it know today's words?"""

from pathlib import Path

import pytest

from coach.listening import vosk
from models.vosk.model import MFCC_CONF, MODEL_CONF, SIZE_AT_MOST_BYTES, TEST_MODEL, words_missing


def test_it_knows_every_word_of_the_packs() -> None:
    """A phrase with a word that it does not know could not be heard in any test."""
    missing = words_missing(TEST_MODEL)
    assert not missing, f"{', '.join(missing)}: run `scripts/make-test-model --graph` and commit {TEST_MODEL}"


def test_it_is_small() -> None:
    """It is in the repository, and everybody who clones that gets it."""
    assert sum(file.stat().st_size for file in TEST_MODEL.rglob("*") if file.is_file()) < SIZE_AT_MOST_BYTES


@pytest.mark.parametrize("name", vosk.FILES)
def test_it_has_what_the_ear_asks_for(name: str) -> None:
    """A graph that takes a grammar, above all."""
    assert (TEST_MODEL / name).stat().st_size > 0
    assert not (TEST_MODEL / "graph" / "HCLG.fst").exists()


def test_its_settings_are_those_of_the_recipe() -> None:
    """Nobody changed the copy."""
    assert (TEST_MODEL / "conf" / "model.conf").read_text() == MODEL_CONF
    assert (TEST_MODEL / "conf" / "mfcc.conf").read_text() == MFCC_CONF


def test_a_word_that_it_lacks_is_named(tmp_path: Path) -> None:
    """So that the failing test says what to do."""
    known = (TEST_MODEL / "graph" / "words.txt").read_text().splitlines()
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "words.txt").write_text("\n".join(line for line in known if not line.startswith("seven ")))
    assert words_missing(tmp_path) == ["seven"]
