"""Opening the staff's page."""

import subprocess
import sys
from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.fleet.house import Fleet
from coach.fleet.opening import PACKAGES, open_people, open_server

FLEET = Fleet(place="Harbor Clinic", broker="127.0.0.1", papers=Path("/nowhere"), people=Path("/nowhere/people.json"))


@pytest.mark.parametrize("library", PACKAGES)
def test_without_its_libraries_the_error_says_how_to_get_them(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the names under which they are installed."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(DeviceError, match=f"needs the Python library .*{PACKAGES[library]}"):
        open_server(FLEET)


def test_a_page_that_nobody_may_sign_in_at_is_not_opened() -> None:
    """And how somebody is let in is told."""
    with pytest.raises(DeviceError, match=r"Nobody may sign in.*coach fleet --set-password NAME"):
        open_server(FLEET)


def test_a_page_at_which_certificates_alone_let_somebody_in_is_opened() -> None:
    """As far as its papers go: no password has to be there."""
    with pytest.raises(DeviceError, match="The papers in /nowhere cannot be used"):
        open_server(FLEET.model_copy(update={"by_certificate": {"ana": "answer"}}))


def test_papers_that_went_meanwhile_are_named(tmp_path: Path) -> None:
    """No traceback in a log that nobody reads."""
    fleet = FLEET.model_copy(update={"people": tmp_path / "people.json"})
    open_people(fleet.people).set_password("ana", "correct horse battery", "answer")
    with pytest.raises(DeviceError, match="The papers in /nowhere cannot be used"):
        open_server(fleet)


def test_nothing_of_it_is_loaded_by_a_kiosk() -> None:
    """Nor by any other command."""
    program = (
        f"import coach.commands.kiosk, coach.commands.fleet, sys; sys.exit(bool({set(PACKAGES)} & set(sys.modules)))"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
