"""What stands on the page now."""

from typing import Any

from coach.screen.board import MOST, Board

SAY = {"seconds": 1.0, "say": [{"id": "a.b", "text": "Hello."}]}
SPEAKING = {"seconds": 1.2, "speaking": [1.0]}
LISTEN = {"seconds": 2.0, "listen": "a.b", "turn": 3, "choices": {}, "numbers": []}
PACE = {"seconds": 2.0, "pace": 6}
IN, OUT = ({"seconds": 2.0, "breathe": way} for way in ("in", "out"))
RATED = {"seconds": 2.5, "rated": "craving_before", "value": 7}


def board(*shown: dict[str, Any]) -> Board:
    """After all this was shown."""
    standing = Board()
    for each in shown:
        standing.show(each)
    return standing


def test_the_caption_stays_while_it_listens() -> None:
    """And its buttons until they are answered."""
    assert board(SAY, SPEAKING, LISTEN).standing == [SAY, SPEAKING, LISTEN]
    assert board(SAY, LISTEN).question == LISTEN
    assert board(SAY, LISTEN, {"seconds": 3.0, "heard": "accept"}).question is None


def test_what_is_said_next_takes_the_place_of_what_was() -> None:
    """A page that comes late is not told the session from its beginning."""
    assert board(SAY, SPEAKING, LISTEN, PACE, IN, SAY).standing == [SAY]


def test_of_a_breath_only_the_last_cue_stands() -> None:
    """With its pace, without which it has no length."""
    assert board(PACE, IN, OUT).standing == [PACE, OUT]


def test_ratings_stay_to_the_end() -> None:
    """For the wave."""
    assert board(RATED, SAY, RATED, LISTEN, {"seconds": 9.0, "end": True}).standing.count(RATED) == 2


def test_between_two_people_nothing_stays() -> None:
    """Falling asleep and waking up both clear it."""
    asleep = {"seconds": 9.0, "asleep": ["hello coach"]}
    awake = {"seconds": 10.0, "awake": "key"}
    assert board(SAY, RATED, {"seconds": 8.0, "lost": "voice"}, asleep).standing == [asleep]
    assert board(asleep, awake).standing == [awake]


def test_it_does_not_grow_without_end() -> None:
    """A loudspeaker may be lost ten thousand times."""
    assert len(board(*[{"seconds": 1.0, "lost": "loudspeaker"}] * 10_000).standing) == MOST
