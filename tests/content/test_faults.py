"""Every fault that a pack can have is told by its code, where it stands."""

import shutil
from pathlib import Path

import pytest

from coach.content.faults import CODES
from coach.content.loader import load_pack
from coach.errors import AuthorError

PACKS = Path(__file__).parent.parent / "packs"
"""`good` is a small whole pack. Each code's folder holds what differs from it; an empty file takes one away. The
faulty lines say their code in a comment."""


def pack_with(changes: Path, folder: Path) -> Path:
    """The good pack with these changes, in `folder`."""
    shutil.copytree(PACKS / "good", folder)
    shutil.copytree(changes, folder, dirs_exist_ok=True)
    for file in folder.rglob("*.*"):
        if file.stat().st_size == 0:
            file.unlink()
    return folder


def marked(folder: Path, code: str) -> list[tuple[Path, int]]:
    """The lines of a fixture that say this code."""
    return [
        (file, number)
        for file in sorted(folder.rglob("*.yaml"))
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if line.endswith(f"# {code}")
    ]


def test_the_good_pack_has_no_fault() -> None:
    """What the fixtures differ from is right."""
    assert load_pack(PACKS / "good").header.id == "good"


def test_every_code_has_its_fixture_and_every_fixture_its_code() -> None:
    """A new code cannot be forgotten here."""
    assert {folder.name for folder in PACKS.iterdir() if folder.is_dir()} - {"good"} == set(CODES)


@pytest.mark.parametrize("code", sorted(CODES))
def test_the_fault_is_told_with_its_code_and_line(code: str, tmp_path: Path) -> None:
    """The fixture of a code has that fault, on the lines that say so, and no other."""
    folder = pack_with(PACKS / code, tmp_path / "pack")
    with pytest.raises(AuthorError) as caught:
        load_pack(folder)
    faults = caught.value.faults
    assert {fault.code for fault in faults} == {code}
    places = marked(folder, code)
    assert [(fault.path, fault.line) for fault in faults] == (places or [(faults[0].path, 0)])
    assert all(fault.column > 0 for fault in faults if places)


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_one_clear_sentence(code: str) -> None:
    """The list of codes reads as sentences."""
    assert CODES[code][0].islower() and not CODES[code].endswith(".")
