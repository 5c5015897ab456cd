"""How a kiosk comes to the staff that its site names."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.bootstrap import WallClock
from coach.errors import DeviceError
from coach.kiosk import last_test, site, switchboard
from coach.kiosk.last_test import LastTest
from coach.kiosk.switchboard import open_staff, reached
from coach.settings import Settings
from coach.staff.line import Came, Up
from coach.staff.messages import Doing, SelfTest
from coach.staff.staff import NobodyToCall, StaffCommand
from tests.kiosk.site import Site, Staff, happening, until


def place(network: Site, **said: object) -> site.Site:
    """What a site says of such a kiosk."""
    line = {"broker": "127.0.0.1", "port": network.broker.port, "papers": network.folder} | said
    written = {"place": "Harbor Clinic", "kiosk": "ward-3", "settings": {"country": "gb"}, "staff_line": line}
    return site.Site.model_validate(written | {"roles": ["nurse", "doctor"]})


def without_line(settings: Settings) -> site.Site:
    """What one says that names no line."""
    return site.Site(place="Harbor Clinic", kiosk="ward-3", settings=settings)


def told(_: str) -> None:
    """Nothing has to be."""


def test_without_a_line_it_is_as_at_home() -> None:
    """By the command, or nobody is called."""
    settings = Settings(country="gb")
    assert isinstance(open_staff(without_line(settings), WallClock(), told), NobodyToCall)
    bell = settings.model_copy(update={"staff_command": "true"})
    assert isinstance(open_staff(without_line(bell), WallClock(), told), StaffCommand)
    assert reached(None, WallClock()).found == reached(without_line(settings), WallClock()).found
    assert "not set up" in reached(None, WallClock()).found


def test_with_a_line_staff_see_the_kiosk_its_content_and_how_its_last_test_went(network: Site) -> None:
    """From the first moment on; a test of what it said before is none of what it says now."""
    said = place(network)
    content = last_test.content_number(said)
    for tested, seen in ((content, SelfTest.PASSED), (content + 1, SelfTest.NONE)):
        last_test.keep(LastTest(result=SelfTest.PASSED, at_seconds=9, content=tested), last_test.path())
        there, staff = Staff(network), open_staff(said, WallClock(), told)
        state = there.sees_state(lambda state: state.doing is Doing.ASLEEP)
        assert (state.self_test, state.content) == (seen, content)
        assert until(lambda staff=staff: staff.call("help") or None)  # type: ignore[misc]
        assert there.sees(lambda call: True).reason == "help"
        staff.close()
        assert there.sees_state(lambda state: state.doing is Doing.AWAY).self_test is seen
        there.leave()


def test_a_broker_that_is_away_is_no_reason_not_to_start(tmp_path: Path) -> None:
    """The kiosk calls as soon as it is there, and says meanwhile that nobody was reached."""
    network = Site(tmp_path / "site")
    staff = open_staff(place(network), WallClock(), told)
    assert not staff.call("help")
    with pytest.raises(DeviceError, match=r"port \d+ was not reached: nobody can be called") as away:
        reached(place(network), Late())
    assert "scripts/make-site" in away.value.fix
    staff.close()


class Late(WallClock):
    """Five seconds go by at each look."""

    seconds = 0.0

    def now(self) -> float:
        """Later."""
        self.seconds += 5.0
        return self.seconds


def test_the_doctor_asks_the_broker_and_calls_and_shows_nothing(network: Site) -> None:
    """Only that it is let in, and how long its certificate is good for."""
    page = network.line("staff-page")
    happening(page, Up)
    page.read("site/ward-4/#")
    finding = reached(place(network).model_copy(update={"kiosk": "ward-4"}), WallClock())
    assert finding.state == "ok" and finding.found.startswith("reached: 127.0.0.1, port ")
    assert "good for 82" in finding.found
    page.send("site/ward-4/answer/7", b"")
    other = network.line("ward-4")
    happening(other, Up)
    other.send("site/ward-4/state", b"{}", kept=False)
    assert happening(page, Came).payload == b"", "what it sent came before"
    for line in (page, other):
        line.close()


def test_papers_that_cannot_be_used_are_named(network: Site, tmp_path: Path) -> None:
    """Whoever took them away meanwhile."""
    for tried in (lambda said: open_staff(said, WallClock(), told), lambda said: reached(said, WallClock())):
        with pytest.raises(DeviceError, match=r"The papers in .* cannot be used"):
            tried(place(network, papers=tmp_path))


@pytest.mark.parametrize("way", ["open_staff(said, None, print)", "reached(said, None)"])
def test_without_its_library_the_error_says_how_to_get_it(way: str) -> None:
    """And nothing of it is loaded where no line is named."""
    program = (
        "import sys; sys.modules['paho'] = None; from pathlib import Path; from coach.errors import DeviceError\n"
        "import coach.commands.kiosk; from coach.kiosk import site; from coach.settings import Settings\n"
        "from coach.kiosk.switchboard import open_staff, reached\n"
        "line = site.StaffLine(broker='b', papers=Path('.'))\n"
        "said = site.Site(place='x', kiosk='x', settings=Settings(country='gb'), staff_line=line)\n"
        f"try: {way}\nexcept DeviceError as missing: print(missing)"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=os.environ)
    assert answer.stdout.startswith("The line to staff needs the Python library paho-mqtt. Install it:"), answer.stdout


def test_a_certificate_that_ends_soon_is_told(tmp_path: Path) -> None:
    """While there is time."""
    network = Site(tmp_path / "site", "--days", "20")
    said = place(network)
    assert said.staff_line
    finding = switchboard.found(said, said.staff_line, stands=True)
    assert finding.state == "look" and "good for 19 days" in finding.found
