"""The page's server: for one browser on this machine, and nobody else."""

import http.client
import json
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from coach.screen.guest import ELSEWHERE, FLOODED, MESSAGES_AT_MOST
from coach.screen.messages import MOST_BYTES
from coach.screen.server import LOOPBACK, Server
from tests.screen.sitting import line_to

WORDS = {"words": {"elsewhere": "It is shown elsewhere."}, "language": "en", "keys": {"p": "pause", "q": "stop"}}
QUESTION = {"seconds": 1.0, "listen": "a.b", "turn": 7, "choices": {"yes": "yes"}, "numbers": [0, 1]}


class Touched:
    """What was touched, and a way to wait for it."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.came = threading.Semaphore(0)

    def __call__(self, key: str) -> None:
        """It was this."""
        self.keys.append(key)
        self.came.release()


@pytest.fixture
def touched() -> Touched:
    """What the session is told."""
    return Touched()


@pytest.fixture
def server(touched: Touched) -> Iterator[Server]:
    """One that runs; its clock stands at 12.5 seconds."""
    running = Server(WORDS, lambda: 12.5, touched)
    yield running
    running.close()


def page(server: Server, origin: str | None = None) -> ClientConnection:
    """A page that has come, from this origin."""
    return line_to(server.address, origin)


def told(connection: ClientConnection) -> Any:
    """The next object."""
    return json.loads(connection.recv(timeout=10))


def answer(server: Server, path: str, **headers: str) -> tuple[int, Mapping[str, str], str]:
    """To a plain request: status, headers, text."""
    with closing(http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=10)) as connection:
        connection.request("GET", path, headers=headers)
        given = connection.getresponse()
        return given.status, given.headers, given.read().decode()  # type: ignore[return-value]


def test_it_stands_on_loopback_alone(server: Server) -> None:
    """Nobody in the network can reach it, whatever the firewall does."""
    assert urlsplit(server.address).hostname == LOOPBACK
    port = f"{urlsplit(server.address).port:04X}"
    listening = [line.split()[1] for line in Path("/proc/net/tcp").read_text().splitlines() if f":{port} " in line]
    assert f"0100007F:{port}" in listening and f"00000000:{port}" not in listening


def test_without_the_token_there_is_nothing(server: Server) -> None:
    """Another page, which can guess the port, finds nothing to show, and no line to the session."""
    assert answer(server, "/")[0] == 404
    assert answer(server, "/page.js")[0] == 404
    assert answer(server, urlsplit(server.address).path)[0] == 200
    with pytest.raises(InvalidStatus):
        connect(server.address.rsplit("/", 2)[0].replace("http:", "ws:") + "/live", open_timeout=10)


def test_the_token_is_new_each_time(server: Server, touched: Touched) -> None:
    """And too long to be guessed: 192 bits."""
    other = Server(WORDS, lambda: 0.0, touched)
    tokens = {urlsplit(each.address).path.strip("/") for each in (server, other)}
    other.close()
    assert len(tokens) == 2 and all(len(token) == 32 for token in tokens)


def test_nothing_comes_from_elsewhere_and_nothing_is_kept(server: Server) -> None:
    """The browser is told so with every answer; no script or style stands in the page itself."""
    _, headers, text = answer(server, urlsplit(server.address).path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store" and headers["Referrer-Policy"] == "no-referrer"
    assert "<style" not in text and "style=" not in text and "onclick" not in text and "https:" not in text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"http://{LOOPBACK}:1"])
def test_a_page_from_elsewhere_is_refused(server: Server, origin: str) -> None:
    """Even where somebody gave it the whole address."""
    with pytest.raises(InvalidStatus) as refused:
        page(server, origin)
    assert refused.value.response.status_code == 403


def test_a_name_that_leads_here_is_refused(server: Server) -> None:
    """A page elsewhere whose name was turned to this machine (DNS rebinding)."""
    assert answer(server, urlsplit(server.address).path, Host="evil.example")[0] == 400


def test_a_page_that_comes_back_finds_what_is_shown_now(server: Server) -> None:
    """The words first; then what stands, and not what is over."""
    for shown in ({"seconds": 0.0, "say": []}, QUESTION, {"seconds": 2.0, "heard": None}, QUESTION):
        server.show(shown)
    with page(server) as connection:
        assert [told(connection) for _ in range(3)] == [WORDS, {"seconds": 0.0, "say": []}, QUESTION]
    with page(server) as connection:
        assert told(connection) == WORDS


def test_the_clock_is_told(server: Server) -> None:
    """So that the page can show a breath at the time of its sound."""
    with page(server) as connection:
        connection.send('{"kind": "ping", "page_seconds": 3.25}')
        assert [told(connection), told(connection)] == [WORDS, {"pong": 3.25, "seconds": 12.5}]


def test_what_is_touched_reaches_the_session(server: Server, touched: Touched) -> None:
    """A choice and a number of this question; and what works at any time."""
    server.show(QUESTION)
    with page(server) as connection:
        for key, turn in (("yes", 7), ("1", 7), ("pause", None)):
            connection.send(json.dumps({"kind": "touch", "key": key, "turn": turn}))
            assert touched.came.acquire(timeout=10)
    assert touched.keys == ["yes", "1", "pause"]


NO_ANSWERS = [
    {"kind": "touch", "key": "yes", "turn": 6},  # the question is over
    {"kind": "touch", "key": "yes"},  # works in a question only
    {"kind": "touch", "key": "no", "turn": 7},  # cannot be answered here
    {"kind": "touch", "key": "11", "turn": 7},
    {"kind": "touch", "key": "pause\n"},
    {"kind": "touch", "key": "pause", "more": 1},
    {"kind": "touch", "key": ["pause"]},
    {"kind": "touch", "key": "yes", "turn": "7"},
    {"kind": "ping", "page_seconds": "1"},
    {"kind": "end"},
    {},
]


def test_whatever_is_no_answer_is_dropped(server: Server, touched: Touched) -> None:
    """A touch that was too late, another page's idea of a message, and what is no message at all."""
    server.show(QUESTION)
    with page(server) as connection:
        for message in NO_ANSWERS:
            connection.send(json.dumps(message))
        for garbage in ("", "{", "[" * 500, "NaN", "\x00", b"\xff\xfe", b'{"kind": "touch", "key": "stop"}'):
            connection.send(garbage)
        connection.send('{"kind": "touch", "key": "pause"}')
        assert touched.came.acquire(timeout=10)
    assert touched.keys == ["pause"]


