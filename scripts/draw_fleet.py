"""A picture of the staff's page: the real page in a real Chromium, with a real broker and kiosks that are made up."""

import argparse
import shutil
import tempfile
import time
from datetime import date, timedelta
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from coach.fleet.counts import Counts
from coach.fleet.roster import Outcome
from coach.staff.call import Reason
from coach.staff.messages import Doing, Part, SelfTest, State
from tests.fleet.made_up import MadeUp
from tests.fleet.served import PASSWORD, fleet_of, served
from tests.kiosk.site import Site, until

PICTURE = Path(__file__).parent.parent / "docs" / "fleet.png"
SIZES, SCHEMES = ((1280, 1000), (390, 844)), ("light", "dark")
CONTENT, OLDER = 0x3F9A1C000000, 0x8B02D7000000
PLACES = (
    "intake", "garden-room", "library", "ward-1-corridor", "ward-1-lounge", "ward-2-corridor", "ward-2-lounge",
    "ward-3-corridor", "ward-3-lounge", "day-clinic", "family-house", "night-shelter",
)  # fmt: skip
OTHERWISE: dict[str, dict[str, object]] = {
    "ward-1-lounge": {"doing": Doing.SESSION}, "ward-2-corridor": {"doing": Doing.SESSION},
    "library": {"doing": Doing.SESSION}, "intake": {"doing": Doing.SESSION}, "day-clinic": {"doing": Doing.SELF_TEST},
    "night-shelter": {"self_test": SelfTest.FAILED}, "family-house": {"content": OLDER},
    "garden-room": {"doing": Doing.FAULT, "faults": (Part.MICROPHONE,)},
}  # fmt: skip
"""What is not asleep, tested and up to date."""
DAYS: tuple[dict[Outcome, int], ...] = (
    {"visits": 23, "answered_soon": 6, "answered_later": 1},
    {"visits": 31, "answered_soon": 7, "answered_later": 5, "nobody_answered": 0},
    {"visits": 28, "answered_soon": 9, "answered_later": 2},
)


def make_up(site: Site) -> list[MadeUp]:
    """A site on some evening: three calls, and one kiosk that somebody unplugged."""
    tested = int(time.mktime((*date.today().timetuple()[:3], 5, 31, 0, 0, 0, -1)))
    usual = State(doing=Doing.ASLEEP, self_test=SelfTest.PASSED, tested_at_seconds=tested, content=CONTENT)
    kiosks = [
        MadeUp(name, site.broker, site.papers(name), usual.model_copy(update=OTHERWISE.get(name, {})))
        for name in PLACES
    ]
    by_name = {kiosk.name: kiosk for kiosk in kiosks}
    for kiosk in kiosks:
        until(lambda kiosk=kiosk: kiosk.hear() or (True if kiosk.stands else None))  # type: ignore[misc]
    by_name["ward-2-corridor"].call(1, Reason.SUICIDE, 74.0)
    by_name["library"].call(2, Reason.HELP, 21.0)
    by_name["intake"].call(3, Reason.WITHDRAWAL, 142.0)
    by_name["ward-3-lounge"].close()
    return kiosks


def counted(path: Path) -> Path:
    """Some days before."""
    counts = Counts()
    for ago, outcomes in enumerate(DAYS):
        for outcome, number in outcomes.items():
            for _ in range(number):
                counts.add(outcome, date.today() - timedelta(ago))
    counts.keep(path)
    return path


def open_page(browser: Browser, host: str, size: tuple[int, int], scheme: str) -> Page:
    """Signed in, with all that there is."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"http://{host}/")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(f".kiosk >> nth={len(PLACES) - 1}")
    page.wait_for_selector(".call >> nth=2")
    return page


def main() -> None:
    """Take the README's, or all of them."""
    parser = argparse.ArgumentParser(prog="draw-fleet", description=__doc__)
    parser.add_argument("--all", type=Path, metavar="DIR", help="both sizes, in both lights, to be looked at")
    folder = parser.parse_args().all
    wanted = {(SIZES[0], "light"): PICTURE}
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        wanted = {(size, scheme): folder / f"fleet-{size[0]}-{scheme}.png" for size, scheme in product(SIZES, SCHEMES)}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        site = Site(Path(place) / "site", *PLACES)
        site.start()
        fleet = fleet_of(site, Path(place), counts=counted(Path(place) / "counts.json"))
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with served(fleet) as host:
            kiosks = make_up(site)
            first = open_page(browser, host, *next(iter(wanted)))
            first.locator('.call[data-call^="intake/"]').get_by_role("button").click()
            for kiosk in kiosks:
                if kiosk.name == "intake":
                    until(lambda kiosk=kiosk: kiosk.hear() or (True if kiosk.calls[3].number > 3 else None))  # type: ignore[misc]
            for (size, scheme), file in wanted.items():
                page = open_page(browser, host, size, scheme)
                page.wait_for_selector('.call[data-stage="answered"]')
                page.screenshot(path=file, full_page=True)
                page.close()
            for kiosk in kiosks:
                kiosk.close()
        browser.close()
        site.stop()


if __name__ == "__main__":
    main()
