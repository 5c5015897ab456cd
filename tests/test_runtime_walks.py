"""What holds in the loop whatever happens to it, in any order: devices that go and come, engines that fail, hours that
pass, keys at any moment, answers that are late or were never asked for.

A walk is written in bytes, two for each thing that happens; one happens in each round, before the next frame is read.
Zeros are what changes nothing: a walk that fails is shown with as many of them as it can have.
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import Effect, End, Expectation, Line, Listen, Remember, Say, StopSpeaking
from coach.errors import DeviceError, EngineError
from coach.events import (
    Decision,
    Event,
    FellSilent,
    Heard,
    NobodyAnswered,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
)
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.runtime import Parts, Runtime
from coach.safety.finding import Safety
from scripts.measure.simulation import SameSentences
from scripts.measure.talk import DANGERS, KEYS
from tests.conversation.transcript import GAPS
from tests.fakes.clock import FakeClock
from tests.fakes.executor import FakeExecutor
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FakeKeys
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.fakes.staff import FakeStaff
from tests.fakes.voice import FakeVoice
from tests.listeners import rules_of

EVENTS_A_WALK, WALKS = 1_000, 50
AT_LEAST_EVENTS = 45_000
COACH, PERSON = 0.25, 0.5
"""What a frame is filled with that was captured while the loudspeaker sounded, and while it did not."""
LINE_SECONDS = 0.3
STAFF_NEWS: tuple[StaffNews, ...] = (StaffCalled(), StaffAnswered(), NobodyAnswered(), StaffNotReached())
LATEST_SECONDS = 15.0
"""How long frames wait at the most; and so how much longer than its own time a microphone may be open."""
ROUNDS_TO_THE_END = 20_000
"""Of silence, after the last thing has happened and "stop" is pressed."""

T = TypeVar("T")


def one_of(things: Sequence[T], at: int) -> T:
    """By a byte."""
    return things[at % len(things)]


@dataclass
class Tally:
    """How many events came to sessions that had not ended."""

    taken: int = 0
    sessions: int = 0
    dangers: int = 0
    """How often somebody told of one."""


class ObedientEar:
    """Implements `coach.ports.Ear`: hears what it is told to; else it falls silent when it is time.

    `alone`: no frame that was captured while the loudspeaker sounded may come to it.
    """

    name = "obedient ear"

    def __init__(self, alone: bool) -> None:
        self._alone = alone
        self._asked: tuple[int, Expectation, float] | None = None
        self.tell: Callable[[int, Expectation], Heard | FellSilent] | None = None
        self.fails = False

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Begin to listen."""
        self._asked = (listen_id, expectation, now)

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """What it was told to hear. Raises EngineError when it was told to fail."""
        assert np.isfinite(frame).all()
        assert not (self._alone and (frame == np.float32(COACH)).any()), "the coach hears itself"
        if self.fails:
            self.fails, self._asked = False, None
            raise EngineError("The ear died.", "Make a better one.")
        if self._asked is None:
            return None
        listen_id, expectation, since_seconds = self._asked
        tell, self.tell = self.tell, None
        if tell is None and now - since_seconds < expectation.no_input_seconds:
            return None
        answer = tell(listen_id, expectation) if tell else FellSilent(listen_id)
        if answer.listen_id == listen_id:
            self._asked = None
        return answer

    def rest(self) -> None:
        """Stop listening."""
        self._asked = None

    def forget(self) -> None:
        """Nothing is kept."""

    def close(self) -> None:
        """Nothing to let go."""


class FailingVoice(FakeVoice):
    """A voice that is quick, and fails while it is told to."""

    failing: type[EngineError] | type[DeviceError] | None = None

    def render(self, line: Line, rate: float) -> Samples:
        """A short hum. Raises what it is told to."""
        if self.failing:
            raise self.failing("The voice is gone.", "Wait.")
        return np.full(round(LINE_SECONDS * RATE_HERTZ), 0.1, np.float32)


