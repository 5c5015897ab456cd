"""Golden conversations: a transcript is replayed line by line, and must come out as it stands.

    coach   what the coach says, one line of the pack each
    listens check_in.craving            a question; `waits` is an announced silence, `paces` is paced breathing
    person  about a seven               heard clearly;  the other things that may happen:
    person  (silent)   (unclear)   (mumbles: seven)   (perhaps: seven / five)   (key: stop)
    person  (talks: whatever the open decode says)

Every `listens`, `waits` and `paces` is answered by one `person` line. `scripts/write-transcripts` replays the person's
lines and writes down what the coach does now; the difference is reviewed like any other.

Below the comment may stand `exercise: urge_surfing`: then the transcript is of that exercise alone, wherever the menu
has it. The person has come with a craving of seven and an ability of four. It ends where the session goes on.
"""

from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Line, Listen, Pace, Say, StopSpeaking
from coach.events import Decision, Event, FellSilent, Heard, KeyPressed, SessionStarted
from coach.rehearsal.dialogue import Dialogue
from tests.listeners import safety_of

FOLDER = Path(__file__).parent.parent / "transcripts"
"""The English ones; those of another pack are in a folder of its name."""
GAPS = {
    "emergency_number": "9 1 1", "crisis_line": "Lifeline", "crisis_number": "9 8 8",
    "violence_line": "the Violence Hotline", "violence_number": "1 8 0 0",
}  # fmt: skip
PLACES = [
    {"place_name": "Harbor Clinic", "place_number": "5 5 5 0 1 3 4", "place_hours": "on weekdays from nine to five"},
    {"place_name": "the Hill Street group", "place_number": "5 5 5 0 1 7 7", "place_hours": "every evening at seven"},
]
EXERCISE = "exercise: "
AFTERWARDS = ("choice", "check_out")
"""The parts of a session that an exercise leads to, unless somebody says stop or is in danger."""


def paths_of(pack: str) -> list[Path]:
    """The transcripts of a pack, by its name."""
    return sorted((FOLDER if pack == "en" else FOLDER / pack).glob("*.txt"))


def person_lines(text: str) -> list[str]:
    """What the person does, in order."""
    return [line.removeprefix("person  ") for line in text.splitlines() if line.startswith("person  ")]


def heading(text: str) -> str:
    """The top of a transcript: its comment, and the exercise that it is of."""
    return "".join(f"{line}\n" for line in text.splitlines() if line.startswith(("#", EXERCISE)))


def rewritten(pack: Pack, text: str) -> str:
    """The transcript as it goes now, the person doing the same things in the same order."""
    doings = iter(person_lines(text))
    exercise = next((line.removeprefix(EXERCISE) for line in text.splitlines() if line.startswith(EXERCISE)), None)
    shown = _session(pack, doings) if exercise is None else _exercise(pack, exercise, doings)
    return heading(text) + "".join(f"{line}\n" for line in shown)


def is_whole(text: str) -> bool:
    """Whether the conversation comes to its end, or the exercise to where the session goes on."""
    return text.endswith(("(the end)\n", *(f"(on to {part})\n" for part in AFTERWARDS)))


def _session(pack: Pack, doings: Iterator[str]) -> Iterator[str]:
    yield from _conversation(pack, _dialogue(pack, SessionStarted()), doings)


def _exercise(pack: Pack, exercise: str, doings: Iterator[str]) -> Iterator[str]:
    started = SessionStarted(exercise, {"craving_before": 7, "ability_before": 4})
    yield from _conversation(pack, _dialogue(pack, started), doings, until=AFTERWARDS)


def _dialogue(pack: Pack, started: SessionStarted) -> Dialogue:
    return Dialogue(Session(pack, safety_of(pack), GAPS, places=PLACES), started)


def _conversation(pack: Pack, dialogue: Dialogue, doings: Iterator[str], until: tuple[str, ...] = ()) -> Iterator[str]:
    """What is said and done, to the end, or to the first line of a part of the session in `until`."""
    while True:
        for effect in dialogue.effects:
            yield from _shown(effect, until)
            if part := next((part for part in map(_part_of, _lines(effect)) if part in until), None):
                yield f"(on to {part})"
                return
        if dialogue.ended:
            return
        assert dialogue.listen is not None, "the coach neither listens nor ends"
        pacing = any(isinstance(effect, Pace) for effect in dialogue.effects)
        yield f"{_kind(pack, dialogue.listen, pacing)} {dialogue.listen.about}"
        doing = next(doings, None)
        if doing is None:
            yield "(the transcript ends here; the session does not)"
            return
        yield f"person  {doing}"
        dialogue.happen(event_of(doing, dialogue.listen))


def event_of(doing: str, listen: Listen) -> Event:
    """What the ear or the keys would tell."""
    expectation = listen.expectation
    kind, _, detail = doing.strip("()").partition(": ") if doing.startswith("(") else ("says", "", doing)
    match kind:
        case "silent":
            return FellSilent(listen.listen_id)
        case "key":
            return KeyPressed(detail)
        case "perhaps":
            first, _, second = detail.partition(" / ")
            return _heard(listen, Decision.CONFIRM, first, second or None)
        case "unclear" | "mumbles":
            return Heard(listen.listen_id, Decision.REJECT, detail or None)
        case "talks":
            decision = Decision.ACCEPT if expectation.open_words else Decision.REJECT
            return Heard(listen.listen_id, decision, None, open_text=detail)
    assert doing in expectation.phrases, f"{listen.about}: {doing!r} is not expected here"
    return _heard(listen, Decision.ACCEPT, doing)


def _heard(listen: Listen, decision: Decision, phrase: str, second: str | None = None) -> Heard:
    numbers = listen.expectation.numbers
    return Heard(listen.listen_id, decision, phrase, second, numbers.get(phrase), open_text="")


def _shown(effect: Effect, until: tuple[str, ...]) -> Iterator[str]:
    match effect:
        case Say(lines, rate):
            slower = "" if rate == 1.0 else f"  (at {rate:.2f})"
            of_exercise = takewhile(lambda line: _part_of(line) not in until, lines)
            yield from (f"coach   {line.text}{slower}" for line in of_exercise)
        case StopSpeaking():
            yield "(quiet)"
        case CallStaff(reason):
            yield f"(staff called: {reason})"
        case End():
            yield "(the end)"


def _lines(effect: Effect) -> tuple[Line, ...]:
    return effect.lines if isinstance(effect, Say) else ()


def _part_of(line: Line) -> str:
    return line.id.split(".")[0]


def _kind(pack: Pack, listen: Listen, pacing: bool) -> str:
    script_id, step_name = listen.about.split(".")
    scripts = pack.session | pack.exercises | pack.safety
    step = next(s for s in scripts.values() if s.id == script_id).steps[step_name]
    return "paces  " if pacing or step.pace else "listens" if step.ask else "waits  "
