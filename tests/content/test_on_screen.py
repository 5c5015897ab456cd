"""What a pack has on a screen."""

import pytest
from pydantic import ValidationError

from coach.content.on_screen import Page
from coach.content.pack import Pack


def test_each_pack_has_all_words_of_a_page(english: Pack, spanish: Pack) -> None:
    """Also those for a place where others can hear and see it, which say nothing of a craving."""
    pages = [pack.header.screen.page for pack in (english, spanish)]
    assert all(isinstance(page, Page) and page.aloud for page in pages)
    neutral = [page.wave_among_others.lower() for page in pages if page]
    assert [words for words in neutral if "craving" in words or "ganas" in words] == []


def test_a_word_that_is_missing_is_a_fault(english: Pack) -> None:
    """No page is half in another language."""
    page = english.header.screen.page
    assert page
    with pytest.raises(ValidationError, match="aloud"):
        Page.model_validate({name: words for name, words in page.model_dump().items() if name != "aloud"})
