"""In which country a machine stands, as far as it can tell: by its time zone, else by its locale.

The time zone is set for the place, often without being asked; the locale only for a language: a laptop with `en_US` in
Berlin is in Germany. UTC and its like tell nothing, and neither does a zone that several countries share under an old
name. What is told is a guess, and is said to be one.

The names come from the tables of the tz database, in the package `tzdata`: which country each zone is in.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

LOCALES = ("LC_ALL", "LC_TELEPHONE", "LC_ADDRESS", "LC_MESSAGES", "LANG")
"""Where a locale stands. Installers set telephone and address by the place, and the others by the language."""
TERRITORY = re.compile(r"[a-z]{2,3}([_-][a-z]{4})?[_-]([a-z]{2})([.@].*)?", re.IGNORECASE)
"""Of a locale: GB of "en_GB.UTF-8", TW of "zh_Hant_TW"."""
OLD_NAMES = {
    "GB": "gb", "GB-Eire": "gb", "Europe/Belfast": "gb", "Iceland": "is", "Japan": "jp", "NZ": "nz", "Singapore": "sg",
    "Canada/Eastern": "ca", "America/Montreal": "ca", "US/Arizona": "us", "Asia/Rangoon": "mm",
}  # fmt: skip
"""Of zones that other countries share today, so that the tables cannot tell whose they were."""


def guess(zones: Iterable[str], locales: Iterable[str]) -> str | None:
    """The ISO 3166 code in lower case, or None. What stands first wins; any zone tells more than any locale."""
    by_zone = (zone_country(zone) for zone in zones)
    by_locale = (locale_country(locale) for locale in locales)
    return next((country for told in (by_zone, by_locale) for country in told if country), None)


def guess_here(environment: Mapping[str, str] = os.environ, root: Path = Path("/")) -> str | None:
    """The same for this machine: its variables, and what it has set under /etc."""
    return guess(_zones(environment, root), (environment.get(name, "") for name in LOCALES))


def zone_country(zone: str) -> str | None:
    """Whose time zone this is; None for one that tells nothing."""
    return _by_zone().get(zone) or OLD_NAMES.get(zone) or _by_link().get(zone)


def locale_country(locale: str) -> str | None:
    """Whose locale this is; None for "C", and for one of a language alone."""
    matched = TERRITORY.fullmatch(locale)
    country = matched[2].lower() if matched else None
    return country if country in iso_names() else None


@cache
def iso_names() -> dict[str, str]:
    """Every country of ISO 3166 by its code in lower case, with its usual name in English."""
    return {code.lower(): name for code, name in _rows("iso3166.tab")}


def _zones(environment: Mapping[str, str], root: Path) -> Iterator[str]:
    """What this machine says of its time zone. The link is not followed to its end: Oslo may be a link to Berlin."""
    yield _of_path(environment.get("TZ", "").lstrip(":"))
    with suppress(OSError):  # no link, or none that we may read: it tells nothing
        yield _of_path(os.readlink(root / "etc" / "localtime"))
    with suppress(OSError, UnicodeDecodeError):
        yield (root / "etc" / "timezone").read_text(encoding="utf-8").strip()


def _of_path(path: str) -> str:
    return path.rpartition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


@cache
def _by_zone() -> dict[str, str]:
    return {zone: code.lower() for code, _, zone, *_ in _rows("zone.tab")}


@cache
def _by_link() -> dict[str, str]:
    """Old names of zones that one country alone has today. Abbreviations, such as EET, name no place."""
    alone = {zone: codes.lower() for codes, _, zone, *_ in _rows("zone1970.tab") if "," not in codes}
    links = (line.split()[1:] for line in _lines("tzdata.zi") if line.startswith("L "))
    return {old: alone[zone] for zone, old in links if zone in alone and not old.isupper()}


def _rows(table: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(table) if not line.startswith("#"))


def _lines(table: str) -> list[str]:
    return files("tzdata").joinpath("zoneinfo", table).read_text(encoding="utf-8").splitlines()
