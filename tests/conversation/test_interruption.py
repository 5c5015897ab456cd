"""What breaks into the coach's speech, and what is only its echo."""

import pytest

from coach.content.pack import Pack
from coach.conversation.interruption import Interruptions, is_own, is_said
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, Say, StopSpeaking
from coach.events import Decision, Heard, Interrupted, SessionStarted
from tests.conversation.transcript import GAPS
from tests.listeners import safety_of

SPOKEN = "Press your feet into the floor, and feel it hold you."


def interrupted(pack: Pack, phrase: str | None, text: str, spoken: str = SPOKEN, sure: bool = True) -> list[Effect]:
    """What the session does when this is heard while it says `spoken`."""
    session = Session(pack, safety_of(pack), GAPS)
    session.receive(SessionStarted(), 0.0)
    heard = Heard(-1, Decision.ACCEPT if sure else Decision.REJECT, phrase, open_text=text)
    return session.receive(Interrupted(heard, spoken), 1.0)


def test_only_what_cannot_wait_is_listened_for(english: Pack) -> None:
    """Stop and pause; nobody was asked anything."""
    expectation = Interruptions(english.words, ("i want to die",)).expectation
    assert set(expectation.phrases) == {*english.words.everywhere["stop"], *english.words.everywhere["pause"]}
    assert expectation.unasked and not expectation.open_words
    assert expectation.risks == ("i want to die",)


@pytest.mark.parametrize(("phrase", "first"), [("stop", "stopped."), ("one moment", "repair.paused")])
def test_stop_and_pause_are_done_at_once(english: Pack, phrase: str, first: str) -> None:
    """The coach is quiet, then answers."""
    silent, said, *_ = interrupted(english, phrase, f"{phrase}.")
    assert isinstance(silent, StopSpeaking)
    assert isinstance(said, Say) and said.lines[0].id.startswith(first)


def test_a_word_of_risk_is_heard_over_the_coach(english: Pack) -> None:
    """Whatever it was saying."""
    effects = interrupted(english, None, "I want to kill myself.", sure=False)
    assert CallStaff("suicide") in effects and isinstance(effects[0], StopSpeaking)


@pytest.mark.parametrize("text", ["What is on tonight?", "", "Yeah."])
def test_anything_else_is_nothing(english: Pack, text: str) -> None:
    """The coach goes on."""
    assert interrupted(english, None, text, sure=False) == []


def test_what_is_not_beyond_doubt_is_nothing(english: Pack) -> None:
    """A false stop would cost more than a second "stop"."""
    assert interrupted(english, "stop", "Top.", sure=False) == []


def test_the_coach_s_own_words_are_nothing(english: Pack) -> None:
    """Neither its commands nor its questions about danger."""
    assert interrupted(english, "stop", "Stop.", spoken="Say stop if you want to end.") == []
    asked = "Are you thinking about killing yourself?"
    assert interrupted(english, None, "Thinking about killing yourself.", spoken=asked, sure=False) == []


def test_an_echo_is_most_of_the_coach_s_words_in_their_order() -> None:
    """A misheard one too; not somebody who uses some of the same words."""
    assert is_own("your feed into the floor and", SPOKEN)
    assert not is_own("I cannot feel my feet any more, I want to die", SPOKEN)
    assert not is_own("", SPOKEN)


def test_a_phrase_is_said_where_its_word_is_said() -> None:
    """Small words do not count: "stop it" is not said by "feel it"."""
    assert is_said("stop it", "Say stop at any time.", frozenset({"it"}))
    assert not is_said("stop it", SPOKEN, frozenset({"it"}))


@pytest.mark.parametrize(
    ("phrase", "spoken", "said"),
    [
        ("dame un minuto", "Quédate un momento así.", False),
        ("dame un minuto", "Faltan un minuto y medio.", True),
        ("ya basta", "Ya está, ya puedes soltar.", False),
    ],
)
def test_the_small_words_are_the_language_s_own(spanish: Pack, phrase: str, spoken: str, said: bool) -> None:
    """They stand in the pack: no line of Python knows them."""
    assert is_said(phrase, spoken, frozenset(spanish.words.small)) is said


def test_a_phrase_of_small_words_alone_is_said_where_all_of_them_are() -> None:
    """Otherwise it could never be said over the coach."""
    assert not is_said("one", SPOKEN, frozenset({"one"}))
