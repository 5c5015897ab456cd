"""How words sound, as the coach's voice would say them."""

import pytest

from coach.errors import DeviceError
from coach.speaking.pronunciation import pronounce


@pytest.mark.engines
def test_words_that_are_spelled_unlike_may_sound_the_same() -> None:
    """And the other way round."""
    sounds = pronounce(["flour", "flower", "though", "tough"], "en-US")
    assert sounds["flour"] == sounds["flower"]
    assert sounds["though"] != sounds["tough"]


@pytest.mark.engines
def test_each_text_keeps_its_own_sounds() -> None:
    """Many at once, in order, each once, whatever signs stand in it."""
    texts = ["yes", "no", "i don't know", "yes", "well: now", "c'mon", "nine one one", "-", "ok."]
    sounds = pronounce(texts, "en-US")
    assert list(sounds) == list(dict.fromkeys(texts))
    assert sounds["no"] == pronounce(["no"], "en-US")["no"]
    assert not set(" ˈˌ") & set("".join(sounds.values()))


@pytest.mark.engines
def test_what_is_no_word_has_no_sounds() -> None:
    """Signs, digits, a word without end; the others keep theirs."""
    texts = ["_", "'", "7", "", "m" * 400_000, "yes"]
    sounds = pronounce(texts, "en-US")
    assert [sounds[text] for text in texts[:-1]] == [""] * 5
    assert sounds["yes"] == pronounce(["yes"], "en-US")["yes"]


@pytest.mark.engines
def test_each_language_has_its_own_sounds() -> None:
    """Without another dictionary."""
    assert pronounce(["once"], "es-ES") != pronounce(["once"], "en-US")


@pytest.mark.engines
def test_a_language_that_nobody_speaks_is_told() -> None:
    """With its name."""
    with pytest.raises(DeviceError, match="xx-XX"):
        pronounce(["yes"], "xx-XX")
