"""One page that looks on. However slow it is, or however much it sends, nobody waits for it."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from coach.screen.messages import Painted, Sent, read

WAITING_AT_MOST = 200
"""Objects that a page has not yet taken. One that stands still is sent away, and finds all again when it comes back."""
MESSAGES_AT_MOST, WITHIN_SECONDS = 60, 5.0
"""A page sends a handful of them; whatever sends more is no page, and is sent away."""
FLOODED, TOO_SLOW, ELSEWHERE = 1008, 1013, 4001
"""Why it is sent away, as a WebSocket says it: policy violated, try again later; and ours: another page is shown."""


class Guest:
    """`take` is given each of its messages that is one."""

    def __init__(self, socket: WebSocket, take: Callable[["Guest", Sent], None]) -> None:
        self._socket = socket
        self._take = take
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(WAITING_AT_MOST)
        self._came: deque[float] = deque(maxlen=MESSAGES_AT_MOST)
        self._loop = asyncio.get_running_loop()
        self._leaving = self._loop.create_future()
        self._seen_seconds = self._loop.time()

    @property
    def unseen_seconds(self) -> float:
        """How long ago it came, or was painted: a window that is hidden or frozen is painted no more."""
        return self._loop.time() - self._seen_seconds

    def show(self, shown: dict[str, Any]) -> None:
        """Hand it on, when there is time."""
        try:
            self._waiting.put_nowait(shown)
        except asyncio.QueueFull:
            self.leave(TOO_SLOW)

    def leave(self, why: int) -> None:
        """Send it away."""
        if not self._leaving.done():
            self._leaving.set_result(why)

    async def gone_within(self, seconds: float) -> bool:
        """Whether it goes in that time."""
        await asyncio.wait({self._leaving}, timeout=seconds)
        return self._leaving.done()

    async def seen(self) -> None:
        """Until it has taken all that it was shown, or is gone."""
        taken = asyncio.ensure_future(self._waiting.join())
        await asyncio.wait({taken, self._leaving}, return_when=asyncio.FIRST_COMPLETED)
        taken.cancel()

    async def stay(self) -> None:
        """Until it goes, or is sent away."""
        tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._tell())]
        await asyncio.wait([*tasks, self._leaving], return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.leave(FLOODED)
        with suppress(RuntimeError, WebSocketDisconnect):  # it has gone by itself
            await self._socket.close(self._leaving.result())

    async def _hear(self) -> None:
        while (received := await self._socket.receive())["type"] == "websocket.receive":
            now = self._loop.time()
            if self._floods(now):
                return
            message = read(received.get("text") or "")
            if isinstance(message, Painted):
                self._seen_seconds = now
            if message:
                self._take(self, message)

    async def _tell(self) -> None:
        while True:
            await self._socket.send_text(json.dumps(await self._waiting.get()))
            self._waiting.task_done()

    def _floods(self, now: float) -> bool:
        flooded = len(self._came) == MESSAGES_AT_MOST and now - self._came[0] < WITHIN_SECONDS
        self._came.append(now)
        return flooded
