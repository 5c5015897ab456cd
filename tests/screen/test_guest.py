"""One page that looks on, whatever it does."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from starlette.websockets import WebSocket

from coach.screen.guest import FLOODED, MESSAGES_AT_MOST, TOO_SLOW, WAITING_AT_MOST, Guest
from coach.screen.messages import Sent

PING = {"type": "websocket.receive", "text": '{"kind": "ping", "page_seconds": 1.0}'}


class Line:
    """An ASGI line to a page that sends this, and then stays. `sent`: what it was sent."""

    def __init__(self, *received: dict[str, Any], takes: bool = True) -> None:
        self._received = [{"type": "websocket.connect"}, *received]
        self._takes = takes
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        """The next message."""
        if not self._received:
            await asyncio.Event().wait()
        return self._received.pop(0)

    async def send(self, message: Any) -> None:
        """Take it, or stand still."""
        if message["type"] == "websocket.send" and not self._takes:
            await asyncio.Event().wait()
        self.sent.append(dict(message))


def stay(line: Line, shown: int = 0) -> list[Sent]:
    """What a guest on this line takes in, until it is gone."""
    taken = list[Sent]()

    async def visit() -> None:
        socket = WebSocket({"type": "websocket"}, line.receive, line.send)
        await socket.accept()
        guest = Guest(socket, lambda _, message: taken.append(message))
        staying = asyncio.create_task(guest.stay())
        for number in range(shown):
            guest.show({"seconds": number})
        await asyncio.wait_for(staying, 10)

    with ThreadPoolExecutor(1) as apart:  # where a browser was driven before, a loop runs in this thread
        apart.submit(lambda: asyncio.run(visit())).result()
    return taken


def test_a_page_that_goes_is_let_go() -> None:
    """What it sent before counts."""
    assert len(stay(Line(PING, {"type": "websocket.disconnect", "code": 1001}))) == 1


def test_what_floods_is_sent_away() -> None:
    """After as much as a page could ever send."""
    line = Line(*[PING] * (2 * MESSAGES_AT_MOST))
    assert len(stay(line)) == MESSAGES_AT_MOST
    assert line.sent[-1] == {"type": "websocket.close", "code": FLOODED, "reason": ""}


def test_what_takes_nothing_is_sent_away() -> None:
    """Nobody waits for it, and nothing heaps up."""
    line = Line(takes=False)
    stay(line, shown=WAITING_AT_MOST + 2)
    assert line.sent[-1]["code"] == TOO_SLOW
