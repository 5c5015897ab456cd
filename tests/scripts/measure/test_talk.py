"""What made-up people do, in every mixture."""

from random import Random

import pytest

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.events import FellSilent, Heard, KeyPressed, SessionStarted
from coach.rehearsal.dialogue import Dialogue
from coach.safety.finding import Danger
from scripts.measure.talk import DANGERS, DOUBTS, WEIGHTS, Talker
from tests.conversation.transcript import GAPS
from tests.listeners import rules_of


@pytest.mark.parametrize(("text", "danger"), [(d, Danger.RISK) for d in DANGERS] + [(d, Danger.ASK) for d in DOUBTS])
def test_what_is_meant_as_danger_is_heard_as_danger(english: Pack, text: str, danger: Danger) -> None:
    """By the rules alone: a simulation leaves the network out."""
    assert rules_of(english).read(text).danger is danger


def test_they_do_all_of_it(english: Pack) -> None:
    """Speak, press, and say nothing; each answers what the coach listens for, if in any way."""
    dialogue = Dialogue(Session(english, rules_of(english), GAPS), SessionStarted("check_in.craving"))
    assert dialogue.listen is not None
    talkers = [Talker(Random(seed)) for seed in range(40 * len(WEIGHTS))]
    done = [talker.does(dialogue.listen) for talker in talkers]
    assert {type(what) for what in done} == {Heard, FellSilent, KeyPressed}
    assert {what.listen_id for what in done if isinstance(what, Heard)} == {dialogue.listen.listen_id}


def test_who_went_away_says_nothing_any_more(english: Pack) -> None:
    """To the end of the session."""
    dialogue = Dialogue(Session(english, rules_of(english), GAPS), SessionStarted())
    assert dialogue.listen is not None
    talker = Talker(Random(1))
    while not talker.left:
        talker.does(dialogue.listen)
    assert all(isinstance(talker.does(dialogue.listen), FellSilent) for _ in range(50))
