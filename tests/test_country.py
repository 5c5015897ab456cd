"""In which country a machine stands, by what it has set."""

from pathlib import Path

import pytest

from coach.country import guess, guess_here, iso_names, locale_country, zone_country


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "gb"), ("Europe/Dublin", "ie"), ("Europe/Berlin", "de"), ("Europe/Oslo", "no"),
        ("Europe/Stockholm", "se"), ("Europe/Zurich", "ch"), ("Europe/Madrid", "es"), ("Atlantic/Canary", "es"),
        ("Europe/Kyiv", "ua"), ("Europe/Istanbul", "tr"), ("America/New_York", "us"), ("Pacific/Honolulu", "us"),
        ("America/Puerto_Rico", "pr"), ("America/Toronto", "ca"), ("America/Mexico_City", "mx"),
        ("America/Argentina/Buenos_Aires", "ar"), ("America/Bogota", "co"), ("America/Sao_Paulo", "br"),
        ("Africa/Johannesburg", "za"), ("Africa/Nairobi", "ke"), ("Africa/Asmara", "er"), ("Asia/Kolkata", "in"),
        ("Asia/Tokyo", "jp"), ("Asia/Hong_Kong", "hk"), ("Australia/Sydney", "au"), ("Pacific/Auckland", "nz"),
    ],
)  # fmt: skip
def test_a_time_zone_is_in_one_country(zone: str, country: str) -> None:
    """Also where the clocks of neighbours agree, and only the name tells Oslo from Berlin."""
    assert zone_country(zone) == country


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Asia/Calcutta", "in"), ("Europe/Kiev", "ua"), ("America/Buenos_Aires", "ar"), ("US/Eastern", "us"),
        ("US/Arizona", "us"), ("Canada/Eastern", "ca"), ("Canada/Pacific", "ca"), ("GB", "gb"), ("Eire", "ie"),
        ("Europe/Belfast", "gb"), ("NZ", "nz"), ("Japan", "jp"), ("Iceland", "is"), ("Singapore", "sg"),
        ("Australia/NSW", "au"), ("Brazil/East", "br"), ("Asia/Saigon", "vn"), ("Europe/Nicosia", "cy"),
    ],
)  # fmt: skip
def test_old_names_of_zones_are_known(zone: str, country: str) -> None:
    """Machines keep them for decades."""
    assert zone_country(zone) == country


@pytest.mark.parametrize(
    "zone",
    [
        "", "UTC", "Etc/UTC", "Etc/GMT+5", "GMT", "Zulu", "CET", "EET", "WET", "EST", "MST", "HST", "EST5EDT",
        "CET-1CEST,M3.5.0,M10.5.0/3", "Factory", "Africa/Timbuktu", "Africa/Asmera", "Pacific/Samoa", "Mars/Base",
    ],
)  # fmt: skip
def test_what_is_no_place_tells_nothing(zone: str) -> None:
    """UTC, abbreviations, and old names that lead to another country today: a wrong number would be worse than none."""
    assert zone_country(zone) is None


@pytest.mark.parametrize(
    ("locale", "country"),
    [
        ("en_GB", "gb"), ("en_GB.UTF-8", "gb"), ("de_CH@euro", "ch"), ("sr_RS@latin", "rs"), ("zh_Hant_TW.UTF-8", "tw"),
        ("es-MX", "mx"), ("EN_ie", "ie"), ("C", None), ("C.UTF-8", None), ("POSIX", None), ("en", None), ("", None),
        ("es_419", None), ("en_XX", None), ("de.UTF-8", None),
    ],
)  # fmt: skip
def test_a_locale_may_name_a_country(locale: str, country: str | None) -> None:
    """A language alone does not."""
    assert locale_country(locale) == country


@pytest.mark.parametrize(
    ("zones", "locales", "country"),
    [
        (["Europe/London"], [], "gb"),
        (["Europe/Berlin"], ["en_US.UTF-8"], "de"),  # an English laptop in Berlin
        (["America/Chicago"], ["es_MX.UTF-8"], "us"),
        (["UTC"], ["en_GB.UTF-8"], "gb"),
        (["Etc/UTC", "Europe/Paris"], ["en_US.UTF-8"], "fr"),  # TZ says nothing, the machine does
        (["Europe/Paris", "Europe/Berlin"], [], "fr"),  # TZ wins over the machine
        (["UTC"], ["C.UTF-8", "", "es_UY.UTF-8"], "uy"),
        (["UTC"], ["C.UTF-8"], None),
        ([], [], None),
    ],
)  # fmt: skip
def test_where_one_is_tells_more_than_which_language_one_reads(
    zones: list[str], locales: list[str], country: str | None
) -> None:
    """The first zone that names a place; without one, the first locale that names a country; else nothing."""
    assert guess(zones, locales) == country


def machine(root: Path, localtime: str | None = None, timezone: str | None = None) -> Path:
    """The root folder of a machine that has this set."""
    (root / "etc").mkdir()
    if localtime:
        (root / "etc" / "localtime").symlink_to(localtime)
    if timezone:
        (root / "etc" / "timezone").write_text(timezone, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("localtime", "timezone", "variables", "country"),
    [
        ("/usr/share/zoneinfo/Europe/Oslo", None, {}, "no"),
        ("../usr/share/zoneinfo/Europe/Lisbon", "Etc/UTC\n", {}, "pt"),
        ("/usr/share/zoneinfo/posix/Europe/Rome", None, {}, "it"),
        ("/var/db/timezone/zoneinfo/America/Denver", None, {}, "us"),
        (None, "Europe/Vienna\n", {}, "at"),
        (None, None, {"TZ": ":Europe/Warsaw"}, "pl"),
        (None, None, {"TZ": "/usr/share/zoneinfo/Asia/Tokyo"}, "jp"),
        ("/usr/share/zoneinfo/Etc/UTC", "Etc/UTC", {"LANG": "en_AU.UTF-8"}, "au"),
        (None, None, {"LC_ALL": "C.UTF-8", "LANG": "en_NZ.UTF-8"}, "nz"),
        (None, None, {"LANG": "en_US.UTF-8", "LC_ADDRESS": "de_AT.UTF-8"}, "at"),
        (None, None, {}, None),
    ],
)
def test_a_machine_tells_by_its_files_and_variables(
    tmp_path: Path, localtime: str | None, timezone: str | None, variables: dict[str, str], country: str | None
) -> None:
    """Links are read and not followed: on some systems Oslo is a link to Berlin."""
    assert guess_here(variables, machine(tmp_path, localtime, timezone)) == country


def test_a_file_that_nobody_can_read_tells_nothing(tmp_path: Path) -> None:
    """Bytes that are no text, and folders where files should be."""
    root = machine(tmp_path)
    (root / "etc" / "timezone").write_bytes(b"\xff\xfe")
    (root / "etc" / "localtime").mkdir()
    assert guess_here({}, root) is None


def test_the_names_of_all_countries_are_known() -> None:
    """By their codes in lower case."""
    names = iso_names()
    assert len(names) > 240
    assert (names["np"], names["de"]) == ("Nepal", "Germany")
