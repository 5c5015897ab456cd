"""A session that is typed is read: what the coach says there instead of lines that speak of hearing and speaking.

They stand in the pack's `reading.yaml`, by the full id of the line that is spoken: "repair.no_input_key".
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, RootModel

from coach.content.faults import Flaw, Flaws
from coach.content.gaps import gaps_in
from coach.content.pack import Pack
from coach.content.wording import check_line
from coach.document import Where

LISTENING = "screen.listening"
"""What stands on the screen when it is the person's turn: it has words for reading too."""

M = TypeVar("M")


class Reading(RootModel[dict[str, str]]):
    """reading.yaml: what is read, by the id of what is spoken."""


def check_reading(reading: Reading, pack: Pack) -> Flaws:
    """Whether each stands for a line that there is, has its gaps, and is worded as plainly and kindly."""
    yield from _check((), reading.root, dict(pack.lines()) | {LISTENING: pack.header.screen.listening}, pack)


def check_instead(pack: Pack) -> Flaws:
    """The same for what is said where another machine hears too, and where nothing does."""
    yield from _check(("elsewhere",), pack.header.elsewhere, dict(pack.lines()), pack)
    yield from _check(("unheard",), pack.header.unheard, dict(pack.lines()), pack)


def _check(where: Where, lines: Mapping[str, str], spoken: Mapping[str, str], pack: Pack) -> Flaws:
    for line_id, text in lines.items():
        if line_id not in spoken:
            yield Flaw((*where, line_id), "C023", f"no line has the id {line_id!r}")
        else:
            yield from check_line((*where, line_id), text, frozenset(gaps_in(spoken[line_id])), pack.header.style)


def in_writing(pack: Pack) -> Pack:
    """The same pack for a session that is read."""
    screen = pack.header.screen
    shown = screen.model_copy(update={"listening": pack.reading.get(LISTENING, screen.listening)})
    return replace(_with(pack, pack.reading), header=pack.header.model_copy(update={"screen": shown}))


def heard_elsewhere(pack: Pack) -> Pack:
    """The same pack for a session in which another machine hears too: it says so."""
    return _with(pack, pack.header.elsewhere)


def unheard(pack: Pack) -> Pack:
    """The same pack for a session in which no microphone is open: it speaks of keys and touch."""
    return _with(pack, pack.header.unheard)


def _with(pack: Pack, lines: Mapping[str, str]) -> Pack:
    """The same pack with these lines, by their full ids, in place of its own."""
    return replace(
        pack,
        repair=_reworded(pack.repair, "repair", lines),
        risk=_reworded(pack.risk, "risk", lines),
        intents=_reworded(pack.intents, "intents", lines),
        session={name: _reworded(script, name, lines) for name, script in pack.session.items()},
        exercises={name: _reworded(script, name, lines) for name, script in pack.exercises.items()},
        safety={name: _reworded(script, name, lines) for name, script in pack.safety.items()},
    )


def _reworded(said: M, script: str, reading: Mapping[str, str]) -> M:
    """Wherever in it a line stands."""
    copied: Any = said
    if isinstance(said, BaseModel):
        copied = said.model_copy(update={name: _reworded(value, script, reading) for name, value in said})
    elif isinstance(said, dict):
        copied = {
            key: reading.get(f"{script}.{key}", value) if isinstance(value, str) else _reworded(value, script, reading)
            for key, value in said.items()
        }
    elif isinstance(said, list):
        copied = [_reworded(value, script, reading) for value in said]
    return copied  # type: ignore[no-any-return]
