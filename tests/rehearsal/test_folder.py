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
from tests.full_disk import full_disk
from tests.rehearsal.story import story


def recording(seconds: float = 5.0) -> Samples:
    """Left a quiet, right a louder sound."""
    return np.tile(np.array([[0.1, 0.2]], np.float32), (round(seconds * RATE_HERTZ), 1))


def test_all_four_files_are_written(tmp_path: Path, english: Pack) -> None:
    """In a folder that is made, with its parents; nothing else lies around."""
    out = tmp_path / "some" / "where"
    folder.write(out, story(english), recording(), with_picture=True)
    assert {path.name for path in out.iterdir()} == {SOUND, TRANSCRIPT, TIMINGS, PICTURE}
    assert [path.name for path in out.parent.iterdir()] == ["where"]
    sound, rate_hertz = soundfile.read(out / SOUND)
    assert (rate_hertz, sound.shape) == (RATE_HERTZ, (5 * RATE_HERTZ, 2))
    assert sound.mean(axis=0) == pytest.approx([0.1, 0.2], abs=1e-3)
    assert json.loads((out / TIMINGS).read_text(encoding="utf-8"))["persona"] == "me"
    assert (out / TRANSCRIPT).read_text(encoding="utf-8").startswith("# Rehearsal: me")


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
    with full_disk(100_000), pytest.raises(DeviceError, match=r"(session\.wav|out).*cannot be written"):
        folder.write(out, story(english), recording(), with_picture=False)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (out / TRANSCRIPT).read_text(encoding="utf-8") == "before"
    assert len(list(out.iterdir())) == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, english: Pack) -> None:
    """With the way out."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DeviceError, match=r"file/out.*--out"):
        folder.write(tmp_path / "file" / "out", story(english), recording(), with_picture=False)
