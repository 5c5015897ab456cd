"""A place where others can hear: two people, one after the other, go through a session by touch alone.

The real kiosk, its own Chromium, and a sound card that writes down what was played and whether anybody listened.
"""

import json
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import yaml

from coach.content.loader import PACKS
from coach.ports import RATE_HERTZ
from tests.content.scripts import GOOD
from tests.kiosk.chromium import DRIVEN, asleep_in, next_profile, require_chromium
from tests.kiosk.site import until
from tests.soundcard import Soundcard, soundcard

if TYPE_CHECKING:
    from playwright.sync_api import Page, Playwright

pytestmark = pytest.mark.sound
SITE = f"""
place: Harbor Clinic
kiosk: ward-3
quiet: true
settings: {{country: us, pack: short, voice: espeak}}
drafts: [pack, words, repair, risk, session, exercises, safety]
screen: {{browser: "{DRIVEN}"}}
"""
OWN = "close.came_with"
PRIVATE = "You said {rated_craving_before} when you came to this place today."
ENOUGH = {"answers": {"yes": {}, "no": {}}, "hint": {"leave_hint": "Yes or no."}}
CLOSE = {
    "close": {"say": {"came_with": PRIVATE}},
    "leave": {"say": {"leave": "Is that enough?"}, "ask": ENOUGH},
    "bye": {"say": {"bye": "Take good care of yourself."}, "end": "finish"},
}
SILENT, HEARD = 0.001, 0.01
"""As loud (root mean square) as what nobody hears is at the most, and what somebody hears is at least."""


def short_pack(folder: Path) -> None:
    """The shortest one that goes from the first number to the last, with a page, and a line that is somebody's own."""
    shutil.copytree(GOOD, folder)
    header = yaml.safe_load((folder / "pack.yaml").read_text())
    header["screen"]["page"] = yaml.safe_load((PACKS / "en" / "pack.yaml").read_text())["screen"]["page"]
    (folder / "pack.yaml").write_text(yaml.safe_dump(header))
    for part in ("choice", "next_step"):  # they are in nobody's way here
        passed = folder / "session" / f"{part}.yaml"
        passed.write_text(passed.read_text().replace("This is the part with the name ", "The "))
    script = folder / "session" / "close.yaml"
    script.write_text(yaml.safe_dump(yaml.safe_load(script.read_text()) | {"steps": CLOSE}, sort_keys=False))


class Room:
    """Writes down what sounds in it, and who listens."""

    def __init__(self, card: Soundcard) -> None:
        self._card = card
        self._sounded = list[tuple[float, bytes]]()
        record = [
            "parec",
            "--device=ears",
            f"--rate={RATE_HERTZ}",
            "--channels=1",
            "--format=s16le",
            "--latency-msec=20",
        ]
        self._recorder = subprocess.Popen(record, env=dict(card.base), stdout=subprocess.PIPE)
        self._threads = [threading.Thread(target=self._record), threading.Thread(target=self._look)]
        self._threads[0].start()
        until(lambda: self._sounded or None)
        self._happenings = list[str]()
        self._watch = subprocess.Popen(["pactl", "subscribe"], env=dict(card.base), stdout=subprocess.PIPE, text=True)
        self._threads[1].start()

    def loudness(self, since: float, to: float) -> float:
        """The root mean square of what sounded between two times."""
        until(lambda: self._sounded[-1][0] > to + 0.5 or None)
        sound = np.frombuffer(b"".join(each for at, each in self._sounded if since <= at <= to), "<i2") / 32768
        return float(np.sqrt(np.mean(sound**2)))

    @property
    def listeners(self) -> int:
        """How often somebody began to listen, to a microphone or to what is played."""
        return sum("'new' on source-output" in happening for happening in self._happenings)

    def listen(self) -> None:
        """What this room notices."""
        listens = subprocess.Popen(["parec", "--device=mic"], env=dict(self._card.base), stdout=subprocess.DEVNULL)
        until(lambda: self.listeners or None)
        listens.kill()
        listens.wait()

    def leave(self) -> None:
        """End what writes and looks."""
        watching: list[subprocess.Popen[Any]] = [self._recorder, self._watch]
        for each, thread in zip(watching, self._threads, strict=True):
            each.kill()
            thread.join()
            each.communicate()

    def _record(self) -> None:
        assert self._recorder.stdout is not None
        while sound := self._recorder.stdout.read1(4096):  # type: ignore[attr-defined]
            self._sounded.append((time.monotonic(), sound))

    def _look(self) -> None:
        assert self._watch.stdout is not None
        self._happenings.extend(self._watch.stdout)


