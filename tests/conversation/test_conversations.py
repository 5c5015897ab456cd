"""Conversations written by others than who wrote the rules (tests/conversations): each comes out as they call right.

A conversation has a name, what it `covers`, where it begins (`at`, `ratings`), and its `turns`: a reply as `coach
converse` reads it, and what must hold right after it. `path`, `part`, `exercise`, `step`: where the session then is,
`none` for nowhere, or a list of what is right. `danger`: what the safety listener made of the reply. `says`: regular
expressions that are each found in what the coach answers; `never_says`: none of them is. `staff`: somebody was called.

What does not come out right says why (`not_yet`); it is tried all the same, and must be taken out when it does.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet

from coach import bootstrap
from coach.commands.converse import Conversation, LastFinding, turns
from coach.content.pack import Pack
from coach.events import SessionStarted
from coach.safety.finding import Safety
from coach.settings import Settings
from tests.listeners import safety_of

FOLDER = Path(__file__).parent.parent / "conversations"
CONVERSATIONS = {
    f"{file.stem}: {talk['name']}": talk
    for file in sorted(FOLDER.glob("*.yaml"))
    for talk in yaml.safe_load(file.read_text("utf-8"))
}
"""By who wrote them, and what they are called."""
AT_LEAST = 120
COVERED = {
    "order", "own_death", "degrees", "body", "now_here", "barriers", "dissociation", "false_alarm", "five_seconds",
    "ratings", "questions", "ambivalence", "long_story", "harmless",
}  # fmt: skip
PLACES = ("path", "part", "exercise", "step")


def held(talk: Mapping[str, Any], pack: Pack, safety: Safety) -> list[dict[str, Any]]:
    """What came of each reply, and at last where it ended."""
    listener = LastFinding(safety)
    session = bootstrap.open_session(Settings(pack="en", country="us"), pack, listener)
    started = SessionStarted(talk.get("at"), talk.get("ratings", {}))
    return list(turns(Conversation(session, listener, pack, started), [str(turn["reply"]) for turn in talk["turns"]]))


def wrongs(wanted: Mapping[str, Any], found: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """What does not hold after a reply. `found`: the reply's own turn; `after`: what is there then."""
    for place in PLACES:
        if place in wanted and str(after[place] or "none") not in listed(wanted[place]):
            yield f"{place} is {after[place]}, not {wanted[place]}"
    if "danger" in wanted and found["verdict"] not in listed(wanted["danger"]):
        yield f"danger is {found['verdict']}, not {wanted['danger']}"
    said = " ".join(after["said"])
    yield from (
        f"does not say {words!r}" for words in listed(wanted.get("says", [])) if not re.search(words, said, re.I)
    )
    yield from (f"says {words!r}" for words in listed(wanted.get("never_says", [])) if re.search(words, said, re.I))
    if wanted.get("staff") and not found["staff_called"]:
        yield "nobody was called"


def listed(value: Any) -> list[str]:
    """One or more of them."""
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def tried(name: str, talk: Mapping[str, Any]) -> ParameterSet:
    """With why it does not come out right yet, if it does not."""
    marks = [pytest.mark.xfail(strict=True, reason=talk["not_yet"])] if "not_yet" in talk else []
    return pytest.param(talk, id=name, marks=marks)


@pytest.mark.parametrize("talk", [tried(*named) for named in CONVERSATIONS.items()])
def test_it_comes_out_as_others_call_right(talk: Mapping[str, Any], english: Pack) -> None:
    """Reply by reply."""
    came = held(talk, english, safety_of(english))
    assert len(came) == len(talk["turns"]) + 1, "the session ended before"
    wrong = {
        turn["reply"]: [*problems, " / ".join(after["said"])]
        for turn, found, after in zip(talk["turns"], came, came[1:], strict=False)
        if (problems := list(wrongs(turn, found, after)))
    }
    assert not wrong


def test_there_are_enough_of_them() -> None:
    """Over everything that a session must meet."""
    right = [talk for talk in CONVERSATIONS.values() if "not_yet" not in talk]
    assert len(right) >= AT_LEAST
    assert {talk["covers"] for talk in right} == COVERED
