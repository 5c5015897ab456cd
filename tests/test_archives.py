"""Fetching and unpacking an archive."""

from pathlib import Path

import pytest

from coach import archives
from coach.errors import DeviceError
from tests.publisher import packed


def write(path: Path, content: bytes) -> Path:
    """A file of this content."""
    path.write_bytes(content)
    return path


def test_only_the_model_is_unpacked(tmp_path: Path) -> None:
    """Of the whole archive, the folder that holds the model, with its own folders."""
    archive = write(tmp_path / "a.zip", packed({"inside/a": b"1", "inside/deep/b": b"2", "outside/c": b"3"}))
    archives.unpack(archive, "inside", tmp_path / "fresh")
    unpacked = sorted(str(path.relative_to(tmp_path / "fresh")) for path in (tmp_path / "fresh").rglob("*"))
    assert unpacked == ["a", "deep", "deep/b"]


@pytest.mark.parametrize("name", ["../evil", "inside/../../evil", "/tmp/evil", "..\\evil", "inside/..\\..\\evil"])
def test_a_name_that_reaches_outside_is_refused(tmp_path: Path, name: str) -> None:
    """Zip slip: such an archive is not unpacked, also when the name would be mended on the way."""
    archive = write(tmp_path / "a.zip", packed({name: b"evil", "inside/a": b"1"}))
    with pytest.raises(DeviceError, match="reaches outside"):
        archives.unpack(archive, "inside", tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


def test_a_link_is_refused(tmp_path: Path) -> None:
    """A symbolic link could lead the next member anywhere."""
    archive = write(tmp_path / "a.zip", packed({}, links={"inside/way_out": "/etc"}))
    with pytest.raises(DeviceError, match="way_out"):
        archives.unpack(archive, "inside", tmp_path / "fresh")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no whole zip file"),
        (b"not a zip file at all", "no whole zip file"),
        (packed({"inside/a": b"long enough to be cut" * 50})[:60], "no whole zip file"),
        (packed({"other/a": b"1"}), "no folder inside"),
    ],
)
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    """Nothing, no zip file, half a zip file, another zip file: one clear error."""
    with pytest.raises(DeviceError, match=says):
        archives.unpack(write(tmp_path / "a.zip", content), "inside", tmp_path / "fresh")


def bomb(bytes_unpacked: int, files: int = 1) -> bytes:
    """An archive that unpacks to so much, and is a thousandth of that."""
    return packed({f"inside/{number}": bytes(bytes_unpacked // files) for number in range(files)})


@pytest.mark.parametrize("files", [1, 30])
def test_what_would_fill_the_disk_is_not_unpacked(tmp_path: Path, files: int) -> None:
    """It ends where it becomes too much for a model of its archive's size, in one file or in many."""
    archive = write(tmp_path / "a.zip", bomb(60_000_000, files))
    with pytest.raises(DeviceError, match="more than the 10000000 bytes that it may be"):
        archives.unpack(archive, "inside", tmp_path / "fresh")
    assert sum(file.stat().st_size for file in (tmp_path / "fresh").iterdir()) <= 10_000_000


def test_where_it_is_known_how_large_a_model_is_it_is_no_larger(tmp_path: Path) -> None:
    """The catalogue lists the files of some."""
    archive = write(tmp_path / "a.zip", packed({"inside/a": b"12345", "inside/b": b"12345", "inside/c": b"12345"}))
    archives.unpack(archive, "inside", tmp_path / "right", {"a": 5, "b": 5})
    assert sorted(file.name for file in (tmp_path / "right").iterdir()) == ["a", "b"]
    with pytest.raises(DeviceError, match="more than the"):
        archives.unpack(archive, "inside", tmp_path / "fresh", {"a": 5, "b": 4})


def test_an_archive_that_lies_about_its_sizes_is_refused(tmp_path: Path) -> None:
    """What its table of contents says is not what counts."""
    honest, lie = (20_000_000).to_bytes(4, "little"), (7).to_bytes(4, "little")
    archive = write(tmp_path / "a.zip", bomb(20_000_000).replace(honest, lie))
    with pytest.raises(DeviceError, match=r"more than the|no whole zip file"):
        archives.unpack(archive, "inside", tmp_path / "fresh")
    assert sum(file.stat().st_size for file in (tmp_path / "fresh").iterdir()) <= 10_000_000


def test_files_without_number_are_not_unpacked(tmp_path: Path) -> None:
    """However small each is."""
    archive = write(tmp_path / "a.zip", bomb(0, 1001))
    with pytest.raises(DeviceError, match="1001 files; 1000 is the most"):
        archives.unpack(archive, "inside", tmp_path / "fresh")
    assert not (tmp_path / "fresh").exists()


def test_a_damaged_member_is_refused(tmp_path: Path) -> None:
    """A flipped byte in the middle of a member is noticed."""
    content = bytearray(packed({"inside/a": bytes(range(256)) * 20}))
    content[60] ^= 0xFF
    with pytest.raises(DeviceError, match="no whole zip file"):
        archives.unpack(write(tmp_path / "a.zip", bytes(content)), "inside", tmp_path / "fresh")
