"""What a rehearsal leaves behind."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal import folder
from coach.rehearsal.folder import PICTURE, SOUND, TIMINGS, TRANSCRIPT
from coach.sound.wav import read_sound
from tests.full_disk import full_disk
from tests.rehearsal.story import story


def recording(seconds: float = 5.0) -> Samples:
    """Left a quiet, right a louder hiss, as 16 bits hold it."""
    hiss = np.random.default_rng(1).normal(0, [0.05, 0.1], (round(seconds * RATE_HERTZ), 2))
    return (np.round(hiss * 32_768) / 32_768).astype(np.float32)


def test_all_four_files_are_written(tmp_path: Path, english: Pack) -> None:
    """In a folder that is made, with its parents; nothing else lies around."""
    out = tmp_path / "some" / "where"
    folder.write(out, story(english), recording(), with_picture=True)
    assert {path.name for path in out.iterdir()} == {SOUND, TRANSCRIPT, TIMINGS, PICTURE}
    assert [path.name for path in out.parent.iterdir()] == ["where"]
    assert (sound_of(out)[0], sound_of(out)[1].shape) == (RATE_HERTZ, (5 * RATE_HERTZ, 2))
    assert json.loads((out / TIMINGS).read_text(encoding="utf-8"))["persona"] == "me"
    assert (out / TRANSCRIPT).read_text(encoding="utf-8").startswith("# Rehearsal: me")


def sound_of(folder: Path) -> tuple[int, Samples]:
    """The rate and the samples that are kept."""
    sound, rate_hertz = soundfile.read(folder / SOUND, dtype="float32")
    return rate_hertz, sound


def test_the_sound_is_kept_as_it_was_heard(tmp_path: Path, english: Pack) -> None:
    """Whatever reads it hears the same as the ear did, sample by sample: nothing is left out to make it small."""
    folder.write(tmp_path, story(english), recording(), with_picture=False)
    assert np.abs(sound_of(tmp_path)[1] - recording()).max() <= 1 / 32_768
    assert read_sound(tmp_path / SOUND).shape == (5 * RATE_HERTZ,)


def test_the_sound_of_an_earlier_version_goes(tmp_path: Path, english: Pack) -> None:
    """It was a wav file, and would stand beside another session's transcript."""
    (tmp_path / "session.wav").write_text("old", encoding="utf-8")
    folder.write(tmp_path, story(english), recording(), with_picture=False)
    assert {path.name for path in tmp_path.iterdir()} == {SOUND, TRANSCRIPT, TIMINGS}


def test_without_a_picture_the_old_one_goes(tmp_path: Path, english: Pack) -> None:
    """It would show another session; what else is in the folder stays."""
    (tmp_path / PICTURE).write_text("old", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    folder.write(tmp_path, story(english), recording(), with_picture=False)
    assert {path.name for path in tmp_path.iterdir()} == {SOUND, TRANSCRIPT, TIMINGS, "notes.txt"}


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, english: Pack) -> None:
    """One clear error, and nothing half written."""
    out = tmp_path / "out"
    out.mkdir()
    (out / TRANSCRIPT).write_text("before", encoding="utf-8")
    with full_disk(100_000), pytest.raises(DeviceError, match=r"(session\.flac|out).*cannot be written"):
        folder.write(out, story(english), recording(), with_picture=False)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / TRANSCRIPT).read_text(encoding="utf-8") == "before"
    assert len(list(out.iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, english: Pack) -> None:
    """With the way out."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DeviceError, match=r"file/out.*--out"):
        folder.write(tmp_path / "file" / "out", story(english), recording(), with_picture=False)
