"""Who may sign in at the staff's page, and what for. Kept are a name, a right, and what argon2 makes of a password.

argon2-cffi's own defaults (RFC 9106, low memory) are used: its makers keep them up to date. Looked at: passlib, which
is no longer kept, and scrypt of Python's own library, which says nothing of its cost in what it gives.
"""

import os
from collections.abc import Mapping
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from coach import plain_file
from coach.errors import CallerError, DeviceError
from coach.fleet.house import May, Name

MOST_BYTES = 200_000
LEAST_LETTERS, MOST_LETTERS = 10, 200
"""Of a password. The most: so that nobody makes it work on a book."""


class Person(BaseModel):
    """`password`: as argon2 gives it, with its salt and its cost."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    may: May
    password: str = Field(pattern=r"^\$argon2id\$", max_length=300)


_PEOPLE: TypeAdapter[dict[Name, Person]] = TypeAdapter(dict[Name, Person])
_NAME: TypeAdapter[str] = TypeAdapter(Name)


class People:
    """A file of them. What is changed in it counts at once."""

    def __init__(self, path: Path, hasher: PasswordHasher | None = None) -> None:
        self._path = path
        self._hasher = hasher or PasswordHasher()
        self._nobodys = self._hasher.hash(os.urandom(16))
        self._read: tuple[tuple[int, int], dict[str, Person]] = ((0, 0), {})

    def all(self) -> Mapping[str, Person]:
        """By name; nobody where there is no file. Raises DeviceError."""
        try:
            told = os.stat(self._path)
            if self._read[0] != (told.st_mtime_ns, told.st_ino):
                people = _PEOPLE.validate_json(plain_file.read(self._path, MOST_BYTES))
                self._read = (told.st_mtime_ns, told.st_ino), people
        except (FileNotFoundError, NotADirectoryError):
            self._read = (0, 0), {}
        except (OSError, ValidationError) as damaged:
            fix = "Let the page's user read it; or take it away, and set the passwords anew."
            raise DeviceError(f"{self._path} does not tell who may sign in.", fix) from damaged
        return self._read[1]

    def signed_in(self, name: str, password: str) -> Person | None:
        """Who that is; None where there is no such name, or the password is another. Both take as long."""
        person = self.all().get(name)
        try:
            self._hasher.verify(person.password if person else self._nobodys, password[:MOST_LETTERS])
        except (VerificationError, InvalidHashError):
            return None
        return person

    def set_password(self, name: str, password: str, may: May) -> None:
        """For somebody new, or in place of the one before. Raises CallerError, DeviceError."""
        try:
            _NAME.validate_python(name)
        except ValidationError:
            fix = "Small letters, digits, dots and hyphens, at most 31: ana.ward-3"
            raise CallerError(f"{name!r} is no name to sign in with.", fix) from None
        if not LEAST_LETTERS <= len(password) <= MOST_LETTERS:
            fix = "Three or four words that have nothing to do with each other are good, and can be kept in mind."
            raise CallerError(f"A password has {LEAST_LETTERS} to {MOST_LETTERS} letters.", fix)
        self._write({**self.all(), name: Person(may=may, password=self._hasher.hash(password))})

    def remove(self, name: str) -> None:
        """From now on they are signed out everywhere. Raises CallerError, DeviceError."""
        people = dict(self.all())
        if name not in people:
            raise CallerError(f"There is no {name!r} who may sign in.", f"There are {', '.join(people) or 'none'}.")
        del people[name]
        self._write(people)

    def _write(self, people: Mapping[str, Person]) -> None:
        try:
            plain_file.write(self._path, _PEOPLE.dump_json(dict(people), indent=1))
            self._path.chmod(0o600)
        except OSError as failure:
            told = f"{self._path} cannot be written ({failure.strerror})."
            raise DeviceError(told, "Do it as the user that the page runs as.") from failure
