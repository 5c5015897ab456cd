"""What somebody's browser wishes, and what a place does: contrast, colours, motion, quiet. In a real browser."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.effects import Effect, Line, Pace, Remember, Say
from coach.events import BreathCued, Decision, Event, FellAsleep, Heard, PromptStarted, WokeUp
from coach.screen.display import Display
from coach.screen.screen import Screen
from coach.terminal.keys import KEYS, NoKeys
from tests.screen.showing import ANSWERS, ASKED, RATING, SAFETY, OpenWindow, next_key, open_at, show
from tests.screen.sitting import shown_on

pytestmark = pytest.mark.xdist_group("chromium")  # one browser for all of them
MUCH = 7.0
"""How much lighter one of two colours has to be, for who wishes for more contrast (WCAG 1.4.6)."""
CONTRASTS = """() => {
  const light = color => {
    const parts = color.match(/[\\d.]+/g).map(Number).slice(0, 3).map(part => part / 255)
      .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const behind = element => {
    const color = getComputedStyle(element).backgroundColor;
    return /, 0\\)$/.test(color) && element.parentElement ? behind(element.parentElement) : color;
  };
  const says = element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  const all = [...document.querySelectorAll("button, p, span")];
  const told = all.filter(element => element.checkVisibility() && says(element));
  return told.map(element => {
    const [one, other] = [getComputedStyle(element).color, behind(element)].map(light).sort((a, b) => b - a);
    return [element.textContent, (one + 0.05) / (other + 0.05)];
  });
}"""
WATCH_CAPTIONS = """() => {
  window.captions = [];
  const look = () => {
    const shown = id => document.getElementById(id).checkVisibility();
    const line = shown("said") ? document.getElementById("line").textContent : "";
    captions.push(line || (shown("breath") ? document.querySelector(".cue").textContent : ""));
  };
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  new MutationObserver(look).observe(document.body, all);
}"""


@contextmanager
def quiet_place(pack: Pack) -> Iterator[Screen]:
    """The screen of a place where others can hear."""
    screen = Screen(pack, WallClock(), NoKeys(), KEYS | {"a": "aloud"}, Display("none", quiet=True))
    yield screen
    screen.close()


def violations(page: Page) -> list[tuple[str, str]]:
    """What a machine can find that keeps somebody out."""
    return [(each["id"], each["nodes"][0]["html"]) for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_is_seven_to_one_or_more(window: OpenWindow, english: Pack, scheme: str) -> None:
    """Of every word that stands on the page."""
    with shown_on(english) as screen:
        page = open_at(window, screen, contrast="more", color_scheme=scheme, reduced_motion="reduce")
        show(screen, SAFETY, RATING)
        page.wait_for_selector(ANSWERS)
        told = page.evaluate(CONTRASTS)
        assert len(told) > 15
        assert [(words, ratio) for words, ratio in told if ratio < MUCH] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_with_colours_of_their_own_everything_can_still_be_told_apart(
    window: OpenWindow, english: Pack, scheme: str
) -> None:
    """Where the system gives the colours (forced-colors): buttons have an edge, and light, disc and wave are there."""
    with shown_on(english) as screen:
        page = open_at(window, screen, forced_colors="active", color_scheme=scheme)
        assert page.evaluate("matchMedia('(forced-colors: active)').matches")
        show(screen, SAFETY, RATING)
        page.wait_for_selector(ANSWERS)
        paper = page.evaluate("getComputedStyle(document.body).backgroundColor")

        def color(what: str, of: str) -> str:
            return str(page.locator(what).first.evaluate(f"element => getComputedStyle(element).{of}"))

        for button in ("#numbers button", "#always button"):
            assert color(button, "borderTopColor") != paper and color(button, "borderTopStyle") == "solid"
        assert color(".light", "backgroundColor") != paper
        show(screen, SAFETY)
        page.wait_for_selector('#microphone[data-state="closed"]')
        assert color(".light", "backgroundColor") == paper != color(".light", "borderTopColor")
        show(screen, Pace(4.0, 6.0, 3), BreathCued("in"))
        page.wait_for_selector("#breath")
        assert color(".disc", "backgroundColor") != paper
        show(
            screen, Remember("craving_before", 8), Remember("craving_after", 3), Say((Line("close.bye", "Take care."),))
        )
        page.wait_for_selector("#wave svg path")
        assert paper not in (
            color("#wave .surface", "stroke"),
            color("#wave circle", "fill"),
            color("#wave text", "fill"),
        )
        assert violations(page) == []


def test_whoever_wishes_for_less_motion_sees_none(window: OpenWindow, english: Pack) -> None:
    """Lines stand there at once, too."""
    with shown_on(english) as screen:
        page = open_at(window, screen, reduced_motion="reduce")
        show(screen, SAFETY, ASKED)
        page.wait_for_selector(ANSWERS)
        assert page.evaluate("document.getAnimations().length") == 0


SESSION: Sequence[Event | Effect] = (
    Say((Line("a.b", "First."), Line("a.c", "Second."))), PromptStarted((0.05, 0.05)), ASKED,
    Heard(3, Decision.ACCEPT, "yes", "yes"), Say((Line("a.d", "Third."),)), PromptStarted((0.05,)),
    Pace(1.0, 1.0, 1), BreathCued("in"), BreathCued("out"), Say((Line("a.e", "Fourth."),)), RATING,
)  # fmt: skip


def test_captions_are_never_blank_while_it_speaks(window: OpenWindow, english: Pack) -> None:
    """At no change of the page, from the first line to the last."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SESSION[0])
        page.wait_for_selector("#line >> text=First.")
        page.evaluate(WATCH_CAPTIONS)
        for what in SESSION[1:]:
            show(screen, what)
            page.wait_for_timeout(80)
        page.wait_for_selector("#line >> text=Fourth.")
        captions = page.evaluate("captions")
        assert "" not in captions and list(dict.fromkeys(captions)) == [
            "First.", "Second.", "Third.", "breathe in", "breathe out", "Fourth.",
        ]  # fmt: skip


