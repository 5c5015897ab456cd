"""What can be chosen."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from coach import settings
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
    assert (defaults.pack, defaults.ear, defaults.voice, defaults.barge_in) == ("en", "auto", "auto", "off")
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
    with pytest.raises(CallerError, match=r"nowhere\.yaml: No such file"):
        settings.load({"COACH_SETTINGS": str(tmp_path / "nowhere.yaml")})


def test_a_mistake_in_a_variable_names_it(tmp_path: Path) -> None:
    """A value that cannot be, and a name that is no setting."""
    with pytest.raises(CallerError, match=r"COACH_EAR is 'left'.*'vosk' or 'moonshine'"):
        load(tmp_path, COACH_EAR="left")
    with pytest.raises(CallerError, match=r"COACH_EARS is no setting.*COACH_EAR,"):
        load(tmp_path, COACH_EARS="vosk")


@pytest.mark.parametrize("called", ["GB", "uk", "UK", "United Kingdom", "england"])
def test_a_country_is_set_as_people_write_it(tmp_path: Path, called: str) -> None:
    """Any case, and names; in the file and in the variable."""
    assert load(tmp_path, COACH_COUNTRY=called).country == "gb"
    assert load(tmp_path, f"country: {called}\n").country == "gb"


def test_a_country_that_is_set_wins_over_time_zone_and_locale(tmp_path: Path) -> None:
    """And is no guess."""
    chosen = load(tmp_path, COACH_COUNTRY="ie", TZ="Europe/London", LANG="en_US.UTF-8")
    assert (chosen.country, chosen.country_guessed) == ("ie", False)


@pytest.mark.parametrize(
    ("variables", "emergency_number", "crisis_number"),
    [
        ({"TZ": "Europe/London"}, "999", "116 123"),
        ({"TZ": "America/Mexico_City", "COACH_PACK": "es"}, "911", "800 911 2000"),
        ({"TZ": "Europe/Madrid", "LANG": "en_US.UTF-8", "COACH_PACK": "es"}, "112", "024"),
        ({"TZ": "Australia/Perth"}, "000", "13 11 14"),
    ],
)
def test_without_a_country_it_is_guessed(
    tmp_path: Path, variables: dict[str, str], emergency_number: str, crisis_number: str
) -> None:
    """From where the machine stands, whatever language it speaks; and it is known to be a guess."""
    chosen = load(tmp_path, **variables)
    contacts = chosen.contacts()
    assert (contacts.emergency_number, contacts.crisis_number) == (emergency_number, crisis_number)
    assert chosen.country_guessed and chosen.model_copy(update={"ear": "vosk"}).country_guessed


def test_a_site_with_its_own_numbers_needs_no_country(tmp_path: Path) -> None:
    """Then nothing is guessed."""
    own = {"COACH_EMERGENCY_NUMBER": "1", "COACH_CRISIS_LINE": "the Desk", "COACH_CRISIS_NUMBER": "2"}
    assert load(tmp_path, TZ="Europe/London", **own).country is None


def test_no_country_has_the_numbers_of_another() -> None:
    """Where none is set and none can be guessed nobody is named by a number."""
    contacts = Settings().contacts()
    assert (contacts.emergency_number, contacts.crisis_number, contacts.violence_number) == (None, None, None)


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("COACH_STAFF_COMMAND", " ", "names no program"),
        ("COACH_STAFF_COMMAND", "''", "names no program"),
        ("COACH_STAFF_COMMAND", "ring 'room 4", "no closing quotation"),
        ("COACH_STAFF_COMMAND", "ring\nroom", "cannot be printed"),
        ("COACH_CACHE_FOLDER", "~nobody9/x", "no such user"),
        ("COACH_MODELS_FOLDER", "~nobody9/x", "no such user"),
        ("COACH_PIPER_MODEL", "~nobody9/x.onnx", "no such user"),
        ("COACH_MICROPHONE", " ", "is blank"),
        ("COACH_EAR_SERVER", "ears.example:10300", "is no address with a port"),
        ("COACH_EAR_SERVER", "192.0.2.7", "is no address with a port"),
        ("COACH_VOICE_SERVER", "192.0.2.7:x", "has no port"),
        ("COACH_EAR", "moonshne", "Did you mean moonshine?"),
        ("COACH_EARS", "vosk", "Did you mean COACH_EAR?"),
    ],
)
def test_what_cannot_be_is_told_when_it_is_loaded(tmp_path: Path, variable: str, value: str, says: str) -> None:
    """Not when danger was heard: it names the variable and what is wrong, and guesses what was meant."""
    with pytest.raises(CallerError, match=re.escape(says)) as raised:
        load(tmp_path, **{variable: value})
    assert variable in str(raised.value) and raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("staff_command: ' '\n", "names no program"),
        ('staff_command: "ring\\0"\n', "cannot be printed"),
        ("cache_folder: ~nobody9/x\n", "no such user"),
        ("staf_command: ring\n", "Did you mean staff_command?"),
    ],
)
def test_the_same_in_the_file_has_its_line(tmp_path: Path, text: str, says: str) -> None:
    """And one line of text."""
    with pytest.raises(CallerError, match=re.escape(says)) as raised:
        load(tmp_path, text)
    assert "coach.yaml:1:" in str(raised.value) and "\n" not in str(raised.value)


def test_the_launcher_s_variable_is_no_setting(tmp_path: Path) -> None:
    """It says only how the program was called."""
    assert load(tmp_path, COACH_CALLED_AS="scripts/coach") == load(tmp_path)


def test_a_settings_file_that_is_no_file_is_told(tmp_path: Path) -> None:
    """A folder, a pipe, a picture: in one line, and without waiting for the pipe."""
    folder, fifo, picture = tmp_path / "folder", tmp_path / "fifo", tmp_path / "picture.png"
    folder.mkdir()
    os.mkfifo(fifo)
    picture.write_bytes(b"\x89PNG\x00\xff")
    for path, says in ((folder, "is no file"), (fifo, "is no file"), (picture, "cannot be read")):
        with pytest.raises(CallerError, match=f"{path.name}.*{says}") as raised:
            settings.load({"COACH_SETTINGS": str(path)})
        assert "\n" not in str(raised.value) and ":0:0" not in str(raised.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize("home", [None, "/nonexistent", "another's"])
def test_a_user_without_a_home_has_the_defaults(home: str | None, tmp_path: Path) -> None:
    """A service's user without an entry; a home that is not there, or that is still somebody else's."""
    (tmp_path / "home").mkdir(mode=0o700)
    tmp_path.chmod(0o711)
    program = "import os; from coach.settings import load; us = {'COACH_COUNTRY': 'us'}; load(us); "
    program += "os.setgid(12345), os.setuid(12345); print(load(us).ear)"  # loaded before: Python may be root's own
    environment = {"PYTHONPATH": os.pathsep.join(sys.path)}
    if home is not None:
        environment["HOME"] = str(tmp_path / "home") if home == "another's" else home
    loaded = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False
    )
    assert loaded.stdout == "auto\n", loaded.stderr


def test_the_numbers_of_the_united_states() -> None:
    """911, and 988, whose name is said without the word suicide: somebody may overhear it."""
    contacts = Settings(country="us").contacts()
    assert (contacts.emergency_number, contacts.crisis_number) == ("911", "988")
    assert contacts.crisis_line and "Lifeline" in contacts.crisis_line
    assert "suicid" not in contacts.crisis_line.lower()


def test_a_site_may_name_its_own_number() -> None:
    """A clinic's own emergency number wins over the country's; the rest stays."""
    contacts = Settings(emergency_number="2222", country="gb").contacts()
    assert (contacts.emergency_number, contacts.crisis_line) == ("2222", "Samaritans")


def test_a_country_without_contacts_takes_its_own() -> None:
    """All of them, or those that are known; a line needs a name and a number."""
    own = Settings(country="am", emergency_number="1", crisis_line="A Line", crisis_number="2").contacts()
    assert own.crisis_line == "A Line"
    assert Settings(country="am", emergency_number="1").contacts().crisis_number is None
    with pytest.raises(CallerError, match="Set crisis_line too"):
        Settings(country="am", crisis_number="2").contacts()


def test_what_is_no_country_is_refused_with_what_is_near(tmp_path: Path) -> None:
    """In a variable and in the file, with its line."""
    with pytest.raises(CallerError, match=r"COACH_COUNTRY is 'grmany'.*Germany \(de\)"):
        load(tmp_path, COACH_COUNTRY="grmany")
    with pytest.raises(CallerError, match=r"coach\.yaml:1:\d+: D006 country: .*two letters"):
        load(tmp_path, "country: atlantis\n")


def test_a_site_names_who_can_help_near_it(tmp_path: Path) -> None:
    """Each place with its name, number and hours; one that lacks its number is told with file and line."""
    named = "directory:\n  - {name: the Harbor Clinic, number: 555 0134, hours: day and night}\n"
    assert [place.name for place in load(tmp_path, named).directory] == ["the Harbor Clinic"]
    with pytest.raises(CallerError, match=r"number.* is missing"):
        load(tmp_path, "directory:\n  - {name: the Harbor Clinic, hours: day and night}\n")
