"""Whom to call, by country."""

import re
from datetime import date

import phonenumbers
import pytest
from phonenumbers.phonemetadata import PhoneMetadata

from coach.contacts import Contacts, Country, Helpline, contacts_of, country_called, directory, name_of
from coach.country import iso_names

COUNTRIES = sorted(directory().countries)
NOT_IN_LIBPHONENUMBER = {"ng"}
"""It has 199 alone for Nigeria; 112 is the national number."""


def lines_of(country: Country) -> list[Helpline]:
    """The lines that have a name."""
    return [line for line in (country.crisis, country.violence) if line]


def test_there_are_numbers_for_most_people() -> None:
    """At least forty countries, with those where the packs' languages are spoken."""
    assert len(COUNTRIES) >= 100
    assert {"us", "gb", "ie", "ca", "au", "nz", "za", "in", "es", "mx", "ar", "cl", "co", "pe", "uy"} <= {*COUNTRIES}
    assert directory().checked == "draft"


@pytest.mark.parametrize("code", COUNTRIES)
def test_an_entry_has_its_form(code: str) -> None:
    """A code of ISO 3166; numbers that can be dialled; a day; sources that are listed; short names."""
    country = directory().countries[code]
    assert code in iso_names()
    assert re.fullmatch(r"\d{2,5}", country.emergency.number)
    assert date(2026, 1, 1) <= country.read <= date.today()
    for line in lines_of(country):
        assert re.fullmatch(r"\*?\d[\d ]{1,15}", line.number)
        assert len(line.name) <= 30 and not re.search(r"\d", line.name)
        assert not re.search(r"su[ií]cid|selbstm|zelfmoord|sj[aä]lvmord|selvmord|itsemurh", line.name.lower())
    for named in (country.emergency, *lines_of(country)):
        assert named.sources and {*named.sources} <= directory().sources.keys()


@pytest.mark.parametrize("code", [code for code in COUNTRIES if directory().countries[code].crisis])
def test_a_crisis_line_has_two_sources(code: str) -> None:
    """Two that are somebody else's, if none was read at who runs it: one may have copied a mistake."""
    crisis = directory().countries[code].crisis
    assert crisis
    assert len(crisis.sources) >= 2 or "V" in {directory().sources[name].strength for name in crisis.sources}


def test_every_source_is_used() -> None:
    """And each tells enough to find it again."""
    countries = directory().countries.values()
    used = {
        name for country in countries for named in (country.emergency, *lines_of(country)) for name in named.sources
    }
    assert used == directory().sources.keys()


@pytest.mark.parametrize("code", [code for code in COUNTRIES if code not in NOT_IN_LIBPHONENUMBER])
def test_an_emergency_number_is_one_that_telephones_know(code: str) -> None:
    """Google's libphonenumber has the emergency numbers of each country."""
    region = code.upper()
    assert region in phonenumbers.SUPPORTED_SHORT_REGIONS
    known = PhoneMetadata.short_metadata_for_region(region)
    assert known and known.emergency
    assert re.fullmatch(str(known.emergency.national_number_pattern), directory().countries[code].emergency.number)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("gb", "gb"), ("GB", "gb"), ("Gb", "gb"), ("uk", "gb"), ("UK", "gb"), ("U.K.", "gb"), ("United Kingdom", "gb"),
        ("the united kingdom", "gb"), ("England", "gb"), ("Deutschland", "de"), ("GERMANY", "de"), ("España", "es"),
        ("espana", "es"), ("Éire", "ie"), ("usa", "us"), ("Estados Unidos", "us"), ("Nepal", "np"), ("no", "no"),
        ("norge", "no"), (" fr ", "fr"), ("South Korea", "kr"), ("Bolivia", "bo"), ("Armenia", "am"),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_code_and_its_names_in_any_case(said: str, code: str) -> None:
    """In English, in its own language, and as people shorten it."""
    assert country_called(said) == code


@pytest.mark.parametrize(
    ("said", "near"), [("grmany", "Germany (de)"), ("Untied Kingdom", "the United Kingdom (gb)"), ("irland", "Ireland")]
)
def test_what_is_nearly_a_country_is_told_with_those_near_to_it(said: str, near: str) -> None:
    """So that one letter costs one more try."""
    with pytest.raises(ValueError, match=re.escape(near)):
        country_called(said)


@pytest.mark.parametrize("said", ["", "zz", "atlantis", "911"])
def test_what_is_no_country_is_told_with_what_to_give(said: str) -> None:
    """The name in English, or two letters."""
    with pytest.raises(ValueError, match="two letters"):
        country_called(said)


def test_no_two_countries_have_the_same_name() -> None:
    """Otherwise the later one would silently win."""
    names = [name for country in directory().countries.values() for name in (country.name, *country.also)]
    assert len({*names}) == len(names)
    assert all(country_called(name) == code for code, c in directory().countries.items() for name in (c.name, *c.also))


def test_a_country_without_an_entry_has_a_name_and_no_numbers() -> None:
    """Nothing is borrowed from another country."""
    assert "am" not in COUNTRIES
    assert (name_of("am"), contacts_of("am")) == ("Armenia", Contacts())
    assert contacts_of(None) == Contacts()


def test_contacts_are_told_in_one_line() -> None:
    """As far as they are known."""
    assert str(contacts_of("ie")) == "112; Samaritans, 116 123; Women's Aid, 1800 341 900"
    assert str(contacts_of("np")) == "102"
    assert str(Contacts()) == "no number is known"
