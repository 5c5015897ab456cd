"""Every fault that a pack can have is told by its code, where it stands, and has a page that explains it."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from coach.content.faults import pages
from coach.content.loader import load_pack
from coach.content.reviewer import Reviewer
from coach.errors import AuthorError
from coach.speaking.pronunciation import pronounce

PACKS = Path(__file__).parent.parent / "packs"
"""`good` is a small whole pack. Each code's folder holds what differs from it; an empty file takes one away. The
faulty lines say their code in a comment."""
PAGES = pages()
TODAY = date(2026, 11, 22)
BY_EAR = ["A001", "A002"]
"""Specified in tests/rehearsal/test_audition.py."""
BY_SOUND = ["C060", "C061", "C062"]
"""Needs to know how words sound."""
BY_READING = sorted(PAGES.keys() - {*BY_EAR, *BY_SOUND})


def knows_all_but_quinoa(words: Sequence[str]) -> frozenset[str]:
    """The words that a small recogniser lacks."""
    return frozenset(words) & {"quinoa"}


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
        for number, line in enumerate(file.read_text(errors="replace").splitlines(), start=1)
        if line.endswith(f"# {code}")
    ]


def check_fixture(code: str, folder: Path, reviewer: Reviewer) -> None:
    """The fixture of a code has that fault, on the lines that say so, and no other."""
    pack_with(PACKS / code, folder)
    with pytest.raises(AuthorError) as caught:
        load_pack(folder, reviewer)
    faults = caught.value.faults
    assert {fault.code for fault in faults} == {code}
    places = marked(folder, code)
    assert [(fault.path, fault.line) for fault in faults] == (places or [(faults[0].path, 0)])
    assert all(fault.column > 0 for fault in faults if places)


@pytest.mark.engines
def test_the_good_pack_has_no_fault() -> None:
    """What the fixtures differ from is right, also for a careful reader."""
    assert load_pack(PACKS / "good", Reviewer(TODAY, pronounce, knows_all_but_quinoa)).header.id == "good"


def test_every_code_has_its_fixture_and_every_fixture_its_code() -> None:
    """A new code cannot be forgotten here."""
    fixtures = {folder.name for folder in PACKS.iterdir() if folder.is_dir()} - {"good"}
    assert fixtures == PAGES.keys()


@pytest.mark.parametrize("code", BY_READING)
def test_the_fault_is_told_with_its_code_and_line(code: str, tmp_path: Path) -> None:
    """By reading alone."""
    check_fixture(code, tmp_path / "pack", Reviewer(TODAY, unknown=knows_all_but_quinoa))


@pytest.mark.engines
@pytest.mark.parametrize("code", BY_SOUND)
def test_the_fault_is_told_by_the_sound_of_words(code: str, tmp_path: Path) -> None:
    """As espeak-ng, the coach's voice, says them."""
    check_fixture(code, tmp_path / "pack", Reviewer(TODAY, pronounce))


@pytest.mark.parametrize("code", sorted(PAGES))
def test_every_code_has_a_page_in_plain_sentences(code: str) -> None:
    """One sentence that names it, what it means, why it matters, and an example with its cure."""
    page = PAGES[code]
    assert page.sentence[0].islower() and not page.sentence.endswith(".")
    for text in (page.means, page.matters):
        assert text.strip().endswith(".")
    assert page.wrong.strip() != page.right.strip()


def test_nothing_tells_a_code_without_a_page() -> None:
    """Codes stand in the sources as they are told."""
    sources = "".join(path.read_text() for path in (PACKS.parent.parent / "coach").rglob("*.py"))
    assert set(re.findall(r'"([ACD]\d\d\d)"', sources)) == PAGES.keys()
