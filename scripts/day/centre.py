"""The centre: its corridor with the kiosk, the screen, the broker and the staff. Opened for a day, and closed after."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from random import Random
from types import TracebackType
from typing import Self

from playwright.sync_api import sync_playwright

from coach import bootstrap
from coach.ports import Voice
from coach.rehearsal import noise
from coach.rehearsal.flite import Flite
from coach.rehearsal.meaning import Judge
from coach.rehearsal.persona import Noise
from coach.settings import Settings
from scripts.day import search, visitor
from scripts.day.broker import OBSERVER, Eavesdropper, Mosquitto
from scripts.day.corridor import Corridor
from scripts.day.diary import CallSeen
from scripts.day.hands import Keypad
from scripts.day.nurse import Nurse
from scripts.day.process import KIOSK, Kiosk, site_of
from scripts.day.technician import Technician
from scripts.day.visitor import Visitor
from scripts.day.window import Window

STAFF = "staff-page"
CORRIDOR = Noise(kind="pink")
NOISE_DB = -52.0
"""Of the corridor, below full scale: people speak 26 dB above it."""
MOST_SECONDS = 3 * 24 * 3600.0


class Centre:
    """`kinds`: who may come, by name."""

    def __init__(self, folder: Path, seed: int) -> None:
        """`folder`: for all that is written. Raises DeviceError where a part is missing."""
        self._folder = folder
        self._opened = ExitStack()
        self._chance = Random(f"centre {seed}")
        pack = bootstrap.open_pack(Settings().in_country("us"))
        self.judge = Judge(pack)
        self.kinds = {kind.content.id: kind.content for kind in visitor.all_of(pack)}
        sound = noise.loop(CORRIDOR, NOISE_DB, seed, Flite("slt"), folder)
        self.corridor = Corridor(noise.hiss(seed) if sound is None else sound, MOST_SECONDS)

    def __enter__(self) -> Self:
        with self._opened:
            enter = self._opened.enter_context
            self.mosquitto = Mosquitto(self._folder / "site", KIOSK)
            self._opened.callback(self.mosquitto.stop)
            self.mosquitto.start()
            self.keypad = enter(closing(Keypad(self._folder / "keypad")))
            self.eavesdropper = enter(closing(Eavesdropper(self.mosquitto.line(OBSERVER), KIOSK)))
            self.nurse = enter(closing(Nurse(self.mosquitto.line(STAFF), KIOSK, self.calls, self._chance)))
            said = site_of(self.keypad.path, self.mosquitto.folder, self.mosquitto.broker)
            self.kiosk = enter(closing(Kiosk(self._folder / "kiosk", said)))
            self.technician = Technician(self._folder / "updates", self.kiosk)
            self.kiosk.start()
            self.window = enter(closing(Window(enter(sync_playwright()), self.kiosk)))
            self._opened = self._opened.pop_all()
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._opened.close()

    @property
    def calls(self) -> dict[int, CallSeen]:
        """What became of each call, as it went over the broker and as staff did, by id."""
        return self.eavesdropper.calls

    @staticmethod
    def voice_of(who: Visitor) -> Voice:
        """Somebody's own."""
        return Flite(who.voice.name)

    def words_in_kiosk(self) -> Iterator[str]:
        """Where words of a person stand in the memory of the kiosk's own processes, one place after the other."""
        return search.in_memory(self.kiosk.pid, self.window.pid)

    def words_in_browser(self) -> Iterator[str]:
        """Where they stand in the browser's memory, and in its files."""
        pid, profile = self.window.pid, self.window.profile
        if pid:
            yield from search.in_memory(pid)
        if profile:
            yield from search.in_files([profile])

    def words_elsewhere(self) -> list[str]:
        """In the browser, in what went over the broker, in its memory, and in every file that was written."""
        pid = self.mosquitto.pid
        messages = search.in_messages(self.eavesdropper.heard)
        broker = search.in_memory(pid) if pid else ()
        return [*self.words_in_browser(), *messages, *broker, *search.in_files([self._folder])]
