"""Who is let in. The whole way through the server is in test_server.py; here what two at once come to."""

import asyncio
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from coach.fleet.door import FREE_BY_ADDRESS, FREE_BY_NAME, Door, TooOften
from coach.fleet.messages import SignIn
from coach.fleet.people import People
from tests.fleet.served import CHEAP, PASSWORD, apart


def door(folder: Path) -> Door:
    """Of a place with one nurse."""
    people = People(folder / "people.json", CHEAP)
    people.set_password("ana", PASSWORD, "answer")
    return Door(people, encrypted=False)


def asks(address: str) -> Request:
    """From somewhere."""
    return Request({"type": "http", "headers": [], "client": (address, 1)})


def test_a_hundred_at_once_are_no_way_around_the_wait(tmp_path: Path) -> None:
    """Each waits for the one before, and sees how that failed."""

    async def storm() -> list[bool | TooOften]:
        shut = door(tmp_path)
        tried = SignIn(name="ana", password="password123")
        return await asyncio.gather(*(shut.sign_in(asks("192.0.2.9"), tried, Response()) for _ in range(100)))

    answers = apart(storm())
    assert answers.count(False) == FREE_BY_ADDRESS
    assert all(isinstance(answer, TooOften) for answer in answers[FREE_BY_ADDRESS:])


def test_a_nurse_is_not_locked_out_by_a_few_who_try_her_name(tmp_path: Path) -> None:
    """From other addresses; by many she is, for half a minute."""

    async def tries(failures: int) -> bool | TooOften:
        shut = door(tmp_path)
        for number in range(failures):
            await shut.sign_in(asks(f"192.0.2.{number}"), SignIn(name="ana", password="password123"), Response())
        return await shut.sign_in(asks("198.51.100.7"), SignIn(name="ana", password=PASSWORD), Response())

    assert apart(tries(FREE_BY_NAME - 1)) is True
    assert isinstance(apart(tries(FREE_BY_NAME)), TooOften)
