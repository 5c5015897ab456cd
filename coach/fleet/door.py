"""Who is let in at the staff's page: passwords, certificates, attempts, sessions; and whether our own page asks.

A certificate alone opens nothing: its holder signs in with it, and a session of theirs is good only where it is shown.
Who is named as a holder has no password here.

A cookie that no script reads and no other page sends, the origin of each request that changes something, and a token
that stands in the page: each of the three is enough against a page from elsewhere.
"""

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from coach.fleet.attempts import Attempts
from coach.fleet.handshake import holder
from coach.fleet.house import May
from coach.fleet.messages import SignIn
from coach.fleet.people import People, Person
from coach.fleet.sessions import SHIFT_SECONDS, Holder, Session, Sessions

FREE_BY_ADDRESS, FREE_BY_NAME = 5, 30
"""Failures without a wait. More by name: nobody locks a nurse out by trying her name from elsewhere."""
TOKEN_HEADER = "x-coach-token"


@dataclass(frozen=True)
class TooOften:
    """They may try again in so many seconds."""

    seconds: int


class Door:
    """`encrypted`: the cookie goes over nothing else then. `by_certificate`: whose opens it, and what they may."""

    def __init__(self, people: People, encrypted: bool, by_certificate: Mapping[str, May] | None = None) -> None:
        self._people = people
        self._holders = {name: Holder(may) for name, may in (by_certificate or {}).items()}
        self._sessions = Sessions()
        self._by_address, self._by_name = Attempts(FREE_BY_ADDRESS), Attempts(FREE_BY_NAME)
        self._one_at_a_time = asyncio.Lock()
        self._encrypted = encrypted
        self._cookie = "__Host-coach-fleet" if encrypted else "coach-fleet"

    def session(self, request: Request) -> Session | None:
        """Who asks; None for who is not signed in. Raises DeviceError."""
        return self._sessions.of(request.cookies.get(self._cookie, ""), self._people_on(request), time.monotonic())

    def holder(self, request: Request) -> str | None:
        """Who may sign in with the certificate that was shown; None where there is none, or it is nobody's here."""
        name = holder(request)
        return name if name in self._holders else None

    def is_ours(self, request: Request) -> bool:
        """Whether it comes from a page of this server's: a browser says so with whatever changes something."""
        scheme = "https" if self._encrypted else "http"
        return request.headers.get("origin") == f"{scheme}://{request.headers.get('host')}"

    def has_token(self, request: Request, session: Session) -> bool:
        """Whether it comes from the very page of this session."""
        return request.headers.get(TOKEN_HEADER) == session.token

    async def sign_in(self, request: Request, tried: SignIn, response: Response) -> bool | TooOften:
        """Whether this is somebody; then `response` brings the cookie. Raises DeviceError.

        One at a time: each costs 64 MB for a moment, and nobody tries a hundred at once before the first has failed.
        """
        address = request.client.host if request.client else ""
        async with self._one_at_a_time:
            now = time.monotonic()
            wait = max(self._by_address.wait_seconds(address, now), self._by_name.wait_seconds(tried.name, now))
            if wait:
                return TooOften(int(wait) + 1)
            person = await asyncio.to_thread(self._people.signed_in, tried.name, tried.password)
            if person is None or tried.name in self._holders:
                self._by_address.failed(address, now)
                self._by_name.failed(tried.name, now)
                return False
        self._by_address.succeeded(address)
        self._by_name.succeeded(tried.name)
        self._let_in(tried.name, person, response)
        return True

    def sign_in_holder(self, request: Request, response: Response) -> bool:
        """With the certificate that was shown; whether it is somebody's."""
        name = self.holder(request)
        if name is not None:
            self._let_in(name, self._holders[name], response)
        return name is not None

    def sign_out(self, request: Request, response: Response) -> None:
        """The cookie opens nothing any more."""
        self._sessions.end(request.cookies.get(self._cookie, ""))
        response.delete_cookie(self._cookie, path="/", secure=self._encrypted, httponly=True, samesite="strict")

    def _people_on(self, request: Request) -> Mapping[str, Person | Holder]:
        """Who there is, on this line: of the holders at most one. Raises DeviceError."""
        people = {name: person for name, person in self._people.all().items() if name not in self._holders}
        name = self.holder(request)
        return people if name is None else {**people, name: self._holders[name]}

    def _let_in(self, name: str, person: Person | Holder, response: Response) -> None:
        response.set_cookie(
            self._cookie, self._sessions.begin(name, person, time.monotonic()), max_age=int(SHIFT_SECONDS), path="/",
            secure=self._encrypted, httponly=True, samesite="strict",
        )  # fmt: skip
