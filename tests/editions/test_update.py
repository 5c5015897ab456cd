"""The signed file of an update: made, opened, unpacked."""

import os
import re
import zipfile
from pathlib import Path
from random import Random

import pytest

from coach.editions import minisign, update
from coach.errors import AuthorError, CallerError, DeviceError
from tests.editions.maker import content, key_pair, made


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secret key, its public one beside it."""
    return key_pair(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, secret: Path) -> bytes:
    """An update as it is sent."""
    return made(tmp_path_factory.mktemp("made"), secret, 7).read_bytes()


def opened(place: Path, signed: bytes, *secrets: Path) -> Path:
    """The archive in what somebody brought."""
    (place / "7.update").write_bytes(signed)
    keys = [minisign.key_of(secret.with_suffix(".pub")) for secret in secrets]
    return update.opened(place / "7.update", place, keys)


def test_what_was_put_in_comes_out(tmp_path: Path, signed: bytes, secret: Path) -> None:
    """Each file as it was, and what its maker says of it."""
    manifest = update.unpack(opened(tmp_path, signed, secret), tmp_path / "fresh")
    assert (manifest.version, manifest.place, manifest.kiosks) == (7, "Harbor Clinic", [])
    assert (tmp_path / "fresh" / "packs" / "good" / "exercises" / "rest.yaml").read_text().endswith("# version 7\n")
    assert not (tmp_path / "fresh" / update.CHECKSUMS).exists()


def test_the_same_folder_makes_the_same_archive(tmp_path: Path, signed: bytes, secret: Path) -> None:
    """Whatever the clock says; also of files from before 1980."""
    os.utime(content(tmp_path, 7) / update.SITE, (0, 0))
    update.seal(tmp_path / "version-7", secret, tmp_path / "again.update")
    again = (tmp_path / "again.update").read_bytes()
    assert again[again.index(b"PK") :] == signed[signed.index(b"PK") :]


def test_anybody_can_look_into_it_without_us(tmp_path: Path, signed: bytes) -> None:
    """It is a signature and a zip archive."""
    (tmp_path / "7.update").write_bytes(signed)
    assert "update/update.yaml" in zipfile.ZipFile(tmp_path / "7.update").namelist()


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.999])
def test_a_half_written_one_is_told_as_that(tmp_path: Path, signed: bytes, secret: Path, kept: float) -> None:
    """With how much of it is there."""
    head = signed.index(b"PK")
    with pytest.raises(DeviceError, match=r"is not whole: \d+ of \d+ bytes.*Copy it again"):
        opened(tmp_path, signed[: head + int(kept * (len(signed) - head))], secret)


@pytest.mark.parametrize(
    "brought",
    [b"", b"\n\n\n\n", b"PK\x03\x04" * 50, b"untrusted comment: hello\n", Random(1).randbytes(3000), b"\0" * 100_000],
)
def test_what_is_no_update_is_told_as_that(tmp_path: Path, secret: Path, brought: bytes) -> None:
    """Nothing, another file, noise."""
    with pytest.raises(DeviceError, match=r"7\.update is no update"):
        opened(tmp_path, brought, secret)


@pytest.mark.parametrize("at", [0.2, 0.5, 0.9])
def test_one_bit_and_nothing_of_it_is_read(tmp_path: Path, signed: bytes, secret: Path, at: float) -> None:
    """Before the archive is looked into."""
    changed = bytearray(signed)
    changed[int(at * len(changed))] ^= 1
    with pytest.raises(DeviceError, match="is not as it was signed"):
        opened(tmp_path, bytes(changed), secret)


def test_who_signed_it_is_named_where_nobody_trusts_them(tmp_path: Path, signed: bytes, secret: Path) -> None:
    """So that it can be asked for."""
    other = key_pair(tmp_path, "other")
    with pytest.raises(DeviceError, match=f"not trusted here .{minisign.id_of(_public(secret))}"):
        opened(tmp_path, signed, other)
    assert opened(tmp_path, signed, other, secret).exists()


def test_where_nobody_is_trusted_nothing_is_opened(tmp_path: Path, signed: bytes) -> None:
    """A kiosk that was just set up."""
    with pytest.raises(CallerError, match="No key is trusted here yet"):
        opened(tmp_path, signed)


def test_a_signature_of_something_else_does_not_serve(tmp_path: Path, signed: bytes, secret: Path) -> None:
    """Taken from another update."""
    other = made(tmp_path, secret, 8).read_bytes()
    swapped = other[: other.index(b"PK")] + signed[signed.index(b"PK") :]
    with pytest.raises(DeviceError, match=r"is not|is more than"):
        opened(tmp_path, swapped, secret)


def test_what_has_no_end_is_not_copied(tmp_path: Path, signed: bytes, secret: Path) -> None:
    """A file with a hole of a terabyte costs nobody the disk."""
    (tmp_path / "7.update").write_bytes(signed)
    os.truncate(tmp_path / "7.update", 10**12)
    with pytest.raises(DeviceError, match="is more than the"):
        update.opened(tmp_path / "7.update", tmp_path, [_public(secret)])


def test_a_pipe_is_no_update(tmp_path: Path, secret: Path) -> None:
    """It would keep whoever reads it waiting."""
    os.mkfifo(tmp_path / "7.update")
    with pytest.raises(CallerError, match="There is no file"):
        update.opened(tmp_path / "7.update", tmp_path, [_public(secret)])


@pytest.mark.parametrize("name", ["readme.txt", "bin/start", "packs", "voices"])
def test_what_does_not_belong_into_it_is_told_to_its_maker(tmp_path: Path, secret: Path, name: str) -> None:
    """Before it is signed: another file, another folder, a file in place of a folder."""
    place = tmp_path / "version-7"
    if name != "packs":
        content(tmp_path, 7)
    (place / name).parent.mkdir(exist_ok=True)
    (place / name).write_text("")
    (place / update.MANIFEST).write_text("version: 7\nabout: words\nmade_on: 2026-11-30\nplace: Harbor Clinic\n")
    with pytest.raises(CallerError, match="does not belong into an update"):
        update.seal(place, secret, tmp_path / "7.update")
    assert not (tmp_path / "7.update").exists()


def test_a_link_does_not_belong_into_it(tmp_path: Path, secret: Path) -> None:
    """It would bring what its maker never meant to send."""
    place = content(tmp_path, 7)
    (place / "packs" / "good" / "more.yaml").symlink_to("/etc/passwd")
    with pytest.raises(CallerError, match=r"more\.yaml does not belong"):
        update.seal(place, secret, tmp_path / "7.update")


def test_its_maker_is_told_what_is_wrong_before_it_is_signed(tmp_path: Path, secret: Path) -> None:
    """In the site's file, and in a pack; where all is right, it is made."""
    place = content(tmp_path, 7)
    assert update.make(place, secret, tmp_path / "7.update").version == 7
    (place / update.SITE).write_text("plase: Harbor Clinic\n")
    with pytest.raises(AuthorError, match=r"site\.yaml:1:1: D004"):
        update.make(place, secret, tmp_path / "8.update")
    (place / update.SITE).unlink()
    (place / "packs" / "good" / "words.yaml").unlink()
    with pytest.raises(AuthorError, match=r"words\.yaml: C001"):
        update.make(place, secret, tmp_path / "8.update")
    assert not (tmp_path / "8.update").exists()


