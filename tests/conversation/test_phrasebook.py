"""What can be said in each place of a pack."""

from copy import deepcopy
from dataclasses import replace

from coach.content.pack import Pack
from coach.content.script import Answer, Ask, Step
from coach.conversation.phrasebook import phrasebook_of
from coach.conversation.understanding import vocabulary_everywhere, vocabulary_of, vocabulary_to_settle


def test_it_holds_what_can_be_said_at_a_step(english: Pack) -> None:
    """Worked out once: whoever comes there later, in another session too, finds the same."""
    book, step = phrasebook_of(english), english.session["check_in"].steps["craving"]
    assert book.at(step) == vocabulary_of(step, english.words)
    assert phrasebook_of(english).at(step) is book.at(step)


def test_steps_that_say_the_same_have_each_their_own(english: Pack) -> None:
    """A step is told from another by what it is, not by what it says."""
    book = phrasebook_of(english)
    one, other = (Step(ask=Ask(answers={"yes": Answer(phrases=["aye"])})) for _ in range(2))
    assert book.at(one) == book.at(other) and book.at(one) is not book.at(other)


def test_it_holds_what_can_be_said_in_any_place(english: Pack) -> None:
    """In a pause, and in answer to a gentle question."""
    book = phrasebook_of(english)
    assert book.everywhere == vocabulary_everywhere(english.words)
    assert book.settling == vocabulary_to_settle(english.words)


def test_each_pack_has_its_own(english: Pack, spanish: Pack) -> None:
    """Also one that was changed a little; and a copy of a session has that of the session."""
    changed = replace(english, exercises={})
    books = [phrasebook_of(pack) for pack in (english, spanish, changed)]
    assert len({*map(id, books)}) == 3
    assert deepcopy(books[0]) is books[0]
