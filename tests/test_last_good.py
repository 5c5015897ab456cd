"""A session is held with the last good settings, whatever a power cut or a slip of the pen left of their file."""

from pathlib import Path

import pytest

from coach import last_good, settings
from coach.errors import CallerError

GOOD = "emergency_number: '2222'\ncrisis_line: the Desk\ncrisis_number: '1'\n"


@pytest.fixture(autouse=True)
def no_data_of_this_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's data folder is an empty one."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A settings file with which a session was held."""
    path = tmp_path / "coach.yaml"
    path.write_text(GOOD)
    assert last_good.load({"COACH_SETTINGS": str(path)})[1] == ""
    return path


@pytest.mark.parametrize("left", ["", "\0" * len(GOOD), GOOD[:20], "emergency_number: 2222\n", "ears: [", None])
def test_what_is_left_of_the_file_makes_no_difference(file: Path, left: str | None) -> None:
    """Emptied, zeros, cut off, mistyped, gone: the last good settings, the fault named, and the file as it was."""
    file.unlink()
    if left is not None:
        file.write_text(left)
    chosen, fault = last_good.load({"COACH_SETTINGS": str(file)})
    assert (chosen.emergency_number, chosen.crisis_line) == ("2222", "the Desk")
    assert str(file) in fault and "goes on with the last good ones" in fault and str(last_good.copy_of(file)) in fault
    assert left is None or file.read_text() == left


def test_whoever_only_looks_is_told_the_fault(file: Path) -> None:
    """`coach doctor` and `coach check` ask for the settings as they are."""
    file.write_text("")
    with pytest.raises(CallerError, match="the file is empty"):
        settings.load({"COACH_SETTINGS": str(file)})


def test_what_was_changed_and_is_good_is_the_last_good(file: Path) -> None:
    """Each start keeps what it found."""
    file.write_text(GOOD.replace("2222", "3333"))
    last_good.load({"COACH_SETTINGS": str(file)})
    file.write_text("")
    assert last_good.load({"COACH_SETTINGS": str(file)})[0].emergency_number == "3333"


def test_variables_still_win(file: Path) -> None:
    """And a mistake in one is the caller's as ever."""
    file.write_text("")
    environment = {"COACH_SETTINGS": str(file), "COACH_EMERGENCY_NUMBER": "4444"}
    assert last_good.load(environment)[0].emergency_number == "4444"
    with pytest.raises(CallerError, match="COACH_EAR is 'left'"):
        last_good.load({**environment, "COACH_EAR": "left"})


def test_each_file_has_its_own_copy(file: Path, tmp_path: Path) -> None:
    """Another site's numbers are never taken."""
    other = tmp_path / "other.yaml"
    other.write_text("ears: [")
    with pytest.raises(CallerError, match=r"other\.yaml:"):
        last_good.load({"COACH_SETTINGS": str(other)})


def test_a_copy_is_never_outside_its_folder(no_data_of_this_user: Path) -> None:
    """However the file was named."""
    copy = last_good.copy_of(Path("../../../../../../../../x/../coach.yaml"))
    assert ".." not in copy.parts and copy.is_relative_to(no_data_of_this_user / "coach" / "settings")


def test_an_emptied_file_without_a_copy_leaves_the_defaults(tmp_path: Path) -> None:
    """A kiosk that starts with less is better than none; it says so."""
    (tmp_path / "coach.yaml").write_text("")
    chosen, fault = last_good.load({"COACH_SETTINGS": str(tmp_path / "coach.yaml"), "TZ": "Europe/London"})
    assert chosen.country == "gb" and "goes on with the defaults" in fault


def test_a_torn_copy_is_none(file: Path) -> None:
    """It is never believed more than the file."""
    last_good.copy_of(file).write_text("ears: [")
    file.write_text("ear: moonshne\n")
    with pytest.raises(CallerError, match="D006 ear"):
        last_good.load({"COACH_SETTINGS": str(file)})


def test_only_its_owner_reads_the_copy(file: Path) -> None:
    """The file may be closed to others too."""
    assert last_good.copy_of(file).parent.stat().st_mode & 0o077 == 0


def test_where_no_copy_can_be_kept_the_session_is_held(tmp_path: Path, no_data_of_this_user: Path) -> None:
    """A disk that takes nothing."""
    no_data_of_this_user.write_text("in the way")
    (tmp_path / "coach.yaml").write_text(GOOD)
    chosen, fault = last_good.load({"COACH_SETTINGS": str(tmp_path / "coach.yaml")})
    assert (chosen.emergency_number, fault) == ("2222", "")


def test_without_a_file_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most people have none."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert last_good.load({})[1] == ""
    assert not (tmp_path / "data").exists()
