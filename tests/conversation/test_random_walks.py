"""What holds in a session whatever happens, in any order: twice, too late, out of nowhere, after hours.

A walk is written in bytes, two for each thing that happens, so that hypothesis spends its time on the session. Zeros
are what changes nothing: a walk that fails is shown with as many of them as it can have.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Listen, Say, StopSpeaking
from coach.events import (
    BreathCued,
    Decision,
    DeviceLost,
    Event,
    FellSilent,
    Heard,
    Interrupted,
    KeyPressed,
    NobodyAnswered,
    PromptFinished,
    PromptStarted,
    SessionStarted,
    StaffAnswered,
    StaffCalled,
    StaffNotReached,
)
from coach.safety.finding import Safety
from scripts.measure.simulation import SameSentences
from scripts.measure.talk import DANGERS, DOUBTS, KEYS, QUESTIONS
from tests.conversation.transcript import GAPS
from tests.listeners import rules_of

AT_LEAST_EVENTS = 60_000
EVENTS_A_RULE, RULES_A_WALK, WALKS = 80, 20, 44
STORY = "well it was a long day and " * 12
SMALL_TALK = (*DOUBTS, *QUESTIONS, STORY, "", "the weather is nice", "um", "i just used", "\u00e9\u4e2d 7 --")
TALK = (*SMALL_TALK * 4, *DANGERS)
OVER_THE_COACH = ("what", "it was nothing", "never mind") * 6 + ("stop", "pause", *DANGERS)
OTHERS: tuple[Event, ...] = (
    BreathCued("in"),
    StaffNotReached(),
    StaffCalled(),
    StaffAnswered(),
    NobodyAnswered(),
    *map(DeviceLost, ("microphone", "loudspeaker", "ear", "voice", "toaster")),
)

T = TypeVar("T")


@dataclass
class Tally:
    """How many events a session took that had not ended."""

    taken: int = 0
    sessions: int = 0
    dangers: set[str] = field(default_factory=set)


class Walk(RuleBasedStateMachine):
    """Sessions one after the other, and all that may happen to them."""

    def __init__(self, pack: Pack, safety: Safety, tally: Tally) -> None:
        super().__init__()
        self._pack, self._safety, self._tally = pack, safety, tally
        self._now = 0.0
        self._happenings: tuple[Callable[[int], Event], ...] = (
            lambda at: PromptStarted(),
            self._moves_on,
            lambda at: self._hears(at, Decision.ACCEPT),
            lambda at: self._hears(at, Decision.ACCEPT),
            lambda at: self._hears(at, Decision.ACCEPT),
            lambda at: self._hears(at, Decision.CONFIRM),
            lambda at: self._hears(at, Decision.REJECT),
            self._talks,
            self._interrupts,
            self._is_late,
            lambda at: FellSilent(self._opens[-1].listen_id, (None, "dead", "hum", "clipped")[at % 4]),
            lambda at: KeyPressed(one_of(KEYS, at)),
            lambda at: self._last,
            lambda at: PromptFinished(),
            lambda at: one_of(OTHERS, at),
        )
        self._begin()

    @rule(walk=st.binary(min_size=2 * EVENTS_A_RULE, max_size=2 * EVENTS_A_RULE))
    def goes_on(self, walk: bytes) -> None:
        """All this, one after the other; where a session ends the next one begins."""
        for what, at in zip(walk[::2], walk[1::2], strict=True):
            if self._session.state == "ended":
                assert self._session.receive(self._last, self._now) == []
                self._begin()
            self._take(one_of(self._happenings, what)(at))
            self._tally.taken += 1

    def teardown(self) -> None:
        """Wherever it is by now, "stop" leads out, said or pressed; from each safety path that waits to the next."""
        for at in range(len(self._pack.safety)):
            if self._session.state != "ended":
                listen = self._opens[-1]
                said = Heard(listen.listen_id, Decision.ACCEPT, "stop", open_text="stop")
                expected = "stop" in listen.expectation.phrases
                self._take(said if at % 2 and expected else KeyPressed("stop"))
        assert self._session.state == "ended"

    def _begin(self) -> None:
        self._session = Session(self._pack, self._safety, GAPS)
        self._opens: list[Listen] = []
        self._last: Event = SessionStarted()
        self._open = False
        self._tally.sessions += 1
        self._take(self._last)

    def _take(self, event: Event) -> None:
        """One event, and what has to hold after it."""
        at_script = self._opens[-1].about.partition(".")[0] if self._opens else ""
        if isinstance(event, Heard | FellSilent) and event.listen_id == self._opens[-1].listen_id:
            self._open = False  # answered: an ear answers once
        effects = self._session.receive(event, self._now)
        self._note(effects)
        self._last = event
        ended = self._session.state == "ended"
        assert [isinstance(effect, End) for effect in effects] == [False] * (len(effects) - ended) + [True] * ended
        assert ended or self._open, "nobody is listened to any more"
        heard = event.heard if isinstance(event, Interrupted) else event
        if isinstance(heard, Heard) and heard.open_text in DANGERS:
            self._danger_wins(heard, effects, at_script)

    def _note(self, effects: Sequence[Effect]) -> None:
        for effect in effects:
            if isinstance(effect, StopSpeaking):
                self._open = False  # the ear rests
            elif isinstance(effect, Listen):
                assert not self._opens or effect.listen_id > self._opens[-1].listen_id
                assert effect.expectation.phrases and effect.expectation.no_input_seconds > 0
                self._opens.append(effect)
                self._open = True

    def _danger_wins(self, heard: Heard, effects: Sequence[Effect], at_script: str) -> None:
        """Its path, or one that is as urgent; a role play asks about it first, and on its own path it is an answer."""
        path = self._safety.hear(heard).path
        assert path is not None
        self._tally.dangers.add(path)
        order = self._pack.risk.by_urgency()
        where = self._opens[-1].about.partition(".")[0]
        called = [effect.reason for effect in effects if isinstance(effect, CallStaff)]
        asked = any(line.id.startswith("risk.") for say in effects if isinstance(say, Say) for line in say.lines)
        if at_script == path:
            return
        if self._pack.scripts[at_script].role_play and asked:
            return
        assert self._session.state == "safety", f"{path} at {at_script}"
        assert order.index(where) <= order.index(path)
        assert path in called or where == at_script

    def _moves_on(self, at: int) -> Event:
        """Time passes, as much as an hour; mostly little."""
        self._now += one_of((0.0, 0.5, 3.0, 9.0, 60.0, 3600.0), at)
        return PromptFinished()

    def _hears(self, at: int, decision: Decision) -> Event:
        listen = self._opens[-1]
        phrases = listen.expectation.phrases
        # The answers stand first, and then what works everywhere: the first is meant as often as all the others.
        phrase = phrases[at // 2 % 8 % len(phrases)] if at % 2 else phrases[at * len(phrases) // 256]
        number = listen.expectation.numbers.get(phrase)
        return Heard(listen.listen_id, decision, phrase, phrases[-1], number, phrase)

    def _talks(self, at: int) -> Event:
        return Heard(self._opens[-1].listen_id, Decision.REJECT, None, open_text=one_of(TALK, at))

    def _interrupts(self, at: int) -> Event:
        text = one_of(OVER_THE_COACH, at)
        phrase = text if text in ("stop", "pause") else None
        decision = Decision.ACCEPT if phrase else Decision.REJECT
        return Interrupted(Heard(-1, decision, phrase, open_text=text), "And what is the number now?")

    def _is_late(self, at: int) -> Event:
        """An answer to another microphone than the one that is open: one before, or one that never was."""
        listen_id = one_of([listen.listen_id for listen in self._opens[:-1]] + [10_000], at)
        text = one_of((*DANGERS, *["yes", "stop", ""] * 8), at // 2)
        return Heard(listen_id, Decision.ACCEPT, text, open_text=text) if at % 2 else FellSilent(listen_id)


def one_of(things: Sequence[T], at: int) -> T:
    """By a byte."""
    return things[at % len(things)]


def test_any_events_in_any_order(english: Pack) -> None:
    """The session never breaks, always listens or has ended, opens a path for danger, and ends at "stop"."""
    tally = Tally()
    safety = SameSentences(rules_of(english))

    class WalkHere(Walk):
        def __init__(self) -> None:
            super().__init__(english, safety, tally)

    run_state_machine_as_test(
        WalkHere,
        settings=settings(
            max_examples=WALKS,
            stateful_step_count=RULES_A_WALK,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert tally.taken >= AT_LEAST_EVENTS
    assert tally.sessions > WALKS
    assert tally.dangers == set(english.safety)
