"""The question in which country somebody is."""

import io
from pathlib import Path

import pytest

from coach.settings import Settings
from coach.terminal.country_question import ask_country


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the answer is kept."""
    monkeypatch.setenv("COACH_SETTINGS", str(tmp_path / "coach.yaml"))
    return tmp_path / "coach.yaml"


def ask(monkeypatch: pytest.MonkeyPatch, guessed: str | None, *answers: str) -> Settings:
    """What somebody makes of it who answers so."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{answer}\n" for answer in answers)))
    return ask_country(Settings().in_country(guessed, guessed=True))


@pytest.mark.parametrize("answer", ["", "y", "YES"])
def test_enter_takes_the_guess_and_keeps_it(
    answer: str, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The number is named in the question, so that a wrong one is seen; from then on it is no guess."""
    chosen = ask(monkeypatch, "gb", answer)
    assert (chosen.country, chosen.country_guessed) == ("gb", False)
    assert file.read_text() == 'country: "gb"\n'
    told = capsys.readouterr().err
    assert "Are you in the United Kingdom? Emergency number 999. [Y/n or another country]" in told
    assert f"Kept in {file}" in told


@pytest.mark.parametrize(("answers", "country"), [(["germany"], "de"), (["n", "UK"], "gb"), (["n", "no"], "no")])
def test_another_country_is_taken(
    answers: list[str], country: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, or after no; "no" is Norway where a country is asked for."""
    assert ask(monkeypatch, "us", *answers).country == country
    assert f'"{country}"' in file.read_text()


def test_a_wrong_answer_is_asked_again_with_what_is_near(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Until it is a country."""
    assert ask(monkeypatch, "us", "grmany", "atlantis", "Germany").country == "de"
    told = capsys.readouterr().err
    assert "near to it: Germany (de)" in told and "two letters" in told


@pytest.mark.parametrize(("guessed", "answers"), [("us", ["n", ""]), (None, [""])])
def test_it_may_be_left_open(
    guessed: str | None, answers: list[str], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guess that was denied is not used; nothing is kept, so it is asked again the next time."""
    assert ask(monkeypatch, guessed, *answers).country is None
    assert not file.exists()


def test_what_cannot_be_kept_holds_for_this_session(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And it is said how to be asked no more."""
    monkeypatch.setenv("COACH_SETTINGS", "/dev/null/coach.yaml")
    assert ask(monkeypatch, "gb", "").country == "gb"
    assert "For this session you are in the United Kingdom." in capsys.readouterr().err


def test_who_ends_the_input_wants_to_leave(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with Ctrl-C."""
    with pytest.raises(KeyboardInterrupt):
        ask(monkeypatch, "gb")
    assert not file.exists()
