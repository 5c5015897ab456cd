"""What a browser may send."""

import json

import pytest

from coach.fleet.messages import Answered, SignIn, answered, sign_in

GOOD = {"kiosk": "ward-3", "id": 7, "number": 1, "did": "answered"}


def test_an_answer_is_read() -> None:
    """Exactly this."""
    assert answered(json.dumps(GOOD).encode()) == Answered(kiosk="ward-3", id=7, number=1, did="answered")


@pytest.mark.parametrize(
    "changed", [{"id": "7"}, {"id": 0}, {"number": 2**53}, {"did": "called"}, {"note": "x"}, {"kiosk": "x" * 41}]
)
def test_whatever_is_no_answer_is_none(changed: dict[str, object]) -> None:
    """Another type, another word, one field more."""
    assert answered(json.dumps(GOOD | changed).encode()) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"[" * 1000, b"\xff", b"null", b'{"kiosk": "ward-3"}'])
def test_garbage_is_none(body: bytes) -> None:
    """Neither an answer nor somebody who signs in."""
    assert answered(body) is None and sign_in(body) is None


def test_a_form_is_read() -> None:
    """As a browser sends it, with every letter that a password may have."""
    assert sign_in(b"name=ana&password=gr%C3%BC%C3%9F+dich%26mehr") == SignIn(name="ana", password="grüß dich&mehr")


@pytest.mark.parametrize(
    "body",
    [b"name=ana", b"name=ana&name=bo&password=x", b"name=ana&password=%ff", b"name=ana&password=x&more=1", b"a=1&" * 9],
)
def test_another_form_is_none(body: bytes) -> None:
    """One field less, twice, torn, more, many."""
    assert sign_in(body) is None