class Visit:
    """Somebody before the kiosk, who touches."""

    def __init__(self, page: "Page", feed: Iterator[Mapping[str, Any]]) -> None:
        self._page, self._feed = page, feed
        self._finger = page.context.new_cdp_session(page)

    def touch(self, what: str) -> None:
        """With a finger."""
        self._page.wait_for_selector(f"{what} >> visible=true")
        box = self._page.locator(what).bounding_box()
        assert box
        at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        self._finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
        self._finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def answer(self, key: str) -> None:
        """What is asked."""
        self.touch(f'#answers button[data-key="{key}"]')

    def told(self, line: str) -> tuple[float, float]:
        """From when to when this line is said, or read, next."""
        for shown in self._feed:
            if line in [said["id"] for said in shown.get("say", ())]:
                place = [said["id"] for said in shown["say"]].index(line)
                spoken = next(each for each in self._feed if "speaking" in each)
                begins = spoken["seconds"] + sum(spoken["speaking"][:place])
                return begins, begins + spoken["speaking"][place]
        raise AssertionError(f"The kiosk ended before {line}.")

    @property
    def reads(self) -> str:
        """All that stands there."""
        return " ".join(self._page.locator("#said").all_inner_texts())


@contextmanager
def listening(card: Soundcard) -> Iterator[Room]:
    """A room, until all have left it."""
    room = Room(card)
    try:
        yield room
    finally:
        room.leave()


@contextmanager
def kiosk(folder: Path, card: Soundcard) -> Iterator["subprocess.Popen[str]"]:
    """In such a place."""
    short_pack(folder / "packs" / "short")
    (folder / "site.yaml").write_text(SITE)
    sound = {**card.environment(sink="speaker", source="mic"), "COACH_CACHE_FOLDER": str(folder / "cache")}
    with subprocess.Popen(
        [sys.executable, "-m", "coach", "kiosk", "--site", str(folder / "site.yaml"), "--json"], env=sound,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.terminate()


def test_two_people_by_touch_alone(tmp_path: Path, playwright: "Playwright") -> None:
    """Nobody ever listens. What is somebody's own stands on the screen and is not heard, until they choose to have it
    said; the next person has chosen nothing."""
    require_chromium()
    with soundcard() as card, listening(card) as room, kiosk(tmp_path, card) as running:
        assert running.stdout is not None
        shown = list[Mapping[str, Any]]()
        feed = following(running.stdout, shown)
        assert any("asleep" in each for each in feed)
        profile = next_profile(running.pid)
        first = Visit(asleep_in(playwright, profile), feed)
        first.touch("#wake")
        assert room.loudness(*first.told("welcome.welcome")) > HEARD
        first.answer("8")
        assert room.loudness(*latter(*first.told(OWN))) < SILENT and "You said eight" in first.reads
        first.touch("#aloud")
        assert room.loudness(*latter(*first.told(OWN))) > HEARD
        first.answer("yes")
        assert room.loudness(*first.told("close.bye")) > HEARD
        assert any("asleep" in each for each in feed)
        second = Visit(asleep_in(playwright, next_profile(running.pid, other_than=profile)), feed)
        second.touch("#wake")
        second.answer("3")
        assert room.loudness(*latter(*second.told(OWN))) < SILENT and "You said three" in second.reads
        second.touch('#always button[data-key="stop"]')
        assert any("asleep" in each for each in feed)
        assert room.listeners == 0 and [each for each in shown if "lost" in each] == []
        room.listen()


def following(lines: Iterable[str], shown: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """What the kiosk shows, as it comes; all of it stays in `shown`."""
    for line in lines:
        shown.append(json.loads(line))
        yield shown[-1]


def latter(since: float, to: float) -> tuple[float, float]:
    """The second half, once something else was said in its place."""
    return (since + to) / 2, to
