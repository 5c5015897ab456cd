"""A checksum that was computed is remembered as long as its file is the same."""

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from coach.checksums import Remembered, sha256

ONE, OTHER = hashlib.sha256(b"one").hexdigest(), hashlib.sha256(b"two").hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file."""
    (tmp_path / "weights").write_bytes(b"one")
    return tmp_path / "weights"


def later(note: Path) -> Remembered:
    """What is remembered in a minute."""
    return Remembered(note, lambda: time.time() + 60)


def told_otherwise(note: Path) -> None:
    """Write another checksum into a note: whoever looks only there will say it."""
    note.write_text(note.read_text().replace(ONE, OTHER))


def test_what_was_computed_is_not_computed_again(file: Path, tmp_path: Path) -> None:
    """The next start finds it in the note."""
    note = tmp_path / "cache" / "checksums.json"
    assert later(note).sha256(file) == sha256(file) == ONE
    told_otherwise(note)
    assert later(note).sha256(file) == OTHER


def test_a_file_that_was_changed_is_read_again(file: Path, tmp_path: Path) -> None:
    """Also where its size and its time are made to look the same."""
    note = tmp_path / "checksums.json"
    later(note).sha256(file)
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert later(note).sha256(file) == OTHER


def test_a_file_of_just_now_is_not_remembered(file: Path, tmp_path: Path) -> None:
    """It could change again without a sign of it."""
    note = tmp_path / "checksums.json"
    assert Remembered(note).sha256(file) == ONE
    assert not note.exists()


@pytest.mark.parametrize("written", ["", "{", '{"files": 7}', '{"files": {"a": {"seen": ["x"], "sha256": "y"}}}'])
def test_a_torn_note_is_as_good_as_none(file: Path, tmp_path: Path, written: str) -> None:
    """It is written anew."""
    note = tmp_path / "checksums.json"
    note.write_text(written)
    assert later(note).sha256(file) == ONE
    assert json.loads(note.read_text())["files"][str(file)]["sha256"] == ONE


def test_where_nothing_can_be_kept_it_is_computed_each_time(file: Path) -> None:
    """A folder that cannot be made keeps nobody from hearing."""
    note = Path(os.devnull) / "coach" / "checksums.json"
    assert (later(note).sha256(file), later(note).sha256(file)) == (ONE, ONE)
