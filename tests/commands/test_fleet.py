"""`coach fleet`: the staff's page, as a process of its own."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fleet.served import Reader, doing
from tests.kiosk.site import Site, until

FLEET = [sys.executable, "-m", "coach", "fleet"]
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose broker is not started."""
    return Site(tmp_path_factory.mktemp("fleet") / "site")


@pytest.fixture
def file(site: Site, tmp_path: Path) -> Path:
    """What it says of its page."""
    path = tmp_path / "fleet.yaml"
    people = tmp_path / "people.json"
    port = site.broker.port + 1 if site.broker.port < 65_000 else site.broker.port - 1
    path.write_text(
        f"place: Harbor Clinic\nbroker: 127.0.0.1\nport: {site.broker.port}\npapers: {site.folder}\npeople: {people}\n"
        f"page_port: {port}\n"
    )
    return path


def fleet(*options: str, typed: str = "") -> "subprocess.CompletedProcess[str]":
    """What it tells, and how it ends."""
    return subprocess.run([*FLEET, *options], input=typed, capture_output=True, text=True, check=False)


def test_a_file_is_checked_before_anybody_relies_on_it(file: Path) -> None:
    """In one line, or with every fault; for a program too."""
    checked = fleet("--check", "--fleet", str(file))
    assert (checked.returncode, checked.stdout) == (0, "Harbor Clinic: no faults.\n")
    assert json.loads(fleet("--check", "--json", "--fleet", str(file)).stdout)["faults"] == []
    file.write_text(file.read_text() + "adress: 127.0.0.1\n")
    checked = fleet("--check", "--fleet", str(file))
    assert (
        checked.returncode == 1 and "unknown key 'adress'" in checked.stderr and "coach fleet --check" in checked.stderr
    )
    (fault,) = json.loads(fleet("--check", "--json", "--fleet", str(file)).stdout)["faults"]
    assert fault["code"] == "D004" and fault["line"] == 7


def test_a_password_is_never_on_the_command_line(file: Path) -> None:
    """It is asked for, or piped in; what is too short is refused; and nothing starts before somebody may sign in."""
    assert "Nobody may sign in" in fleet("--fleet", str(file)).stderr
    assert fleet("--set-password", "ana", "--fleet", str(file), typed="short\n").returncode == 2
    set_ = fleet("--set-password", "ana", "--fleet", str(file), typed=f"{PASSWORD}\n")
    assert (set_.returncode, set_.stdout) == (0, "ana may answer.\n")
    assert fleet("--set-password", "desk", "--may", "see", "--fleet", str(file), typed=f"{PASSWORD}\n").returncode == 0
    assert fleet("--remove", "ana", "--fleet", str(file)).stdout == "ana is gone.\n"
    assert list(json.loads((file.parent / "people.json").read_text())) == ["desk"]
    assert fleet("--set-password", "ana", PASSWORD, "--fleet", str(file)).returncode == 2


def test_there_has_to_be_a_file() -> None:
    """Exit code 2, and how."""
    assert "Name its file: --fleet fleet.yaml." in fleet().stderr


def test_a_kiosk_that_is_killed_is_shown_as_away(site: Site, file: Path) -> None:
    """The real process, the real broker; and it ends when it is told to."""
    fleet("--set-password", "ana", "--fleet", str(file), typed=f"{PASSWORD}\n")
    site.start()
    port = int(file.read_text().rpartition("page_port: ")[2])
    with subprocess.Popen([*FLEET, "--fleet", str(file)], stderr=subprocess.PIPE, text=True) as page:
        assert page.stderr is not None
        assert page.stderr.readline() == f"coach: the staff's page is at http://127.0.0.1:{port}/\n"
        ana = until(lambda: _signed_in(f"127.0.0.1:{port}"))
        command = [sys.executable, "-c", KIOSK, str(site.folder), str(site.broker.port)]
        with subprocess.Popen(command) as kiosk, ana.feed() as wait_for:
            wait_for(doing("ward-3", "asleep"))
            kiosk.send_signal(signal.SIGKILL)
            wait_for(doing("ward-3", "away"))
        page.send_signal(signal.SIGTERM)
        assert page.wait(20) in (0, 128 + signal.SIGTERM, -signal.SIGTERM)
        assert "Traceback" not in page.stderr.read()
    site.stop()


KIOSK = """
import signal, sys
from pathlib import Path
from coach.bootstrap import WallClock
from coach.staff.line import Broker
from coach.staff.staff_line import StaffLine
from coach.staff.trust import Papers
StaffLine("ward-3", Broker("127.0.0.1", int(sys.argv[2])), Papers.of("ward-3", Path(sys.argv[1])), 3, WallClock())
signal.pause()
"""


def _signed_in(host: str) -> Reader | None:
    try:
        return Reader(host).sign_in()
    except OSError:  # it is not there yet
        return None


def test_a_port_that_is_taken_is_named(site: Site, file: Path) -> None:
    """By another page, or another program."""
    fleet("--set-password", "ana", "--fleet", str(file), typed=f"{PASSWORD}\n")
    site.start()
    port = site.broker.port
    file.write_text(file.read_text().rpartition("page_port")[0] + f"page_port: {port}\n")
    taken = fleet("--fleet", str(file))
    site.stop()
    assert taken.returncode == 1 and f"No page can be shown at 127.0.0.1, port {port} (Address" in taken.stderr
