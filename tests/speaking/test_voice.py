"""The coach's voice: one contract for the fake and the real one; then recordings, cache and engine together."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Line
from coach.errors import DeviceError, EngineError
from coach.ports import Voice
from coach.sound.wav import write_sound
from coach.speaking import voices
from coach.speaking.cache import PromptCache
from coach.speaking.voice import PREPARED_LINES, PromptVoice
from coach.speaking.voices import Engine
from coach.worker import Worker
from tests.fakes.engine import FakeEngine
from tests.fakes.voice import FakeVoice

SETTLE = Line("urge_surfing.settle", "Settle where you are. Let your feet rest on the floor.")
SHORT = Line("urge_surfing.short", "Breathe in.")


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Worker, Path]]:
    """One process for all tests here, for it takes a third of a second to begin; and the file of what it said."""
    said = tmp_path_factory.mktemp("engine") / "said"
    worker = Worker("fake engine", FakeEngine, str(said))
    yield worker, said
    worker.close()


@pytest.fixture(params=["fake", "composed", pytest.param("espeak", marks=pytest.mark.engines)])
def voice(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Voice]:
    """Each voice that there is."""
    made: dict[str, Callable[[], Voice]] = {
        "fake": FakeVoice,
        "composed": lambda: PromptVoice(Engine("fake", Worker("fake", FakeEngine, str(tmp_path / "said"))), None, None),
        "espeak": lambda: PromptVoice(voices.espeak("en-us"), PromptCache(tmp_path), None),
    }
    opened = made[request.param]()
    yield opened
    opened.close()


def test_a_line_becomes_sound(voice: Voice) -> None:
    """Mono float32 within full scale, and the longer line lasts longer."""
    long, short = voice.render(SETTLE, 1.0), voice.render(SHORT, 1.0)
    for samples in (long, short):
        assert samples.dtype == np.float32
        assert samples.ndim == 1
        assert 0.01 < np.abs(samples).max() <= 1
    assert len(long) > 2 * len(short)


def test_slower_takes_longer(voice: Voice) -> None:
    """The person asked for it."""
    assert len(voice.render(SETTLE, 0.8)) > 1.1 * len(voice.render(SETTLE, 1.0))


def test_a_prepared_line_is_the_same_line(voice: Voice) -> None:
    """To prepare changes when it is rendered, not what is heard."""
    voice.prepare([SETTLE, SHORT, SETTLE], 1.0)
    prepared = len(voice.render(SETTLE, 1.0))
    voice.prepare([], 1.0)
    assert prepared == pytest.approx(len(voice.render(SETTLE, 1.0)), rel=0.03)


def test_it_has_a_name(voice: Voice) -> None:
    """The person can be told which one speaks."""
    assert voice.name


class Composed:
    """A voice over a fake engine, with folders."""

    def __init__(self, folder: Path, worker: Worker, said: Path) -> None:
        self.cache_folder = folder / "cache"
        self.recordings_folder = folder / "sound"
        self.recordings_folder.mkdir()
        self._said = said
        self._worker = worker
        self._voices: list[PromptVoice] = []
        self.voice = self.another_session()

    def another_session(self) -> PromptVoice:
        """A voice as it would be after a restart."""
        voice = PromptVoice(Engine("fake", self._worker), PromptCache(self.cache_folder), self.recordings_folder)
        self._voices.append(voice)
        return voice

    def end(self) -> None:
        """Nothing is rendered ahead any more, by the engine that the next test has too."""
        for voice in self._voices:
            voice.forget()

    def store(self, *lines: Line) -> None:
        """Start a session with these lines as its pack, and let it store them."""
        voice = self.another_session()
        voice.store(lines)
        voice.wait_until_stored()

    @property
    def said(self) -> list[str]:
        """What the engine was asked to say."""
        return self._said.read_text(encoding="utf-8").splitlines() if self._said.exists() else []

    @property
    def cached(self) -> list[Path]:
        """The files of the cache."""
        return list(self.cache_folder.glob("*"))


@pytest.fixture
def composed(tmp_path: Path, engine: tuple[Worker, Path]) -> Iterator[Composed]:
    """Everything together, in new folders."""
    worker, said = engine
    worker.call("synthesise", "after what the last test began", 1.0, timeout_seconds=10.0)
    said.unlink(missing_ok=True)
    made = Composed(tmp_path, worker, said)
    yield made
    made.end()


def test_a_recording_wins(composed: Composed) -> None:
    """At every rate, at the common level, and the engine is not asked, not even ahead."""
    recording = (0.01 * np.sin(np.arange(32_000) / 10)).astype(np.float32)
    write_sound(composed.recordings_folder / "urge_surfing.settle.wav", recording)
    composed.voice.prepare([SETTLE], 1.0)
    composed.voice.hold([SETTLE])
    composed.store(SETTLE)
    for rate in (1.0, 0.8):
        spoken = composed.voice.render(SETTLE, rate)
        assert 2.0 <= len(spoken) / 16_000 < 2.5
        assert np.abs(spoken).max() == pytest.approx(0.1 * np.sqrt(2), rel=0.05)
    assert composed.said == []


def test_a_broken_recording_is_told_and_spoken_by_the_engine(
    composed: Composed, caplog: pytest.LogCaptureFixture
) -> None:
    """Nobody in a craving is left without an answer because of a file."""
    (composed.recordings_folder / "urge_surfing.settle.wav").write_text("no sound")
    assert len(composed.voice.render(SETTLE, 1.0))
    assert "urge_surfing.settle.wav" in caplog.text
    assert composed.said == [SETTLE.text]


def test_a_prepared_line_is_rendered_once(composed: Composed) -> None:
    """However often it is prepared and spoken."""
    composed.voice.prepare([SETTLE, SHORT], 1.0)
    composed.voice.prepare([SETTLE], 1.0)
    composed.voice.render(SETTLE, 1.0)
    composed.voice.render(SETTLE, 1.0)
    composed.voice.render(SHORT, 1.0)
    assert composed.said == [SETTLE.text, SHORT.text]


def test_a_stored_line_is_not_prepared_again(composed: Composed) -> None:
    """What is stored costs nothing while somebody thinks: the ear needs the processor then."""
    composed.store(SETTLE)
    next_session = composed.another_session()
    next_session.prepare([SETTLE, SHORT], 1.0)
    next_session.render(SHORT, 1.0)
    assert composed.said == [SETTLE.text, SHORT.text]


def test_a_stored_line_is_not_rendered_again(composed: Composed) -> None:
    """Not in this session and not in the next; at another rate it is another prompt."""
    composed.store(SETTLE)
    composed.store(SETTLE)
    composed.voice.render(SETTLE, 1.0)
    composed.another_session().render(SETTLE, 1.0)
    assert composed.said == [SETTLE.text]
    composed.voice.render(SETTLE, 0.8)
    assert composed.said == [SETTLE.text] * 2


def test_a_broken_stored_line_is_rendered_anew(composed: Composed) -> None:
    """A file that was cut off by a power failure costs a moment, not the session; the next start mends it."""
    composed.store(SETTLE)
    (kept,) = composed.cached
    kept.write_bytes(kept.read_bytes()[:200])
    assert len(composed.another_session().render(SETTLE, 1.0))
    composed.store(SETTLE)
    composed.another_session().render(SETTLE, 1.0)
    assert composed.said == [SETTLE.text] * 3


def test_only_what_the_pack_says_now_stays_stored(composed: Composed) -> None:
    """Two lines with the same words are one prompt; a line that is gone from the pack is gone from the disk."""
    composed.store(SETTLE, SHORT, Line("welcome.short", SHORT.text))
    assert len(composed.cached) == 2
    composed.store(SHORT)
    assert len(composed.cached) == 1
    composed.another_session().render(SHORT, 1.0)
    assert composed.said == [SETTLE.text, SHORT.text]


def test_where_nothing_can_be_kept_nothing_is_rendered_in_vain(
    composed: Composed, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told once, and what is said is rendered when it is said."""
    composed.cache_folder.write_text("in the way")
    voice = composed.another_session()
    voice.store([SETTLE, SHORT])
    voice.store([SETTLE, SHORT])
    voice.wait_until_stored()
    assert composed.said == []
    assert len(voice.render(SHORT, 1.0))
    assert [record.message for record in caplog.records if "are not kept" in record.message] == caplog.messages[:1]


