"""Who has signed what."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from coach.content import signatures
from coach.content.loader import load_pack
from coach.content.reviewer import Reviewer
from coach.errors import AuthorError
from tests.content.scripts import GOOD

TODAY = date(2026, 11, 30)
REST = "exercises/rest.yaml"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A small whole pack that nobody has signed."""
    return Path(shutil.copytree(GOOD, tmp_path / "pack"))


def test_at_first_nobody_has_signed_anything(pack: Path) -> None:
    """Every file of words has to be, the ladder of repairs and the rules of danger too."""
    assert signatures.of_pack(pack) == []
    assert {REST, "repair.yaml", "risk.yaml", "session/welcome.yaml"} <= set(signatures.unsigned(pack))


def test_a_signature_says_who_when_and_which_version(pack: Path) -> None:
    """And is kept beside the words; the pack stays right."""
    signed = signatures.sign(pack, REST, "Dr Jane Roe", TODAY)
    assert (signed.by, signed.signed_on, len(signed.sha256)) == ("Dr Jane Roe", TODAY, 64)
    assert signatures.of_pack(pack) == [signed]
    assert REST not in signatures.unsigned(pack)
    assert load_pack(pack, Reviewer(TODAY)).header.id == "good"


def test_one_comma_and_it_is_signed_no_more(pack: Path) -> None:
    """`coach check` tells it; until somebody signs it again."""
    signatures.sign(pack, REST, "Dr Jane Roe", TODAY)
    (pack / REST).write_text((pack / REST).read_text() + "\n")
    assert REST in signatures.unsigned(pack)
    with pytest.raises(AuthorError) as told:
        load_pack(pack, Reviewer(TODAY))
    (fault,) = told.value.faults
    assert (fault.path, fault.code) == (pack / REST, "C067") and "Dr Jane Roe signed it on 2026-11-30" in fault.message
    signatures.sign(pack, REST, "Dr John Doe", TODAY)
    assert REST not in signatures.unsigned(pack) and load_pack(pack, Reviewer(TODAY))


def test_it_keeps_nobody_from_speaking_at_home(pack: Path) -> None:
    """Only a careful reader is told of it."""
    signatures.sign(pack, REST, "Dr Jane Roe", TODAY)
    (pack / REST).write_text((pack / REST).read_text() + "\n")
    assert load_pack(pack).header.id == "good"


def test_no_signature_is_ever_taken_out(pack: Path) -> None:
    """An inspector sees who stood for what, and when."""
    for day in (1, 2, 3):
        signatures.sign(pack, REST, "Dr Jane Roe", date(2026, 11, day))
    assert [signature.signed_on.day for signature in signatures.of_pack(pack)] == [1, 2, 3]


def test_what_was_signed_and_is_gone_is_told(pack: Path) -> None:
    """As what has changed."""
    signature = signatures.sign(pack, REST, "Dr Jane Roe", TODAY)
    (pack / REST).unlink()
    assert list(signatures.outdated(pack, [signature])) == [(REST, signature)]


def test_content_is_accepted_by_its_id_or_by_its_room(pack: Path) -> None:
    """No more than was named."""
    assert REST not in signatures.unsigned(pack, ["rest"])
    left = signatures.unsigned(pack, ["exercises", "session", "repair"])
    assert "risk.yaml" in left and not any(name.startswith(("exercises", "session")) for name in left)


def test_a_signature_that_is_none_is_a_fault(pack: Path) -> None:
    """With its line."""
    (pack / signatures.FILE).write_text(
        "- content: exercises/rest.yaml\n  sha256: abc\n  by: Dr Jane Roe\n  signed_on: today\n"
    )
    with pytest.raises(AuthorError) as told:
        load_pack(pack)
    assert [(fault.line, fault.code) for fault in told.value.faults] == [(2, "D006"), (4, "D006")]
