"""A call for the sake of trying: at the start of a shift, and somebody has to answer it.

The line is the kiosk's own, so the staff's page shows the self-test while it goes on, and at the end how it went.
"""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from coach.doctor.finding import Finding
from coach.errors import DeviceError
from coach.events import StaffAnswered, StaffCalled, StaffNews
from coach.kiosk import last_test, switchboard
from coach.kiosk.last_test import LastTest
from coach.kiosk.site import Site
from coach.ports import Clock
from coach.staff.call import Reason
from coach.staff.messages import Doing, SelfTest, State

if TYPE_CHECKING:
    from coach.staff.staff_line import StaffLine

POLL_SECONDS = 0.05


class TrialCall:
    """First `reached`, then, after all other parts, `answered`; at the end `end`."""

    def __init__(self, site: Site, clock: Clock, ask: Callable[[str], None]) -> None:
        """`ask`: is told what somebody has to do."""
        self._site, self._clock, self._ask = site, clock, ask
        self._line: StaffLine | None = None

    def reached(self) -> Finding:
        """Whether the broker lets this kiosk in. Raises DeviceError."""
        said = self._site.staff_line
        if said is None:
            return switchboard.reached(None, self._clock)
        self._line = switchboard.open_line(self._site, said, self._clock, State(doing=Doing.SELF_TEST))
        return switchboard.found(self._site, said, switchboard.stands_soon(lambda: self.stands, self._clock))

    @property
    def stands(self) -> bool:
        """Whether the broker is there."""
        return self._line is not None and self._line.stands

    def answered(self) -> Finding:
        """Call, and wait until somebody answers. Raises DeviceError where nobody does."""
        said = self._site.staff_line
        if said is None or self._line is None:
            return Finding("test call", "waits", "not tried: there is no line")
        self._ask(f"a test call goes out now; answer it on the staff's page within {said.answer_seconds:.0f} s, please")
        began, heard = self._clock.now(), set[type[StaffNews]]()
        self._line.call(Reason.TEST)
        while self._clock.now() < began + said.answer_seconds:
            if isinstance(news := self._line.poll(), StaffAnswered):
                return Finding("test call", "ok", f"answered after {self._clock.now() - began:.0f} s")
            if news is None:
                time.sleep(POLL_SECONDS)
            else:
                heard.add(type(news))
        raise _unanswered(StaffCalled in heard, said.answer_seconds)

    def end(self, well: bool) -> Finding:
        """Take the test call back; show how the self-test went, and keep it. Raises AuthorError, OSError."""
        result = SelfTest.PASSED if well else SelfTest.FAILED
        test = LastTest(result=result, at_seconds=int(time.time()), content=last_test.content_number(self._site))
        if self._line:
            self._line.end_test()
            self._line.show_self_test(test.result, test.content, test.at_seconds)
        try:
            last_test.keep(test, last_test.path())
        except DeviceError as lost:
            return Finding("result", "look", lost.problem, lost.fix)
        return Finding("result", "ok", f"{result}; kept until the next one")

    def close(self) -> None:
        """Hang up."""
        if self._line:
            self._line.close()


def _unanswered(seen: bool, seconds: float) -> DeviceError:
    if seen:
        told = f"The test call stood on the staff's page, and nobody answered it within {seconds:.0f} s."
        return DeviceError(told, "Is somebody at the page? Who is called in danger would have waited as long.")
    return DeviceError("Nobody could see the test call.", "Is the staff's page open? See `coach fleet`.")
