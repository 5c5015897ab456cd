"""A pause lasts as long as somebody is there."""

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.moves import Follow, ListenOn, Open, Resume, Take
from coach.conversation.turns.pause import PAUSE_SECONDS, PAUSES_AT_MOST, Pause
from coach.conversation.turns.standing_invitation import StandingInvitation
from coach.conversation.understanding import ASIDE_WORDS, Rated, Wished
from coach.conversation.waiting import AT_HOME, Waiting
from tests.conversation.led import Led, clearly, mumbled, perhaps, said_first


def paused(pack: Pack, waiting: Waiting = AT_HOME) -> Led:
    """At a question."""
    led = Led(pack, pack.session["check_in"], waiting).at("craving").make(Take(Wished("pause")))
    led.effects()
    return led


def test_it_waits_for_a_long_time(english: Pack) -> None:
    """Two minutes, until it is asked about."""
    turn = paused(english).turn
    assert isinstance(turn, Pause) and turn.no_input_seconds == PAUSE_SECONDS


def test_go_on_goes_back_to_the_question(english: Pack) -> None:
    """And so does a key; a pause within a pause is one more."""
    led = paused(english)
    for move in (led.turn.hear(clearly(Wished("go_on"))), led.turn.press("go_on")):
        assert isinstance(move, Resume) and said_first(move) == list(english.repair.going_on)
    assert isinstance(led.turn.hear(clearly(Wished("pause"))), Open)
    assert led.make(led.turn.hear(clearly(Wished("go_on")))).said()[-1] == "check_in.craving"


def test_a_doubtful_go_on_that_is_confirmed_goes_on_and_skips_nothing(english: Pack) -> None:
    """The question that was open before the pause is asked."""
    led = paused(english)
    led.make(led.turn.hear(perhaps(Wished("go_on"))))
    led.effects()
    led.make(led.turn.hear(clearly(Wished("go_on"))))
    assert led.said()[-1] == "check_in.craving"


def test_what_is_said_to_somebody_else_is_nothing(english: Pack) -> None:
    """Only an unclear "stop" is asked about, where a question stands under the pause."""
    turn = paused(english).turn
    assert turn.hear(mumbled(words=ASIDE_WORDS)) == ListenOn()
    assert isinstance(turn.hear(mumbled(Wished("stop"))), Open)
    breathing = Led(english, english.exercises["urge_surfing"]).at("settle_feet").make(Take(Wished("pause")))
    assert breathing.turn.hear(mumbled(Wished("stop"))) == ListenOn()


def test_a_key_still_answers_the_question_under_it(english: Pack) -> None:
    """Seven is seven."""
    assert paused(english).turn.press("7") == Take(Rated(7))


def test_a_pause_that_nobody_ends_is_asked_about_and_ends(english: Pack) -> None:
    """After five times nobody is there any more."""
    led = paused(english)
    for _ in range(PAUSES_AT_MOST - 1):
        move = led.turn.fall_silent(None)
        assert isinstance(move, Open) and said_first(move)[0].startswith("still_paused")
        led.make(move)
    assert led.turn.fall_silent(None) == Follow(Route(end="stop"))


def test_a_pause_on_a_safety_path_is_never_ended(english: Pack) -> None:
    """It is asked about, and then the coach stays, calls staff, and is quiet: whoever comes back says a word."""
    led = Led(english, english.safety["suicide"])
    led.context.machine.fire("alarm")
    led.make(Resume()).make(Take(Wished("pause")))
    for _ in range(PAUSES_AT_MOST - 1):
        led.make(led.turn.fall_silent(None))
    move = led.turn.fall_silent(None)
    assert isinstance(move, Open) and move.calls_staff and isinstance(move.turn, StandingInvitation)
    assert led.make(move).turn.hear(mumbled(Wished("stop"))) == ListenOn()
    assert led.turn.hear(clearly(Wished("go_on"))) == Take(Wished("go_on"))


def test_at_a_kiosk_it_is_asked_sooner_whether_somebody_is_there(english: Pack) -> None:
    """After four minutes somebody else may stand before it."""
    led = paused(english, Waiting(idle_seconds=30.0))
    led.context.idle.wait(PAUSE_SECONDS)
    led.make(led.turn.fall_silent(None))
    move = led.turn.fall_silent(None)
    assert isinstance(move, Open) and said_first(move)[0].startswith("still_there")