def test_what_is_held_comes_whatever_happens(composed: Composed) -> None:
    """Also between two people, when the disk is gone, and when no other line can be spoken."""
    composed.voice.hold([SETTLE])
    composed.voice.forget()
    for number in range(PREPARED_LINES + 1):
        composed.voice.prepare([Line(f"x.{number}", f"line {number}")], 1.0)
    assert len(composed.voice.render(SETTLE, 1.0))
    assert composed.said.count(SETTLE.text) == 1


def test_an_urgent_line_passes_those_that_are_prepared(composed: Composed) -> None:
    """It waits for the one that is being rendered, and for no other; a prepared one that is wanted passes too."""
    waiting = [Line(f"x.{number}", f"slow {number}") for number in range(10)]
    composed.voice.prepare(waiting, 1.0)
    composed.voice.render(SHORT, 1.0)
    composed.voice.render(waiting[-1], 1.0)
    assert composed.said.index(SHORT.text) <= 1
    assert composed.said.index(waiting[-1].text) <= 3


def test_a_session_writes_nothing_to_disk(composed: Composed) -> None:
    """What is said in a session may repeat the person's words, and tells where the session went."""
    asked_back = Line("repair.confirm", "Did you say seven?")
    composed.voice.prepare([SHORT, asked_back], 1.0)
    composed.voice.render(SHORT, 1.0)
    composed.voice.render(asked_back, 1.0)
    composed.voice.render(SETTLE, 0.8)
    assert composed.cached == []


