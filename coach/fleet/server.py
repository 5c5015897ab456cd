"""Serves the staff's page: sign in, look, answer. Starlette and uvicorn, as the kiosk's screen; jinja2 for the words.

What is new goes to a page as server-sent events: they need no library of their own on either end, come back by
themselves, and go one way, which is all that is needed; what staff do is a plain request, with its own answer.
"""

import asyncio
import json
import logging
import os
import socket
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import uvicorn
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from coach.errors import DeviceError
from coach.fleet import messages
from coach.fleet.door import Door, TooOften
from coach.fleet.handshake import Handshake
from coach.fleet.house import Fleet
from coach.fleet.people import People
from coach.fleet.roster import SILENT_SECONDS
from coach.fleet.sessions import Session
from coach.fleet.watch import Watch
from coach.screen.headers import headers

HERE = Path(__file__).parent
PAGE, TEMPLATES = HERE / "page", HERE / "templates"
MOST_PAGES = 100
"""That look on at once."""
END_SECONDS = 0.1
"""Until it is noticed that the server is to end."""
AGAIN_SOON = "retry: 1000\n"
"""Milliseconds, until a page that lost its line tries again."""
SEE_OTHER, FORBIDDEN, CONFLICT, TOO_LARGE, TOO_MANY, UNAVAILABLE = 303, 403, 409, 413, 429, 503


