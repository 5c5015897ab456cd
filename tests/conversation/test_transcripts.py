"""The golden conversations: what the coach says is reviewed word by word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from coach.content.loader import PACKS
from coach.content.pack import Pack
from tests.conversation import transcript

NAMES = sorted(header.parent.name for header in PACKS.glob("*/pack.yaml"))
TRANSCRIPTS = [
    pytest.param(name, path, id=f"{name}-{path.stem}") for name in NAMES for path in transcript.paths_of(name)
]
KINDS = ("happy", "unsure", "silent", "worse", "stop", "help")


@pytest.mark.parametrize(("name", "path"), TRANSCRIPTS)
def test_the_conversation_goes_as_it_was_reviewed(name: str, path: Path, pack_called: Callable[[str], Pack]) -> None:
    """A session in which the person does the same says the same."""
    golden = path.read_text(encoding="utf-8")
    now = transcript.rewritten(pack_called(name), golden)
    assert now == golden, "Reviewed and meant? Then run scripts/write-transcripts."


@pytest.mark.parametrize("name", NAMES)
def test_every_exercise_has_its_conversations(name: str, pack_called: Callable[[str], Pack]) -> None:
    """Each exercise that can be chosen is reviewed happy, unsure, silent, worse, stopped, and with help."""
    wanted = {f"{exercise}-{kind}" for exercise in pack_called(name).exercises for kind in KINDS}
    assert wanted - {path.stem for path in transcript.paths_of(name)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_every_safety_path_has_its_conversation(name: str, pack_called: Callable[[str], Pack]) -> None:
    """Each safety path is reviewed at least once."""
    assert pack_called(name).safety.keys() - {path.stem for path in transcript.paths_of(name)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_conversation_breaks_off(name: str) -> None:
    """Every reviewed session comes to its end, and every reviewed exercise to where the session goes on."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in transcript.paths_of(name)}
    assert [stem for stem, text in texts.items() if not transcript.is_whole(text)] == []
