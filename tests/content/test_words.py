"""What a person may say, as a pack has it."""

from collections.abc import Callable

import pytest

from coach.content.pack import Pack
from coach.content.words import Words
from coach.listening.mention import words_of
from tests.content.scripts import good

WORDS = Words.model_validate(good("words.yaml"))


@pytest.mark.parametrize("name", ["en", "es"])
def test_no_word_beside_the_answers_is_one(name: str, pack_called: Callable[[str], Pack]) -> None:
    """An ear that is told of a decoy would never hear the answer; each is one word, said once."""
    words = pack_called(name).words
    named = [*words.shared.values(), *words.everywhere.values(), *words.numbers.values()]
    answers = {phrase for phrases in named for phrase in phrases}
    assert not answers & {*words.decoys, *words.same_sound}
    assert len(set(words.decoys)) == len(words.decoys)
    assert all(words_of(decoy) == [decoy] for decoy in words.decoys)


def test_a_number_is_understood_bare_and_in_what_is_said_around_it() -> None:
    """Each of its names, with the number; one that means something else here does not count."""
    phrases = WORDS.number_phrases()
    name = WORDS.numbers[7][0]
    around = WORDS.carriers[0].replace("{number}", name)
    assert phrases[name] == phrases[around] == 7
    assert {name, around}.isdisjoint(WORDS.number_phrases(without=[name]))
