"""`coach hear`: recordings go the same way as a live reply."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach import settings
from coach.cli import main
from coach.commands.hear import danger, describe, expectation_from
from coach.content.pack import Pack
from coach.effects import Expectation
from coach.errors import CallerError
from coach.events import Decision, FellSilent, Heard, Reason
from coach.listening import moonshine
from coach.ports import RATE_HERTZ
from coach.sound.wav import write_sound
from tests.listeners import safety_of
from tests.listening.speech import spoken

KEYS = {"path", "phrase", "accepted", "decision", "reason", "score", "second", "number", "open_text", "seconds", "ear"}


def rows(capfd: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was printed, a JSON object a line."""
    return [json.loads(line) for line in capfd.readouterr().out.splitlines()]


def test_phrases_stand_between_bars(english: Pack) -> None:
    """Spaces, capitals, curly apostrophes and repetitions do not matter; a number word is a number."""
    expectation = expectation_from(" Yes|  I don\u2019t   know |seven|yes||", english.words)
    assert expectation.phrases == ("yes", "i don't know", "seven")
    assert expectation.numbers == {"seven": 7}
    assert not expectation.open_words


def test_figures_stand_for_all_that_people_say_for_a_number(english: Pack) -> None:
    """Bare and in the pack's carriers."""
    rating = expectation_from("0-10|stop", english.words)
    assert set(rating.numbers.values()) == set(range(11))
    assert {"seven", "maybe a seven", "stop"} <= set(rating.phrases)
    assert set(expectation_from("3", english.words).numbers.values()) == {3}


def test_the_packs_own_answers_mean_what_they_mean_there(english: Pack) -> None:
    """ "Yes" and "yeah" need not be told apart."""
    expectation = expectation_from("yes|yeah|no", english.words)
    assert expectation.meaning("yes") == expectation.meaning("yeah") != expectation.meaning("no")


def test_without_phrases_everything_is_an_answer(english: Pack) -> None:
    """The open text is all that is wanted."""
    assert expectation_from("", english.words) == Expectation((), open_words=True)


@pytest.mark.parametrize("expect", ["0-11", "7-3", "99"])
def test_numbers_that_nobody_says_are_refused(expect: str, english: Pack) -> None:
    """The pack has 0 to 10."""
    with pytest.raises(CallerError, match="no such numbers"):
        expectation_from(expect, english.words)


def test_what_may_be_a_risk_is_told_with_its_path(english: Pack) -> None:
    """From the text, and from what the sound is nearly as like; silence is none."""
    safety = safety_of(english)
    said = Heard(1, Decision.REJECT, None, open_text="I want to die.")
    like = Heard(1, Decision.REJECT, None, open_text="I want to diet.", readings=("I want to die.",))
    assert danger(said, safety) == {"risk": "risk", "risk_path": "suicide"}
    assert danger(like, safety) == {"risk": "ask", "risk_path": "suicide"}
    assert danger(FellSilent(1), safety) == {"risk": "none", "risk_path": None}


