"""Calls a person over the site's own network, and hears what became of it. It is not a nurse call.

One thread keeps the calls: it sends them, says them again, goes on to the next role and takes answers, also while
nobody is in a session. The session never waits for it. What it tells the session is about the calls of the person who
is there now; those of the people before stay open until staff clear them.
"""

import secrets
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty
from threading import Event as Flag
from threading import RLock, Thread

from coach.effects import Effect
from coach.events import (
    Event,
    FellAsleep,
    NobodyAnswered,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
    WokeUp,
)
from coach.ports import Clock
from coach.staff.call import Call, Reason, Stage
from coach.staff.home_assistant import STATUS_TOPIC, discovery, discovery_topic
from coach.staff.line import Broker, Came, Down, Happening, Line, Taken, Up
from coach.staff.messages import (
    MOST_ID,
    Answer,
    Called,
    Doing,
    Part,
    SelfTest,
    State,
    answer_topic,
    call_topic,
    decoded,
    state_topic,
)
from coach.staff.trust import Papers

SETTLING_SECONDS = 0.5
"""The first words wait so long at the most until it is known that a call went out."""
REACHED_SECONDS = 5.0
"""A call that nobody has by then did not reach anybody; it is still tried."""
AGAIN_SECONDS = 10.0
"""Each open call is said again so often, with how long somebody has been waiting; and that the kiosk is there."""
LOOK_SECONDS = 0.2
NOTE_TIME_SECONDS = 3600.0
MOST_CALLS = 50
"""So many stay open at once; beyond, a call is one of those that are there."""
DOING: Mapping[type[Event | Effect], Doing] = {FellAsleep: Doing.ASLEEP, WokeUp: Doing.SESSION}
"""What happens at a kiosk, and what it is doing since."""


@dataclass
class _Kept:
    """A call that is open. `ours`: of the person who is there. `told`: the last that they were told of it."""

    call: Call
    ours: bool
    asked_seconds: float
    told: type[StaffNews] | None = None
    sent: int | None = None
    """The number under which it was sent last."""


