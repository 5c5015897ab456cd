"""`coach converse`: a session in text, at once, from lines that somebody wrote."""

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coach import bootstrap, settings
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import CallStaff, Say
from coach.errors import CallerError
from coach.events import FellSilent, Heard, KeyPressed, SessionStarted
from coach.rehearsal.dialogue import Dialogue
from coach.safety.finding import NOTHING, Finding, Safety
from coach.terminal.keys import KEYS
from coach.terminal.streams import lines_of
from coach.terminal.typed import figures, heard_as

HELP = """\
Hold a session in text, at once: one reply a line goes in, the conversation comes out. For who writes an exercise, who
reviews what is said, and who reports what went wrong. Nobody waits: time is counted, not spent.

  coach converse replies.txt
  printf 'ready\\nnine\\n' | coach converse
  coach converse --at urge_surfing.locate --say craving_before=7 replies.txt
  coach converse replies.txt --json

A line is a reply, as it would be typed. `~` is silence. `key:help` is a key, and so is `key:h`. `*words` is said in the
next announced silence; other silences pass by themselves. Empty lines, and lines that begin with #, are left out. It
ends with the input, and says where it stood.

With --json, one object a turn: part, exercise, step, path (the open safety path, or null), said (the coach's lines
since the last turn), reply, understood (the phrase that it was taken for, or null), verdict (risk, ask or none: what
the safety listener made of it), staff_called. The last object tells how it ended: ended, part, exercise, step, path,
seconds, and what was said after the last reply. It shows what was written: it is for made-up lines, not for what people
have said."""

SILENCE, ASIDE, KEY, COMMENT = "~", "*", "key:", "#"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="the replies; default: standard input")
    parser.add_argument("--at", metavar="EXERCISE[.STEP]", help="where it begins; default: the welcome")
    parser.add_argument(
        "--say",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a rating given before: craving_before=7",
    )
    parser.add_argument("--pack", metavar="PACK", help="a name in coach/packs, or a path; default: the settings' pack")
    parser.add_argument("--json", action="store_true", help="one object a turn, for programs")


def run(arguments: argparse.Namespace) -> int:
    """Hold it. Returns the exit code; raises CallerError, AuthorError."""
    chosen = settings.load()
    chosen = chosen.model_copy(update={"pack": arguments.pack or chosen.pack})
    pack = bootstrap.open_pack(chosen)
    started = SessionStarted(_place(arguments.at, pack), dict(map(_rating, arguments.say)))
    safety = LastFinding(bootstrap.open_safety(chosen, pack))
    session = bootstrap.open_session(chosen, pack, safety)
    written = map(str.strip, lines_of(arguments.file))
    replies = [line for line in written if line and not line.startswith(COMMENT)]
    show = _show_json if arguments.json else _show
    for turn in turns(Conversation(session, safety, pack, started), replies):
        show(turn)
    return 0


class LastFinding:
    """Implements `coach.safety.finding.Safety` by asking it, and keeps what it found last."""

    def __init__(self, safety: Safety) -> None:
        self._safety = safety
        self.finding: Finding = NOTHING

    def hear(self, heard: Heard) -> Finding:
        """What the listener finds."""
        self.finding = self._safety.hear(heard)
        return self.finding


