"""The keys of a kiosk: a keypad, buttons at pins, a terminal's keyboard. What a trembling hand hits twice counts once.

Louder and softer are done here and now, whatever the session does, and wake nobody.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from coach.kiosk.keypad import Keypad
from coach.kiosk.pins import Pins
from coach.kiosk.site import Keys as SiteKeys
from coach.ports import Clock, Keys
from coach.sound.volume import Volume

PRESSED_AS = {"go": "go_on"}
"""How the session calls what a key is for, where it has another name for it."""


class Source(Protocol):
    """Where keys are pressed."""

    def poll(self) -> str | None:
        """What the next key is for that was pressed."""

    def close(self) -> None:
        """Let it go."""


class Steady:
    """Takes a key once, however often it is hit, until it was left alone for a while."""

    def __init__(self, ignored_seconds: float) -> None:
        self._ignored_seconds = ignored_seconds
        self._last: dict[str, float] = {}

    def takes(self, key: str, now: float) -> bool:
        """Whether this press, at `now`, counts. Every other key counts at once."""
        before, self._last[key] = self._last.get(key), now
        return before is None or now - before >= self._ignored_seconds


class KioskKeys:
    """Implements `coach.ports.Keys`."""

    def __init__(
        self,
        sources: Sequence[Source],
        steady: Steady,
        volume: Volume,
        clock: Clock,
        speak_aloud: Callable[[], None] = lambda: None,
    ) -> None:
        """`speak_aloud`: where others can hear, somebody chooses that what is theirs is said aloud."""
        self._speak_aloud = speak_aloud
        self._sources = sources
        self._steady = steady
        self._volume = volume
        self._clock = clock

    def poll(self) -> str | None:
        """The next key's name, as in KeyPressed."""
        for source in self._sources:
            use = source.poll()
            if use is not None and self._steady.takes(use, self._clock.now()):
                return self._press(use)
        return None

    def close(self) -> None:
        """Let all of them go."""
        for source in self._sources:
            source.close()

    def _press(self, use: str) -> str | None:
        match use:
            case "louder":
                self._volume.louder()
            case "softer":
                self._volume.softer()
            case "aloud":
                self._speak_aloud()
                return use
            case _:
                return PRESSED_AS.get(use, use)
        return None


def open_keys(
    said: SiteKeys, keyboard: Keys, volume: Volume, clock: Clock, speak_aloud: Callable[[], None] = lambda: None
) -> KioskKeys:
    """The keys that the site names, beside a keyboard or a screen. Raises DeviceError."""
    sources: list[Source] = [keyboard]
    if said.keypad:
        sources.append(Keypad(said.keypad, said.buttons, clock))
    if said.pins:
        sources.append(Pins(said.pins))
    return KioskKeys(sources, Steady(said.ignored_seconds), volume, clock, speak_aloud)
