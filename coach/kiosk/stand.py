"""What stands before a person at a kiosk beside the voice: the page, in its window; without a screen neither.

In a quiet place, where others can hear, the page is the way to answer, and no microphone is open.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.effects import Line
from coach.kiosk.browser import Browser
from coach.kiosk.site import Screen as SiteScreen
from coach.kiosk.site import Site
from coach.kiosk.window import Window
from coach.ports import Clock, Keys, Observer
from coach.runtime import Parts
from coach.screen.display import Display, Microphone
from coach.screen.opening import open_screen
from coach.speaking.discretion import DiscreetVoice
from coach.terminal.keys import KEYS

if TYPE_CHECKING:
    from coach.screen.screen import Screen

TOUCHED = {"+": "louder", "-": "softer", "a": "aloud"}
"""What a keyboard at the screen types beside what one at a terminal does, and what can be touched at any time."""


@dataclass
class Stand:
    """`keys`: with what is touched on the page. `discreet`: the voice, where others can hear."""

    keys: Keys
    page: "Screen | None" = None
    window: Window | None = None
    discreet: DiscreetVoice | None = None

    @property
    def observers(self) -> list[Observer]:
        """Who is told what happens."""
        return [each for each in (self.page, self.window) if each is not None]

    @property
    def is_well(self) -> bool:
        """Whether what can be seen may go on as it is."""
        return self.window is None or self.window.is_well

    @property
    def is_missed(self) -> bool:
        """Whether there is a screen, and nobody can see anything on it."""
        return self.window is not None and self.window.is_missed

    def start(self) -> None:
        """From now on the window is kept."""
        if self.window:
            self.window.start()

    def speak_aloud(self) -> None:
        """This person has chosen it, whoever hears it."""
        if self.discreet:
            self.discreet.speak_aloud()

    def quieten(self, parts: Parts, site: Site, pack: Pack) -> Parts:
        """The same parts, whose voice says nothing of somebody's own aloud where others can hear."""
        if not site.quiet or site.settings.barge_in == "headset":
            return parts
        instead = [Line(f"repair.{id}", text) for id, text in pack.repair.not_aloud.items()]
        self.discreet = DiscreetVoice(parts.voice, site.aloud, instead)
        return replace(parts, voice=self.discreet)

    def close(self) -> None:
        """Take the window away; the keys are the parts' own."""
        if self.window:
            self.window.close()


def open_stand(site: Site, pack: Pack, beside: Keys, clock: Clock, tell: Callable[[object], None]) -> Stand:
    """The stand that the site names, with these keys beside it. Raises DeviceError, CallerError.

    `clock`: the session's. A browser takes the time that it takes, by whatever clock people come and go.
    """
    if site.screen is None:
        return Stand(beside)
    page = open_screen(pack, clock, beside, KEYS | TOUCHED, display_of(site, site.screen))
    if site.screen.browser is None:
        tell(f"Screen at {page.address}")
        return Stand(page, page)
    browser = Browser(site.screen.browser, site.screen.width_pixels, site.screen.height_pixels)
    return Stand(page, page, Window(page, browser, WallClock(), tell))


def display_of(site: Site, said: SiteScreen) -> Display:
    """What the page has to know of the place."""
    microphone: Microphone = "none" if site.quiet else "in turn" if site.settings.barge_in == "off" else "always"
    return Display(microphone, said.pixel_pitch_millimetres, said.distance_millimetres, site.quiet)
