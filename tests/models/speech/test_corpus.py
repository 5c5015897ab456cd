"""Recordings of real people."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CallerError
from models.speech.corpus import Clip, half, read_corpus, sample

MANIFEST = "path,text,speaker,kind\ndigits/a.flac,seven,ann,digits\ncommands/b.flac,yes,bob,commands\n"


def test_a_corpus_is_read_by_kind(tmp_path: Path) -> None:
    """What a recorded person said is what a right answer means."""
    (tmp_path / "manifest.csv").write_text(MANIFEST)
    assert read_corpus(tmp_path) == {
        "digits": [Clip(tmp_path / "digits/a.flac", "seven", "seven", "ann")],
        "commands": [Clip(tmp_path / "commands/b.flac", "yes", "yes", "bob")],
    }


@pytest.mark.parametrize("text", ["", "path,text\na,b\n", 'path,text,speaker,kind\n"a'])
def test_a_folder_without_a_usable_manifest_is_named(tmp_path: Path, text: str) -> None:
    """Whoever gives another corpus learns what it needs."""
    (tmp_path / "manifest.csv").write_text(text)
    with pytest.raises(CallerError, match=r"manifest\.csv"):
        read_corpus(tmp_path)


def test_a_folder_without_manifest_is_named(tmp_path: Path) -> None:
    """The same for a folder that is something else."""
    with pytest.raises(CallerError, match=r"manifest\.csv"):
        read_corpus(tmp_path)


def test_the_split_of_speakers_stays_as_it_is() -> None:
    """Figures of different months are about the same people; these are three speakers of ../shared/speech."""
    halves = {speaker: half(speaker) for speaker in ("jackson", "lucas", "theo")}
    assert halves == {"jackson": "tuned on", "lucas": "held out", "theo": "held out"}


@given(st.text(min_size=1), st.text(), st.text())
def test_all_clips_of_a_speaker_are_in_one_half(speaker: str, one: str, other: str) -> None:
    """Nobody's voice is both tuned on and held out."""
    assert Clip(Path("a"), one, one, speaker).half == Clip(Path("b"), other, other, speaker).half


def test_a_sample_is_a_tenth_and_does_not_depend_on_what_else_there_is() -> None:
    """A quick measurement of today can be compared with one of yesterday."""
    clips = [Clip(Path(f"{number}.flac"), "yes", "yes", "ann") for number in range(2000)]
    some = sample(clips)
    assert 150 < len(some) < 250
    assert sample(clips[:500]) == [clip for clip in some if clip in clips[:500]]
