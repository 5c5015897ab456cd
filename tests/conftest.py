"""What many tests need."""

import os
import signal
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest

from coach import settings
from coach.content.loader import PACKS, load_pack
from coach.content.pack import Pack
from coach.listening import moonshine
from coach.listening.ears import moonshine_ear
from coach.listening.listener import Listener
from coach.terminal.signals import ENDING
from tests.publisher import Publisher

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

# How long an example takes depends on what else the machine does.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

# What a shell starts in the background, or with nohup, passes over them: a program that tests end so would never end.
for number in ENDING:
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.SIG_DFL)

os.environ["COACH_COUNTRY"] = "us"
"""Whatever machine the tests run on: nobody is asked where it stands, and every session names the same numbers."""


@pytest.fixture(autouse=True)
def no_data_of_this_user(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What whoever runs the tests has in their own folders, settings too, counts for nothing, and stays as it is.

    Nor does it matter whether a coach is awake elsewhere on this machine.
    """
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.getbasetemp()))
    for what in ("DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{what}_HOME", str(tmp_path_factory.getbasetemp() / f"{what.lower()}-of-nobody"))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """All tests run on all cores, with one process more: sessions held in real time leave a core idle. Those that
    somebody named run in the process that a debugger is in."""
    if config.args_source == pytest.Config.ArgsSource.ARGS:
        return 0
    return len(os.sched_getaffinity(0)) + 1


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of one file that need an engine or sound go one after the other where tests run in parallel (pytest-xdist):
    an engine is loaded once, and a session that several tests look at is held once.

    What takes longest begins first: whole sessions held aloud under strace, in which a core has nearly nothing to do
    for minutes, beside all others.
    """
    for item in items:
        needs = item.get_closest_marker("sound") or item.get_closest_marker("engines")
        if needs and item.path.name != "test_privacy.py":
            item.add_marker(pytest.mark.xdist_group(str(item.path.relative_to(item.config.rootpath))))
    items.sort(key=lambda item: (item.path.name != "test_privacy.py", not item.get_closest_marker("xdist_group")))


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    """A web server on 127.0.0.1."""
    server = Publisher()
    yield server
    server.close()


@pytest.fixture(scope="session")
def playwright() -> "Iterator[Playwright]":
    """What drives browsers; one in a process, or their loops get into each other's way."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - few tests need it, and it takes a while

    with sync_playwright() as driving:
        yield driving


@pytest.fixture(scope="session")
def pack_called() -> Callable[[str], Pack]:
    """Opens a pack by its name, once."""
    return cache(lambda name: load_pack(PACKS / name))


@pytest.fixture(scope="session")
def english(pack_called: Callable[[str], Pack]) -> Pack:
    """The English pack."""
    return pack_called("en")


@pytest.fixture(scope="session")
def spanish(pack_called: Callable[[str], Pack]) -> Pack:
    """The Spanish pack."""
    return pack_called("es")


@pytest.fixture(scope="session")
def moonshine_folder() -> Path:
    """Moonshine tiny, where it is installed."""
    folder = settings.load().models_folder / moonshine.MODEL
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: run `coach models fetch {moonshine.MODEL}`")
    return folder


@pytest.fixture(scope="session")
def moonshine_tiny(moonshine_folder: Path) -> Iterator[Listener]:
    """The ear over Moonshine tiny."""
    ear = moonshine_ear(moonshine_folder)
    yield ear
    ear.close()
