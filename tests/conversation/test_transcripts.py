"""The golden conversations: what the coach says is reviewed word by word."""

import pytest

from coach.content.pack import Pack
from tests.conversation import transcript

TRANSCRIPTS = sorted(transcript.FOLDER.glob("*.txt"))
KINDS = ("happy", "unsure", "silent", "worse", "stop", "help")


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_it_was_reviewed(path, english: Pack) -> None:
    """A session in which the person does the same says the same."""
    golden = path.read_text(encoding="utf-8")
    assert transcript.rewritten(english, golden) == golden, "Reviewed and meant? Then run scripts/write-transcripts."


def test_every_exercise_has_its_conversations(english: Pack) -> None:
    """Each exercise that can be chosen is reviewed happy, unsure, silent, worse, stopped, and with help."""
    missing = [
        f"{exercise}-{kind}"
        for exercise in english.exercises
        for kind in KINDS
        if not (transcript.FOLDER / f"{exercise}-{kind}.txt").exists()
    ]
    assert missing == []


def test_every_safety_path_has_its_conversation(english: Pack) -> None:
    """Each safety path is reviewed at least once."""
    assert [path for path in english.safety if not (transcript.FOLDER / f"{path}.txt").exists()] == []


def test_no_conversation_breaks_off() -> None:
    """Every reviewed session comes to its end, and every reviewed exercise to where the session goes on."""
    assert [path.stem for path in TRANSCRIPTS if not transcript.is_whole(path.read_text(encoding="utf-8"))] == []
