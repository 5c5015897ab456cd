"""Signatures by the real minisign."""

from pathlib import Path

import pytest

from coach.editions import minisign
from coach.errors import CallerError
from tests.editions.maker import key_pair


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secret key, its public one beside it."""
    return key_pair(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Something to sign."""
    (tmp_path / "file").write_bytes(b"words of a pack")
    return tmp_path / "file"


def test_what_was_signed_is_right_until_it_is_changed(file: Path, secret: Path, tmp_path: Path) -> None:
    """By one byte, in the file or in what was said of it."""
    signature, key = tmp_path / "signature", minisign.key_of(secret.with_suffix(".pub"))
    minisign.sign(file, secret, signature, "version 7")
    assert minisign.is_right(file, signature, key)
    signature.write_text(signature.read_text().replace("version 7", "version 8"))
    assert not minisign.is_right(file, signature, key)
    minisign.sign(file, secret, signature, "version 7")
    file.write_bytes(b"Words of a pack")
    assert not minisign.is_right(file, signature, key)


def test_another_key_has_not_signed_it(file: Path, secret: Path, tmp_path: Path) -> None:
    """Whoever made it."""
    signature = tmp_path / "signature"
    minisign.sign(file, secret, signature, "version 7")
    other = minisign.key_of(key_pair(tmp_path, "other").with_suffix(".pub"))
    assert not minisign.is_right(file, signature, other)


def test_a_key_has_the_name_that_minisign_gives_it(secret: Path) -> None:
    """So that two people can compare it."""
    public = secret.with_suffix(".pub")
    assert public.read_text().splitlines()[0].endswith(minisign.id_of(minisign.key_of(public)))


@pytest.mark.parametrize("content", ["", "a line\n", "untrusted comment: x\nRWQnotakey\n", "\0" * 5000, "x\n" * 3])
def test_what_is_no_key_is_refused(tmp_path: Path, content: str) -> None:
    """By its file's name."""
    (tmp_path / "harbor.pub").write_text(content)
    with pytest.raises(CallerError, match=r"harbor\.pub is no public key"):
        minisign.key_of(tmp_path / "harbor.pub")


def test_a_key_that_does_not_sign_is_told(file: Path, tmp_path: Path) -> None:
    """With how one is made."""
    with pytest.raises(CallerError, match="Nothing was signed") as told:
        minisign.sign(file, tmp_path / "none.key", tmp_path / "signature", "version 7")
    assert "minisign -G" in told.value.fix
