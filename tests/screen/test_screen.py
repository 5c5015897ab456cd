"""The screen, seen from the session: it is told everything, and gives keys."""

import threading
from dataclasses import replace

import pytest

from coach.content.pack import Pack
from coach.effects import Expectation, Line, Listen, Remember, Say
from coach.errors import CallerError
from coach.events import Decision, Heard, Interrupted
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.terminal.keys import KEYS
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys
from tests.screen.sitting import line_to, shown_on


def sent_after(screen: Screen, *what: object) -> str:
    """All that a page is sent that comes after all this."""
    for each in what:
        screen.note(each, 1.0)  # type: ignore[arg-type]
    with line_to(screen.address) as page:
        page.send('{"kind": "ping", "page_seconds": 0.5}')
        sent = ""
        while "pong" not in sent:
            sent += str(page.recv(timeout=10))
    return sent


def test_a_key_of_the_terminal_comes_first(english: Pack) -> None:
    """Both ways work beside each other, and are closed together."""
    keys = FakeKeys()
    screen = Screen(english, FakeClock(), keys, KEYS, Display())
    keys.pressed += ["help", "stop"]
    assert [screen.poll(), screen.poll(), screen.poll()] == ["help", "stop", None]
    screen.close()
    assert keys.closed


def test_a_shaking_hand_presses_once(english: Pack) -> None:
    """The same key again within half a second is not meant; another one is."""
    with shown_on(english) as screen:
        with line_to(screen.address) as page:
            for key in ("help", "help", "help", "stop"):
                page.send(f'{{"kind": "touch", "key": "{key}"}}')
            page.send('{"kind": "ping", "page_seconds": 0.5}')
            while "pong" not in str(page.recv(timeout=10)):
                pass
        assert [screen.poll(), screen.poll(), screen.poll()] == ["help", "stop", None]


def test_ratings_of_a_craving_are_shown_and_no_other_choice(english: Pack) -> None:
    """Numbers only."""
    with shown_on(english) as screen:
        told = Remember("craving_before", 7), Remember("situation", "stress"), Remember("importance", 3)
        sent = sent_after(screen, *told)
    assert '"rated": "craving_before", "value": 7' in sent
    assert "situation" not in sent and "importance" not in sent


def test_no_word_that_a_person_said_is_sent(english: Pack) -> None:
    """Understood or not, over the coach's voice or after it."""
    heard = Heard(1, Decision.ACCEPT, "zebracorn", "quixotta", 7, "flumdiddle", readings=("wobblefrost",))
    with shown_on(english) as screen:
        listen = Listen(2, Expectation(("zebracorn",), risks=("wobblefrost",)), "a.b", {"yes": "yes"})
        sent = sent_after(screen, Say((Line("a.b", "Hello."),)), heard, Interrupted(heard, "Hello."), listen)
    assert "Hello." in sent and '"yes"' in sent
    assert [word for word in ("zebracorn", "quixotta", "flumdiddle", "wobblefrost") if word in sent] == []


def test_a_pack_without_words_for_a_page_is_told_so(english: Pack) -> None:
    """With what to do."""
    screen = english.header.screen.model_copy(update={"page": None})
    bare = replace(english, header=english.header.model_copy(update={"screen": screen}))
    with pytest.raises(CallerError, match=r"no words for a page.*screen\.page"):
        Screen(bare, FakeClock(), FakeKeys(), KEYS, Display())


def test_a_session_goes_on_when_its_screen_has_ended(english: Pack) -> None:
    """It is told everything as before, and its thread is gone."""
    with shown_on(english) as screen:
        assert "screen" in {thread.name for thread in threading.enumerate()}
    screen.note(Say((Line("a.b", "Hello."),)), 1.0)
    screen.close()
    assert screen.poll() is None
    assert "screen" not in {thread.name for thread in threading.enumerate()}
