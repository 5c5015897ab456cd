"""A careful reader sees what the coach need not know in order to speak."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from coach.content.loader import load_pack
from coach.content.reviewer import Reviewer, phrases_of_words
from tests.content.scripts import GOOD
from tests.content.test_faults import PACKS, pack_with

TODAY = date(2026, 11, 22)


def letters(words: Sequence[str], locale: str) -> Mapping[str, str]:
    """Each word as it is spelled, in place of its sounds."""
    assert locale == "en-US"
    return {word: word for word in words}


def test_each_flaw_has_its_file() -> None:
    """Also those of files without steps."""
    pack = load_pack(GOOD)
    flaws = list(Reviewer(TODAY, unknown=frozenset).review(pack))
    places = {name for name, _ in flaws}
    assert {flaw.code for _, flaw in flaws} == {"C063"}
    assert "words.yaml" in places
    assert places <= {path.relative_to(GOOD).as_posix() for path in GOOD.rglob("*.yaml")}
    told = [flaw.where for name, flaw in flaws if name == "words.yaml"]
    assert set(told) == {where for where, _ in phrases_of_words(pack.words)}


def test_what_is_not_known_is_not_checked() -> None:
    """Without sounds and without a word list there is nothing to find in the good pack."""
    assert list(Reviewer(TODAY).review(load_pack(GOOD))) == []


def test_every_word_that_is_spoken_or_understood_is_pronounced_once() -> None:
    """One call for a whole pack."""
    asked: list[Sequence[str]] = []

    def listening(words: Sequence[str], locale: str) -> Mapping[str, str]:
        asked.append(words)
        return letters(words, locale)

    list(Reviewer(TODAY, listening).review(load_pack(GOOD)))
    (words,) = asked
    assert len(words) == len(set(words))
    assert {"stop", "seven", "rest"} <= set(words)


def test_a_pack_that_cannot_be_signed_can_still_be_spoken(tmp_path: Path) -> None:
    """A review that ran out overnight keeps no kiosk from starting."""
    folder = pack_with(PACKS / "C064", tmp_path / "pack")
    assert load_pack(folder).exercises["bad"].status == "reviewed"
