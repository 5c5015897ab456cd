"""Is somebody still there, at a kiosk?"""

import pytest

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.moves import Follow, Resume, Take
from coach.conversation.session import Session
from coach.conversation.turns.presence import PRESENCE_SECONDS, Presence
from coach.conversation.understanding import Wished
from coach.conversation.waiting import Waiting
from coach.effects import Effect, End, Listen, Say
from coach.events import FellSilent, SessionStarted
from tests.conversation.led import Led, clearly, mumbled
from tests.conversation.transcript import GAPS, event_of
from tests.listeners import safety_of

KIOSK = Waiting(idle_seconds=30.0)


def asked(pack: Pack) -> Presence:
    """At a question that nobody answered."""
    led = Led(pack, pack.session["check_in"], KIOSK).at("craving")
    return Presence(led.turn)


def visit(pack: Pack, *doings: str) -> tuple[Session, list[Effect]]:
    """A session at a kiosk, in which all this was done."""
    session = Session(pack, safety_of(pack), GAPS, KIOSK)
    effects = session.receive(SessionStarted(), 0.0)
    for doing in doings:
        effects = session.receive(event_of(doing, listen_in(effects)), 0.0)
    return session, effects


def listen_in(effects: list[Effect]) -> Listen:
    """Where the coach listens."""
    return next(effect for effect in effects if isinstance(effect, Listen))


def said(effects: list[Effect]) -> list[str]:
    """The ids of what is said."""
    return [line.id for effect in effects if isinstance(effect, Say) for line in effect.lines]


def until_asked(pack: Pack, *doings: str) -> tuple[Session, list[Effect]]:
    """The same, and then nothing but silence until it is asked whether somebody is there."""
    session, effects = visit(pack, *doings)
    for _ in range(40):
        if any(line.startswith("repair.still_there") for line in said(effects)):
            return session, effects
        effects = session.receive(FellSilent(listen_in(effects).listen_id), 0.0)
    raise AssertionError("nobody was asked whether they are there")


def test_there_are_twenty_seconds_to_answer(english: Pack) -> None:
    """And one word of any kind, an unclear one too, or any key, is enough: the question is asked again."""
    assert asked(english).no_input_seconds == PRESENCE_SECONDS == 20.0
    assert asked(english).hear(mumbled()) == Resume()
    assert asked(english).hear(clearly(Wished("go_on"))) == Resume()
    assert asked(english).press("7") == asked(english).press("go_on") == Resume()


def test_stop_and_help_are_what_they_are_everywhere(english: Pack) -> None:
    """By voice and by key."""
    for wish in ("stop", "help", "pause"):
        assert asked(english).hear(clearly(Wished(wish))) == asked(english).press(wish) == Take(Wished(wish))


def test_silence_ends_it(english: Pack) -> None:
    """As "stop" does, with whom to call."""
    assert asked(english).fall_silent(None) == Follow(Route(end="stop"))


def test_who_never_speaks_still_gets_the_exercise_that_needs_no_answer(english: Pack) -> None:
    """Somebody may stand there and be unable to speak; only afterwards it is asked."""
    session, _ = until_asked(english)
    assert session.state == "check_out"


def test_an_empty_room_ends_the_session_kindly(english: Pack) -> None:
    """Twenty seconds after it was asked, and the last words are said."""
    session, effects = until_asked(english, "ready")
    effects = session.receive(FellSilent(listen_in(effects).listen_id), 0.0)
    assert session.state == "ended" and said(effects)[-1] == "stopped.stopped"
    assert any(isinstance(effect, End) for effect in effects)


@pytest.mark.parametrize("doing", ["(unclear)", "(key: go_on)"])
def test_it_can_be_put_off_as_often_as_somebody_likes(english: Pack, doing: str) -> None:
    """Ten times and more, with a sound or a key."""
    session, effects = until_asked(english, "ready")
    for _ in range(12):
        effects = session.receive(event_of(doing, listen_in(effects)), 0.0)
        for _ in range(20):
            if any(line.startswith("repair.still_there") for line in said(effects)):
                break
            effects = session.receive(FellSilent(listen_in(effects).listen_id), 0.0)
    assert session.state not in ("stopped", "ended")


def test_a_safety_path_is_never_ended_by_silence(english: Pack) -> None:
    """The coach stays, and nobody is asked whether they are there."""
    session, effects = visit(english, "(talks: i want to kill myself)")
    for _ in range(100):
        effects = session.receive(FellSilent(listen_in(effects).listen_id), 0.0)
        assert not any(line.startswith("repair.still_there") for line in said(effects))
    assert session.state == "safety"


def test_danger_is_heard_also_in_answer_to_this(english: Pack) -> None:
    """Safety is no state that one can be outside of."""
    session, effects = until_asked(english, "ready")
    session.receive(event_of("(talks: i want to kill myself)", listen_in(effects)), 0.0)
    assert session.state == "safety"


def test_at_home_nobody_is_asked(english: Pack) -> None:
    """Silence leads on there, as ever."""
    session = Session(english, safety_of(english), GAPS)
    effects = session.receive(SessionStarted(), 0.0)
    lines = said(effects)
    while session.state != "ended":
        effects = session.receive(FellSilent(listen_in(effects).listen_id), 0.0)
        lines += said(effects)
    assert not any(line.startswith("repair.still_there") for line in lines)