class Conversation:
    """A dialogue that is told what somebody wrote, and tells what came of it."""

    def __init__(self, session: Session, safety: LastFinding, pack: Pack, started: SessionStarted) -> None:
        self._pack = pack
        self._safety = safety
        self._figures = figures(pack.words)
        self._session = session
        self._dialogue = Dialogue(session, started)
        self._said = self._lines()

    @property
    def ended(self) -> bool:
        """Whether the session is over."""
        return self._dialogue.ended

    @property
    def waits(self) -> bool:
        """Whether it is an announced silence, which passes by itself."""
        return self._session.waits

    def silence(self) -> None:
        """An announced silence passes. What is said after it belongs to the next turn."""
        assert self._dialogue.listen is not None
        self._dialogue.happen(FellSilent(self._dialogue.listen.listen_id))
        self._said += self._lines()

    def reply(self, line: str) -> dict[str, Any]:
        """Somebody replies: one turn."""
        listen = self._dialogue.listen
        assert listen is not None
        turn = self._place() | {"said": self._said, "reply": line}
        self._safety.finding, understood = NOTHING, None
        if line == SILENCE:
            self._dialogue.happen(FellSilent(listen.listen_id))
        elif line.startswith(KEY):
            pressed = line.removeprefix(KEY).strip()
            understood = KEYS.get(pressed, pressed)
            self._dialogue.happen(KeyPressed(understood))
        else:
            heard = heard_as(line, listen.listen_id, listen.expectation, self._figures, self._dialogue.seconds)
            understood = heard.phrase
            self._dialogue.happen(heard)
        called = any(isinstance(effect, CallStaff) for effect in self._dialogue.effects)
        self._said = self._lines()
        return turn | {"understood": understood, "verdict": self._safety.finding.danger.value, "staff_called": called}

    def end(self) -> dict[str, Any]:
        """Where it stands."""
        return {"ended": self.ended} | self._place() | {"seconds": round(self._dialogue.seconds, 1), "said": self._said}

    def _place(self) -> dict[str, str | None]:
        script, _, step = (self._dialogue.listen.about if self._dialogue.listen else "").partition(".")
        return {
            "part": self._session.state,
            "exercise": script if script in self._pack.exercises else None,
            "step": step or None,
            "path": script if script in self._pack.safety else None,
        }

    def _lines(self) -> list[str]:
        return [line.text for effect in self._dialogue.effects if isinstance(effect, Say) for line in effect.lines]


def turns(conversation: Conversation, replies: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Each turn as soon as it is over, and where it ended."""
    coming, asides = list(replies), []
    while not conversation.ended:
        while coming and coming[0].startswith(ASIDE):
            asides.append(coming.pop(0).removeprefix(ASIDE).strip())
        if conversation.waits and asides:
            yield conversation.reply(asides.pop(0))
        elif conversation.waits and coming:
            conversation.silence()
        elif coming:
            yield conversation.reply(coming.pop(0))
        else:
            break
    yield conversation.end()


def _place(at: str | None, pack: Pack) -> str | None:
    """Where to begin. Raises CallerError for what the pack does not have."""
    if at is None:
        return None
    script, _, step = at.partition(".")
    if script not in pack.scripts:
        raise CallerError(f"There is no exercise {script!r}.", f"Choose one of {', '.join(pack.scripts)}.")
    steps = pack.scripts[script].steps
    if step and step not in steps:
        raise CallerError(f"{script} has no step {step!r}.", f"Choose one of {', '.join(steps)}.")
    return at


def _rating(given: str) -> tuple[str, int]:
    name, _, value = given.partition("=")
    if not name or not value.isdigit() or int(value) > 10:
        raise CallerError(f"--say {given}: this is no rating.", "Write it like craving_before=7, from 0 to 10.")
    return name, int(value)


def _show_json(turn: Mapping[str, Any]) -> None:
    print(json.dumps(turn, ensure_ascii=False), flush=True)


def _show(turn: Mapping[str, Any]) -> None:
    """As a transcript: what the coach says, what was replied, and what was made of it."""
    for line in turn["said"]:
        print(f"coach   {line}")
    if "reply" in turn:
        print(f"person  {turn['reply']}{_made_of(turn)}")
    elif turn["ended"]:
        print(f"(the end, after {turn['seconds']:.0f} s)")
    else:
        place = f"the safety path {turn['path']} is open" if turn["path"] else f"in {turn['part']}"
        print(f"(the lines end here, {place}, after {turn['seconds']:.0f} s)")


def _made_of(turn: Mapping[str, Any]) -> str:
    found = [turn["understood"]] if turn["understood"] not in (None, turn["reply"]) else []
    found += [turn["verdict"]] if turn["verdict"] != "none" else []
    found += ["staff called"] if turn["staff_called"] else []
    return f"   ({'; '.join(found)})" if found else ""