class StaffLine:
    """Implements `coach.staff.staff.Staff` over MQTT. `close` it when the kiosk ends."""

    def __init__(  # noqa: PLR0913, PLR0917 - who it is, where, by what right; whom it calls, and when
        self, kiosk: str, broker: Broker, papers: Papers, roles: int, clock: Clock, state: State | None = None,
        faults: Callable[[], tuple[Part, ...]] = tuple,
    ) -> None:  # fmt: skip
        """`kiosk`: its name, as its certificate says. `roles`: how many are called, one after the other.

        `state`: what it shows first. `faults`: is asked what does not work. Raises OSError where the papers are
        missing or are none.
        """
        self._kiosk, self._roles, self._clock, self._papers = kiosk, roles, clock, papers
        self._faults = faults
        self._state = state or State(doing=Doing.ASLEEP)
        self._doing = self._state.doing
        self._line = Line(broker, kiosk, papers, self._away())
        self._calls: dict[int, _Kept] = {}
        self._news: deque[StaffNews] = deque()
        self._said_seconds = clock.now()
        self._noted_seconds: float | None = None
        self._adopting = True
        self._closed = Flag()
        self._lock = RLock()
        self._thread = Thread(target=self._keep, name="staff line", daemon=True)
        self._line.open()
        self._thread.start()

    @property
    def stands(self) -> bool:
        """Whether the broker is there, as far as is known."""
        return self._line.stands

    # What the session asks

    def call(self, reason: str) -> bool:
        """Call staff, or ask once more; False where it is known that nobody would see it. It is kept all the same."""
        now = self._clock.now()
        with self._lock:
            kept = self._kept_for(Reason.of(reason), now)
            kept.ours, kept.asked_seconds, kept.told = True, now, None
            kept.call = kept.call.again(now)
            if not (self._line.stands and self._thread.is_alive()):
                kept.told = StaffNotReached
                return False
            self._send(kept)
            return True

    @property
    def settling(self) -> bool:
        """For half a second at the most, until the broker has the call."""
        now = self._clock.now()
        with self._lock:
            return not self._news and any(
                kept.ours and kept.told is None and now < kept.asked_seconds + SETTLING_SECONDS
                for kept in self._calls.values()
            )

    def poll(self) -> StaffNews | None:
        """What became of this person's calls, in order."""
        with self._lock:
            return self._news.popleft() if self._news else None

    def forget(self) -> None:
        """The next person is told nothing of these calls. They stay open."""
        with self._lock:
            self._news.clear()
            for kept in self._calls.values():
                kept.ours = False

    # What the kiosk tells

    def note(self, what: Event | Effect, now: float) -> None:
        """Of all that happens, staff are shown whether somebody is there."""
        if doing := DOING.get(type(what)):
            self.show(doing)

    def show(self, doing: Doing) -> None:
        """What the kiosk is doing."""
        self._doing = doing
        self._show()

    def show_self_test(self, result: SelfTest, content: int, at_seconds: int = 0) -> None:
        """How the last self-test went, the number of the content that it was of, and when it ended (since 1970)."""
        self._show(self_test=result, content=content, tested_at_seconds=at_seconds)

    def end_test(self) -> None:
        """Take back the calls of a self-test that is over, also of one that was cut off."""
        with self._lock:
            for kept in list(self._calls.values()):
                self._step(kept, kept.call.take_back())

    def close(self) -> None:
        """Say that it is away, and hang up."""
        self._closed.set()
        self._thread.join()
        self._line.close(self._away())

    # The thread

    def _keep(self) -> None:
        while not self._closed.is_set():
            with suppress(Empty):
                self._hear(self._line.happened.get(timeout=LOOK_SECONDS))
            self._go_on()

    def _hear(self, what: Happening) -> None:
        with self._lock:
            match what:
                case Up():
                    self._begin()
                case Down():
                    pass
                case Taken(number, read):
                    self._taken(number, read)
                case Came(topic, payload):
                    self._came(topic, payload)

    def _begin(self) -> None:
        """All of it, each time: a broker may have lost what it kept."""
        self._line.read(answer_topic(self._kiosk, "+"))
        self._line.read(STATUS_TOPIC)
        if self._adopting:  # what was open when this kiosk last ended
            self._line.read(call_topic(self._kiosk, "+"))
        self._introduce()
        self._show()
        for kept in self._calls.values():
            self._send(kept)

    def _introduce(self) -> None:
        self._line.send(discovery_topic(self._kiosk), discovery(self._kiosk))

    def _taken(self, number: int, read: bool) -> None:
        kept = next((kept for kept in self._calls.values() if kept.sent == number), None)
        if kept is None:
            return
        if kept.call.stage is Stage.ANSWERED:
            self._tell(kept, StaffAnswered())
        elif read and kept.call.stage is Stage.CALLED:
            self._tell(kept, StaffCalled())
        elif kept.told is None:
            self._tell(kept, StaffNotReached())

    def _came(self, topic: str, payload: bytes) -> None:
        if topic == STATUS_TOPIC:
            return self._introduce() if payload == b"online" else None
        if not payload:
            return None  # it was taken back
        called = decoded(Called, payload) if topic.startswith(call_topic(self._kiosk, "")) else None
        answer = decoded(Answer, payload) if topic.startswith(answer_topic(self._kiosk, "")) else None
        if called and topic == call_topic(self._kiosk, called.id):
            return self._adopt(called)
        if answer and topic == answer_topic(self._kiosk, answer.id):
            return self._answered(answer)
        return self._show(refused=self._state.refused + 1)

    def _adopt(self, called: Called) -> None:
        now = self._clock.now()
        call = called.call(now)
        if self._adopting and call.open and call.id not in self._calls:
            self._calls[call.id] = _Kept(call, ours=False, asked_seconds=now)
            self._show()

    def _answered(self, answer: Answer) -> None:
        """Of a call that is not open, or answered so already, nothing changes."""
        kept = self._calls.get(answer.id)
        if kept is None:
            return
        step = kept.call.answer if answer.did == "answered" else kept.call.clear
        self._step(kept, step(answer.id))

    def _go_on(self) -> None:
        """What time brings."""
        now = self._clock.now()
        with self._lock:
            again = now >= self._said_seconds + AGAIN_SECONDS
            for kept in list(self._calls.values()):
                self._step(kept, kept.call.at(now, self._roles))
                if kept.told is None and now >= kept.asked_seconds + REACHED_SECONDS:
                    self._tell(kept, StaffNotReached())
                if again:
                    self._send(kept)
            if (faults := self._faults()) != self._state.faults:
                self._show(faults=faults)
            if again:
                self._said_seconds = now
                self._say_that_it_is_there()
                self._know_time(now)
                self._read_own_calls_no_more()

    def _step(self, kept: _Kept, call: Call) -> None:
        if call == kept.call:
            return
        kept.call = call
        if call.stage is Stage.ANSWERED:
            self._tell(kept, StaffAnswered())
        elif call.stage is Stage.NOBODY:
            self._tell(kept, NobodyAnswered())
        self._send(kept)
        if not call.open:
            del self._calls[call.id]
            self._send_away(call)
        self._show()

    def _tell(self, kept: _Kept, news: StaffNews) -> None:
        if kept.ours and kept.told is not type(news):
            self._news.append(news)
        kept.told = type(news)

    def _kept_for(self, reason: Reason, now: float) -> _Kept:
        """This person's own call for that reason, or a new one."""
        mine = [kept for kept in self._calls.values() if kept.ours and kept.call.reason is reason]
        if not mine and len(self._calls) < MOST_CALLS:
            call = Call.begin(secrets.randbelow(MOST_ID - 1) + 1, reason, now)
            self._calls[call.id] = _Kept(call, ours=True, asked_seconds=now)
            mine = [self._calls[call.id]]
            self._show()
        return (mine or list(self._calls.values()))[-1]

    def _send(self, kept: _Kept) -> None:
        if self._line.stands:
            called = Called.of(kept.call, self._clock.now())
            kept.sent = self._line.send(call_topic(self._kiosk, called.id), called.encoded())

    def _send_away(self, call: Call) -> None:
        """Who reads has seen that it was cleared; the broker need not keep it."""
        if self._line.stands:
            self._line.send(call_topic(self._kiosk, call.id), b"")

    def _show(self, **changed: object) -> None:
        with self._lock:
            calls = [kept.call for kept in self._calls.values()]
            unanswered = sum(call.stage is not Stage.ANSWERED for call in calls)
            counts = {"calls": len(calls), "unanswered": unanswered}
            self._state = self._state.model_copy(update={**changed, **counts})
            self._state = self._state.model_copy(update={"doing": self._shown_doing()})
            if self._line.stands:
                self._line.send(state_topic(self._kiosk), self._state.encoded())

    def _shown_doing(self) -> Doing:
        """Whoever is in a session goes on with what works; asleep, somebody has time to look."""
        return Doing.FAULT if self._state.faults and self._doing is Doing.ASLEEP else self._doing

    def _say_that_it_is_there(self) -> None:
        """Not kept: a broker that was away tells nobody of a kiosk that went meanwhile, and this one's silence does."""
        if self._line.stands:
            self._line.send(state_topic(self._kiosk), self._state.encoded(), kept=False)

    def _away(self) -> tuple[str, bytes]:
        """What is shown when it is gone: the rest is as it was."""
        return state_topic(self._kiosk), self._state.model_copy(update={"doing": Doing.AWAY}).encoded()

    def _know_time(self, now: float) -> None:
        """Where the line stands, certificates were good: so the clock is worth keeping."""
        if self._line.stands and (self._noted_seconds is None or now >= self._noted_seconds + NOTE_TIME_SECONDS):
            self._noted_seconds = now
            with suppress(OSError):  # a disk that is full: the next hour may be better
                self._papers.note_time()

    def _read_own_calls_no_more(self) -> None:
        """Or each of its own calls would seem to be read by somebody."""
        if self._adopting and self._line.stands:
            self._adopting = False
            self._line.read_no_more(call_topic(self._kiosk, "+"))
