"""Whom to call, by country: the directory `packs/contacts.yaml`, and how a country is named in it."""

import difflib
import re
from datetime import date
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from coach import document
from coach.content.loader import PACKS
from coach.country import iso_names
from coach.document import Checked

NEAR = 0.7
"""How much alike two names are (difflib) of which one may be meant for the other: "grmany" and Germany."""


def _dialled(number: str) -> str:
    if not re.fullmatch(r"[+*]?\d[\d /()-]*", number):
        raise ValueError("No number that can be dialled")
    return number


Number = Annotated[str, Field(max_length=30), AfterValidator(_dialled)]
"""A telephone number as people write it ("116 123"), not as it is spoken. So no safety path can name nobody."""
Name = Annotated[str, Field(min_length=1, max_length=60)]


class Contacts(Checked):
    """Whom to call at one place. What is not known is None: a wrong number would be worse."""

    emergency_number: Number | None = None
    crisis_line: Name | None = None
    """Its name as it is said aloud, in every session and perhaps overheard: short, without the word suicide."""
    crisis_number: Number | None = None
    crisis_text: Name | None = None
    """Where a person at the other end can be written to, as it is said: "Shout, on 8 5 2 5 8". A place sets its own."""
    violence_line: Name | None = None
    """For people who are hurt at home; None where no such line for the whole country is known to us."""
    violence_number: Number | None = None

    def __str__(self) -> str:
        lines = (f"{self.crisis_line}, {self.crisis_number}", f"{self.violence_line}, {self.violence_number}")
        known = (self.emergency_number, *(line for line in lines if not line.startswith("None")))
        return "; ".join(number for number in known if number) or "no number is known"


class Source(Checked):
    """Where numbers were read."""

    strength: Literal["V", "S"]
    """V: at who runs the service or the state. S: at somebody else."""
    title: str = Field(min_length=10)


class Emergency(Checked):
    """The number for every danger, and which sources name it."""

    number: Number
    sources: list[str] = Field(min_length=1)


class Helpline(Emergency):
    """A line with a name."""

    name: Name


class Country(Checked):
    """The numbers of one country."""

    name: Name
    """As it follows "you are in": "the United Kingdom"."""
    also: list[str] = []
    """What else people call it, in lower case, in English and in its own language."""
    read: date
    """When its numbers were looked up."""
    emergency: Emergency
    crisis: Helpline | None = None
    violence: Helpline | None = None

    def contacts(self) -> Contacts:
        """Whom to call there."""
        lines = {"crisis": self.crisis, "violence": self.violence}
        known = {f"{kind}_line": line.name for kind, line in lines.items() if line}
        known |= {f"{kind}_number": line.number for kind, line in lines.items() if line}
        return Contacts(emergency_number=self.emergency.number, **known)


class Directory(Checked):
    """The numbers of each country, by its ISO 3166 code in lower case."""

    checked: Literal["draft", "reviewed"]
    """`draft` until somebody of that country has called each number."""
    sources: dict[str, Source]
    countries: dict[str, Country]


@cache
def directory() -> Directory:
    """The directory that comes with the coach."""
    return document.read(PACKS / "contacts.yaml", Directory).content


def contacts_of(code: str | None) -> Contacts:
    """Whom to call in a country; without one, or in one that the directory does not have, nobody is known."""
    country = directory().countries.get(code or "")
    return country.contacts() if country else Contacts()


def name_of(code: str) -> str:
    """A country's name, as it follows "you are in"."""
    country = directory().countries.get(code)
    return country.name if country else iso_names()[code]


def country_called(called: str) -> str:
    """The code of the country that somebody means: by its code or a name, in any case.

    Raises ValueError, which names those that are spelled nearly so.
    """
    said = _plain(called)
    codes = _codes_by_name()
    if said in codes:
        return codes[said]
    near = dict.fromkeys(codes[name] for name in difflib.get_close_matches(said, codes, cutoff=NEAR))
    if near:
        raise ValueError(
            f"No country is called so; near to it: {', '.join(f'{name_of(code)} ({code})' for code in near)}"
        )
    raise ValueError("No country is called so; give its name in English, or its two letters, such as gb")


@cache
def _codes_by_name() -> dict[str, str]:
    """Every name by which a country is known, and its code."""
    by_code = {code: code for code in iso_names()}
    by_name = {_plain(name): code for code, name in iso_names().items()}
    ours = directory().countries.items()
    by_our_names = {_plain(name): code for code, country in ours for name in (country.name, *country.also)}
    return by_name | by_our_names | by_code


def _plain(name: str) -> str:
    """A name without what people leave out: capitals, points, "the"."""
    return " ".join(name.casefold().replace(".", "").split()).removeprefix("the ")