class Server:
    """`run` it. `close` ends it, from any thread."""

    def __init__(self, fleet: Fleet) -> None:
        """Raises OSError where the papers cannot be used; DeviceError for damaged counts, and a port that is taken."""
        self._fleet = fleet
        self._watch = Watch(fleet)
        self._door = Door(People(fleet.people), fleet.https is not None, fleet.by_certificate)
        self._words = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )
        self._socket = _listen(fleet)
        authority = fleet.https.authority if fleet.https else None
        config = uvicorn.Config(
            self._app(), http=Handshake, lifespan="on", log_config=None, access_log=False,
            server_header=False, date_header=False, headers=headers("'self'", "'self'", "same-origin"), ws="none",
            timeout_graceful_shutdown=1, limit_concurrency=3 * MOST_PAGES, proxy_headers=False,
            ssl_certfile=fleet.https.certificate if fleet.https else None,
            ssl_keyfile=fleet.https.key if fleet.https else None,
            ssl_ca_certs=authority, ssl_cert_reqs=ssl.CERT_OPTIONAL if authority else ssl.CERT_NONE,
        )  # fmt: skip
        self._uvicorn = uvicorn.Server(config)

    def run(self) -> None:
        """Until it is ended."""
        with self._socket:
            self._uvicorn.run(sockets=[self._socket])

    def close(self) -> None:
        """End it soon."""
        self._uvicorn.should_exit = True

    @property
    def port(self) -> int:
        """Where it is seen."""
        port: int = self._socket.getsockname()[1]
        return port

    def _app(self) -> Starlette:
        routes = [
            Route("/", self._page),
            Route("/sign-in", self._sign_in_page),
            Route("/sign-in", self._sign_in, methods=["POST"]),
            Route("/sign-in/certificate", self._sign_in_holder, methods=["POST"]),
            Route("/sign-out", self._sign_out, methods=["POST"]),
            Route("/feed", self._feed),
            Route("/answer", self._answer, methods=["POST"]),
            Mount("/page", StaticFiles(directory=PAGE)),
        ]
        hosts = Middleware(TrustedHostMiddleware, allowed_hosts=self._fleet.hosts, www_redirect=False)
        return Starlette(
            routes=routes, middleware=[hosts], lifespan=self._lifespan, exception_handlers={DeviceError: _unavailable}
        )

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        async with self._watch.kept():
            ending = asyncio.create_task(self._end_pages())
            yield
            await ending

    async def _end_pages(self) -> None:
        """Whoever looks on is let go, or the server would wait for them."""
        while not self._uvicorn.should_exit:
            await asyncio.sleep(END_SECONDS)
        self._watch.end()

    # What is asked

    async def _page(self, request: Request) -> Response:
        session = self._door.session(request)
        if session is None:
            return RedirectResponse("/sign-in", SEE_OTHER)
        return self._html(
            "page.html", name=session.name, may=session.may, token=session.token, roles=self._fleet.roles,
            silent_seconds=int(SILENT_SECONDS),
        )  # fmt: skip

    async def _sign_in_page(self, request: Request) -> Response:
        if self._door.session(request):
            return RedirectResponse("/", SEE_OTHER)
        return self._sign_in_html(request)

    async def _sign_in(self, request: Request) -> Response:
        self._only_ours(request)
        tried = messages.sign_in(await _body(request))
        response = RedirectResponse("/", SEE_OTHER)
        came = await self._door.sign_in(request, tried, response) if tried else False
        if isinstance(came, TooOften):
            answer = self._sign_in_html(request, TOO_MANY, came.seconds)
            answer.headers["Retry-After"] = str(came.seconds)
            return answer
        return response if came else self._sign_in_html(request, FORBIDDEN)

    async def _sign_in_holder(self, request: Request) -> Response:
        self._only_ours(request)
        response = RedirectResponse("/", SEE_OTHER)
        if not self._door.sign_in_holder(request, response):
            raise HTTPException(FORBIDDEN)
        return response

    async def _sign_out(self, request: Request) -> Response:
        self._signed_in(request)
        response = Response()
        self._door.sign_out(request, response)
        return response

    async def _answer(self, request: Request) -> Response:
        """202: the kiosk was told. 409: the call is another step by now, or the broker is away."""
        session = self._signed_in(request)
        if session.may != "answer":
            raise HTTPException(FORBIDDEN)
        said = messages.answered(await _body(request))
        if said is None:
            raise HTTPException(400)
        if not self._watch.answer(said.kiosk, said.id, said.number, said.did, session.name):
            raise HTTPException(CONFLICT)
        return JSONResponse({}, 202)

    async def _feed(self, request: Request) -> Response:
        if self._door.session(request) is None:
            raise HTTPException(FORBIDDEN)
        if self._watch.guests >= MOST_PAGES:
            raise HTTPException(UNAVAILABLE)
        return StreamingResponse(self._news(request), media_type="text/event-stream")

    async def _news(self, request: Request) -> AsyncIterator[str]:
        """All of it; then what is new, and a beat where nothing is, until they are signed out."""
        async with self._watch.guest() as guest:
            yield AGAIN_SOON + _event("all", self._watch.view())
            while self._door.session(request) and not guest.over:
                kiosks = await guest.news()
                if kiosks is None:
                    yield _event("beat", {})
                else:
                    yield _event("some", self._watch.view(kiosks))
                    await guest.gather()
            if not guest.over:
                yield _event("over", {})

    # What is checked

    def _only_ours(self, request: Request) -> None:
        if not self._door.is_ours(request):
            raise HTTPException(FORBIDDEN)

    def _signed_in(self, request: Request) -> Session:
        """Who changes something, from our own page."""
        self._only_ours(request)
        session = self._door.session(request)
        if session is None or not self._door.has_token(request, session):
            raise HTTPException(FORBIDDEN)
        return session

    def _sign_in_html(self, request: Request, status: int = 200, wait_seconds: int = 0) -> Response:
        return self._html(
            "sign_in.html", status, wrong=status != 200, wait_seconds=wait_seconds, holder=self._door.holder(request)
        )

    def _html(self, template: str, status: int = 200, **told: Any) -> Response:
        return HTMLResponse(self._words.get_template(template).render(place=self._fleet.place, **told), status)


async def _unavailable(_: Request, error: Exception) -> Response:
    """A file that cannot be read, or is damaged: told to whoever keeps the machine, and not to a browser."""
    logging.error("%s", error)
    return PlainTextResponse("", UNAVAILABLE)


def _listen(fleet: Fleet) -> socket.socket:
    try:
        return socket.create_server((fleet.address, fleet.page_port))
    except OSError as taken:
        told = f"No page can be shown at {fleet.address}, port {fleet.page_port} ({os.strerror(taken.errno or 0)})."
        raise DeviceError(told, "Is another one running? See `address` and `page_port`.") from taken


def _event(kind: str, told: dict[str, Any]) -> str:
    return f"event: {kind}\ndata: {json.dumps(told, separators=(',', ':'))}\n\n"


async def _body(request: Request) -> bytes:
    """What was sent, of which the rest is not read where it is too long."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > messages.MOST_BYTES:
            raise HTTPException(TOO_LARGE)
    return body
