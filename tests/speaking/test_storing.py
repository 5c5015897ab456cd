"""Filling the cache of rendered prompts while a session goes on."""

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import EngineError
from coach.ports import Samples
from coach.speaking.cache import PromptCache, key_of
from coach.speaking.storing import FAILURES_AT_MOST, NICENESS, Storer, Storing
from coach.worker import Worker
from tests.fakes.engine import FakeEngine
from tests.full_disk import full_disk

PROMPT_SECONDS = 60.0
"""Long enough for any call here on a busy machine."""


class NiceEngine(FakeEngine):
    """Notes how nice its process is, too."""

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance."""
        return super().synthesise(f"{text}, at {os.nice(0)}", rate)


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """The file of what the engine said."""
    return tmp_path / "said"


@pytest.fixture
def voice(said: Path) -> Iterator[Worker]:
    """The engine that a session speaks with."""
    worker = Worker("fake engine", NiceEngine, str(said))
    yield worker
    worker.close()


def texts(*said: str) -> dict[str, str]:
    """Lines by their keys."""
    return {key_of("fake", 1.0, text): text for text in said}


def lines_of(said: Path) -> list[str]:
    """What the engine was asked to say."""
    return said.read_text(encoding="utf-8").splitlines() if said.exists() else []


def test_all_lines_are_stored_in_order_by_a_process_that_gives_way(tmp_path: Path, said: Path, voice: Worker) -> None:
    """The ear and the voice go first: the session's own engine is not asked."""
    cache, wanted = PromptCache(tmp_path / "prompts"), texts("one", "two", "three")
    storing = Storing(voice, cache, wanted, 1.0)
    storing.wait()
    assert cache.is_just(wanted)
    assert lines_of(said) == [f"{text}, at {NICENESS}" for text in ("one", "two", "three")]
    storing.close()


def test_what_is_there_already_is_not_rendered_and_what_is_not_wanted_goes(
    tmp_path: Path, said: Path, voice: Worker
) -> None:
    """The next start goes on where the last one ended."""
    cache = PromptCache(tmp_path / "prompts")
    Storing(voice, cache, texts("one", "old"), 1.0).wait()
    Storing(voice, cache, texts("one", "two"), 1.0).wait()
    assert cache.is_just(texts("one", "two"))
    assert [line.partition(",")[0] for line in lines_of(said)] == ["one", "old", "two"]


@pytest.mark.engines
def test_a_line_that_cannot_be_rendered_keeps_no_other_from_it(tmp_path: Path, voice: Worker) -> None:
    """Nor one of which the engine dies; both are told when they are to be spoken."""
    cache = PromptCache(tmp_path / "prompts")
    bad = Worker("fake engine", FakeEngine, str(tmp_path / "said"))
    Storing(bad, cache, texts("fail", "die", "two"), 1.0).wait()
    bad.close()
    assert cache.is_just(texts("two"))


def test_an_engine_that_speaks_nothing_is_left_alone(tmp_path: Path, said: Path) -> None:
    """After a few lines: each may take its time to fail, at every start. The session's own makes it once more."""
    speaker = Worker("fake engine", missing_engine, str(said))
    with pytest.raises(EngineError):  # or it might be let go before it was begun
        speaker.call("synthesise", "one", 1.0, timeout_seconds=PROMPT_SECONDS)
    assert len(lines_of(said)) == 1
    lines = texts(*(f"line {number}" for number in range(20)))
    Storing(speaker, PromptCache(tmp_path / "prompts"), lines, 1.0).wait()
    speaker.close()
    assert len(lines_of(said)) == 1 + FAILURES_AT_MOST


def missing_engine(said: str) -> object:
    """A factory that notes its call, and fails."""
    with open(said, "a", encoding="utf-8") as file:
        file.write("asked\n")
    raise OSError("no library")


def test_it_may_be_closed_at_any_time(tmp_path: Path, voice: Worker) -> None:
    """The session ends, and nobody waits for the rest."""
    cache, wanted = PromptCache(tmp_path / "prompts"), texts(*(f"slow {number}" for number in range(1000)))
    storing = Storing(voice, cache, wanted, 1.0)
    storing.close()
    storing.close()
    assert not cache.is_just(wanted)


def test_a_full_disk_is_told_once_and_nothing_more_is_rendered(
    tmp_path: Path, said: Path, voice: Worker, caplog: pytest.LogCaptureFixture
) -> None:
    """The session goes on without kept prompts. The process that stores has the bound of this one."""
    cache = PromptCache(tmp_path / "prompts")
    cache.require_writable()
    with caplog.at_level(logging.WARNING):
        with full_disk(1024):
            storing = Storing(voice, cache, texts("one", "two", "three"), 1.0)
        storing.wait()
    assert len(caplog.records) == 1
    assert "are not kept" in caplog.text and "cannot be written" in caplog.text
    assert len(lines_of(said)) == 1
    assert list(cache.folder.iterdir()) == []


def test_a_storer_makes_its_engine_when_it_is_wanted(tmp_path: Path) -> None:
    """Where all is there, no engine is loaded to see that."""
    storer = Worker("fake storer", Storer, PromptCache(tmp_path), missing_engine, str(tmp_path / "said"))
    storer.call("keep_only", [], timeout_seconds=60.0)
    assert lines_of(tmp_path / "said") == []
    with pytest.raises(EngineError, match="OSError"):
        storer.call("store", "key", "one", 1.0, timeout_seconds=60.0)
    assert lines_of(tmp_path / "said") == ["asked"]
    storer.close()
