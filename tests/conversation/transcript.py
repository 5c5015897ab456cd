"""Golden conversations: a transcript is replayed line by line, and must come out as it stands.

    coach   what the coach says, one line of the pack each
    listens check_in.craving            a question; `waits` is an announced silence, `paces` is paced breathing
    person  about a seven               heard clearly;  the other things that may happen:
    person  (silent)   (unclear)   (mumbles: seven)   (perhaps: seven / five)   (key: stop)
    person  (talks: whatever the open decode says)

Every `listens`, `waits` and `paces` is answered by one `person` line. `scripts/write-transcripts` replays the person's
lines and writes down what the coach does now; the difference is reviewed like any other.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Listen, Pace, Say, StopSpeaking
from coach.events import Decision, Event, FellSilent, Heard, KeyPressed, PromptFinished, SessionStarted

FOLDER = Path(__file__).parent.parent / "transcripts"
GAPS = {
    "emergency_number": "9 1 1", "crisis_line": "Lifeline", "crisis_number": "9 8 8",
    "violence_line": "the Violence Hotline", "violence_number": "1 8 0 0",
}  # fmt: skip
SAYING_SECONDS = 2.0
ANSWERING_SECONDS = 3.0


def person_lines(text: str) -> list[str]:
    """What the person does, in order."""
    return [line.removeprefix("person  ") for line in text.splitlines() if line.startswith("person  ")]


def heading(text: str) -> str:
    """The comment at the top of a transcript."""
    return "".join(f"{line}\n" for line in text.splitlines() if line.startswith("#"))


def replay(pack: Pack, doings: Iterable[str]) -> str:
    """The whole conversation, the person doing these things in order."""
    return "".join(f"{line}\n" for line in _conversation(pack, iter(doings)))


def _conversation(pack: Pack, doings: Iterator[str]) -> Iterator[str]:
    session, now = Session(pack, GAPS), 0.0
    effects = session.receive(SessionStarted(), now)
    while True:
        pacing = False
        listen: Listen | None = None
        for effect in effects:
            pacing = pacing or isinstance(effect, Pace)
            yield from _shown(effect)
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


def _shown(effect: Effect) -> Iterator[str]:
    match effect:
        case Say(lines, rate):
            slower = "" if rate == 1.0 else f"  (at {rate:.2f})"
            yield from (f"coach   {line.text}{slower}" for line in lines)
        case StopSpeaking():
            yield "(quiet)"
        case CallStaff(reason):
            yield f"(staff called: {reason})"
        case End():
            yield "(the end)"


def _kind(pack: Pack, listen: Listen, pacing: bool) -> str:
    script_id, step_name = listen.about.split(".")
    scripts = pack.session | pack.exercises | pack.safety
    step = next(s for s in scripts.values() if s.id == script_id).steps[step_name]
    return "paces  " if pacing or step.pace else "listens" if step.ask else "waits  "
