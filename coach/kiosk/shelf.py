"""The coach on a shelf: it sleeps until somebody calls it, holds a session, and sleeps again, for ever.

Asleep, it acts on nothing but its wake phrase and the keys, and keeps nothing: each reply is forgotten with its
answer. Whatever fails in a session ends that session, and not the coach: the next person finds it asleep.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress

import numpy as np

from coach.content.pack import Pack
from coach.effects import Effect, Expectation
from coach.errors import CoachError, DeviceError, EngineError
from coach.events import Decision, DeviceLost, Event, FellAsleep, Heard, WokeUp
from coach.kiosk import leftovers
from coach.ports import FRAME_SAMPLES, Observer, Samples
from coach.runtime import Parts

SILENCE: Samples = np.zeros(FRAME_SAMPLES, np.float32)
SLEEPS_SECONDS = 600.0
"""The ear is asked anew after so long without a word; it makes no difference to anybody."""


def wake_expectation(pack: Pack) -> Expectation:
    """What the ear listens for while the coach sleeps."""
    return Expectation(
        tuple(pack.header.wake_phrases),
        meanings=dict.fromkeys(pack.header.wake_phrases, "wake"),
        hesitations=tuple(pack.words.hesitations),
        no_input_seconds=SLEEPS_SECONDS,
        unasked=True,
        others=pack.words.other_words(),
    )


class Shelf:
    """Wakes, holds a session, sleeps."""

    def __init__(self, parts: Parts, expectation: Expectation, observers: Sequence[Observer] = ()) -> None:
        self._parts = parts
        self._expectation = expectation
        self._observers = observers
        self._count = 0
        self._deaf = False

    def keep(
        self,
        hold_session: Callable[[], None],
        tell: Callable[[CoachError], None],
        until: Callable[[], bool] = lambda: False,
    ) -> None:
        """Sleep and hold sessions, in turn, for ever, or `until` it is time to end, which never ends a session.

        `tell` is given what ended a session too early.
        """
        leftovers.overwrite_larger_from_now_on()
        while self.sleep(until):
            try:
                hold_session()
            except CoachError as failed:
                tell(failed)
                self._parts.loudspeaker.stop()
            self._forget()

    def sleep(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Until somebody says the wake phrase or presses a key: then True; False once it is time to end.

        The loudspeaker is let go, or it would play silence all night; it opens again for the greeting.
        """
        self._parts.loudspeaker.close()
        self._tell(FellAsleep(self._expectation.phrases))
        self._listen()
        while not until():
            frame = self._next_frame()
            if self._parts.keys.poll() is not None:
                return self._wake(WokeUp("key"))
            answer = self._hear(frame)
            if isinstance(answer, Heard) and answer.phrase and answer.decision is Decision.ACCEPT:
                return self._wake(WokeUp("voice"))
            if answer is not None:
                self._listen()
        return False

    def _forget(self) -> None:
        """Nothing of what was said stays in an engine's memory, nor in ours, for the next person."""
        for part in (self._parts.ear, self._parts.voice, self._parts.staff):
            with suppress(EngineError):  # what does not begin anew now does so, or is told, when it is needed
                part.forget()
        leftovers.overwrite()

    def _listen(self) -> None:
        self._count += 1
        self._parts.ear.expect(self._count, self._expectation, self._parts.clock.now())

    def _next_frame(self) -> Samples:
        try:
            frame = self._parts.microphone.read()
        except DeviceError:
            self._tell(DeviceLost("microphone"))
            return SILENCE
        return SILENCE if frame is None or not np.isfinite(frame).all() else frame

    def _hear(self, frame: Samples) -> Event | None:
        """What the ear makes of a frame. An engine that died is told once; it is started again for the next words."""
        try:
            answer = self._parts.ear.hear(frame, self._parts.clock.now() - self._parts.microphone.late_seconds)
        except EngineError:
            if not self._deaf:
                self._tell(DeviceLost("ear"))
            self._deaf = True
            self._listen()
            return None
        if isinstance(answer, Heard):
            self._deaf = False
        return answer

    def _wake(self, by: WokeUp) -> bool:
        self._parts.ear.rest()
        self._tell(by)
        return True

    def _tell(self, what: Event | Effect) -> None:
        for observer in self._observers:
            observer.note(what, self._parts.clock.now())
