"""The staff's page of a site, served for real to whoever asks, beside a real broker."""

import asyncio
import http.client
import json
import re
from collections.abc import Callable, Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any, TypeVar
from urllib.parse import urlencode

from argon2 import PasswordHasher

from coach.fleet.house import Fleet
from coach.fleet.people import People
from coach.fleet.server import Server
from tests.kiosk.site import Site

PASSWORD = "correct horse battery"
T = TypeVar("T")
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def fleet_of(site: Site, folder: Path, **said: object) -> Fleet:
    """What a site says of its page; ana may answer, desk may only look."""
    people = People(folder / "people.json", CHEAP)
    for name, may in (("ana", "answer"), ("desk", "see")):
        people.set_password(name, PASSWORD, may)  # type: ignore[arg-type]
    written = {
        "place": "Harbor Clinic", "broker": "127.0.0.1", "port": site.broker.port, "papers": site.folder,
        "people": folder / "people.json", "page_port": 0, "roles": ["nurse", "ward manager", "doctor on duty"],
    }  # fmt: skip
    return Fleet.model_validate(written | said)


@contextmanager
def served(fleet: Fleet) -> Iterator[str]:
    """Host and port of the page."""
    server = Server(fleet)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.port}"
    finally:
        server.close()
        thread.join(20)
        assert not thread.is_alive()


class Reader:
    """What a browser does, by hand. `cookie`, `token`: as a page that is signed in has them."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.cookie = self.token = ""

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, Mapping[str, str], str]:
        """Status, headers and text. Headers by name, with _ for -; an empty one is left out."""
        usual = {"Cookie": self.cookie, "Origin": f"http://{self.host}", "X-Coach-Token": self.token}
        told = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(self.host, timeout=20)
        connection.request(method, path, body or None, {name: value for name, value in told.items() if value})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text  # type: ignore[return-value]

    def sign_in(self, name: str = "ana", password: str = PASSWORD) -> "Reader":
        """Through the form."""
        status, headers, _ = self.ask("POST", "/sign-in", urlencode({"name": name, "password": password}).encode())
        assert status == 303
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        found = re.search(r'data-token="([^"]+)"', self.ask("GET", "/")[2])
        assert found
        self.token = found[1]
        return self

    def does(self, kiosk: str, call: Mapping[str, Any], did: str = "answered") -> int:
        """Answers or clears a call, as it was shown; the status."""
        told = {"kiosk": kiosk, "id": call["id"], "number": call["number"], "did": did}
        return self.ask("POST", "/answer", json.dumps(told).encode())[0]

    @contextmanager
    def feed(self) -> Iterator[Callable[[Callable[[dict[str, Any]], Any]], Any]]:
        """What is told, until something is as wanted: a function of what is known of the site."""
        connection = http.client.HTTPConnection(self.host, timeout=30)
        connection.request("GET", "/feed", headers={"Cookie": self.cookie})
        answer = connection.getresponse()
        assert answer.status == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
        known: dict[str, Any] = {"kiosks": {}, "line": False, "refused": 0, "days": []}

        def wait_for(wanted: Callable[[dict[str, Any]], Any]) -> Any:
            while not (found := wanted(known)):
                line = answer.readline().decode()
                assert line, "the feed has ended"
                if line.startswith("data: ") and len(told := json.loads(line[6:])):
                    kiosks = {**known["kiosks"], **{kiosk["kiosk"]: kiosk for kiosk in told["kiosks"]}}
                    known.update(told)
                    known["kiosks"] = kiosks
            return found

        try:
            yield wait_for
        finally:
            answer.close()
            connection.close()


def call_of(kiosk: str, stage: str) -> Callable[[dict[str, Any]], Any]:
    """The open call of a kiosk, once it has come so far."""

    def wanted(known: dict[str, Any]) -> Any:
        calls = known["kiosks"].get(kiosk, {}).get("calls", [])
        return next((call for call in calls if call["stage"] == stage), None)

    return wanted


def doing(kiosk: str, what: str) -> Callable[[dict[str, Any]], bool]:
    """Whether a kiosk is shown so."""
    return lambda known: known["kiosks"].get(kiosk, {}).get("doing") == what


def apart(what: Coroutine[Any, Any, T]) -> T:
    """Run it in a thread of its own: where a browser was driven before, a loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(what)).result()
