"""What can be chosen."""

from pathlib import Path

import pytest

from coach import document, settings
from coach.content.loader import PACKS
from coach.errors import CallerError
from coach.settings import Settings


def load(tmp_path: Path, text: str | None = None, **variables: str) -> Settings:
    """The settings from a file of this text and these variables."""
    if text is None:
        return settings.load({"COACH_SETTINGS": "", **variables})
    file = tmp_path / "coach.yaml"
    file.write_text(text, encoding="utf-8")
    return settings.load({"COACH_SETTINGS": str(file), **variables})


@pytest.fixture(autouse=True)
def no_settings_of_this_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's configuration folder is an empty one."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config"


def test_nothing_has_to_be_set(tmp_path: Path) -> None:
    """Without a file and without variables everything has a default."""
    defaults = load(tmp_path)
    assert (defaults.pack, defaults.ear, defaults.voice, defaults.country) == ("en", "auto", "espeak", "us")
    assert (defaults.models_folder / "catalogue.yaml").is_file()


def test_the_file_in_the_configuration_folder_is_read(tmp_path: Path, no_settings_of_this_user: Path) -> None:
    """Where no variable names a file, `coach/coach.yaml` of the user counts."""
    file = no_settings_of_this_user / "coach" / "coach.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("ear: vosk\n")
    assert load(tmp_path).ear == "vosk"


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    """COACH_EAR over `ear`; what no variable names comes from the file; an empty one counts as not set."""
    chosen = load(tmp_path, "ear: vosk\ncountry: gb\n", COACH_EAR="moonshine", COACH_COUNTRY="")
    assert (chosen.ear, chosen.country) == ("moonshine", "gb")


def test_a_tilde_is_the_home_folder(tmp_path: Path) -> None:
    """In the file and in a variable."""
    chosen = load(tmp_path, "models_folder: ~/models\n", COACH_CACHE_FOLDER="~/cache")
    assert chosen.models_folder == Path.home() / "models"
    assert chosen.cache_folder == Path.home() / "cache"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ear: vosk\nears: vosk\n", r"coach\.yaml:2:\d+: D004 unknown key 'ears'"),
        ("ear: moonshne\n", r"coach\.yaml:1:\d+: D006 ear: .*'auto', 'vosk' or 'moonshine'"),
        ("country: no\n", r"coach\.yaml:1:\d+: D007 .*\"no\" in quotes"),
        ("emergency_number: 911\n", r"coach\.yaml:1:\d+: D006 emergency_number"),
        ("emergency_number: ''\n", r"coach\.yaml:1:\d+: D006 emergency_number: .*no number that can be dialled"),
        ("crisis_number: call us\n", r"coach\.yaml:1:\d+: D006 crisis_number: .*no number that can be dialled"),
        ("crisis_line: ''\n", r"coach\.yaml:1:\d+: D006 crisis_line"),
        ("ear: [\n", r"coach\.yaml:2:\d+: D002"),
        ("ear: vosk\near: moonshine\n", r"coach\.yaml:2:\d+: D003"),
    ],
)
def test_a_mistake_in_the_file_is_the_callers_and_has_its_line(tmp_path: Path, text: str, says: str) -> None:
    """Exit code 2, and file:line of the mistake."""
    with pytest.raises(CallerError, match=says) as raised:
        load(tmp_path, text)
    assert raised.value.exit_code == 2


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    """A typing error in COACH_SETTINGS does not silently give the defaults."""
    with pytest.raises(CallerError, match=r"nowhere\.yaml.*cannot be read"):
        settings.load({"COACH_SETTINGS": str(tmp_path / "nowhere.yaml")})


def test_a_mistake_in_a_variable_names_it(tmp_path: Path) -> None:
    """A value that cannot be, and a name that is no setting."""
    with pytest.raises(CallerError, match=r"COACH_EAR is 'left'.*'vosk' or 'moonshine'"):
        load(tmp_path, COACH_EAR="left")
    with pytest.raises(CallerError, match=r"COACH_EARS is no setting.*COACH_EAR,"):
        load(tmp_path, COACH_EARS="vosk")


def test_every_country_has_all_contacts() -> None:
    """Each country that can be set names an emergency number and a crisis line with its number."""
    directory = document.read(PACKS / "contacts.yaml", settings.Directory).content
    assert {"us", "gb", "de"} <= set(directory.countries)
    for country in directory.countries:
        contacts = Settings(country=country).contacts()
        assert contacts.emergency_number.isdigit()
        assert contacts.crisis_line
        assert contacts.crisis_number.replace(" ", "").isdigit()


def test_the_numbers_of_the_united_states() -> None:
    """911, and 988, whose name is said without the word suicide: somebody may overhear it."""
    contacts = Settings().contacts()
    assert (contacts.emergency_number, contacts.crisis_number) == ("911", "988")
    assert "Lifeline" in contacts.crisis_line
    assert "suicid" not in contacts.crisis_line.lower()


def test_a_site_may_name_its_own_number() -> None:
    """A clinic's own emergency number wins over the country's; the rest stays."""
    contacts = Settings(emergency_number="2222", country="gb").contacts()
    assert (contacts.emergency_number, contacts.crisis_line) == ("2222", "Samaritans")


def test_a_country_without_contacts_needs_its_own() -> None:
    """An unknown country is refused with the known ones, unless all three contacts are set."""
    with pytest.raises(CallerError, match=r"'xx'.*at, au, ca, de"):
        Settings(country="xx", emergency_number="1").contacts()
    own = Settings(country="xx", emergency_number="1", crisis_line="A Line", crisis_number="2").contacts()
    assert own.crisis_line == "A Line"


def test_a_site_names_who_can_help_near_it(tmp_path: Path) -> None:
    """Each place with its name, number and hours; one that lacks its number is told with file and line."""
    named = "directory:\n  - {name: the Harbor Clinic, number: 555 0134, hours: day and night}\n"
    assert [place.name for place in load(tmp_path, named).directory] == ["the Harbor Clinic"]
    with pytest.raises(CallerError, match=r"number.* is missing"):
        load(tmp_path, "directory:\n  - {name: the Harbor Clinic, hours: day and night}\n")
