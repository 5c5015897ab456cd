"""What a Vosk model cannot hear is known before anybody says it."""

from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.listening.vosk.lexicon import unknown_words
from tests.listening.conftest import TEST_MODEL


@pytest.mark.engines
def test_words_that_the_model_lacks_are_named() -> None:
    """The others are not."""
    assert unknown_words(TEST_MODEL, ["yes", "quinoa", "seven"]) == {"quinoa"}


@pytest.mark.engines
def test_a_folder_that_is_no_model_is_told(tmp_path: Path) -> None:
    """With what to do."""
    with pytest.raises(DeviceError, match="coach models fetch"):
        unknown_words(tmp_path, ["yes"])
