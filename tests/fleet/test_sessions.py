"""Who is signed in, and until when."""

from coach.fleet.people import Person
from coach.fleet.sessions import MOST, SHIFT_SECONDS, Sessions

ANA = Person(may="answer", password="$argon2id$a")
PEOPLE = {"ana": ANA}


def test_a_session_lasts_for_a_shift() -> None:
    """Then somebody signs in anew."""
    sessions = Sessions()
    key = sessions.begin("ana", ANA, 0.0)
    session = sessions.of(key, PEOPLE, SHIFT_SECONDS - 1)
    assert session and (session.name, session.may) == ("ana", "answer")
    assert sessions.of(key, PEOPLE, SHIFT_SECONDS) is None and sessions.of(key, PEOPLE, 0.0) is None


def test_another_password_another_right_or_no_such_person_any_more_ends_it() -> None:
    """Also where it was changed by the command, while the page runs."""
    for people in (
        {},
        {"ana": Person(may="see", password="$argon2id$a")},
        {"ana": Person(may="answer", password="$argon2id$b")},
    ):
        sessions = Sessions()
        key = sessions.begin("ana", ANA, 0.0)
        assert sessions.of(key, people, 1.0) is None and sessions.of(key, PEOPLE, 1.0) is None


def test_who_signs_out_is_out_and_nobody_else() -> None:
    """Each browser has a key and a token of its own, too long to be guessed."""
    sessions = Sessions()
    here, there = sessions.begin("ana", ANA, 0.0), sessions.begin("ana", ANA, 0.0)
    sessions.end(here)
    session = sessions.of(there, PEOPLE, 1.0)
    assert sessions.of(here, PEOPLE, 1.0) is None and session
    assert here != there and len(there) >= 43 and len(session.token) >= 43 and session.token not in (here, there)
    assert sessions.of("", PEOPLE, 1.0) is None


def test_nobody_fills_its_memory() -> None:
    """The oldest is signed out."""
    sessions = Sessions()
    keys = [sessions.begin("ana", ANA, 0.0) for _ in range(MOST + 1)]
    assert sessions.of(keys[0], PEOPLE, 1.0) is None and sessions.of(keys[1], PEOPLE, 1.0)
