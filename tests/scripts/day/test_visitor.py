"""Who comes by."""

from coach.content.pack import Pack
from scripts.day.hands import BUTTONS
from scripts.day.visitor import FIRST, all_of, carrying


def test_everybody_fits_the_pack(english: Pack) -> None:
    """Each of their answers has a question; and there are many kinds of people."""
    kinds = {kind.content.id: kind.content for kind in all_of(english)}
    assert len(kinds) >= 15
    assert {kind.comes_by for kind in kinds.values()} == {"voice", "key", "touch", None}
    assert {"suicide", "help"} <= {kind.calls for kind in kinds.values()}


def test_who_presses_keys_presses_only_those_that_there_are(english: Pack) -> None:
    """A keypad has no digits here."""
    known = {"go_on", *BUTTONS.values()}
    for kind in all_of(english):
        if kind.content.answers_by == "key":
            keys = {reply.key for replies in kind.content.answers.values() for reply in replies} - {None}
            assert keys <= known, kind.path


def test_somebody_says_words_of_their_own_first_and_who_is_silent_says_none(english: Pack) -> None:
    """Then what they would have said anyway."""
    kinds = {kind.content.id: kind.content for kind in all_of(english)}
    first, second, *_ = carrying(kinds["calm"], "green apple").answers[FIRST]
    assert (first.say, first.means, second.say) == ("green apple", "nothing", "ready")
    assert carrying(kinds["says_nothing"], "green apple") == kinds["says_nothing"]