def test_an_update_that_brings_nothing_is_none(tmp_path: Path, secret: Path) -> None:
    """But its own description."""
    place = tmp_path / "empty"
    place.mkdir()
    (place / update.MANIFEST).write_text("version: 7\nabout: nothing\nmade_on: 2026-11-30\nplace: Harbor Clinic\n")
    with pytest.raises(CallerError, match="brings nothing"):
        update.seal(place, secret, tmp_path / "7.update")


@pytest.mark.parametrize("line", ["version: seven\n", "kiosks: [Ward 3]\n", "keys: [RWnot]\n", "wersion: 7\n"])
def test_a_slip_in_its_description_is_told_with_its_line(tmp_path: Path, secret: Path, line: str) -> None:
    """As in every file that somebody writes."""
    place = content(tmp_path, 7)
    with (place / update.MANIFEST).open("a") as manifest:
        manifest.write(line)
    with pytest.raises(AuthorError, match=r"update\.yaml:\d") as told:
        update.seal(place, secret, tmp_path / "7.update")
    assert "coach update make" in told.value.fix


def test_the_example_of_the_documentation_is_right_and_shows_every_key() -> None:
    """Somebody copies it."""
    example = Path(__file__).parents[2] / "docs" / "centre"
    assert update.read_manifest(example).kiosks == ["ward-3-corridor"]
    text = (example / update.MANIFEST).read_text()
    assert all(f"{name}:" in text for name in update.Manifest.model_fields)
    assert re.search(minisign.KEY, text)


def test_the_only_update_on_a_stick_is_found(tmp_path: Path) -> None:
    """Where there are two, somebody has to say which."""
    (tmp_path / "7.update").touch()
    assert update.found(tmp_path) == update.found(tmp_path / "7.update") == tmp_path / "7.update"
    (tmp_path / "8.update").touch()
    with pytest.raises(CallerError, match=r"2 updates in .*7\.update, 8\.update"):
        update.found(tmp_path)


def _public(secret: Path) -> str:
    return minisign.key_of(secret.with_suffix(".pub"))