def test_a_huge_message_ends_the_line_and_nothing_else(server: Server, touched: Touched) -> None:
    """It is not even read; the page comes back by itself."""
    with page(server) as connection:
        told(connection)
        connection.send("x" * (MOST_BYTES + 1))
        with pytest.raises(ConnectionClosed):
            told(connection)
    with page(server) as connection:
        connection.send('{"kind": "touch", "key": "pause"}')
        assert touched.came.acquire(timeout=10)


def test_a_flood_ends_the_line(server: Server, touched: Touched) -> None:
    """Whoever sends so much is no page; what it sent first counts."""
    with page(server) as connection, pytest.raises(ConnectionClosed) as closed:
        for _ in range(100 * MESSAGES_AT_MOST):
            connection.send('{"kind": "ping", "page_seconds": 1.0}')
        while True:
            told(connection)
    assert closed.value.rcvd is not None and closed.value.rcvd.code == FLOODED
    with page(server) as connection:
        assert told(connection) == WORDS


def test_a_second_page_is_refused_and_told_so(server: Server) -> None:
    """It learns nothing else; the first one goes on. When that is gone, the other may come."""
    with page(server) as first:
        assert told(first) == WORDS
        with page(server) as second:
            assert told(second) == {"elsewhere": "It is shown elsewhere.", "language": "en"}
            with pytest.raises(ConnectionClosed) as closed:
                told(second)
            assert closed.value.rcvd is not None and closed.value.rcvd.code == ELSEWHERE
        server.show(QUESTION)
        assert told(first) == QUESTION
    with page(server) as later:
        assert told(later) == WORDS


def test_a_page_that_nobody_can_see_makes_room(touched: Touched) -> None:
    """A window that is hidden or frozen is painted no more; who opens another one sees the session there."""
    server = Server(WORDS, time.monotonic, touched, seen_within_seconds=0.0)
    with page(server) as hidden, page(server) as opened:
        assert told(hidden) == WORDS
        assert told(opened) == WORDS
        with pytest.raises(ConnectionClosed) as closed:
            told(hidden)
        assert closed.value.rcvd is not None and closed.value.rcvd.code == ELSEWHERE
    server.close()


def test_it_knows_when_the_page_was_painted(server: Server) -> None:
    """As the page says, on the machine's clock: a browser takes the time that it takes; before it never was."""
    assert server.painted_seconds is None
    began = time.monotonic()
    with page(server) as connection:
        for message in ('{"kind": "painted"}', '{"kind": "ping", "page_seconds": 3.25}'):
            connection.send(message)
        while "pong" not in told(connection):
            pass
    assert server.painted_seconds is not None and began <= server.painted_seconds <= time.monotonic()


def test_a_page_that_takes_nothing_holds_up_nobody(server: Server) -> None:
    """It stands still while a thousand things are shown; who comes after it sees the last of them."""
    with page(server):
        for number in range(1000):
            server.show({"seconds": float(number), "say": [{"id": "a.b", "text": "x" * 1000}]})
    with page(server) as connection:
        assert told(connection) == WORDS
        while told(connection)["seconds"] < 999.0:
            pass


def test_the_last_that_is_shown_is_seen(server: Server) -> None:
    """The server ends when the page has it; what is shown afterwards harms nobody."""
    with page(server) as connection:
        told(connection)
        server.show({"seconds": 1.0, "end": True})
        server.close()
        assert told(connection) == {"seconds": 1.0, "end": True}
    server.show(QUESTION)
