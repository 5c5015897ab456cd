"""Whole sessions on virtual time, and how they ended."""

from dataclasses import replace

import pytest

from coach.content.pack import Pack
from coach.events import Decision, Heard
from coach.safety.finding import Danger, Finding
from scripts.measure.simulation import STUCK, Held, SameSentences, sessions, summary, table
from tests.conversation.transcript import GAPS
from tests.listeners import rules_of

HELD = Held("finished", 20, 300.0, frozenset({"welcome", "close"}), frozenset({"urge_surfing"}))


def held(pack: Pack, seed: int) -> list[Held]:
    """Some sessions."""
    return list(sessions(40, seed, pack, SameSentences(rules_of(pack)), GAPS))


def test_every_session_comes_to_an_end(english: Pack) -> None:
    """In ways that differ; the same seed gives the same sessions, another one others."""
    first = held(english, 1)
    assert STUCK not in {session.ended for session in first}
    assert {"finished", "stopped", "went silent"} < {session.ended for session in first}
    assert any(session.exercises for session in first)
    assert all(session.seconds > session.turns for session in first)
    assert first == held(english, 1) != held(english, 2)


class Counting:
    """Implements `coach.safety.finding.Safety`, and counts how often it was asked."""

    asked = 0

    def hear(self, heard: Heard) -> Finding:
        """The same danger always."""
        self.asked += 1
        return Finding(Danger.RISK, "suicide")


def test_the_same_sentence_is_looked_at_once() -> None:
    """Whoever says it, and whatever they were asked; not what was heard less surely."""
    counting = Counting()
    safety = SameSentences(counting)
    said = Heard(1, Decision.ACCEPT, "yes", open_text="yes")
    assert safety.hear(said) == safety.hear(replace(said, listen_id=9)) == counting.hear(said)
    assert counting.asked == 2
    safety.hear(replace(said, decision=Decision.REJECT))
    assert counting.asked == 3


def test_the_table_tells_how_they_ended() -> None:
    """With turns and seconds, most first; and what was reached."""
    short = replace(HELD, turns=2, seconds=30.0)
    told = summary([HELD, short, replace(HELD, ended="safety: suicide")])
    assert told["ended"]["finished"] == pytest.approx(
        {"sessions": 2, "turns_p50": 11, "turns_p95": 19, "seconds_p50": 165, "seconds_p95": 286}
    )
    assert (told["turns"], told["exercises_begun"]) == (42, {"urge_surfing": 3})
    rows = list(table(told | {"sessions_per_second": 10.0, "turns_per_second": 140}))
    assert rows[1].split() == ["finished", "2", "11", "19", "165", "286"]
    assert rows[2].startswith("safety: suicide")
