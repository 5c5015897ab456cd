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
from dataclasses import replace
from itertools import takewhile
from pathlib import Path

from coach.content.pack import Pack
from coach.content.script import Answer, Ask, Script, Step
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Line, Listen, Pace, Say, StopSpeaking
from coach.events import Decision, Event, FellSilent, Heard, KeyPressed, PromptFinished, SessionStarted
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
SAYING_SECONDS = 2.0
ANSWERING_SECONDS = 3.0
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
    session = Session(pack, safety_of(pack), GAPS, places=PLACES)
    yield from _conversation(pack, session, session.receive(SessionStarted(), 0.0), doings)


def _exercise(pack: Pack, exercise: str, doings: Iterator[str]) -> Iterator[str]:
    pack = replace(pack, session=pack.session | {"welcome": _straight_to(exercise, pack.header.locale)})
    session = Session(pack, safety_of(pack), GAPS, places=PLACES)
    effects = session.receive(SessionStarted(), 0.0)
    for doing in (pack.words.numbers[7][0], pack.words.numbers[4][0], pack.words.shared["yes"][0]):
        (listen,) = (effect for effect in effects if isinstance(effect, Listen))
        effects = session.receive(event_of(doing, listen), 0.0)
    yield from _conversation(pack, session, effects, doings, until=AFTERWARDS)


def _straight_to(exercise: str, locale: str) -> Script:
    """A welcome that asks how strong and how able, and starts the exercise."""
    return Script(
        id="welcome", title="welcome", version=1, locale=locale, status="draft", author="a test", sources=["a test"],
        steps={
            "craving": Step(say={"craving": "How strong?"}, ask=Ask(rating="craving_before")),
            "ability": Step(say={"ability": "How able?"}, ask=Ask(rating="ability_before")),
            "start": Step(say={"start": "Begin?"}, ask=Ask(answers={"yes": Answer(start=exercise)})),
        },
    )  # fmt: skip


def _conversation(
    pack: Pack, session: Session, effects: list[Effect], doings: Iterator[str], until: tuple[str, ...] = ()
) -> Iterator[str]:
    """What is said and done, to the end, or to the first line of a part of the session in `until`."""
    now = 0.0
    while True:
        pacing = False
        listen: Listen | None = None
        for effect in effects:
            pacing = pacing or isinstance(effect, Pace)
            part = next((part for part in map(_part_of, _lines(effect)) if part in until), None)
            yield from _shown(effect, until)
            if part:
                yield f"(on to {part})"
                return
            match effect:
                case Say():
                    now += SAYING_SECONDS
                    session.receive(PromptFinished(), now)
                case Listen():
                    listen = effect
                case End():
                    return
        assert listen is not None, "the coach neither listens nor ends"
        yield f"{_kind(pack, listen, pacing)} {listen.about}"
        doing = next(doings, None)
        if doing is None:
            yield "(the transcript ends here; the session does not)"
            return
        yield f"person  {doing}"
        event = event_of(doing, listen)
        now += listen.expectation.no_input_seconds if isinstance(event, FellSilent) else ANSWERING_SECONDS
        effects = session.receive(event, now)


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