@pytest.mark.parametrize("name", ["en", "es"])
def test_where_others_can_hear_its_words_are_neutral(
    window: OpenWindow, pack_called: Callable[[str], Pack], name: str
) -> None:
    """Title, wave and what wakes it say nothing of why somebody is there, and the microphone is off."""
    pack = pack_called(name)
    with quiet_place(pack) as screen:
        page = open_at(window, screen)
        show(screen, FellAsleep(tuple(pack.header.wake_phrases)))
        page.wait_for_selector("#wake >> visible=true")
        assert page.locator("#microphone").get_attribute("data-state") == "none"
        assert page.locator("#wake .phrase").text_content() == ""
        show(screen, WokeUp("key"), Remember("craving_before", 8), Remember("craving_after", 3))
        show(screen, Say((Line("close.close_bye", "Take care."),)))
        page.wait_for_selector("#wave svg path")
        told = page.locator("#wave figcaption").text_content()
        assert told == pack.header.screen.page.wave_among_others  # type: ignore[union-attr]
        assert violations(page) == []


def test_where_others_can_hear_somebody_may_choose_to_have_it_said(window: OpenWindow, english: Pack) -> None:
    """One touch, at any time; the next person is asked by a button of their own."""
    with quiet_place(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY)
        page.locator("#aloud").tap()
        assert next_key(screen) == "aloud"
        assert not page.locator("#aloud").is_visible()
        show(screen, FellAsleep(("hello coach",)), WokeUp("key"))
        page.wait_for_selector("#aloud >> visible=true")


def test_elsewhere_there_is_nothing_to_choose(window: OpenWindow, english: Pack) -> None:
    """At home all is said."""
    with shown_on(english) as screen:
        page = open_at(window, screen)
        show(screen, SAFETY)
        page.wait_for_selector("#line >> text=ending your life")
        assert not page.locator("#aloud").is_visible()