def test_an_answer_is_described_for_programs() -> None:
    """The same keys for every answer; what there is none of is null."""
    answer = Heard(
        1,
        Decision.CONFIRM,
        "six",
        "sick",
        6,
        "Sicks.",
        -2.34567,
        deciding_seconds=0.01234,
        engine_seconds=0.2,
        reason=Reason.UNSURE,
    )
    assert describe(answer, "test ear") == {
        "phrase": "six", "accepted": False, "decision": "confirm", "score": -2.346, "second": "sick", "number": 6,
        "reason": "unsure", "open_text": "Sicks.", "seconds": 0.0123, "engine_seconds": 0.2, "ear": "test ear",
        "sound": None,
    }  # fmt: skip
    assert describe(FellSilent(1), "test ear") == {
        "phrase": None, "accepted": False, "decision": "no_input", "score": None, "second": None, "number": None,
        "reason": None, "open_text": "", "seconds": 0.0, "engine_seconds": 0.0, "ear": "test ear",
        "sound": None,
    }  # fmt: skip
    told = describe(Heard(1, Decision.ACCEPT, None, open_text="Well."), "test ear")
    assert (told["accepted"], told["phrase"], told["score"]) == (True, None, None)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "Give sound files, or a manifest"),
        (["a.wav", "--manifest", "b.csv"], "Give sound files, or a manifest"),
        (["--manifest", "b.csv", "--expect", "yes"], "Leave out --expect"),
        (["--manifest", "nowhere.csv"], "nowhere.csv: cannot be read"),
    ],
)
def test_called_wrongly_it_says_how(words: list[str], says: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, before any model is loaded."""
    assert main(["hear", *words]) == 2
    assert says in capfd.readouterr().err


@pytest.mark.parametrize("raw", [b"file,answer\na.wav,yes\n", b"", b"\xff\xfe\x00p", b'path,expect\n"a.wav,yes\n'])
def test_a_file_that_is_no_manifest_is_refused(raw: bytes, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Other columns, nothing, no text, an open quote."""
    (tmp_path / "list.csv").write_bytes(raw)
    assert main(["hear", "--manifest", str(tmp_path / "list.csv")]) == 2
    assert "columns path and expect" in capfd.readouterr().err


@pytest.fixture
def installed() -> None:
    """Moonshine has to be there."""
    folder = settings.load().models_folder / moonshine.MODEL
    if not folder.is_dir():
        pytest.skip(f"{folder} is not there: run `coach models fetch {moonshine.MODEL}`")


@pytest.mark.engines
@pytest.mark.usefixtures("installed")
def test_a_manifest_is_answered_row_by_row(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """In order, other columns passed over; a row that cannot be heard says why, and the exit code is 1."""
    write_sound(tmp_path / "stop.wav", spoken("stop"))
    write_sound(tmp_path / "low.wav", spoken("six")[::2], 8000)
    write_sound(tmp_path / "stereo.wav", np.stack([spoken("yes")] * 2, axis=1))
    write_sound(tmp_path / "silence.wav", np.zeros(RATE_HERTZ, np.float32))
    (tmp_path / "empty.wav").write_bytes(b"")
    listed = [
        ("stop.wav", "yes|no|stop"), ("low.wav", "0-10"), ("nowhere.wav", "yes"),
        (str(tmp_path / "stereo.wav"), "yes|no"), ("silence.wav", "yes"), ("empty.wav", "yes"),
        ("stop.wav", "0-99"), ("stop.wav", ""),
    ]  # fmt: skip
    with (tmp_path / "list.csv").open("w", newline="") as file:
        csv.writer(file).writerows([("note", "path", "expect"), *(("x, y", *row) for row in listed)])
    assert main(["hear", "--manifest", str(tmp_path / "list.csv"), "--ear", "moonshine"]) == 1
    stop, six, nowhere, yes, silence, empty, numbers, told = rows(capfd)
    assert set(stop) >= KEYS
    assert (stop["path"], stop["phrase"], stop["accepted"], stop["ear"]) == ("stop.wav", "stop", True, "moonshine")
    assert six["number"] == 6
    assert yes["phrase"] == "yes"
    assert (silence["decision"], silence["phrase"]) == ("no_input", None)
    assert "there is no such sound file" in nowhere["error"]
    assert "not a sound file" in empty["error"]
    assert "no such numbers" in numbers["error"]
    assert (told["decision"], told["phrase"]) == ("accept", None)
    assert "top" in told["open_text"]


@pytest.mark.engines
@pytest.mark.usefixtures("installed")
def test_files_are_heard_one_by_one(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A line to read for each; a bad file is an error."""
    path = tmp_path / "six.wav"
    write_sound(path, spoken("six"))
    assert main(["hear", str(path), "--expect", "0-10", "--ear", "moonshine"]) == 0
    assert capfd.readouterr().out.startswith(f"{path}: accept six = 6 (openly: ")
    assert main(["hear", str(path), "--expect", "0-10", "--ear", "moonshine", "--json"]) == 0
    assert rows(capfd)[0]["number"] == 6
    assert main(["hear", str(tmp_path / "none.wav"), "--ear", "moonshine"]) == 2
    assert "there is no such sound file" in capfd.readouterr().err
