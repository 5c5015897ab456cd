"""Showing something on a real page."""

import time
from collections.abc import Callable

from playwright.sync_api import Page

from coach.effects import Effect, Expectation, Line, Listen, Say
from coach.events import Event
from coach.screen.screen import Screen

OpenWindow = Callable[..., Page]
SAFETY = Say((Line("suicide.now", "Are you thinking about ending your life right now?"),))
ASKED = Listen(3, Expectation(("yes", "no")), "suicide.now", {"yes": "yes", "no": "i'm not"})
RATING = Listen(4, Expectation(("seven",), {str(number): number for number in range(11)}), "check_in.craving")
ENDED = 'body[data-part="ended"]'
ANSWERS = "#numbers button, #choices button"


def open_at(window: OpenWindow, screen: Screen, **wishes: object) -> Page:
    """A window with the page in it, once it has been told its words."""
    page = window(**wishes)
    page.goto(screen.address)
    page.wait_for_selector("#always button", state="attached")
    return page


def show(screen: Screen, *what: Event | Effect) -> None:
    """Let all this happen, now."""
    for each in what:
        screen.note(each, time.monotonic())


def next_key(screen: Screen) -> str:
    """What comes back as a key, as soon as it has come."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if key := screen.poll():
            return key
    raise AssertionError("nothing was pressed")
