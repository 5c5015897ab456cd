"""A whole session by voice, aloud, in real time, with the real ear, while a real Chromium shows it.

It is held once, by a process of its own whose system calls are watched; the tests look at what was seen meanwhile.
"""

import json
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from coach.content.pack import Pack
from tests.kiosk.site import until
from tests.person_at_soundcard import converse
from tests.screen.conftest import SIZES
from tests.soundcard import Soundcard, soundcard
from tests.syscalls import Watch, require_strace
from tests.test_privacy import COACH, PERSONAS, Stranger, sound_of

pytestmark = [pytest.mark.engines, pytest.mark.sound]
Shown = Mapping[str, Any]
IN_STEP_SECONDS = 0.25
"""A caption may come so much before or after its line; a light, or a button, so much after it is true."""
OFFSET_SECONDS = 0.06
"""Between a breath's sound and its picture."""
RECORD = """
window.record = [];
addEventListener("DOMContentLoaded", () => {
  const shown = id => document.getElementById(id).checkVisibility();
  const look = () => {
    const disc = document.querySelector(".disc").getAnimations()[0];
    record.push({
      at: performance.timeOrigin + performance.now(),
      line: shown("said") ? document.getElementById("line").textContent.replaceAll("\\u00a0", " ") : "",
      cue: shown("breath") ? document.querySelector(".cue").textContent : "",
      breath: disc ? performance.timeOrigin + disc.startTime : null,
      light: document.getElementById("microphone").dataset.state,
      answers: document.querySelectorAll("#choices button, #numbers button").length,
      always: document.querySelectorAll("#always button").length,
    });
  };
  const all = {subtree: true, childList: true, attributes: true, characterData: true};
  new MutationObserver(look).observe(document.body, all);
});
"""

SEEN = "#line, .cue, #answers button, #always button"
BOXES = """seen => seen.map(each => {
    const box = each.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom, each.textContent];
})"""


@dataclass
class Session:
    """What was done (`feed`), and seen (`record`), both on the session's clock, and what else was found."""

    watch: Watch
    feed: list[Shown]
    record: list[Shown]
    violations: list[str] = field(default_factory=list)
    beyond: list[str] = field(default_factory=list)
    sound_server: str = ""

    def of(self, kind: str) -> Iterator[Shown]:
        """All that was done of a kind, once the page was there."""
        return (shown for shown in self.feed if kind in shown and shown["seconds"] > self.record[0]["at"])

    def seen(self, since: float, until: float) -> list[Shown]:
        """What stood there between two times, the first of it from before."""
        before = [shown for shown in self.record if shown["at"] <= since][-1:]
        return before + [shown for shown in self.record if since < shown["at"] <= until]


class Onlooker:
    """Looks at the page while the session goes on: at each question in another size."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._sizes = list(SIZES) * 20
        self.violations: list[str] = []
        self.beyond: list[str] = []

    def beside(self, feed: Iterator[str]) -> Iterator[str]:
        """The feed as it comes; what was asked goes to the person first."""
        for text in feed:
            yield text
            shown = json.loads(text)
            if {"listen", "breathe"} & shown.keys():
                self._look(quickly="listen" in shown)

    def _look(self, quickly: bool) -> None:
        """axe takes the page a second, in which a question may be answered, and a breath is not over."""
        width, height = self._sizes.pop(0)
        self._page.set_viewport_size({"width": width, "height": height})
        if not quickly:
            found = Axe().run(self._page).response["violations"]
            self.violations += [f"{width}x{height}: {each['id']} {each['nodes'][0]['html']}" for each in found]
        # All at once: buttons go with their question, and one that has gone would be waited for.
        for left, top, right, bottom, text in self._page.locator(SEEN).evaluate_all(BOXES):
            if left < 0 or right > width or top < 0 or bottom > height:
                self.beyond.append(f"{width}x{height}: {text}")


@pytest.fixture(scope="module")
def session(
    chromium: Browser, english: Pack, moonshine_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Session:
    """One session."""
    require_strace()
    folder = tmp_path_factory.mktemp("by-voice")
    stranger = Stranger(folder / "home", folder / "work", moonshine_folder.parent)
    stranger.home.mkdir()
    stranger.work.mkdir()
    watch = Watch(folder / "calls")
    page = chromium.new_context(viewport={"width": 800, "height": 480}).new_page()
    page.add_init_script(RECORD)
    with soundcard() as card:
        feed, onlooker = held(watch, stranger, card, page, english)
        server = sound_of(card)["PULSE_SERVER"].removeprefix("unix:")
    record = page.evaluate("record")
    page.context.close()
    to_session = time.monotonic() - time.time()  # of a time of the wall, in seconds
    for shown in record:
        shown["at"] = shown["at"] / 1000 + to_session
        shown["breath"] = shown["breath"] and shown["breath"] / 1000 + to_session
    return Session(watch, feed, record, onlooker.violations, onlooker.beyond, server)


def held(watch: Watch, stranger: Stranger, card: Soundcard, page: Page, pack: Pack) -> tuple[list[Shown], Onlooker]:
    """The session: all that the coach did, and who looked on."""
    told = stranger.work / "told"
    with told.open("w") as errors, subprocess.Popen(
        [*watch.command, COACH, "run", "--json", "--screen"], cwd=stranger.work,
        env=stranger.environment(sound_of(card), COACH_CACHE_FOLDER="/dev/null"),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
    ) as coach:  # fmt: skip
        assert coach.stdout is not None
        page.goto(until(lambda: address_in(told.read_text())))
        onlooker = Onlooker(page)
        persona = str(PERSONAS / "breathing.yaml")
        air = card.environment(sink="air", source="ears")
        lines = converse(onlooker.beside(iter(coach.stdout)), persona, pack, air)
    assert coach.returncode == 0 and "end" in lines[-1]
    return list(lines), onlooker


def address_in(told: str) -> str | None:
    """The screen's, once it was told."""
    words = told.split("Screen at ")
    return words[1].split()[0] if len(words) > 1 and "\n" in words[1] else None


