"""Where a branch leads, what it goes by, and that nobody else has to know its kind."""

from dataclasses import dataclass, field
from typing import Any, get_args

import pytest

from coach.content.branch import (
    Band,
    Branch,
    ChangeBranch,
    ChoiceBranch,
    PlaceBranch,
    RatingBranch,
    way_by_band,
)

BANDS = [Band(up_to=3, go="low"), Band(up_to=6, go="middle"), Band(up_to=10, go="high")]
RATING = RatingBranch(rating="before", bands=BANDS, unknown="unknown")
CHANGE = ChangeBranch(first="before", second="after", fell="fell", same="same", rose="rose", unknown="unknown")
CHOICE = ChoiceBranch(choice="value", ways={"work": "task"}, unknown="else")
PLACE = PlaceBranch(next_place="tell", no_place="none_listed")


@dataclass
class Session:
    """What is known of somebody."""

    ratings: dict[str, int] = field(default_factory=dict)
    choices: dict[str, str] = field(default_factory=dict)
    places: int = 0

    def next_place(self) -> bool:
        """One less is left."""
        self.places -= 1
        return self.places >= 0


@pytest.mark.parametrize(("rating", "way"), [(0, "low"), (3, "low"), (4, "middle"), (7, "high"), (10, "high")])
def test_a_rating_leads_by_its_band(rating: int, way: str) -> None:
    """Bands reach up to and including their number."""
    assert way_by_band(BANDS, rating) == way
    assert RATING.way(Session({"before": rating})) == way


@pytest.mark.parametrize(("then", "way"), [(4, "fell"), (7, "same"), (9, "rose")])
def test_a_change_leads_by_its_direction(then: int, way: str) -> None:
    """Fell, same and rose are told apart; how much does not matter."""
    assert CHANGE.way(Session({"before": 7, "after": then})) == way


@pytest.mark.parametrize("branch", [RATING, CHANGE])
def test_a_rating_that_was_not_given_has_its_own_way(branch: Branch) -> None:
    """Somebody who said "I don't know" is not treated as a zero."""
    assert branch.way(Session()) == "unknown"


@pytest.mark.parametrize(("choices", "way"), [({"value": "work"}, "task"), ({"value": "rest"}, "else"), ({}, "else")])
def test_a_branch_goes_by_what_was_chosen(choices: dict[str, str], way: str) -> None:
    """An answer that has no way of its own, and no answer, lead where nothing is known."""
    assert CHOICE.way(Session(choices=choices)) == way


def test_places_are_told_one_after_the_other() -> None:
    """Until none is left."""
    session = Session(places=2)
    assert [PLACE.way(session) for _ in range(3)] == ["tell", "tell", "none_listed"]


@pytest.mark.parametrize("branch", [RATING, CHANGE, CHOICE, PLACE])
def test_every_kind_tells_of_itself(branch: Branch) -> None:
    """Where it may lead is where it does; what it reads stands where it says; and it has words for a picture."""
    assert {target for _, target, _ in branch.targets()} >= {branch.way(Session())}
    content = branch.model_dump()
    for (key, *_), name in branch.reads().items():
        assert content[str(key)] == name
    assert branch.numbers().keys() <= set(branch.reads().values())
    assert str(branch) and all(turning.when for turning in branch.targets())
    for where, to, _ in branch.targets():
        value: Any = content
        for key in where:
            value = value[key]
        assert value == to


def test_these_are_all_kinds() -> None:
    """A new kind has to be added above."""
    assert set(get_args(Branch)) == {RatingBranch, ChangeBranch, ChoiceBranch, PlaceBranch}
