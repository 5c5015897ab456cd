"""What is read is a plain file of a bounded size, and what is written is whole."""

import os
from pathlib import Path

import pytest

from coach import plain_file
from tests.full_disk import full_disk


def test_a_plain_file_is_read_whole(tmp_path: Path) -> None:
    """Also through a link; as bytes, and as text with lines that end alike."""
    (tmp_path / "a").write_bytes(b"one\r\ntwo\n")
    (tmp_path / "link").symlink_to("a")
    assert plain_file.read(tmp_path / "link", 9) == b"one\r\ntwo\n"
    assert plain_file.read_text(tmp_path / "a", 9) == "one\ntwo\n"


@pytest.mark.parametrize("kind", ["pipe", "folder", "device", "lost link", "circle", "nothing"])
def test_what_is_no_plain_file_keeps_nobody_waiting(tmp_path: Path, kind: str) -> None:
    """It is refused at once, and named."""
    path = tmp_path / "a"
    match kind:
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
        case "device":
            path.symlink_to("/dev/zero")
        case "lost link":
            path.symlink_to("nowhere")
        case "circle":
            path.symlink_to("a")
    with pytest.raises(OSError, match=r".*/a'"):
        plain_file.read(path, 100)


def test_no_more_is_read_than_may_be(tmp_path: Path) -> None:
    """Whatever size a file says that it has: those of the kernel say nothing."""
    (tmp_path / "a").write_bytes(bytes(101))
    for path in (tmp_path / "a", Path("/proc/self/maps")):
        with pytest.raises(OSError, match="larger than 100 bytes"):
            plain_file.read(path, 100)


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    """A full disk leaves what was there, and nothing beside it; the folder is made."""
    path = tmp_path / "folder" / "a"
    plain_file.write(path, b"before")
    with full_disk(4096), pytest.raises(OSError, match=r".*"):
        plain_file.write(path, bytes(100_000))
    assert (path.read_bytes(), list(path.parent.iterdir())) == (b"before", [path])