def test_what_cannot_be_prepared_is_told_when_it_is_rendered(composed: Composed) -> None:
    """Nothing is raised in the background, nothing is swallowed, and the other lines are spoken."""
    bad = Line("x.bad", "fail")
    composed.voice.prepare([bad, SHORT], 1.0)
    assert len(composed.voice.render(SHORT, 1.0))
    with pytest.raises(DeviceError, match="made no sound"):
        composed.voice.render(bad, 1.0)


def test_an_engine_that_dies_is_replaced(composed: Composed) -> None:
    """It may die in the background or when asked: the next line is spoken."""
    composed.voice.prepare([Line("x.deadly", "die")], 1.0)
    with pytest.raises(EngineError, match="fake engine"):
        composed.voice.render(Line("x.deadly", "die"), 1.0)
    assert len(composed.voice.render(SHORT, 1.0))


def test_only_so_many_lines_are_held_in_memory(composed: Composed) -> None:
    """A long session does not grow: the oldest is rendered again when it is wanted."""
    lines = [Line(f"x.{n}", f"line {n}") for n in range(PREPARED_LINES + 1)]
    for line in lines:
        composed.voice.prepare([line], 1.0)
    composed.voice.render(lines[-1], 1.0)
    composed.voice.render(lines[0], 1.0)
    assert composed.said.count("line 0") == 2
    assert composed.said.count(lines[-1].text) == 1


@pytest.mark.engines
def test_a_persona_speaks_with_another_voice() -> None:
    """Without a cache and without recordings."""
    persona = PromptVoice(voices.espeak("en-us+f3"), None, None)
    assert len(persona.render(SHORT, 1.0))
    persona.store([SHORT])
    persona.close()
