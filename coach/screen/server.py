"""Serves the page to a browser on this machine, and to nobody else.

It stands on 127.0.0.1 alone, at a port and under a token that are new with each start. Looked at: aiohttp and
websockets alone, which would be one package less, and routing, files and checks of our own more.
"""

import asyncio
import json
import secrets
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import TimeoutError as TooLate
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket, WebSocketDisconnect

from coach.errors import DeviceError
from coach.screen.board import Board, Shown
from coach.screen.guest import ELSEWHERE, Guest
from coach.screen.headers import headers
from coach.screen.messages import MOST_BYTES, Painted, Ping, Sent, Touch

LOOPBACK = "127.0.0.1"
PAGE = Path(__file__).parent / "page"
SEEN_WITHIN_SECONDS = 5.0
"""A page tells each second that it was painted; one that came has so long for the first time."""
RELOADED_SECONDS = 0.5
"""A page that is loaded anew may come before its old line is down."""
FAREWELL_SECONDS = 1.0
"""For the page to take the last of what was shown, and for the server to end."""


class Server:
    """Runs in a thread of its own. `address`: of the page, with its token.

    `painted_seconds`: when the page was painted last, on the machine's clock; None: never.
    """

    def __init__(
        self,
        words: Shown,
        now: Callable[[], float],
        touched: Callable[[str], None],
        seen_within_seconds: float = SEEN_WITHIN_SECONDS,
    ) -> None:
        """`words`: what a page is told first. `now`: the session's clock. `touched`: takes a key's name.

        `seen_within_seconds`: a page that has not been painted for so long makes room for another one.

        Raises DeviceError.
        """
        self._seen_within_seconds = seen_within_seconds
        self._words = words
        self._now = now
        self._touched = touched
        self._board = Board()
        self._guest: Guest | None = None
        self.painted_seconds: float | None = None
        self._socket = _socket()
        port = self._socket.getsockname()[1]
        self._origin = f"http://{LOOPBACK}:{port}"
        token = secrets.token_urlsafe(24)
        self.address = f"{self._origin}/{token}/"
        config = uvicorn.Config(
            self._app(token), lifespan="off", log_config=None, access_log=False, server_header=False, date_header=False,
            headers=headers(f"ws://{LOOPBACK}:{port}"), ws="websockets-sansio", ws_max_size=MOST_BYTES,
            ws_per_message_deflate=False, timeout_graceful_shutdown=1, backlog=16, limit_concurrency=32,
        )  # fmt: skip
        self._uvicorn = uvicorn.Server(config)
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, name="screen", daemon=True)
        self._thread.start()

    def show(self, shown: Shown) -> None:
        """Show it, whenever there is time. Never waits, and never fails: the session needs no screen."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._show, shown)

    def close(self) -> None:
        """Let the page see the last of it, and end."""
        if not self._thread.is_alive():
            return
        with suppress(RuntimeError, TooLate):
            asyncio.run_coroutine_threadsafe(self._farewell(), self._loop).result(FAREWELL_SECONDS)
        self._uvicorn.should_exit = True
        self._thread.join(2 * FAREWELL_SECONDS)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        with self._socket, suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._uvicorn.serve(sockets=[self._socket]))
        self._loop.close()

    def _app(self, token: str) -> Starlette:
        routes = [WebSocketRoute("/live", self._live), Mount("/", StaticFiles(directory=PAGE, html=True))]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=[LOOPBACK], www_redirect=False)
        return Starlette(routes=[Mount(f"/{token}", routes=routes)], middleware=[hosts])

    async def _live(self, socket: WebSocket) -> None:
        """A page, and only ours: what another one opens comes with that one's origin."""
        if socket.headers.get("origin") != self._origin:
            await socket.close()
            return
        await socket.accept()
        if self._guest and self._is_seen(self._guest) and not await self._guest.gone_within(RELOADED_SECONDS):
            await self._refuse(socket)
            return
        guest = Guest(socket, self._take)
        if self._guest:
            self._guest.leave(ELSEWHERE)
        self._guest = guest
        for shown in (self._words, *self._board.standing):
            guest.show(shown)
        await guest.stay()
        if self._guest is guest:
            self._guest = None

    def _is_seen(self, guest: Guest) -> bool:
        return guest.unseen_seconds < self._seen_within_seconds

    async def _refuse(self, socket: WebSocket) -> None:
        """One page shows the session; this one is told so, and nothing else."""
        told = {"elsewhere": self._words["words"]["elsewhere"], "language": self._words["language"]}
        with suppress(RuntimeError, WebSocketDisconnect):  # it has gone by itself
            await socket.send_text(json.dumps(told))
            await socket.close(ELSEWHERE)

    def _show(self, shown: Shown) -> None:
        self._board.show(shown)
        if self._guest:
            self._guest.show(shown)

    async def _farewell(self) -> None:
        if self._guest:
            await self._guest.seen()

    def _take(self, guest: Guest, message: Sent) -> None:
        """A touch on a button of a question that is over, or of none, is no answer."""
        match message:
            case Painted():
                self.painted_seconds = time.monotonic()
            case Ping(page_seconds=page_seconds):
                guest.show(self._pong(page_seconds))
            case Touch(key=key, turn=None) if key in self._words["keys"].values():
                self._touched(key)
            case Touch(key=key, turn=turn):
                question = self._board.question
                if question and question["turn"] == turn and (_is_number(key, question) or key in question["choices"]):
                    self._touched(key)

    def _pong(self, page_seconds: float) -> dict[str, Any]:
        return {"pong": page_seconds, "seconds": self._now()}


def _socket() -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, 0))
    except OSError as failure:
        fix = "Is its own network up? sudo ip link set lo up"
        raise DeviceError(f"This machine cannot serve the page to itself ({failure.strerror}).", fix) from None


def _is_number(key: str, question: Shown) -> bool:
    return key.isdecimal() and int(key) in question["numbers"]
