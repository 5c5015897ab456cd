"""A site with its broker and its page, for all tests of a file."""

from collections.abc import Iterator

import pytest

from coach.bootstrap import WallClock
from coach.staff.staff_line import StaffLine
from tests.fleet.served import Reader, fleet_of, served
from tests.kiosk.site import Site
from tests.screen.conftest import chromium, window

__all__ = ["chromium", "window"]


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with its broker."""
    made = Site(tmp_path_factory.mktemp("network") / "site", "--page", "127.0.0.1")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def host(network: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where its page is."""
    with served(fleet_of(network, tmp_path_factory.mktemp("page"))) as where:
        yield where


@pytest.fixture
def ana(host: str) -> Reader:
    """A nurse who is signed in."""
    return Reader(host).sign_in()


@pytest.fixture
def kiosk(network: Site) -> Iterator[StaffLine]:
    """A kiosk on the line."""
    line = StaffLine("ward-3", network.broker, network.papers("ward-3"), 3, WallClock())
    yield line
    line.close()
