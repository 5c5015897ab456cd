"""Words that answer nothing."""

from coach.content.pack import Pack
from coach.listening.decoys import DECOYS
from coach.listening.mention import words_of


def test_no_decoy_is_an_answer(english: Pack) -> None:
    """Nor said twice, nor more than one word as phrases have them."""
    words = english.words
    named = [*words.shared.values(), *words.everywhere.values(), *words.numbers.values()]
    answers = {phrase for phrases in named for phrase in phrases}
    assert not answers & set(DECOYS)
    assert len(set(DECOYS)) == len(DECOYS)
    assert all(words_of(decoy) == [decoy] for decoy in DECOYS)
