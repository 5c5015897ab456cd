"""The staff's page, in a real browser, with a real broker and kiosks."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from coach.staff.call import Reason
from coach.staff.messages import Doing, Part, SelfTest, State
from tests.fleet.made_up import MadeUp
from tests.fleet.served import PASSWORD, fleet_of, served
from tests.kiosk.site import KIOSKS, Site

pytestmark = pytest.mark.xdist_group("chromium")
OpenWindow = Callable[..., Page]
SIZES = ((390, 844), (1280, 800))
CANARY = "zebracorn"


class Wards:
    """Two kiosks that hear what staff do."""

    def __init__(self, site: Site) -> None:
        state = State(doing=Doing.ASLEEP, self_test=SelfTest.PASSED, tested_at_seconds=int(time.time()), content=77777)
        self.kiosks = {name: MadeUp(name, site.broker, site.papers(name), state) for name in KIOSKS}
        self._over = Event()
        self._thread = Thread(target=self._hear, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """All of them go."""
        self._over.set()
        self._thread.join()
        for kiosk in self.kiosks.values():
            kiosk.close()

    def _hear(self) -> None:
        while not self._over.wait(0.02):
            for kiosk in self.kiosks.values():
                kiosk.hear()


@pytest.fixture(scope="module")
def wards(network: Site) -> Iterator[Wards]:
    """The kiosks of the site."""
    some = Wards(network)
    yield some
    some.close()


def signed_in(window: OpenWindow, host: str, name: str = "ana", **wishes: object) -> Page:
    """Through the form, as somebody does."""
    page = window(**wishes)
    page.goto(f"http://{host}/")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector('#line[data-state="up"]')
    return page


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_call_is_taken_and_cleared_on_a_telephone_and_at_a_desk(
    window: OpenWindow, host: str, wards: Wards, size: tuple[int, int]
) -> None:
    """Who waits longest stands first, with whom was called and for how long; nothing is cut off."""
    page = signed_in(window, host, size=size)
    wards.kiosks["ward-3"].call(size[0], Reason.HELP, 10.0)
    wards.kiosks["ward-4"].call(size[0] + 1, Reason.SUICIDE, 130.0)
    cards = page.locator(".call")
    page.wait_for_selector(".call >> nth=1")
    assert cards.nth(0).locator("h3").text_content() == "ward-4"
    assert "Spoke of suicide" in (cards.nth(0).text_content() or "")
    minutes, seconds = map(int, (cards.nth(0).locator(".time").text_content() or "").split(":"))
    assert 130 <= 60 * minutes + seconds < 600
    assert cards.nth(0).locator("[aria-current]").text_content() == "doctor on duty"
    assert page.title().startswith("(2) ")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    for kiosk in ("ward-4", "ward-3"):
        card = page.locator(f'.call[data-call^="{kiosk}/"]')
        box = card.locator("button").bounding_box()
        assert box and box["height"] >= 44
        card.get_by_role("button", name="Acknowledge").click()
        card.locator("text=Answered. Clear it when somebody was there. (by ana)").wait_for()
        card.get_by_role("button", name="Clear").click()
        card.wait_for(state="detached")
    page.wait_for_selector("text=Nobody is calling.")


def test_a_wrong_password_is_told_and_opens_nothing(window: OpenWindow, host: str) -> None:
    """In words that do not tell whether there is such a name."""
    page = window()
    page.goto(f"http://{host}/")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector("text=That name and password do not go together.")
    assert page.url.endswith("/sign-in")


def test_who_may_only_look_has_no_button(window: OpenWindow, host: str, wards: Wards) -> None:
    """And sees the same."""
    page = signed_in(window, host, "desk")
    wards.kiosks["ward-3"].call(5, Reason.TEST)
    page.wait_for_selector("text=A test of the line")
    assert page.get_by_role("button", name="Acknowledge").count() == 0
    ana = signed_in(window, host)
    for what in ("Acknowledge", "Clear"):
        ana.locator('.call[data-call="ward-3/5"]').get_by_role("button", name=what).click()
    page.locator('.call[data-call="ward-3/5"]').wait_for(state="detached")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/sign-in")


def test_every_kiosk_is_shown_and_can_be_looked_for_by_what_it_does(
    window: OpenWindow, host: str, wards: Wards
) -> None:
    """State, last self-test, content; the number of each state is a button that shows only those."""
    page = signed_in(window, host)
    ward = wards.kiosks["ward-4"]
    before = ward.state
    ward.show(before.model_copy(update={"doing": Doing.SESSION}))
    page.wait_for_selector('.kiosk[data-kiosk="ward-4"][data-doing="session"]')
    page.get_by_role("button", name="1 in a session").click()
    assert page.locator(".kiosk:visible h3").all_text_contents() == ["ward-4"]
    page.get_by_role("button", name="2 all").click()
    more = page.locator('.kiosk[data-kiosk="ward-3"] .more').text_content() or ""
    assert more.startswith("test passed ") and "content 000000" in more
    ward.show(before)
    page.wait_for_selector('.kiosk[data-kiosk="ward-4"][data-doing="asleep"]')


def test_a_page_that_is_cut_off_says_so(network: Site, window: OpenWindow, tmp_path: Path) -> None:
    """Nobody takes an old picture for a quiet night; and it comes back by itself."""
    fleet = fleet_of(network, tmp_path)
    with served(fleet) as host:
        page = signed_in(window, host)
    page.wait_for_selector("#alarm >> text=This page is cut off.")
    assert page.locator("#line").get_attribute("data-state") == "cut"


def test_the_page_asks_for_nothing_from_elsewhere_and_complains_of_nothing(
    window: OpenWindow, host: str, wards: Wards
) -> None:
    """No script fails, no rule of the page is broken, nothing is left in the browser but the cookie."""
    asked, complaints = list[str](), list[str]()
    page = window()
    page.context.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"http://{host}/sign-in")
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector(".kiosk")
    assert asked and all(url.startswith(f"http://{host}/") for url in asked)
    assert complaints == []
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0 and page.evaluate("document.cookie") == ""


NEEDS_A_LOOK = {"doing": Doing.FAULT, "faults": (Part.MICROPHONE, Part.EAR)}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_axe_finds_nothing(window: OpenWindow, host: str, wards: Wards, scheme: str, size: tuple[int, int]) -> None:
    """Where somebody signs in, with calls of each kind, and a kiosk in each state."""
    page = window(size=size, color_scheme=scheme)
    page.goto(f"http://{host}/sign-in")
    assert violations(page) == []
    page = signed_in(window, host, size=size, color_scheme=scheme)
    id = 10 * size[0] + 1_000_000 * len(scheme)  # a call that was cleared does not come back
    for number, waiting in enumerate((5.0, 70.0, 200.0)):
        wards.kiosks["ward-3"].call(id + number, list(Reason)[number], waiting)
    wards.kiosks["ward-4"].show(wards.kiosks["ward-4"].state.model_copy(update=NEEDS_A_LOOK))
    page.wait_for_selector(".call >> nth=2")
    page.locator(".call").nth(1).get_by_role("button").click()
    page.wait_for_selector('.call[data-stage="answered"]')
    page.wait_for_selector('.kiosk[data-doing="fault"]')
    told = page.locator('.kiosk[data-kiosk="ward-4"] .faults').inner_text()
    assert told == "Does not work: microphone, speech recognition"
    assert violations(page) == []
    while page.locator(".call").count():
        card = page.locator(".call").first
        stage = f"{card.get_attribute('data-call')} {card.get_attribute('data-stage')}"
        card.get_by_role("button").click()
        page.wait_for_function(
            "was => { const card = document.querySelector('.call');"
            " return !card || `${card.dataset.call} ${card.dataset.stage}` !== was }",
            arg=stage,
        )


def violations(page: Page) -> list[tuple[str, str]]:
    """Whatever a machine can find that keeps somebody out."""
    return [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]