def test_it_is_held_by_voice_alone(session: Session) -> None:
    """Each reply was understood, and the breathing was led to its end."""
    assert [shown["heard"] for shown in session.feed if shown.get("heard")] == ["accept", "accept"]
    assert len(list(session.of("breathe"))) == 6


def test_captions_are_in_step_with_the_voice(session: Session) -> None:
    """Each line stands there when it is said, to a quarter of a second."""
    spoken: Shown = {}
    late = dict[str, float]()
    for shown in session.feed:
        if "say" in shown:
            spoken = shown
        if "speaking" in shown and shown in session.of("speaking"):
            begins = shown["seconds"]
            for n, (line, seconds) in enumerate(zip(spoken["say"], shown["speaking"], strict=True)):
                came = [
                    each["at"] for each in session.record if each["line"] == line["text"] and each["at"] > begins - 5
                ]
                if came:  # the first of them may stand there while it is still rendered
                    late[line["text"]] = came[0] - begins if n > 0 else max(0.0, came[0] - begins)
                begins += seconds
    assert len(late) > 4
    assert {line: seconds for line, seconds in late.items() if abs(seconds) > IN_STEP_SECONDS} == {}


def test_captions_are_never_blank(session: Session) -> None:
    """From the first line to the end, at no change of the page."""
    first = next(place for place, shown in enumerate(session.record) if shown["line"])
    assert [shown for shown in session.record[first:] if not shown["line"] and not shown["cue"]] == []


@pytest.mark.parametrize(("kind", "light"), [("listen", "listening"), ("say", "closed")])
def test_the_light_is_true(session: Session, kind: str, light: str) -> None:
    """It is on as soon as the microphone is open, and off as soon as it is not."""
    for shown in session.of(kind):
        seen = session.seen(shown["seconds"], shown["seconds"] + IN_STEP_SECONDS)
        assert light in [each["light"] for each in seen], shown


def test_buttons_are_at_hand_whenever_it_listens(session: Session) -> None:
    """Whoever cannot or does not want to speak can answer; help, pause, repeat, slower and stop are always there."""
    for shown in session.of("listen"):
        seen = session.seen(shown["seconds"], shown["seconds"] + IN_STEP_SECONDS)
        assert max(each["answers"] for each in seen) > 0, shown
    began = next(place for place, shown in enumerate(session.record) if shown["line"])
    assert {shown["always"] for shown in session.record[began:]} == {5}


def test_the_breath_is_seen_with_its_sound(session: Session, capsys: pytest.CaptureFixture[str]) -> None:
    """Within 60 ms, at either size, also while the page is drawn anew."""
    offsets = []
    for cue in session.of("breathe"):
        seen = session.seen(cue["seconds"], cue["seconds"] + 2.0)
        began = [each["breath"] for each in seen if each["breath"] and abs(each["breath"] - cue["seconds"]) < 2.0]
        offsets.append(min((abs(each - cue["seconds"]) for each in began), default=9.0))
    with capsys.disabled():
        told = ", ".join(f"{1000 * offset:.1f}" for offset in offsets)
        print(f"\npacer offset in a session by voice: {told} ms, median {1000 * statistics.median(offsets):.1f}")
    assert max(offsets) <= OFFSET_SECONDS


def test_nothing_keeps_anybody_out_at_either_size(session: Session) -> None:
    """axe-core finds nothing at a breath, and nothing stands beyond the screen, at each question and each breath."""
    assert session.violations == [] and session.beyond == []


def test_it_speaks_to_this_machine_alone(session: Session) -> None:
    """By the system calls of `coach run --screen` and all that it starts: loopback, and the sound server's socket."""
    assert session.watch.strangers((session.sound_server, "/dev/null", "/dev/shm/jack_")) == []
    assert session.watch.look_ups() == []
    bound = [address for address in session.watch.bound() if "AF_UNIX" not in address]
    assert bound and all('"127.0.0.1"' in address for address in bound)
