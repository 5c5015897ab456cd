"""Branches: where a step leads by what is known of a session. By name; there are no expressions.

Each kind says itself where it leads, what it goes by, and which way it takes: nobody else has to know the kinds.
"""

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from pydantic import Field

from coach.document import Checked, Where

LOW_MIDDLE_HIGH = frozenset({2, 5, 8})
"""With three numbers a rating can fall, stay and rise."""


class Known(Protocol):
    """What a branch may go by."""

    @property
    def ratings(self) -> Mapping[str, int]:
        """Numbers given before, by name."""

    @property
    def choices(self) -> Mapping[str, str]:
        """Answers given before, by the name of the choice."""

    def next_place(self) -> bool:
        """Whether there is one more place near here; from then on lines tell of it."""


class Turning(NamedTuple):
    """A step that a branch may lead to, where that stands in the branch, and when it does, in words."""

    where: Where
    to: str
    when: str


class Band(Checked):
    """Ratings up to and including `up_to` go to this step."""

    up_to: int = Field(ge=0, le=10)
    go: str


def way_by_band(bands: list[Band], rating: int) -> str | None:
    """Where a rating leads: the first band that reaches up to it; None above the last."""
    return next((band.go for band in sorted(bands, key=lambda band: band.up_to) if rating <= band.up_to), None)


class RatingBranch(Checked):
    """By a rating given before. `unknown` when the person gave none."""

    rating: str
    bands: list[Band]
    unknown: str

    def targets(self) -> list[Turning]:
        """Every step that it may lead to."""
        by_band = [Turning(("bands", at, "go"), band.go, f"up to {band.up_to}") for at, band in enumerate(self.bands)]
        return [*by_band, Turning(("unknown",), self.unknown, "not told")]

    def reads(self) -> dict[Where, str]:
        """The ratings that it goes by, and where they stand."""
        return {("rating",): self.rating}

    def numbers(self) -> dict[str, frozenset[int]]:
        """For each rating numbers of every kind: one for each way that it may lead."""
        return {self.rating: frozenset(band.up_to for band in self.bands)}

    def way(self, known: Known) -> str | None:
        """Where it leads now."""
        rating = known.ratings.get(self.rating)
        return self.unknown if rating is None else way_by_band(self.bands, rating)

    def __str__(self) -> str:
        return self.rating


class ChangeBranch(Checked):
    """By how a rating changed between two moments. `unknown` when one of them was not given."""

    first: str
    second: str
    fell: str
    same: str
    rose: str
    unknown: str

    def targets(self) -> list[Turning]:
        """Every step that it may lead to."""
        return [
            Turning(("fell",), self.fell, "fell"),
            Turning(("same",), self.same, "the same"),
            Turning(("rose",), self.rose, "rose"),
            Turning(("unknown",), self.unknown, "not told"),
        ]

    def reads(self) -> dict[Where, str]:
        """The ratings that it goes by, and where they stand."""
        return {("first",): self.first, ("second",): self.second}

    def numbers(self) -> dict[str, frozenset[int]]:
        """So that each can fall, stay and rise."""
        return {self.first: LOW_MIDDLE_HIGH, self.second: LOW_MIDDLE_HIGH}

    def way(self, known: Known) -> str:
        """Where it leads now."""
        before, after = known.ratings.get(self.first), known.ratings.get(self.second)
        if before is None or after is None:
            return self.unknown
        return self.fell if after < before else self.rose if after > before else self.same

    def __str__(self) -> str:
        return f"{self.second}, against {self.first}"


class ChoiceBranch(Checked):
    """By what was chosen before: the answer's name leads to a step. `unknown` for any other answer, and for none."""

    choice: str
    ways: dict[str, str]
    unknown: str

    def targets(self) -> list[Turning]:
        """Every step that it may lead to."""
        by_answer = [Turning(("ways", name), to, name.replace("_", " ")) for name, to in self.ways.items()]
        return [*by_answer, Turning(("unknown",), self.unknown, "any other")]

    def reads(self) -> dict[Where, str]:
        """The choice that it goes by, and where it stands."""
        return {("choice",): self.choice}

    def numbers(self) -> dict[str, frozenset[int]]:
        """It goes by none."""
        return {}

    def way(self, known: Known) -> str:
        """Where it leads now."""
        return self.ways.get(known.choices.get(self.choice, ""), self.unknown)

    def __str__(self) -> str:
        return self.choice


class PlaceBranch(Checked):
    """To the next place of the site's own directory, which {place_name} and its like then tell of; or there is none."""

    next_place: str
    no_place: str

    def targets(self) -> list[Turning]:
        """Every step that it may lead to."""
        near = Turning(("next_place",), self.next_place, "a place is near")
        return [near, Turning(("no_place",), self.no_place, "none is left")]

    def reads(self) -> dict[Where, str]:
        """Nothing that somebody answered."""
        return {}

    def numbers(self) -> dict[str, frozenset[int]]:
        """It goes by none."""
        return {}

    def way(self, known: Known) -> str:
        """Where it leads now."""
        return self.next_place if known.next_place() else self.no_place

    def __str__(self) -> str:
        return "the places near here"


Branch = RatingBranch | ChangeBranch | ChoiceBranch | PlaceBranch
