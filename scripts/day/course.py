"""How the day goes: with each frame that the kiosk asks for people come, act and go, and things break."""

from collections.abc import Iterator
from random import Random

from coach.effects import Effect
from coach.errors import DeviceError
from coach.events import Event, Heard
from scripts.day import search
from scripts.day.breaking import Breaking
from scripts.day.centre import Centre
from scripts.day.diary import Diary, Fault, Update, Visit, clock
from scripts.day.next_page import NextPage
from scripts.day.outage import Outage
from scripts.day.pace import AS_IN_LIFE, FREELY, WATCHED, Pace
from scripts.day.plan import Brought, Coming, Plan
from scripts.day.presence import Presence, Surroundings
from scripts.day.scribe import Scribe
from scripts.day.visitor import carrying
from scripts.day.wire import Asked, Failed, Noted, Played, Stopped

BETWEEN_SECONDS = 3.0
"""Nobody walks up in the moment in which it falls asleep."""
BEFORE_SECONDS = 1.0
"""What is to happen is waited for so long in step, after a leap."""
SETTLES_SECONDS = 6.0
"""What is on its way over the network is there by then, or does not come."""
FORSAKEN_SECONDS = 1800.0
"""A session that goes on so long after the person left keeps the next one from beginning: then staff end it."""
TOUCHES_SECONDS = 10.0
BROWSER_EACH_SECONDS = 3600.0
HEARD_OUT_SECONDS = 10.0
"""Time does not leap in the middle of what the ear hears: it loses its beginning, and the kiosk ends."""


