"""Pictures of the screen: real moments of real sessions, shown by the real page in a real Chromium."""

import argparse
import shutil
import time
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from coach import bootstrap
from coach.content.pack import Pack
from coach.effects import Effect, Pace, Remember, Say
from coach.events import BreathCued, DeviceLost, Event, FellAsleep, KeyPressed, PromptStarted, SessionStarted
from coach.rehearsal.dialogue import Dialogue
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.settings import Settings
from coach.terminal.keys import KEYS, NoKeys

DOCS = Path(__file__).parent.parent / "docs"
SIZES = {(800, 480): 154.08 / 800, (1280, 800): 216.96 / 1280}
"""With their pixel pitch in millimetres: a Raspberry Pi's 7 inches, and 10.1 inches."""
SCHEMES = ("light", "dark")
SMALL, LARGE = SIZES
SHOWN = {
    ("rating", SMALL, "light"): "screen-rating.png",
    ("breathing", SMALL, "dark"): "screen-breathing.png",
    ("end", SMALL, "light"): "screen-end.png",
    ("asleep", SMALL, "light"): "centre/screen-asleep.png",
    ("choice", LARGE, "dark"): "centre/screen-choice.png",
    ("microphone", SMALL, "light"): "centre/screen-microphone.png",
    ("loudspeaker", SMALL, "light"): "centre/screen-loudspeaker.png",
    ("away", SMALL, "light"): "centre/screen-away.png",
    ("elsewhere", SMALL, "light"): "centre/screen-elsewhere.png",
    ("quiet own", SMALL, "light"): "centre/screen-quiet.png",
}
"""What the documentation shows: the moment, its size and light, and its file below docs."""
MOMENTS = (
    "welcome",
    "rating",
    "choice",
    "breathing",
    "safety",
    "end",
    "asleep",
    "microphone",
    "loudspeaker",
    "away",
    "elsewhere",
    "quiet own",
    "quiet asleep",
    "quiet rating",
    "quiet end",
)
QUIET = "quiet "
"""Begins the name of a moment where others can hear. `own`: something of somebody's own, which is not said there."""
INTO_BREATH_SECONDS = 3.0
STANDS_SECONDS = 60.0
"""What is somebody's own, until its picture is taken; all other lines are said at once."""


def moment(name: str, pack: Pack, settings: Settings) -> Iterator[Event | Effect]:
    """What happened in a session up to this moment, as an observer sees it."""
    if name == "asleep":
        yield FellAsleep(tuple(pack.header.wake_phrases))
        return
    begins: Mapping[str, SessionStarted] = {
        "choice": SessionStarted("next_step.choose"),
        "breathing": SessionStarted("paced_breathing"),
        "safety": SessionStarted("suicide.now"),
        "end": SessionStarted("check_out", {"craving_before": 8}),
        "own": SessionStarted("check_out", {"craving_before": 8}),
    }
    session = bootstrap.open_session(settings, pack, bootstrap.open_safety(settings, pack))
    dialogue = Dialogue(session, begins.get(name, SessionStarted()))
    yield from dialogue.effects
    if name in ("microphone", "loudspeaker"):
        yield DeviceLost(name)
    keys = {
        "rating": ["ready"],
        "breathing": ["go_on"] * 4,
        "own": ["4", "7"],
        "end": ["4", "7", "finish", "yes", "go_on"],
    }
    for key in keys.get(name, []):
        if dialogue.ended or any(isinstance(effect, Pace) for effect in dialogue.effects):
            break
        dialogue.happen(KeyPressed(key))
        yield from dialogue.effects
    if name == "breathing":
        yield BreathCued("in")


def picture(page: Page, pack: Pack, settings: Settings, name: str, pitch: float) -> bytes:
    """One moment, as PNG."""
    quiet = name.startswith(QUIET)
    name = name.removeprefix(QUIET)
    display = Display("none" if quiet else "in turn", pitch, quiet=quiet)
    screen = Screen(pack, bootstrap.WallClock(), NoKeys(), KEYS, display)
    page.goto(screen.address)
    page.wait_for_selector("#always button", state="attached")
    if name == "end":  # as it was answered before
        screen.note(*rated(8))
    for what in moment(name, pack, settings):
        screen.note(what, time.monotonic())
        if isinstance(what, Say):
            screen.note(
                PromptStarted(tuple(STANDS_SECONDS if line.private else 0.0 for line in what.lines)), time.monotonic()
            )
    if name == "away":
        screen.close()
    settle(page, name)
    taken = second(page, screen.address).screenshot() if name == "elsewhere" else page.screenshot()
    screen.close()
    return taken


def second(page: Page, address: str) -> Page:
    """Another window that is opened while this one is shown."""
    browser = page.context.browser
    assert browser
    other = browser.new_page(viewport=page.viewport_size)
    other.goto(address)
    other.wait_for_selector('[data-part="elsewhere"]')
    return other


def rated(value: int) -> tuple[Effect, float]:
    """A rating of the craving that was given before this moment."""
    return Remember("craving_before", value), time.monotonic()


def settle(page: Page, name: str) -> None:
    """Until what moves has come to where it is worth seeing."""
    page.wait_for_timeout(1000 * INTO_BREATH_SECONDS if name == "breathing" else 700)


def take(folder: Path, names: Mapping[tuple[str, tuple[int, int], str], str]) -> None:
    """Pictures into files of these names, by moment, size and scheme."""
    settings = Settings().in_country("us")
    pack = bootstrap.open_pack(settings)
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for (name, size, scheme), file in names.items():
            page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
            page.emulate_media(reduced_motion="no-preference" if name == "breathing" else "reduce")
            (folder / file).write_bytes(picture(page, pack, settings, name, SIZES[size]))
            page.close()
        browser.close()


def main() -> None:
    """Take those of the documentation, or all of them."""
    parser = argparse.ArgumentParser(prog="draw-screen", description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="every moment, size and light, to be looked at")
    folder = parser.parse_args().all
    if folder:
        every = product(MOMENTS, SIZES, SCHEMES)
        take(
            folder,
            {(name, size, scheme): f"{name.replace(' ', '-')}-{size[0]}-{scheme}.png" for name, size, scheme in every},
        )
    else:
        take(DOCS, SHOWN)


if __name__ == "__main__":
    main()
