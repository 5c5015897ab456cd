"""What had to become of the updates of a day."""

from dataclasses import replace

import pytest

from scripts.day.diary import Diary, Update
from scripts.day.reckoning import unmet
from scripts.day.stick import WORDS
from tests.scripts.day.test_reckoning import ROLES, good, only


def updated(**instead: object) -> Diary:
    """An update came before somebody, who was greeted with its words; a spoiled one was refused after them."""
    diary = good()
    diary.visits[0].greeting = f"Hello. {WORDS[1]}"
    taken = Update(1, False, 10.0, 40.0, in_force=True, changed=True, told="In force.")
    refused = Update(2, True, 400.0, 440.0, told="harbor-2.update is not as it was signed, by 1.")
    diary.updates = [taken, replace(refused, **instead)]  # type: ignore[arg-type]  # by name
    return diary


def test_an_update_that_is_spoken_with_and_one_that_is_refused() -> None:
    """With its reason, and nothing changed."""
    assert unmet(updated(), ROLES) == []


@pytest.mark.parametrize(
    ("instead", "told"),
    [
        ({"in_force": True, "changed": True}, "update 2 was put in force, and it was not as it was signed"),
        ({"changed": True}, "update 2 was refused, and something was changed"),
        ({"told": "No room."}, "update 2 was refused for another reason than its signature: No room."),
        ({"back_seconds": None}, "update 2: the kiosk did not stand again: "),
        ({"came_seconds": None}, "update 2 was not brought: "),
    ],
)
def test_a_spoiled_update_that_is_not_simply_refused(instead: dict[str, object], told: str) -> None:
    """Whatever else became of it is told."""
    assert unmet(updated(**instead), ROLES)[0].startswith(told)


def test_an_update_that_is_not_put_in_force() -> None:
    """With what it said; and then nobody is greeted by it."""
    diary = updated()
    diary.updates[0] = Update(1, False, 10.0, 40.0, told="The self-test failed.")
    first, second = unmet(diary, ROLES)
    assert first == "update 1 was not put in force: The self-test failed."
    assert "was greeted with" in second and second.endswith("and no update was in force")


def test_an_update_that_nobody_hears() -> None:
    """The old words are still spoken, or nobody came at all."""
    diary = updated()
    diary.visits[0].greeting = "Hello. I am a program, not a person."
    assert only(diary).endswith("and update 1 was in force")
    diary.visits[0].greeting = ""
    assert only(diary) == "update 1: nobody was greeted after it, so that it is in force was not seen"
