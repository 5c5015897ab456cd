"""Every phrase of a pack goes before the ear; what it confuses or does not understand is told where it stands."""

from pathlib import Path

import pytest

from coach.content.loader import load_pack
from coach.content.script import Script
from coach.conversation.understanding import Chose, Vocabulary, Wished
from coach.document import read
from coach.ports import Ear
from coach.rehearsal.audition import Candidate, audition, candidates
from coach.rehearsal.flite import VOICES as VOICES_OF_FLITE
from coach.rehearsal.flite import Flite
from tests.content.scripts import GOOD
from tests.content.test_faults import BY_EAR, PACKS, marked, pack_with
from tests.fakes.ear import FakeEar
from tests.fakes.voice import FakeVoice

BEAR = Candidate(
    Path("den.yaml"),
    ("steps", "den", "ask", "answers", "animal", "phrases", 0),
    "bear",
    Vocabulary({"bear": Chose("animal"), "a bear": Chose("animal"), "pear": Chose("fruit")}, {}),
)
VOICES = [FakeVoice(), FakeVoice(), FakeVoice(), FakeVoice()]


@pytest.mark.parametrize(
    "heard",
    [
        ["bear", "bear", "bear", "bear"],
        ["a bear", "bear", "a bear", "bear"],
        ["bear", "bear", "bear", "pear"],
        ["bear", None, "bear", "mumble"],
    ],
)
def test_a_phrase_that_most_voices_are_understood_with_is_good(heard: list[str | None]) -> None:
    """In whatever words of the same meaning; one voice may be confused, half of them not understood."""
    assert audition(BEAR, FakeEar(heard), VOICES) is None


def test_a_phrase_that_is_taken_for_another_names_it() -> None:
    """So that the author sees which two are too near."""
    flaw = audition(BEAR, FakeEar(["bear", "pear", "bear", "pear"]), VOICES)
    assert flaw is not None
    assert (flaw.where, flaw.code) == (BEAR.where, "A001")
    assert flaw.message == "'bear' was heard as 'pear' from 2 of 4 voices"


def test_a_phrase_that_is_not_understood_is_told() -> None:
    """From most of the voices nothing came."""
    flaw = audition(BEAR, FakeEar(["bear", None, "mumble", None]), VOICES)
    assert flaw is not None
    assert (flaw.code, flaw.message) == ("A002", "'bear' was understood from 1 of 4 voices")


def test_every_phrase_of_a_pack_goes_before_the_ear() -> None:
    """Those of words.yaml once, those of a question where it is asked; each place is one that the file has."""
    pack = load_pack(GOOD)
    placed = {(candidate.file.name, candidate.phrase) for candidate in candidates(pack)}
    everywhere = {("words.yaml", phrase) for phrases in pack.words.everywhere.values() for phrase in phrases}
    numbers = {("words.yaml", phrase) for phrases in pack.words.numbers.values() for phrase in phrases}
    assert everywhere <= placed
    assert numbers <= placed
    assert all(candidate.vocabulary.meaning(candidate.phrase) for candidate in candidates(pack))


@pytest.mark.engines
def test_words_that_sound_the_same_do_not_pass(moonshine_tiny: Ear) -> None:
    """ "Flour" and "flower" cannot be told apart by any ear."""
    baking = Vocabulary({"flour": Chose("baking"), "flower": Chose("garden"), "stop": Wished("stop")}, {})
    voices = [Flite(name) for name in VOICES_OF_FLITE]
    said = [Candidate(BEAR.file, BEAR.where, phrase, baking) for phrase in baking.meanings]
    flaws = [audition(candidate, moonshine_tiny, voices) for candidate in said]
    assert [bool(flaw) for flaw in flaws[:2]].count(True) >= 1
    assert flaws[2] is None


@pytest.mark.engines
@pytest.mark.parametrize("code", BY_EAR)
def test_the_fixture_of_a_code_has_that_fault(code: str, moonshine_tiny: Ear, tmp_path: Path) -> None:
    """A phrase that nobody would find fault with by reading."""
    folder = pack_with(PACKS / code, tmp_path / "pack")
    voices = [Flite(name) for name in VOICES_OF_FLITE]
    heard = [candidate for candidate in candidates(load_pack(folder)) if candidate.file.name == "bad.yaml"]
    flaws = [flaw for each in heard if (flaw := audition(each, moonshine_tiny, voices))]
    document = read(folder / "exercises" / "bad.yaml", Script)
    faults = [document.fault(*flaw) for flaw in flaws]
    told = [(fault.path, fault.line, fault.code) for fault in faults]
    assert told == [(*place, code) for place in marked(folder, code)]
