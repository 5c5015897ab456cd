"""Opens the way to staff that a site names: its line, its command, or none. Only a line needs paho-mqtt."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import platformdirs

from coach import installation
from coach.doctor.finding import Finding
from coach.errors import DeviceError
from coach.kiosk import last_test
from coach.kiosk.site import Site
from coach.kiosk.site import StaffLine as Said
from coach.ports import Clock
from coach.staff.messages import Doing, Part, State
from coach.staff.staff import Staff, staff_for
from coach.staff.trust import Papers

if TYPE_CHECKING:
    from coach.staff.staff_line import StaffLine

PACKAGES = {"paho": "paho-mqtt"}
"""By what is imported."""
REACHED_SECONDS = 10.0
"""For a connection, and one more where the first was refused."""
TRIES = 2
"""Refused so often, it is not waited for."""
POLL_SECONDS = 0.05
SOON_DAYS = 60
"""A certificate that ends so soon is told."""
NOT_SET_UP = "not set up: staff are called by the settings' staff_command, or nobody is"


def open_staff(
    site: Site, clock: Clock, tell: Callable[[str], None], faults: Callable[[], tuple[Part, ...]] = tuple
) -> Staff:
    """Whom this kiosk calls, and tells of its faults.

    Raises DeviceError where its line cannot be had; a broker that is away is no reason.
    """
    if site.staff_line is None:
        return staff_for(site.settings.staff_command, tell)
    return open_line(site, site.staff_line, clock, _state(site), faults)


def open_line(
    site: Site, said: Said, clock: Clock, state: State, faults: Callable[[], tuple[Part, ...]] = tuple
) -> "StaffLine":
    """The line. Raises DeviceError."""
    installation.require("The line to staff", PACKAGES)
    from coach.staff.line import Broker  # noqa: PLC0415 - an extra: only a site with a line needs it
    from coach.staff.staff_line import StaffLine  # noqa: PLC0415

    papers = _papers(site, said)
    try:
        return StaffLine(site.kiosk, Broker(said.broker, said.port), papers, len(site.roles), clock, state, faults)
    except OSError as unfit:
        raise _unfit(said, unfit) from unfit


def reached(site: Site | None, clock: Clock) -> Finding:
    """Whether the broker lets this kiosk in; nothing is shown or called. Raises DeviceError.

    The broker hangs up on whoever else is there as this kiosk: not while it runs.
    """
    if site is None or site.staff_line is None:
        return Finding("staff line", "ok", NOT_SET_UP)
    said = site.staff_line
    installation.require("The line to staff", PACKAGES)
    from coach.staff.line import Broker, Line  # noqa: PLC0415 - as above

    try:
        line = Line(Broker(said.broker, said.port), site.kiosk, _papers(site, said))
    except OSError as unfit:
        raise _unfit(said, unfit) from unfit
    line.open()
    try:
        return found(site, said, stands_soon(lambda: line.stands, clock, lambda: line.happened.qsize() >= TRIES))
    finally:
        line.close()


def stands_soon(stands: Callable[[], bool], clock: Clock, refused: Callable[[], bool] = lambda: False) -> bool:
    """Whether it does, within a few seconds, unless it was refused before."""
    until = clock.now() + REACHED_SECONDS
    while not stands() and not refused() and clock.now() < until:
        time.sleep(POLL_SECONDS)
    return stands()


def found(site: Site, said: Said, stands: bool) -> Finding:
    """In words. Raises DeviceError where it was not reached."""
    place = f"{said.broker}, port {said.port}"
    days = int((_papers(site, said).holder().ends_seconds - time.time()) / 86_400)
    if not stands:
        old = f" This kiosk's certificate ended {-days} days ago." if days < 0 else ""
        told = f"The broker at {place} was not reached: nobody can be called.{old}"
        fix = "Is it on, and in this network? Are both of one scripts/make-site? Its log tells whom it refuses."
        raise DeviceError(told, fix)
    if days < SOON_DAYS:
        to_do = "Make new papers: scripts/make-site, in a new folder, for all of the site."
        return Finding("staff line", "look", f"reached: {place}; the certificate is good for {days} days", to_do)
    return Finding("staff line", "ok", f"reached: {place}; the certificate is good for {days} days")


def _state(site: Site) -> State:
    """What it shows first. A test of what it said before is none of what it says now."""
    last, content = last_test.read(last_test.path()), last_test.content_number(site)
    if last is None or last.content != content:
        return State(doing=Doing.ASLEEP, content=content)
    return State(doing=Doing.ASLEEP, self_test=last.result, tested_at_seconds=last.at_seconds, content=content)


def _papers(site: Site, said: Said) -> Papers:
    return Papers.of(site.kiosk, said.papers, installation.users_own(platformdirs.user_data_path) / "last-known-time")


def _unfit(said: Said, why: OSError) -> DeviceError:
    return DeviceError(
        f"The papers in {said.papers} cannot be used ({why.strerror or why}).", "coach kiosk --check --site FILE"
    )
