"""Where the coach takes itself to be, and the country that is kept."""

from pathlib import Path

import pytest

from coach import settings
from coach.errors import DeviceError
from coach.settings import Settings
from coach.whereabouts import keep, to_set, where


def test_a_guess_is_told_from_what_was_set() -> None:
    """ "I take it" is a guess, and comes with what to do if it is wrong."""
    guessed = settings.load({"TZ": "Europe/London"})
    assert where(guessed) == "I take it you are in the United Kingdom"
    assert "If you are elsewhere, set country" in to_set(guessed)
    chosen = Settings(country="gb")
    assert (where(chosen), to_set(chosen)) == ("You are in the United Kingdom", "")


def test_where_nothing_is_known_it_says_what_to_set() -> None:
    """No country; a country without an entry; one without a crisis line."""
    assert "set country" in to_set(Settings()) and "do not know" in where(Settings())
    assert "no emergency number of Armenia: set emergency_number" in to_set(Settings(country="am"))
    told = to_set(Settings(country="np"))
    assert "no crisis line of Nepal: set crisis_line and crisis_number" in told and "emergency_number" not in told
    assert to_set(Settings(country="np", crisis_line="the Line", crisis_number="1")) == ""
    assert to_set(Settings(emergency_number="1", crisis_line="the Line", crisis_number="1")) == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, 'country: "gb"\n'),
        ("", 'country: "gb"\n'),
        ("ear: vosk  # the quick one", 'ear: vosk  # the quick one\ncountry: "gb"\n'),
        ("# mine\nvoice: espeak\n\n\n", '# mine\nvoice: espeak\ncountry: "gb"\n'),
    ],
)
def test_a_country_is_written_below_what_stands_there(tmp_path: Path, before: str | None, after: str) -> None:
    """Comments and all; the folder is made; the file keeps its permissions; nothing else is left beside it."""
    file = tmp_path / "config" / "coach.yaml"
    if before is not None:
        file.parent.mkdir()
        file.write_text(before, encoding="utf-8")
        file.chmod(0o600)
    environment = {"COACH_SETTINGS": str(file)}
    assert keep("gb", environment) == file
    assert file.read_text(encoding="utf-8") == after
    assert settings.load(environment).country == "gb"
    assert [path.name for path in file.parent.iterdir()] == ["coach.yaml"]
    assert before is None or file.stat().st_mode & 0o777 == 0o600


def test_norway_is_kept_as_norway(tmp_path: Path) -> None:
    """YAML reads a bare `no` as false."""
    environment = {"COACH_SETTINGS": str(tmp_path / "coach.yaml")}
    keep("no", environment)
    assert settings.load(environment).country == "no"


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path) -> None:
    """As people have who keep their settings elsewhere."""
    (tmp_path / "kept.yaml").write_text("ear: vosk\n")
    (tmp_path / "coach.yaml").symlink_to("kept.yaml")
    keep("gb", {"COACH_SETTINGS": str(tmp_path / "coach.yaml")})
    assert (tmp_path / "coach.yaml").is_symlink()
    assert (tmp_path / "kept.yaml").read_text() == 'ear: vosk\ncountry: "gb"\n'


@pytest.mark.parametrize("before", ["{ear: vosk}\n", "country:\n", "- a list\n"])
def test_a_file_that_takes_no_line_is_left_alone(tmp_path: Path, before: str) -> None:
    """And what to write by hand is said."""
    file = tmp_path / "coach.yaml"
    file.write_text(before)
    with pytest.raises(DeviceError, match=r'takes no line.*country: "gb"'):
        keep("gb", {"COACH_SETTINGS": str(file)})
    assert file.read_text() == before
    assert [path.name for path in tmp_path.iterdir()] == ["coach.yaml"]


def test_a_folder_that_cannot_be_written_is_told() -> None:
    """With the variable that does the same."""
    with pytest.raises(DeviceError, match=r"cannot be written.*COACH_COUNTRY=gb"):
        keep("gb", {"COACH_SETTINGS": "/dev/null/coach.yaml"})
