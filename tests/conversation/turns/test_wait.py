"""A wait: how much of it is left, and what may be said meanwhile."""

from coach.content.pack import Pack
from coach.content.script import Route
from coach.conversation.moves import Follow, ListenOn, Open, Resume, Take
from coach.conversation.turns.wait import Wait
from coach.conversation.understanding import ASIDE_WORDS, Wished
from coach.effects import Listen
from tests.conversation.led import Led, clearly, mumbled, perhaps


def waiting(pack: Pack) -> tuple[Led, Wait]:
    """An announced silence, of which the announcement was spoken at 100 seconds."""
    led = Led(pack, pack.exercises["urge_surfing"]).at("settle_feet", now=90.0)
    assert isinstance(led.turn, Wait)
    return led, led.turn


def test_it_runs_from_when_its_announcement_was_spoken(english: Pack) -> None:
    """Whoever breaks into the announcement has lost nothing of the silence."""
    _, wait = waiting(english)
    whole = wait.left_seconds
    wait.broken_off(95.0)
    assert wait.left_seconds == whole
    wait.prompt_finished(100.0)
    wait.broken_off(103.0)
    assert wait.left_seconds == whole - 3.0


def test_it_stands_still_while_something_is_laid_over_it(english: Pack) -> None:
    """A pause takes nothing away from the wait that it broke into."""
    _, wait = waiting(english)
    wait.prompt_finished(100.0)
    left = wait.left_seconds - 4.0
    wait.broken_off(104.0)
    assert wait.broken_off(500.0).left_seconds == left


def test_a_pause_within_the_announcement_leaves_the_whole_wait(english: Pack) -> None:
    """It goes on with all of it, and not with what the announcement left."""
    led, wait = waiting(english)
    whole = wait.left_seconds
    led.make(Take(Wished("pause")), now=99.0)
    led.turn.prompt_finished(100.0)
    led.effects()
    led.make(led.turn.hear(clearly(Wished("go_on"))), now=130.0)
    listen = led.effects()[-1]
    assert isinstance(listen, Listen) and listen.expectation.no_input_seconds == whole


def test_nothing_need_be_said(english: Pack) -> None:
    """Silence ends it; talk goes by; a word for the coach is heard."""
    _, wait = waiting(english)
    assert wait.fall_silent(None) == Follow(Route())
    assert wait.hear(mumbled(words=ASIDE_WORDS)) == ListenOn()
    assert wait.hear(mumbled(Wished("stop"))) == ListenOn()
    assert wait.hear(clearly(Wished("stop"))) == Take(Wished("stop"))
    assert isinstance(wait.hear(perhaps(Wished("stop"))), Open)
    assert wait.unanswered("no_input", None) == Resume()


def test_it_ends_also_in_a_room_where_somebody_always_talks(english: Pack) -> None:
    """What is said to somebody else does not begin it anew."""
    led, wait = waiting(english)
    wait.prompt_finished(100.0)
    led.make(ListenOn(), now=102.0)
    assert led.turn is wait
    led.make(ListenOn(), now=100.0 + 60.0)
    assert led.turn is not wait
