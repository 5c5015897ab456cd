"""Who may sign in."""

import os
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from coach.errors import CallerError, DeviceError
from coach.fleet.people import LEAST_LETTERS, MOST_LETTERS, People

PASSWORD = "correct horse battery"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""So that a test takes no second."""


@pytest.fixture
def people(tmp_path: Path) -> People:
    """One nurse, and a desk that may only look."""
    some = People(tmp_path / "people.json", CHEAP)
    some.set_password("ana", PASSWORD, "answer")
    some.set_password("desk", PASSWORD, "see")
    return some


def test_the_right_password_opens_and_no_other_does(people: People) -> None:
    """For what this person may."""
    ana, desk = people.signed_in("ana", PASSWORD), people.signed_in("desk", PASSWORD)
    assert ana and ana.may == "answer" and desk and desk.may == "see"
    assert people.signed_in("ana", PASSWORD + " ") is None and people.signed_in("bo", PASSWORD) is None
    assert people.signed_in("ana", "") is None and people.signed_in("", "") is None


def test_a_password_is_kept_as_argon2_makes_it_and_only_its_user_reads_the_file(people: People, tmp_path: Path) -> None:
    """Two people with one password are not seen to have one."""
    kept = tmp_path / "people.json"
    assert PASSWORD not in kept.read_text() and kept.read_text().count("$argon2id$") == 2
    assert people.all()["ana"].password != people.all()["desk"].password
    assert kept.stat().st_mode & 0o777 == 0o600


def test_the_shipped_cost_is_argon2_s_own() -> None:
    """At least what RFC 9106 recommends where memory is short: 64 MB, three times, four lanes."""
    shipped = PasswordHasher()
    assert shipped.memory_cost >= 65536 and shipped.time_cost >= 3 and shipped.parallelism == 4


def test_what_is_changed_counts_at_once(people: People, tmp_path: Path) -> None:
    """By another process, as the command is."""
    other = People(tmp_path / "people.json", CHEAP)
    other.set_password("ana", "another good one", "see")
    assert people.signed_in("ana", PASSWORD) is None
    other.remove("ana")
    assert "ana" not in people.all()
    with pytest.raises(CallerError, match="no 'ana' who may sign in"):
        other.remove("ana")


@pytest.mark.parametrize("password", ["", "x" * (LEAST_LETTERS - 1), "x" * (MOST_LETTERS + 1)])
def test_a_password_that_is_too_short_or_a_book_is_refused(people: People, password: str) -> None:
    """With what makes a good one."""
    with pytest.raises(CallerError, match="Three or four words"):
        people.set_password("ana", password, "answer")


@pytest.mark.parametrize("name", ["", "Ana", "ana maria", "-ana", "a" * 40, "ana\n"])
def test_a_name_is_plain(people: People, name: str) -> None:
    """It is shown to others."""
    with pytest.raises(CallerError, match="no name to sign in with"):
        people.set_password(name, PASSWORD, "answer")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"ana": {"may": "all", "password": "$argon2id$"}}', '{"ana": {"may": "see"}}']
)
def test_a_damaged_file_lets_nobody_in(tmp_path: Path, text: str) -> None:
    """And is named, with what to do; none at all is nobody."""
    (tmp_path / "people.json").write_text(text)
    with pytest.raises(DeviceError, match="does not tell who may sign in"):
        People(tmp_path / "people.json", CHEAP).signed_in("ana", PASSWORD)
    os.unlink(tmp_path / "people.json")
    assert People(tmp_path / "people.json", CHEAP).all() == {}


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Somebody ran it as another user."""
    (tmp_path / "file").touch()
    with pytest.raises(DeviceError, match="cannot be written"):
        People(tmp_path / "file" / "people.json", CHEAP).set_password("ana", PASSWORD, "answer")
