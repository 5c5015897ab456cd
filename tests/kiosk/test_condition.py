"""Which part of a kiosk needs a look, as its use tells; in the end where staff see it."""

from collections.abc import Callable

import numpy as np
import pytest

from coach.effects import Expectation, Line
from coach.errors import DeviceError, EngineError
from coach.events import FellSilent, Heard
from coach.journal import NothingKept
from coach.kiosk.condition import ENOUGH, LASTS_SECONDS, Condition, noted
from coach.kiosk.switchboard import open_staff
from coach.ports import FRAME_SAMPLES, Samples
from coach.runtime import Parts
from coach.staff.messages import Doing, Part
from tests.fakes.clock import FakeClock
from tests.fakes.ear import FakeEar
from tests.fakes.keys import FakeKeys
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.fakes.microphone import FakeMicrophone
from tests.fakes.staff import FakeStaff
from tests.fakes.voice import FakeVoice
from tests.kiosk.site import Site, Staff
from tests.kiosk.test_switchboard import place

FRAME: Samples = np.zeros(FRAME_SAMPLES, np.float32)
UNSPEAKABLE, GOOD = Line("a", "zebracorn"), Line("b", "hello")


class BrokenEar(FakeEar):
    """Its engine dies each time, until it is mended."""

    broken = True

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """Raises EngineError while it is broken."""
        if self.broken:
            raise EngineError("The fake ear died.", "Begin it anew.")
        return super().hear(frame, now)


class Standing:
    """A kiosk's parts, as they are used. `missed`: nobody sees its screen."""

    def __init__(self) -> None:
        self.clock, self.missed = FakeClock(), False
        self.condition = Condition(self.clock, lambda: self.missed)
        self.microphone, self.loudspeaker, self.ear = FakeMicrophone(), FakeLoudspeaker(), BrokenEar(["yes"])
        self.parts = noted(
            Parts(
                self.ear, FakeVoice(frozenset({UNSPEAKABLE.text})), self.microphone, self.loudspeaker, self.clock,
                FakeKeys(), NothingKept(), FakeStaff(),
            ),
            self.condition,
        )  # fmt: skip

    def lose(self, part: Part, times: int) -> None:
        """It fails so often in a row."""
        self.microphone.lose()
        self.loudspeaker.lose()
        tried: dict[Part, Callable[[], object]] = {
            Part.MICROPHONE: self.parts.microphone.read,
            Part.LOUDSPEAKER: lambda: self.parts.loudspeaker.play(FRAME),
            Part.EAR: lambda: self.parts.ear.hear(FRAME, 0.0),
            Part.VOICE: lambda: self.parts.voice.render(UNSPEAKABLE, 1.0),
        }
        for _ in range(times):
            with pytest.raises((DeviceError, EngineError)):
                tried[part]()

    def mend(self) -> None:
        """All of it works, and is used."""
        self.microphone.come_back()
        self.loudspeaker.come_back()
        self.ear.broken = False
        self.microphone.hear(FRAME)
        self.parts.microphone.read()
        self.parts.loudspeaker.play(FRAME)
        self.parts.voice.render(GOOD, 1.0)
        self.parts.ear.expect(1, Expectation(("yes",)), 0.0)
        assert self.parts.ear.hear(FRAME, 5.0)


@pytest.fixture
def standing() -> Standing:
    """One that is well."""
    return Standing()


@pytest.mark.parametrize("part", ENOUGH)
def test_what_fails_again_and_again_is_a_fault_until_it_works(standing: Standing, part: Part) -> None:
    """Not at once: most of it comes back by itself."""
    standing.lose(part, ENOUGH[part])
    assert standing.condition.faults() == ()
    standing.clock.seconds += LASTS_SECONDS
    assert standing.condition.faults() == (part,)
    standing.mend()
    assert standing.condition.faults() == ()


@pytest.mark.parametrize("part", [part for part in ENOUGH if ENOUGH[part] > 1])
def test_an_engine_that_failed_once_was_started_again(standing: Standing, part: Part) -> None:
    """Hours may go by in which nobody comes, and nobody has to look."""
    standing.lose(part, ENOUGH[part] - 1)
    standing.clock.seconds += 10_000.0
    assert standing.condition.faults() == ()


def test_that_nobody_spoke_says_nothing_of_the_ear(standing: Standing) -> None:
    """A dead one falls silent too."""
    standing.lose(Part.EAR, ENOUGH[Part.EAR])
    standing.clock.seconds += LASTS_SECONDS
    standing.ear.broken = False
    standing.parts.ear.expect(1, Expectation((), no_input_seconds=0.0), 0.0)
    standing.parts.ear.rest()
    assert standing.parts.ear.hear(FRAME, 1.0) is None and standing.condition.faults() == (Part.EAR,)


def test_a_screen_that_nobody_sees_is_a_fault(standing: Standing) -> None:
    """The window knows."""
    standing.missed = True
    assert standing.condition.faults() == (Part.SCREEN,)


def test_they_are_the_same_parts(standing: Standing) -> None:
    """By name; and each is let go."""
    assert standing.parts.microphone.name == "fake microphone" and standing.parts.microphone.late_seconds == 0.0
    standing.parts.voice.prepare([GOOD], 1.0)
    standing.parts.ear.forget()
    assert standing.ear.forgot == 1 and not standing.parts.loudspeaker.sounding
    standing.parts.loudspeaker.stop()
    standing.parts.voice.forget()
    standing.parts.close()
    assert standing.microphone.closed and standing.loudspeaker.closed and standing.ear.closed


def test_staff_see_which_part_does_not_work_and_no_word_of_what_failed(network: Site, standing: Standing) -> None:
    """Over the real line: told, and taken back when it works. The line that could not be said is nowhere in it."""
    staff = Staff(network)
    kiosk = open_staff(place(network), standing.clock, print, standing.condition.faults)
    staff.sees_state(lambda state: state.doing is Doing.ASLEEP)
    for part in (Part.MICROPHONE, Part.VOICE):
        standing.lose(part, ENOUGH[part])
    standing.clock.seconds += LASTS_SECONDS
    state = staff.sees_state(lambda state: state.doing is Doing.FAULT)
    assert state.faults == (Part.MICROPHONE, Part.VOICE)
    standing.mend()
    assert staff.sees_state(lambda state: state.doing is Doing.ASLEEP).faults == ()
    kiosk.close()
    staff.leave()
    assert not [came for came in staff.seen if UNSPEAKABLE.text.encode() in came.payload]
