"""What the second view is taught."""

import pytest

from coach.content.pack import Pack
from models.speech.strange import STRANGE_WORDS

pytest.importorskip("wordfreq")

from models.words.vocabulary import other_words, replies


def test_no_other_word_is_an_answer_or_kept_for_measuring(english: Pack) -> None:
    """Else the figures would not tell anything."""
    known = replies(english.words)
    others = other_words(known, tuple(english.words.hesitations), 500)
    assert len(set(others)) == 500
    assert not {*others} & {*known, *STRANGE_WORDS}
    assert not {*known} & {*STRANGE_WORDS}