class Course:
    """Of one day. What happens is written in the diary."""

    def __init__(self, centre: Centre, plan: Plan, diary: Diary, seed: int, pace: Pace | None = None) -> None:
        self._centre, self._plan, self._diary = centre, plan, diary
        self._corridor = centre.corridor
        self._around = Surroundings(
            centre.corridor, centre.keypad, centre.window.touch, centre.judge, Random(f"course {seed}")
        )
        self._coming = list(plan.comings)
        self._updates = list(plan.updates)
        self._pace = pace or Pace()
        self._scribe = Scribe()
        self._presence: Presence | None = None
        self._breaking: Breaking | None = None
        self._outage: Outage | None = None
        self._staff_did_seconds: float | None = None
        self._own_words_heard = False
        self._browser_due_seconds = 0.0
        self._left_seconds = 0.0
        self._page = NextPage(centre.window)
        self._ending_seconds: float | None = None
        """When staff touch stop next, where nobody is there any more and the session goes on."""

    def visits(self) -> Iterator[Visit]:
        """Each as soon as it is over, until the kiosk has ended."""
        while True:
            try:
                message = self._centre.kiosk.wire.recv()
            except (EOFError, OSError):
                break
            match message:
                case Asked():
                    if over := self._pass_frame():
                        yield over
                case Played(samples, decibels):
                    self._corridor.take(samples)
                    self._scribe.note_loudness(decibels)
                case Stopped():
                    self._corridor.stop()
                case Noted(what):
                    self._note(what)
                case Failed(why):
                    self._scribe.note_failure(why)

    def _note(self, what: Event | Effect) -> None:
        self._scribe.note(what, self._corridor.now())
        self._page.note(what, self._corridor.now())
        if isinstance(what, Heard) and self._presence and self._presence.says_own_words(what.listen_id):
            self._own_words_heard = True
        if self._breaking:
            self._breaking.note(what)
        if self._presence:
            self._presence.note(what)

    # One frame

    def _pass_frame(self) -> Visit | None:
        """The visit that is over now, if one is."""
        now = self._corridor.now()
        self._look_into_memory()
        self._centre.eavesdropper.listen(now)
        if self._centre.nurse.look(now):
            self._staff_did_seconds = now
        self._end_what_is_forsaken(now)
        over = self._end_visit(now)
        if self._updates and now >= self._updates[0].seconds and self._is_quiet:
            self._bring(self._updates.pop(0), now)
            return over
        self._begin_visit(now)
        for acting in (self._presence, self._breaking):
            if acting:
                acting.pass_frame()
        if self._outage:
            self._outage.pass_frame(now)
        self._page.pass_frame(now)
        self._pace.hold(self._times(now), now)
        self._leap(now)
        self._corridor.over = self._is_over(now)
        self._centre.kiosk.wire.send(self._corridor.next_frame())
        return over

    def _times(self, now: float) -> float:
        """How many times faster than life the day may go."""
        for since in (self._staff_did_seconds, self._scribe.called_seconds):
            if since is not None and now < since + SETTLES_SECONDS:
                return AS_IN_LIFE
        rings = any(call.rings for call in self._centre.calls.values())
        broken = self._breaking.times if self._breaking else FREELY
        away = self._outage.times(now) if self._outage else FREELY
        return min(WATCHED if rings else FREELY, broken, away, self._page.times)

    def _leap(self, now: float) -> None:
        """While it sleeps and nobody is there, nothing happens until something is due."""
        if self._scribe.asleep_seconds is None or self._presence or self._times(now) != FREELY:
            return
        if now < self._left_seconds + HEARD_OUT_SECONDS:
            return
        coming = [coming.seconds for coming in self._coming[:1]]
        brought = [brought.seconds for brought in self._updates[:1]]
        due = [*coming, *brought, self._centre.nurse.next_due, self._plan.over_seconds]
        ahead = min((each for each in due if each > now and each != float("inf")), default=now)
        if not coming or coming[0] > now:
            self._corridor.leap_to(ahead - BEFORE_SECONDS)

    def _is_over(self, now: float) -> bool:
        idle = self._scribe.asleep_seconds is not None and not self._presence and not self._coming and not self._updates
        return idle and now >= self._plan.over_seconds and self._centre.nurse.next_due == float("inf")

    # Who comes and goes

    def _begin_visit(self, now: float) -> None:
        asleep_seconds = self._scribe.asleep_seconds
        if not self._coming or self._presence or asleep_seconds is None or self._page.is_awaited:
            return
        if now >= max(self._coming[0].seconds, asleep_seconds + BETWEEN_SECONDS):
            self._welcome(self._coming.pop(0), now)

    def _welcome(self, coming: Coming, now: float) -> None:
        centre, number = self._centre, len(self._diary.visits) + 1
        who = carrying(centre.kinds[coming.who], search.words_of(number))
        visit = Visit(number, who.id, who.comes_by, now, who.calls)
        self._diary.visits.append(visit)
        self._scribe.visit = visit
        self._presence = Presence(who, visit, centre.voice_of(who), self._around)
        centre.nurse.mood = who.staff
        if coming.fault:
            fault = Fault(coming.fault, number)
            self._diary.faults.append(fault)
            self._breaking = Breaking(fault, self._corridor, centre.window, centre.kiosk.pid)
        if coming.outage:
            self._outage = Outage(centre.mosquitto, centre.eavesdropper, number, now)
            self._diary.faults.append(self._outage.fault)

    def _end_visit(self, now: float) -> Visit | None:
        """Once they have gone and it sleeps; then their words are looked for."""
        presence = self._presence
        if not presence or not presence.gone or self._scribe.asleep_seconds is None:
            return None
        if self._page.is_awaited:
            return None
        if self._breaking:
            self._breaking.end()
        self._presence = self._breaking = self._ending_seconds = None
        self._left_seconds = now
        found = [*self._centre.words_in_kiosk(), *self._centre.window.words_found()]
        if now >= self._browser_due_seconds:  # it takes the longest, and no word comes there but by the page
            self._browser_due_seconds = now + BROWSER_EACH_SECONDS
            found += self._centre.words_in_browser()
        self._diary.found += [f"after {presence.visit}: {each}" for each in found]
        return presence.visit

    def _look_into_memory(self) -> None:
        """Words that were heard just now stand there: else it would prove nothing that none are found afterwards."""
        visit = self._scribe.visit
        if self._own_words_heard and visit:
            self._own_words_heard = False
            visit.as_written = bool(visit.as_written) or any(self._centre.words_in_kiosk())

    # What else happens

    def _end_what_is_forsaken(self, now: float) -> None:
        """Who cleared a call was there: a session that nobody is there for any more is ended by a touch on stop."""
        visit = self._scribe.visit
        if not visit or visit.left_seconds is None or self._scribe.asleep_seconds is not None:
            return
        if self._ending_seconds is None:
            forsaken = now >= visit.left_seconds + FORSAKEN_SECONDS
            if forsaken:
                self._diary.other.append(f"{visit}: the session went on for half an hour after they had left")
            if forsaken or any(call.cleared_seconds == now for call in self._centre.calls.values()):
                self._ending_seconds = now
        elif now >= self._ending_seconds:
            self._ending_seconds = now + TOUCHES_SECONDS
            if not self._centre.window.touch("stop"):
                self._centre.window.touch("yes")

    @property
    def _is_quiet(self) -> bool:
        """Nobody is there, and staff can see a call and have none to see to: then an update may be brought."""
        nurse, idle = self._centre.nurse, self._scribe.asleep_seconds is not None and not self._presence
        rings = any(call.rings for call in self._centre.calls.values())
        return idle and not self._page.is_awaited and not rings and nurse.stands and nurse.next_due == float("inf")

    def _bring(self, brought: Brought, now: float) -> None:
        """The kiosk is another process afterwards, and the frame that this one asked for is not given any more."""
        update = Update(brought.version, brought.spoiled, now)
        self._diary.updates.append(update)
        try:
            for seconds in self._centre.technician.bring(update):
                self._corridor.leap_to(now + seconds)
                self._centre.eavesdropper.listen(self._corridor.now())
                self._centre.nurse.look(self._corridor.now())
        except DeviceError as stuck:  # then there is no wire any more, and the day ends
            update.told = str(stuck)
            return
        update.back_seconds = self._corridor.now()
        self._scribe.asleep_seconds = None  # it has not fallen asleep yet

    def finish(self) -> None:
        """The day is over: the last is written, and words are looked for everywhere else."""
        now = self._corridor.now()
        self._diary.calls, self._diary.over_seconds = self._centre.calls, now
        if not self._corridor.over:
            last = self._centre.kiosk.last_words()
            self._diary.other.append(f"the day was broken off at {clock(now)}, or the kiosk ended by itself: {last}")
        self._diary.other += self._page.missed
        self._diary.updates += [Update(brought.version, brought.spoiled) for brought in self._updates]
        self._diary.other += [f"{coming.who} was to come at {clock(coming.seconds)}" for coming in self._coming]
        self._diary.found += self._centre.words_elsewhere()
