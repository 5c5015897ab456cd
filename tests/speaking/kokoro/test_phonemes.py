"""What Kokoro is given to say."""
# ruff: noqa: RUF001 - these letters are meant

from collections.abc import Callable

import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.speaking.kokoro.engine import SYMBOLS
from coach.speaking.kokoro.phonemes import phonemes

pytestmark = pytest.mark.engines


@pytest.mark.parametrize(
    ("sentence", "locale", "written"),
    [
        ("Settle where you are.", "en-us", "sˈɛTᵊl wˈɛɹ ju ɑɹ."),
        ("In danger, call 9 9 9.", "en-us", "ɪn dˈAnʤəɹ, kˈɔl nˈIn nˈIn nˈIn."),
        ("Go home.", "en-gb", "ɡˌQ hˈQm."),
        ("Bien hecho.", "es-419", "bjˈen ˈeʧo."),
    ],
)
def test_a_sentence_in_kokoro_s_letters(sentence: str, locale: str, written: str) -> None:
    """Diphthongs and affricates are one letter, marks stay, digits are words."""
    assert phonemes(sentence, locale) == written


def test_after_an_exclamation_mark_it_would_speak_on() -> None:
    """So there is none."""
    assert phonemes("Stop! Now!", "en-us").count(".") == 2


@pytest.mark.parametrize(("pack_name", "locale"), [("en", "en-us"), ("en", "en-gb"), ("es", "es-419")])
def test_every_letter_is_one_that_it_was_taught(
    pack_called: Callable[[str], Pack], pack_name: str, locale: str
) -> None:
    """Of all that a pack says: what it does not know it leaves out, and a word sounds wrong."""
    lines = " ".join(text for _, text in pack_called(pack_name).lines() if "{" not in text)
    assert set(phonemes(lines, locale)) - set(SYMBOLS) == set()


def test_a_language_that_espeak_does_not_speak_is_told() -> None:
    """As everywhere else."""
    with pytest.raises(DeviceError, match="does not say how xx is pronounced"):
        phonemes("Hello.", "xx")
