"""How soon a call is on the staff's page, with so many kiosks on one broker, on this machine; and what that takes.

  scripts/measure-fleet 500           about five minutes; the last lines are a table
  scripts/measure-fleet 500 --json    the last line is one object

A real Mosquitto as `scripts/make-site` configures it, `coach fleet` itself, and the page in a real Chromium. The kiosks
are made up: each has a certificate and a line of its own, a hundred in one process. Timed is from the moment at which
one calls until a frame with the call was painted, by one clock. Then the broker is killed in the middle (SIGKILL) and
started again after three seconds, while calls go on. At last a single kiosk is stopped without a word.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread
from typing import Any

import numpy as np
from playwright.sync_api import Error, Page, sync_playwright

from scripts.measure.processes import family, machine
from tests.fleet.served import PASSWORD
from tests.kiosk.site import Site

CALLS, CALLS_SECONDS = 120, 60.0
RESTART_CALLS, RESTART_SECONDS, KILLED_AFTER_SECONDS, AWAY_SECONDS = 90, 45.0, 10.0, 3.0
SETTLE_SECONDS, PATIENCE_SECONDS, STOPS = 15.0, 120.0, 3
LATEST_SECONDS = 60.0
"""So long is a call waited for that has not come to the screen."""
OPEN_SECONDS, LOOK_SECONDS = 6.0, 1.0
IN_ONE_PROCESS = 100
"""paho waits by `select`, which knows no file beyond the 1024th; a line has three, so no more than 340 ever stood."""
SEEN = """
window.seen = {};
new MutationObserver(changes => {
  for (const change of changes) for (const node of change.addedNodes) {
    const call = node.dataset?.call;
    if (call) requestAnimationFrame(() => requestAnimationFrame(() => { window.seen[call] ??= Date.now() / 1000; }));
  }
}).observe(document, { childList: true, subtree: true });
window.stood = [];
new MutationObserver(changes => {
  for (const { target } of changes) if (target.dataset.state === "up") window.stood.push(Date.now() / 1000);
}).observe(document, { attributeFilter: ["data-state"], subtree: true });
"""
"""The second frame begins once the first was painted. `stood`: when the page told that the broker is there."""
ROWS = {
    "kiosks": "kiosks",
    "all_shown_seconds": "from their start until all were shown, s",
    "p50_ms": "call to screen, median, ms",
    "p95_ms": "95 %, ms",
    "longest_ms": "longest, ms",
    "restart_p50_ms": "while the broker is killed and comes back: median, ms",
    "restart_p95_ms": "95 %, ms",
    "restart_longest_ms": "longest, ms",
    "page_back_seconds": "from the broker's start until coach fleet was on the line again, s",
    "back_seconds": "until every kiosk was, s",
    "calls": "calls",
    "calls_lost": "calls that never came to the screen",
    "broker_megabytes": "memory of the broker, MB",
    "page_megabytes": "memory of coach fleet, MB",
    "broker_after_megabytes": "of the broker after its restart, MB",
    "page_after_megabytes": "of coach fleet then, MB",
    "broker_cpu_percent": "CPU of the broker while they call, per cent of a core",
    "page_cpu_percent": "of coach fleet",
    "stopped_seconds": "until a kiosk that was stopped is shown as away, longest of three, s",
}


@dataclass
class Crowd:
    """The processes of the kiosks, and what they told. `standing`: how many of all stood, each time that it changed."""

    processes: "list[subprocess.Popen[str]]"
    called: dict[str, float] = field(default_factory=dict)
    standing: list[tuple[float, int]] = field(default_factory=list)
    _standing_of: dict[int, int] = field(default_factory=dict)
    _caller_of: "dict[str, subprocess.Popen[str]]" = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def read(self, process: "subprocess.Popen[str]") -> None:
        """Until it ends."""
        assert process.stdout is not None
        for line in process.stdout:
            told = json.loads(line)
            with self._lock:
                if "called" in told:
                    self._caller_of[told["called"]] = process
                    self.called[told["called"]] = told["at"]
                else:
                    self._standing_of[process.pid] = told["standing"]
                    self.standing.append((told["at"], sum(self._standing_of.values())))

    def call(self, number: int, seconds: float) -> None:
        """So many of them, within so long; the processes in turn."""
        processes = len(self.processes)
        for place, process in enumerate(self.processes):
            _tell(process, f"call {number // processes} {seconds} {place * seconds / number}")

    def clear_seen(self, seen: Mapping[str, float], now: float) -> None:
        """What has been on the screen for a while is answered and cleared, so that it does not fill; nothing else."""
        for call in [call for call, at in seen.items() if call in self._caller_of and now >= at + OPEN_SECONDS]:
            _tell(self._caller_of.pop(call), f"clear {call}")

    def all_stand(self, number: int, since: float) -> float | None:
        """When so many stood, after they did not."""
        return next((at for at, standing in self.standing if at > since and standing == number), None)


def _tell(process: "subprocess.Popen[str]", what: str) -> None:
    assert process.stdin is not None
    process.stdin.write(f"{what}\n")
    process.stdin.flush()


@contextmanager
def crowd_of(site: Site, names: Sequence[str]) -> Iterator[Crowd]:
    """So many kiosks."""
    command = [sys.executable, "-m", "scripts.measure.many_kiosks", str(site.folder), str(site.broker.port)]
    with ExitStack() as running:
        crowd = Crowd(
            [
                running.enter_context(
                    subprocess.Popen([*command, *some], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
                )
                for some in batched(names)
            ]
        )
        for process in crowd.processes:
            Thread(target=crowd.read, args=(process,), daemon=True).start()
        try:
            yield crowd
        finally:
            for process in crowd.processes:
                process.terminate()


def batched(names: Sequence[str]) -> list[Sequence[str]]:
    """For one process each."""
    return [names[place : place + IN_ONE_PROCESS] for place in range(0, len(names), IN_ONE_PROCESS)]


@contextmanager
def page_of(site: Site, folder: Path) -> Iterator[tuple[int, str]]:
    """`coach fleet` as a process: its number, and its address."""
    file, port = folder / "fleet.yaml", site.broker.port + 1
    file.write_text(
        f"place: Harbor Clinic\nbroker: 127.0.0.1\nport: {site.broker.port}\npapers: {site.folder}\n"
        f"people: {folder}/people.json\ncounts: {folder}/counts.json\npage_port: {port}\nroles: [nurse, doctor]\n"
    )
    command = [sys.executable, "-m", "coach", "fleet", "--fleet", str(file)]
    subprocess.run(
        [*command, "--set-password", "ana"], input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL
    )
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            yield process.pid, f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


def sign_in(page: Page, address: str) -> None:
    """As somebody does, once it is there."""

    until_seconds = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            page.goto(address)
            break
        except Error:  # the server has not begun
            if time.monotonic() > until_seconds:
                raise
            page.wait_for_timeout(200)
    page.get_by_label("Name").fill("ana")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_selector('#line[data-state="up"]')


def measure(number: int) -> dict[str, float]:
    """All figures, by the names in ROWS."""
    names = [f"k-{place:04}" for place in range(number)]
    figures: dict[str, float] = {"kiosks": number}
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        say(f"{number} certificates")
        site = Site(Path(place) / "site", *names)
        site.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with page_of(site, Path(place)) as (fleet, address):
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(SEEN)
            page.set_default_timeout(1000 * PATIENCE_SECONDS)
            sign_in(page, address)
            began = time.time()
            with crowd_of(site, names) as crowd:
                shown = "n => document.querySelectorAll('.kiosk[data-doing=\"asleep\"]').length === n"
                page.wait_for_function(shown, arg=number)
                figures["all_shown_seconds"] = time.time() - began
                say(f"all are shown after {figures['all_shown_seconds']:.1f} s")
                page.wait_for_timeout(1000 * SETTLE_SECONDS)
                figures |= _calm(site, fleet, page, crowd)
                figures |= _restart(site, fleet, page, crowd, number)
                called = crowd.called
                _attend(page, crowd, LATEST_SECONDS, until=lambda: called.keys() <= seen_on(page).keys())
                figures["calls"] = len(called)
                figures["calls_lost"] = len(called.keys() - seen_on(page).keys())
            figures["stopped_seconds"] = max(_stopped_seconds(site, page) for _ in range(STOPS))
        browser.close()
        site.stop()
    return figures


def _attend(page: Page, crowd: Crowd, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    """Be at the page for so long, as staff are."""
    until_seconds = time.monotonic() + seconds
    while time.monotonic() < until_seconds and not until():
        page.wait_for_timeout(1000 * min(LOOK_SECONDS, max(0.0, until_seconds - time.monotonic())))
        crowd.clear_seen(seen_on(page), time.time())


def _calm(site: Site, fleet: int, page: Page, crowd: Crowd) -> dict[str, float]:
    broker = site.pid
    before, began = [cpu_seconds(pid) for pid in (broker, fleet)], time.monotonic()
    crowd.call(CALLS, CALLS_SECONDS)
    _attend(page, crowd, CALLS_SECONDS + SETTLE_SECONDS)
    seconds = time.monotonic() - began
    percent = [100 * (cpu_seconds(pid) - was) / seconds for pid, was in zip((broker, fleet), before, strict=True)]
    figures = spread(crowd.called, seen_on(page), "")
    say(f"call to screen: {figures['p50_ms']:.0f} ms, 95 % {figures['p95_ms']:.0f} ms")
    return figures | {
        "broker_megabytes": megabytes(broker), "page_megabytes": megabytes(fleet),
        "broker_cpu_percent": percent[0], "page_cpu_percent": percent[1],
    }  # fmt: skip


def _restart(site: Site, fleet: int, page: Page, crowd: Crowd, number: int) -> dict[str, float]:
    before = set(crowd.called)
    crowd.call(RESTART_CALLS, RESTART_SECONDS)
    _attend(page, crowd, KILLED_AFTER_SECONDS)
    site.stop(signal.SIGKILL)
    _attend(page, crowd, AWAY_SECONDS)
    started = time.time()
    site.start()
    _attend(page, crowd, RESTART_SECONDS - KILLED_AFTER_SECONDS - AWAY_SECONDS + SETTLE_SECONDS)
    back = crowd.all_stand(number, started)
    page_back = next((at for at in page.evaluate("window.stood") if at > started), float("nan"))
    called = {call: at for call, at in crowd.called.items() if call not in before}
    figures = spread(called, seen_on(page), "restart_")
    say(f"with a restart: {figures['restart_p50_ms']:.0f} ms, 95 % {figures['restart_p95_ms']:.0f} ms")
    return figures | {
        "page_back_seconds": page_back - started, "back_seconds": back - started if back else float("nan"),
        "broker_after_megabytes": megabytes(site.pid), "page_after_megabytes": megabytes(fleet),
    }  # fmt: skip


STOPPED = """
import signal, sys
from pathlib import Path
from coach.bootstrap import WallClock
from coach.staff.line import Broker
from coach.staff.staff_line import StaffLine
from coach.staff.trust import Papers
StaffLine("ward-3", Broker("127.0.0.1", int(sys.argv[2])), Papers.of("ward-3", Path(sys.argv[1])), 3, WallClock())
signal.pause()
"""


def _stopped_seconds(site: Site, page: Page) -> float:
    """Of a real kiosk's line in a process of its own, which stands still from one moment to the next."""
    command = [sys.executable, "-c", STOPPED, str(site.folder), str(site.broker.port)]
    with subprocess.Popen(command) as kiosk:
        page.wait_for_selector('.kiosk[data-kiosk="ward-3"][data-doing="asleep"]', state="attached")
        page.wait_for_timeout(2000)
        kiosk.send_signal(signal.SIGSTOP)
        stopped = time.monotonic()
        page.wait_for_selector('.kiosk[data-kiosk="ward-3"][data-doing="away"]', state="attached")
        seconds = time.monotonic() - stopped
        kiosk.kill()
    say(f"stopped, and shown as away after {seconds:.1f} s")
    return seconds


