"""`coach say`."""

import json
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.cli import main
from coach.ports import Samples
from coach.sound.wav import read_sound
from tests.soundcard import soundcard
from tests.studio import Studio

TEXT = "You are in charge here. Say stop at any time."


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None but the defaults; nothing is written to the user's own folders."""
    monkeypatch.setenv("COACH_CACHE_FOLDER", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def shape(sound: Samples) -> NDArray[np.floating[Any]]:
    """How loud it is, every 10 ms."""
    envelope: NDArray[np.floating[Any]] = np.abs(sound[: len(sound) // 160 * 160]).reshape(-1, 160).mean(axis=1)
    return envelope


@pytest.mark.parametrize("words", [[""], ["  "], ["hello", "--rate", "0.1"], ["hello", "--rate", "3"]])
def test_what_cannot_be_said_is_refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 2, and no engine is started for it."""
    assert main(["say", *words]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.engines
def test_a_text_becomes_a_wav_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report for programs tells how long it is, and nothing else is printed."""
    path = tmp_path / "prompt.wav"
    assert main(["say", TEXT, "--out", str(path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["path"] == str(path)
    assert report["voice"] == "espeak en-us"
    assert report["seconds"] == pytest.approx(len(read_sound(path)) / 16_000, abs=0.001)
    assert 2 < report["seconds"] < 6


@pytest.mark.parametrize("name", ["x.mp3", "x", "x.txt", "x.wav.", "."])
def test_a_name_that_no_sound_file_has_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is spoken, with the names that can be: a .mp3 that holds a wav would play nowhere."""
    assert main(["say", "hello", "--out", str(tmp_path / name)]) == 2
    assert ".wav, .flac, .ogg" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.engines
def test_rate_and_voice_can_be_chosen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Slower takes longer; another voice is named."""
    assert main(["say", TEXT, "--out", str(tmp_path / "usual.wav"), "--voice", "en-us+f3"]) == 0
    assert main(["say", TEXT, "--out", str(tmp_path / "slow.wav"), "--voice", "en-us+f3", "--rate", "0.7"]) == 0
    assert "en-us+f3" in capsys.readouterr().out
    assert len(read_sound(tmp_path / "slow.wav")) > 1.15 * len(read_sound(tmp_path / "usual.wav"))


@pytest.mark.engines
def test_where_nothing_can_be_written_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the path; nothing is left behind."""
    path = tmp_path / "nowhere" / "prompt.wav"
    assert main(["say", TEXT, "--out", str(path)]) == 1
    assert str(path) in capsys.readouterr().err
    assert not path.parent.exists()


@pytest.mark.engines
def test_an_unknown_voice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line."""
    assert main(["say", TEXT, "--out", str(tmp_path / "x.wav"), "--voice", "walrus"]) == 1
    assert "no voice 'walrus'" in capsys.readouterr().err
    assert list(tmp_path.glob("*.wav")) == []


@pytest.mark.engines
@pytest.mark.sound
def test_without_a_file_it_is_heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speech through the loudspeaker and back through the microphone: it has the shape of the rendered file, whole."""
    assert main(["say", TEXT, "--out", str(tmp_path / "said.wav")]) == 0
    said = read_sound(tmp_path / "said.wav")
    with soundcard() as card:
        for name, value in card.environment(sink="speaker", source="ears").items():
            monkeypatch.setenv(name, value)
        with closing(Studio()) as studio:
            microphone = studio.microphone()
            while microphone.read() is None:
                pass
            speaking = subprocess.Popen([Path(sys.executable).with_name("coach"), "say", TEXT])
            frames = []
            while speaking.poll() is None:
                frames.append(microphone.read())
            frames += [microphone.read() for _ in range(10)]
    heard = np.concatenate([frame for frame in frames if frame is not None])
    assert speaking.returncode == 0
    said_shape, heard_shape = shape(said), shape(heard)
    start = int(np.argmax(np.correlate(heard_shape, said_shape, mode="valid")))
    assert np.corrcoef(heard_shape[start : start + len(said_shape)], said_shape)[0, 1] > 0.9
