"""Who is signed in, in memory alone: when the page's process ends, everybody is signed out. Time is an argument."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass

from coach.fleet.house import May
from coach.fleet.people import Person

SHIFT_SECONDS = 12 * 3600.0
MOST = 500


@dataclass(frozen=True)
class Holder:
    """Of a certificate."""

    may: May


@dataclass(frozen=True)
class Session:
    """`token`: stands in the page, and goes with each answer: another page cannot know it."""

    name: str
    person: Person | Holder
    token: str
    until_seconds: float

    @property
    def may(self) -> May:
        """What it is for."""
        return self.person.may


class Sessions:
    """By what the cookie holds."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str, person: Person | Holder, now: float) -> str:
        """What the cookie is to hold."""
        key = secrets.token_urlsafe(32)
        self._open[key] = Session(name, person, secrets.token_urlsafe(32), now + SHIFT_SECONDS)
        if len(self._open) > MOST:
            self._open.popitem(last=False)
        return key

    def of(self, key: str, people: Mapping[str, Person | Holder], now: float) -> Session | None:
        """None where it is over; also where the password, the right or the person was changed or taken away since."""
        session = self._open.get(key)
        if session and now < session.until_seconds and people.get(session.name) == session.person:
            return session
        self._open.pop(key, None)
        return None

    def end(self, key: str) -> None:
        """Signed out."""
        self._open.pop(key, None)
