"""Who signed a script and when, and where its claims come from."""

from datetime import date

import pytest

from coach.content.evidence import check_claims, check_review
from tests.content.scripts import script

TODAY = date(2026, 11, 22)
CLAIMED = "a: {say: {a: 'Research says so.'}, end: finish}"


@pytest.mark.parametrize(
    ("reviewed_on", "told"),
    [("2026-11-22", 0), ("2025-11-22", 0), ("2025-11-21", 1), ("2026-11-23", 1), ("soon", 0)],
)
def test_a_review_holds_for_a_year(reviewed_on: str, told: int) -> None:
    """And is not of the future; what is no date is another fault."""
    signed = script(CLAIMED, status="reviewed", reviewer="somebody", reviewed_on=reviewed_on)
    assert [flaw.code for flaw in check_review(signed, TODAY)] == ["C064"] * told


def test_a_draft_needs_no_review() -> None:
    """However old it is."""
    assert list(check_review(script(CLAIMED, reviewed_on="2001-01-01"), TODAY)) == []


def test_a_claim_names_its_source_where_it_is_made() -> None:
    """That of the whole script does not say which line it is for."""
    assert [flaw.code for flaw in check_claims(script(CLAIMED), ["research"])] == ["C065"]
    sourced = CLAIMED.replace("end:", "sources: [a paper], end:")
    assert list(check_claims(script(sourced), ["research"])) == []


def test_a_claim_word_is_a_whole_word() -> None:
    """In any case; "on average" is two. Without any, nothing is a claim."""
    for words, told in ((["search"], 0), (["says so"], 1), (["RESEARCH".lower()], 1), ([], 0)):
        assert len(list(check_claims(script(CLAIMED), words))) == told
