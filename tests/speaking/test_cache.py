"""Rendered prompts on disk."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.speaking.cache import MOST_BYTES, PromptCache, key_of
from tests.full_disk import full_disk
from tests.plain_user import plain_user

PROMPT = (0.1 * np.sin(np.arange(16_000) / 20)).astype(np.float32)


def test_what_is_kept_is_found(tmp_path: Path) -> None:
    """In a folder that is made when it is needed, also by the next session."""
    first = PromptCache(tmp_path / "new" / "prompts")
    first.keep("key", PROMPT)
    found = PromptCache(tmp_path / "new" / "prompts").find("key")
    assert found is not None
    assert np.corrcoef(found, PROMPT)[0, 1] > 0.99


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


@pytest.mark.parametrize("kept_bytes", [0, 1, 4, 5, 500, -1])
def test_what_was_cut_off_counts_as_none(tmp_path: Path, caplog: pytest.LogCaptureFixture, kept_bytes: int) -> None:
    """Nobody hears half a sentence, wherever the power went; the file goes, so that the prompt is rendered again."""
    cache = PromptCache(tmp_path)
    cache.keep("key", PROMPT)
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes()[:kept_bytes])
    assert cache.find("key") is None
    assert "is broken" in caplog.text
    assert not cache.holds("key")


@pytest.mark.parametrize("place", [0, 100, -100, -1])
def test_what_was_changed_counts_as_none(tmp_path: Path, place: int) -> None:
    """A byte of it anywhere: no noise where somebody waits for a word."""
    cache = PromptCache(tmp_path)
    cache.keep("key", PROMPT)
    (kept,) = tmp_path.iterdir()
    content = bytearray(kept.read_bytes())
    content[place] ^= 0xFF
    kept.write_bytes(content)
    assert cache.find("key") is None
    cache.keep("key", PROMPT)
    assert cache.find("key") is not None


def test_a_prompt_keeps_its_length_and_its_loudness(tmp_path: Path) -> None:
    """What is left out is what nobody hears; the captions and the echo's bounds go by the sound that is played."""
    cache = PromptCache(tmp_path)
    for samples in (PROMPT[:1], PROMPT[:777], PROMPT, np.tile(PROMPT, 30)):
        cache.keep("key", samples)
        found = cache.find("key")
        assert found is not None
        assert (found.shape, found.dtype) == (samples.shape, samples.dtype)
        assert np.sqrt(np.mean(found**2)) == pytest.approx(np.sqrt(np.mean(samples**2)), rel=0.05, abs=0.01)


def test_a_prompt_takes_a_quarter_of_its_wav(tmp_path: Path) -> None:
    """A whole pack fits on a small card."""
    cache = PromptCache(tmp_path)
    cache.keep("key", np.tile(PROMPT, 5))
    (kept,) = tmp_path.iterdir()
    assert kept.stat().st_size < 5 * len(PROMPT) * 2 / 4


def test_what_nobody_says_any_more_goes(tmp_path: Path) -> None:
    """Prompts of other words, another voice or an earlier version; what is not ours stays."""
    cache = PromptCache(tmp_path)
    wanted, gone = key_of("a", 1.0, "x"), key_of("b", 1.0, "x")
    for key in (wanted, gone):
        cache.keep(key, PROMPT)
    (tmp_path / f"{gone}.wav").write_bytes(b"of an earlier version")
    unfinished = f".{wanted}.ogg.0123abcd.unfinished"
    theirs = ["notes.txt", "song.ogg", "recording.wav", unfinished]
    for name in theirs:
        (tmp_path / name).write_bytes(b"theirs, or being written right now")
    assert not cache.is_just([wanted])
    cache.keep_only([wanted])
    assert {path.name for path in tmp_path.iterdir()} == {f"{wanted}.ogg", *theirs}
    assert cache.is_just([wanted])
    os.utime(tmp_path / unfinished, (0, 0))
    cache.keep_only([wanted])
    assert not (tmp_path / unfinished).exists()


def test_a_folder_is_just_what_it_should_be_or_not() -> None:
    """One that is not there holds nothing."""
    assert PromptCache(Path("nowhere")).is_just([])
    assert not PromptCache(Path("nowhere")).is_just([key_of("a", 1.0, "x")])


def test_it_does_not_grow_without_bound(tmp_path: Path) -> None:
    """Whatever is said: what others of us keep there counts, and what is not ours does not."""
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, 16_000).astype(np.float32)
    (tmp_path / "film.mkv").write_bytes(bytes(10_000))
    (tmp_path / f"{key_of('a', 1.0, 'x')}.ogg").touch()
    os.truncate(tmp_path / f"{key_of('a', 1.0, 'x')}.ogg", MOST_BYTES - 30_000)
    cache = PromptCache(tmp_path)
    cache.keep("one", noise)
    with pytest.raises(DeviceError, match=r"holds as much as it may, 100 MB.*cache_folder"):
        for number in range(10):
            cache.keep(f"more {number}", noise)


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    """No half prompt, nothing beside it, and one error that says what to do."""
    cache = PromptCache(tmp_path)
    with full_disk(1024), pytest.raises(DeviceError, match="cannot be written"):
        cache.keep("one", PROMPT)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_to_is_known_before_anything_is_rendered(tmp_path: Path) -> None:
    """A file in the way of the folder, and a folder that belongs to somebody else."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeviceError, match=r"file/prompts: cannot be written to.*cache_folder"):
        PromptCache(tmp_path / "file" / "prompts").require_writable()
    with plain_user(), pytest.raises(DeviceError, match="cannot be written to"):
        PromptCache(Path("/") / "prompts").require_writable()


def test_what_cannot_be_read_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A session goes on, with prompts that take longer."""
    for key in ("one", "two"):
        (tmp_path / f"{key}.ogg").mkdir()  # nobody can read that, not even root
    cache = PromptCache(tmp_path)
    assert cache.find("one") is cache.find("two") is None
    assert len(caplog.records) == 1
    assert "take longer to speak" in caplog.text


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Path]:
    """A folder with a prompt that nobody may look into. Left so, pytest could not take it away after some more runs."""
    folder = tmp_path / "closed"
    folder.mkdir()
    PromptCache(folder).keep("key", PROMPT)
    folder.chmod(0)
    yield folder
    folder.chmod(0o700)


def test_a_closed_folder_is_as_good_as_an_empty_one(closed: Path) -> None:
    """Nothing is found, nothing is raised."""
    with plain_user():
        cache = PromptCache(closed)
        assert cache.find("key") is None
        assert not cache.holds("key")
        assert not cache.is_just(["key"])
        cache.keep_only([])


def test_two_coaches_may_write_at_once(tmp_path: Path) -> None:
    """Both keep the same prompts and tidy up; each prompt is whole whenever it is there, and all are in the end."""
    keys = [key_of("a", 1.0, str(number)) for number in range(20)]

    def coach() -> None:
        cache = PromptCache(tmp_path)
        for key in keys:
            cache.keep(key, PROMPT)
            cache.keep_only(keys)
            assert cache.find(key) is not None

    with ThreadPoolExecutor() as coaches:
        for done in [coaches.submit(coach) for _ in range(4)]:
            done.result()
    assert PromptCache(tmp_path).is_just(keys)
    assert len(list(tmp_path.iterdir())) == len(keys)