class Day:
    """Microphone and observer of a session at once: what is written happens, a thing a round, and all is watched."""

    name = "eventful microphone"

    def __init__(self, pack: Pack, safety: Safety, walk: deque[tuple[int, int]], barge_in: bool, tally: Tally) -> None:
        self._walk, self._tally, self._safety = walk, tally, safety
        self.clock, self.keys, self.loudspeaker, self.staff = FakeClock(), FakeKeys(), FakeLoudspeaker(), FakeStaff()
        self.ear, self.voice, self.executor = ObedientEar(alone=not barge_in), FailingVoice(), FakeExecutor()
        self._captured: deque[tuple[Samples, float]] = deque()
        self._read_seconds = 0.0
        self._next: Samples | None = None
        self._speaks = self._lost = self._hangs = self._ended = False
        self._listen: tuple[Listen, float] | None = None
        self._longest_seconds = 0.0
        self._danger: str | None = None
        self._asked_about_danger = self._taken_as_answer = False
        self._rounds_left = ROUNDS_TO_THE_END
        parts = Parts(
            self.ear, self.voice, self, self.loudspeaker, self.clock, self.keys, FakeJournal(), self.staff,
            self.executor,
        )  # fmt: skip
        self._session = Session(pack, safety, GAPS)
        self.runtime = Runtime(self._session, parts, [self], barge_in)
        self._happenings: tuple[Callable[[int], None], ...] = (
            lambda at: None,
            self._somebody_speaks,
            self._answers,
            self._answers,
            self._answers,
            self._tells_of_danger,
            self._answers_another,
            lambda at: self.keys.pressed.append(one_of(KEYS, at)),
            self._microphone,
            lambda at: self.loudspeaker.lose() if at % 4 == 0 else self.loudspeaker.come_back(),
            lambda at: self._hold_up(LATEST_SECONDS * at / 255),
            lambda at: self._sleep(one_of((0.5, 5.0, 60.0, 3600.0), at)),
            lambda at: setattr(self.ear, "fails", True),
            lambda at: setattr(self.voice, "failing", one_of((None, None, EngineError, DeviceError), at)),
            lambda at: setattr(self, "_hangs", at % 4 == 0),
            lambda at: setattr(self.staff, "reached", at % 2 == 0),
            lambda at: self.staff.news.append(one_of(STAFF_NEWS, at)),
        )

    @property
    def late_seconds(self) -> float:
        """As `coach.ports.Microphone` says."""
        return self.clock.seconds - self._read_seconds

    def read(self) -> Samples | None:
        """What happens next, and then the next frame. Raises DeviceError when the microphone goes away."""
        self._danger_wins()
        if self._walk:
            what, at = self._walk.popleft()
            self._tally.taken += 1
            one_of(self._happenings, what)(at)
        else:
            self._rounds_left -= 1
            assert self._rounds_left, f"no end at {self._session.state}"
            self.keys.pressed.append("stop")
        if not self._hangs:
            self.executor.work()
        if self._lost and self._next is None:
            self._lost = False
            raise DeviceError("The microphone is gone.", "Plug it in again.")
        if not self._captured:
            self._capture()
        frame, self._read_seconds = self._captured.popleft()
        broken, self._next = self._next, None
        return frame if broken is None else broken

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says: no microphone is open for longer than it should be; nothing after the end."""
        assert not (self._ended and isinstance(what, Effect))
        self._ended = self._ended or isinstance(what, End)
        self._taken_as_answer = self._taken_as_answer or isinstance(what, Remember)
        if isinstance(what, Say):
            self._asked_about_danger = any(line.id.startswith("risk.") for line in what.lines)
        if self._listen and isinstance(what, Heard | FellSilent | StopSpeaking | End | Listen):
            listen, since_seconds = self._listen
            assert now - since_seconds <= listen.expectation.no_input_seconds + self._longest_seconds
            self._listen = None
        if isinstance(what, Listen):
            self._listen = (what, now)
            self._longest_seconds = LATEST_SECONDS + 1.0

    def close(self) -> None:
        """Nothing to let go."""

    def _capture(self) -> None:
        sounding = self.loudspeaker.sounding
        self.clock.seconds += FRAME_SECONDS
        self.loudspeaker.pass_time(FRAME_SECONDS)
        level = COACH if sounding else PERSON if self._speaks else 0.0
        self._captured.append((np.full(FRAME_SAMPLES, level, np.float32), self.clock.seconds))

    def _somebody_speaks(self, at: int) -> None:
        self._speaks = at % 2 == 0

    def _answers(self, at: int) -> None:
        def answer(listen_id: int, expectation: Expectation) -> Heard:
            phrases = expectation.phrases
            phrase = phrases[at // 2 % 8 % len(phrases)] if at % 2 else phrases[at * len(phrases) // 256]
            decision = one_of((*[Decision.ACCEPT] * 3, Decision.CONFIRM, Decision.REJECT), at)
            return Heard(listen_id, decision, phrase, number=expectation.numbers.get(phrase), open_text=phrase)

        self.ear.tell = answer

    def _tells_of_danger(self, at: int) -> None:
        """Not often, or all sessions would be spent on safety paths."""

        def tell(listen_id: int, _: Expectation) -> Heard:
            heard = Heard(listen_id, Decision.REJECT, None, open_text=one_of(DANGERS, at))
            self._danger, self._taken_as_answer = self._safety.hear(heard).path, False
            self._tally.dangers += 1
            return heard

        if at < 96:
            self.ear.tell = tell

    def _answers_another(self, at: int) -> None:
        """Too late, or twice, or out of nowhere."""
        another = Heard(one_of((0, 1, 2, 10_000), at), Decision.ACCEPT, "yes", open_text="yes")
        self.ear.tell = lambda listen_id, _: another if at % 2 else FellSilent(another.listen_id)

    def _microphone(self, at: int) -> None:
        """It goes away, gives nothing, or gives what is no sound."""
        if at % 3 == 0:
            self._lost = True
        self._next = one_of((None, None, np.full(FRAME_SAMPLES, np.nan, np.float32)), at)

    def _hold_up(self, seconds: float) -> None:
        """The machine is starved: frames wait."""
        for _ in range(round(seconds / FRAME_SECONDS) - len(self._captured)):
            self._capture()

    def _sleep(self, seconds: float) -> None:
        """The lid is shut: no frame is captured, and what sounded is over."""
        self.clock.seconds += seconds
        self._longest_seconds += seconds
        self.loudspeaker.pass_time(seconds)

    def _danger_wins(self) -> None:
        """Who told of one in the last round is led to a path, and staff are called; or asked, in a role play.

        On a path that asks for it, it is the answer: staff were called for that path. Nobody is heard over the last
        goodbye: the session has ended.
        """
        known = self._danger in self.staff.reasons or (self._taken_as_answer and self.staff.reasons)
        called = known and self._session.state == "safety"
        over = self._session.state == "ended"
        assert self._danger is None or called or self._asked_about_danger or over
        self._danger = None


def test_any_events_in_any_order(english: Pack) -> None:
    """The loop never breaks, never hears the coach, never listens without end, and ends at "stop"."""
    tally = Tally()
    safety = SameSentences(rules_of(english))

    @settings(max_examples=WALKS, suppress_health_check=list(HealthCheck))
    @given(st.binary(min_size=2 * EVENTS_A_WALK, max_size=2 * EVENTS_A_WALK), st.booleans())
    def walk(written: bytes, barge_in: bool) -> None:
        left = deque(zip(written[::2], written[1::2], strict=True))
        while left:
            tally.sessions += 1
            Day(english, safety, left, barge_in, tally).runtime.run()

    walk()
    assert tally.taken >= AT_LEAST_EVENTS
    assert tally.dangers > WALKS
