"""Rendered prompts on disk."""

import logging
from pathlib import Path

import numpy as np
import pytest

from coach.speaking.cache import PromptCache, key_of
from tests.full_disk import full_disk

PROMPT = (0.1 * np.sin(np.arange(16_000) / 20)).astype(np.float32)


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """In a folder that is made when it is needed, also by the next session."""
    PromptCache(tmp_path / "new" / "prompts").keep("key", PROMPT)
    found = PromptCache(tmp_path / "new" / "prompts").find("key")
    assert found == pytest.approx(PROMPT, abs=1e-4)


def test_what_was_not_kept_is_not_found(tmp_path: Path) -> None:
    """Nor is it an error."""
    assert PromptCache(tmp_path).find("key") is None


def test_every_change_has_a_key_of_its_own() -> None:
    """Another voice, rate or text is another prompt; the same is the same."""
    keys = {key_of("a", 1.0, "x"), key_of("b", 1.0, "x"), key_of("a", 0.8, "x"), key_of("a", 1.0, "y")}
    assert len(keys) == 4
    assert key_of("a", 1.0, "x") in keys


def test_a_key_does_not_tell_the_text() -> None:
    """It is a name that any file system takes, also for a text with a slash."""
    assert key_of("a", 1.0, "and/or ../?").isalnum()


def test_a_broken_file_counts_as_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """It is rendered again, and replaced."""
    cache = PromptCache(tmp_path)
    (tmp_path / "key.wav").write_bytes(b"RIFF....")
    assert cache.find("key") is None
    assert "is broken" in caplog.text
    cache.keep("key", PROMPT)
    assert cache.find("key") is not None


@pytest.mark.parametrize("broken", [b"", b"not a sound", b"RIFF", None, 44])
def test_what_is_cut_off_is_not_whole(tmp_path: Path, broken: bytes | int | None) -> None:
    """Without reading all of it: a file that is as long as it says is whole; the rest is rendered again at set-up."""
    cache = PromptCache(tmp_path)
    assert not cache.is_whole("a")
    cache.keep("a", np.full(1600, 0.1, np.float32))
    assert cache.is_whole("a")
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(broken if isinstance(broken, bytes) else kept.read_bytes()[: broken or -1])
    assert not cache.is_whole("a")


def test_a_full_disk_is_told_once_and_leaves_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The coach speaks on without keeping prompts."""
    cache = PromptCache(tmp_path)
    with caplog.at_level(logging.WARNING), full_disk(1024):
        cache.keep("one", PROMPT)
        cache.keep("two", PROMPT)
    assert len(caplog.records) == 1
    assert "are not kept" in caplog.text
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As with a full disk."""
    (tmp_path / "file").write_text("in the way")
    cache = PromptCache(tmp_path / "file" / "prompts")
    cache.keep("one", PROMPT)
    cache.keep("two", PROMPT)
    assert len(caplog.records) == 1
