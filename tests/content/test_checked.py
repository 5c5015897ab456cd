"""A pack that was checked before is opened as it was found, as long as nothing about it has changed."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.content.checked import open_pack
from coach.content.loader import PACKS, load_pack
from coach.content.pack import Pack
from coach.errors import AuthorError
from tests.content.scripts import GOOD
from tests.full_disk import full_disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A pack that one may change."""
    return shutil.copytree(GOOD, tmp_path / "pack")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Where what was found is kept; it is not there yet."""
    return tmp_path / "cache" / "packs"


def reworded(folder: Path, said: str) -> Path:
    """The pack, with another title of its exercise."""
    rest = folder / "exercises" / "rest.yaml"
    rest.write_text(rest.read_text().replace("title: ", f"title: {said} "))
    return folder


@pytest.mark.parametrize("name", ["en", "es"])
def test_what_was_checked_is_opened_as_it_was(name: str, kept: Path, pack_called: Callable[[str], Pack]) -> None:
    """Word for word, and in the same order: what stands first in it is tried first."""
    pack = pack_called(name)
    for _ in range(2):
        opened = open_pack(PACKS / name, kept)
        assert opened == pack
        assert (list(opened.risk.paths), list(opened.lines())) == (list(pack.risk.paths), list(pack.lines()))


def test_what_is_kept_is_not_read_and_checked_again(folder: Path, kept: Path) -> None:
    """That is what makes it quick: here another pack's contents lie in its place, and are taken."""
    open_pack(folder, kept)
    (of_this,) = kept.iterdir()
    other = reworded(shutil.copytree(folder, folder.parent / "other"), "quiet")
    open_pack(other, kept)
    (of_other,) = kept.glob("other-*")
    of_this.write_bytes(of_other.read_bytes())
    assert open_pack(folder, kept).exercises == open_pack(other, kept).exercises


def test_whatever_is_changed_in_a_pack_counts_at_once(folder: Path, kept: Path) -> None:
    """And what was kept of it before is gone."""
    before = open_pack(folder, kept)
    after = open_pack(reworded(folder, "quiet"), kept)
    assert after.exercises["rest"].title == f"quiet {before.exercises['rest'].title}"
    assert len(list(kept.iterdir())) == 1
    (folder / "notes.txt").write_text("This belongs to no pack.")
    with pytest.raises(AuthorError):
        open_pack(folder, kept)


def test_faults_are_told_each_time(folder: Path, kept: Path) -> None:
    """Nothing is kept of a pack that has one."""
    reworded(folder, "No: title")
    for _ in range(2):
        with pytest.raises(AuthorError):
            open_pack(folder, kept)
    assert not kept.exists()


@pytest.mark.parametrize("broken", [b"", b"nothing", b"\xff\xfe\n{}", b"0" * 64 + b"\n{}"])
def test_what_is_damaged_is_not_believed(folder: Path, kept: Path, broken: bytes) -> None:
    """A number that tipped over on the disk would be said to somebody in danger. It is checked and kept anew."""
    pack = open_pack(folder, kept)
    (path,) = kept.iterdir()
    whole = path.read_bytes()
    for damaged in (broken, whole[:-20], whole.replace(b"rest", b"west", 1)):
        path.write_bytes(damaged)
        assert open_pack(folder, kept) == pack
        assert path.read_bytes() == whole


def test_a_pack_is_opened_where_nothing_can_be_kept(folder: Path, kept: Path) -> None:
    """A full disk, or a file where the folder should be."""
    with full_disk(100):
        assert open_pack(folder, kept) == load_pack(folder)
    assert list(kept.iterdir()) == []
    kept.rmdir()
    kept.write_text("in the way")
    assert open_pack(folder, kept) == load_pack(folder)


def test_what_is_kept_holds_no_code_and_names_no_file(folder: Path, kept: Path) -> None:
    """It is text: the sum of it, and then JSON of the models."""
    open_pack(folder, kept)
    (path,) = kept.iterdir()
    told, written = path.read_text(encoding="utf-8").split("\n", 1)
    assert len(told) == 64 and written.startswith('{"header":{') and str(folder) not in written