def spread(called: dict[str, float], seen: dict[str, float], prefix: str) -> dict[str, float]:
    """Milliseconds from call to screen, of those that came."""
    late = [1000 * (seen[call] - at) for call, at in called.items() if call in seen]
    p50, p95 = np.percentile(late, [50, 95])
    return {f"{prefix}p50_ms": float(p50), f"{prefix}p95_ms": float(p95), f"{prefix}longest_ms": max(late)}


def seen_on(page: Page) -> dict[str, float]:
    """When each call was painted, in seconds since 1970."""
    seen: dict[str, float] = page.evaluate("window.seen")
    return seen


def megabytes(pid: int) -> float:
    """Of a process and what it started."""
    return sum(process.megabytes for process in family(pid))


def cpu_seconds(pid: int) -> float:
    """Of a process and what it started."""
    return sum(process.cpu_seconds for process in family(pid))


def say(what: str) -> None:
    """While it goes on."""
    print(what, file=sys.stderr, flush=True)


def main() -> None:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(
        prog="measure-fleet", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("number", type=int, nargs="?", default=500, help="of kiosks (default: 500)")
    parser.add_argument("--json", action="store_true", help="the last line is one object")
    arguments = parser.parse_args()
    figures: dict[str, Any] = measure(arguments.number)
    print(machine())
    for name, what in ROWS.items():
        print(f"{figures[name]:10.1f}  {what}")
    if arguments.json:
        print(json.dumps(figures | {"machine": machine()}))


if __name__ == "__main__":
    main()
