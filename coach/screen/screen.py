"""The screen of a session: what is done goes to the page, what is touched comes back as keys."""

import time
from collections import deque
from collections.abc import Mapping
from dataclasses import asdict

from coach.content.pack import Pack
from coach.effects import Effect, Remember
from coach.errors import CallerError
from coach.events import Event
from coach.ports import Clock, Keys
from coach.screen.board import Shown
from coach.screen.display import Display
from coach.screen.server import Server
from coach.shown import shown

SAME_KEY_SECONDS = 0.5
"""A key that comes again so soon was not meant twice (EN 301 549, 5.9): a hand that shakes."""
WAITING_AT_MOST = 4
ALWAYS = ("help", "pause", "repeat", "slower", "stop")
"""The words that have a button at any time. What they say is in the pack."""
CRAVING = "craving"
"""What the ratings of a craving are called, and more: craving_before."""


class Screen:
    """Implements `coach.ports.Observer` and `coach.ports.Keys`. Other keys go on working beside it."""

    def __init__(self, pack: Pack, clock: Clock, beside: Keys, names: Mapping[str, str], display: Display) -> None:
        """`beside`: the terminal's keys. `names`: what each key of a keyboard is called, by what it types.

        Raises CallerError where the pack has no words for a page.
        """
        self._beside = beside
        self._pressed: deque[str] = deque(maxlen=WAITING_AT_MOST)
        self._last = ("", 0.0)
        words = _words(pack, display.quiet) | {"keys": dict(names)} | asdict(display)
        self._server = Server(words, clock.now, self._touch)
        self.address = self._server.address

    @property
    def painted_seconds(self) -> float | None:
        """When the page was painted last, on the machine's clock; None: never."""
        return self._server.painted_seconds

    def note(self, what: Event | Effect, now: float) -> None:
        """Show it, where there is something to show."""
        told = _rating(what) or shown(what)
        if told:
            self._server.show({"seconds": now} | told)

    def poll(self) -> str | None:
        """What was pressed beside, or touched."""
        return self._beside.poll() or (self._pressed.popleft() if self._pressed else None)

    def close(self) -> None:
        """The page stays with what it shows last."""
        self._beside.close()
        self._server.close()

    def _touch(self, key: str) -> None:
        last, last_seconds = self._last
        self._last = key, time.monotonic()
        if key != last or self._last[1] - last_seconds >= SAME_KEY_SECONDS:
            self._pressed.append(key)


def _rating(what: Event | Effect) -> Shown:
    """A number is shown to whoever gave it; a choice is not."""
    match what:
        case Remember(name, int(value)) if name.startswith(CRAVING):
            return {"rated": name, "value": value}
    return {}


def _words(pack: Pack, quiet: bool) -> Shown:
    page = pack.header.screen.page
    if page is None:
        fix = "Add screen.page to its pack.yaml, as in coach/packs/en; or leave out --screen."
        raise CallerError(f"The pack {pack.header.id} has no words for a page.", fix)
    everywhere = {name: phrases[0] for name, phrases in pack.words.everywhere.items()} | {"aloud": page.aloud}
    screen = pack.header.screen
    neutral = {"wave": page.wave_among_others} if quiet else {}
    return {
        "words": page.model_dump() | neutral | {"cues": _cues(pack), "lost": screen.lost.model_dump()},
        "language": pack.header.locale,
        "everywhere": everywhere,
        "always": list(ALWAYS),
    }


def _cues(pack: Pack) -> dict[str, str]:
    cues = pack.header.screen.cues
    return {"in": cues.inhale, "hold": cues.hold, "out": cues.exhale, "rest": cues.rest}
