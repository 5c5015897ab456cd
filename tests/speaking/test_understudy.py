"""When the voice that is set cannot speak, another one does: the real espeak-ng for an engine that is broken."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.at_once import AtOnce
from coach.effects import Line, Say
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.speaking.rendering import Rendering
from coach.speaking.understudy import UnderstudiedVoice, Understudy
from coach.speaking.voice import PromptVoice
from coach.speaking.voices import PIPER_TIMEOUT_SECONDS, Engine
from coach.worker import Worker
from tests.fakes.engine import FakeEngine

pytestmark = pytest.mark.engines

LINE = Line("suicide.stay", "Stay with me. You matter, and you are not alone.")
OTHER = Line("suicide.call", "Call now. I will wait here.")


def hang(_: Samples) -> Samples:
    """Never answer."""
    time.sleep(600)
    raise AssertionError


def die(_: Samples) -> Samples:
    """As a library aborts."""
    os.abort()


def complain(_: Samples) -> Samples:
    """As our own engines do."""
    raise DeviceError("The voice's file is broken.", "Download it again.")


BROKEN: dict[str, Callable[[Samples], Samples]] = {
    "hangs": hang,
    "dies": die,
    "complains": complain,
    "is empty": lambda _: np.zeros(0, np.float32),
    "is silent": np.zeros_like,
    "is no number": lambda sound: np.full_like(sound, np.nan),
    "is cut off": lambda sound: sound[:800],
    "has no end": lambda sound: np.tile(sound, 100),
}


class BrokenEngine(FakeEngine):
    """Fails as engines fail, in the way that it is told, at every line but one that begins with "fine"."""

    def __init__(self, said: str, how: str) -> None:
        super().__init__(said)
        self._how = how

    def synthesise(self, text: str, rate: float) -> Samples:
        """A sound that is none, or nothing at all."""
        sound = super().synthesise(text, rate)
        if text.startswith("fine"):
            return sound
        return BROKEN[self._how](sound)


Open = Callable[[str], UnderstudiedVoice]


@pytest.fixture
def said(tmp_path: Path) -> Path:
    """The file of what the voice's engine was asked."""
    return tmp_path / "said"


@pytest.fixture
def open_voice(said: Path) -> Iterator[Open]:
    """A voice as patient as Piper, whose engine is broken in this way; its process is ready."""
    opened = []

    def opener(how: str) -> UnderstudiedVoice:
        worker = Worker("piper", BrokenEngine, str(said), how)
        worker.call("synthesise", "fine to begin with", 1.0, timeout_seconds=60.0)
        voice = PromptVoice(Engine("piper", worker, PIPER_TIMEOUT_SECONDS), None, None)
        opened.append(UnderstudiedVoice(voice, Understudy("en-us")))
        return opened[-1]

    yield opener
    for voice in opened:
        voice.close()


def is_speech(samples: Samples) -> bool:
    """As espeak-ng speaks, and not the hum of the fake: it has many pitches."""
    spectrum = np.abs(np.fft.rfft(samples)) ** 2
    return bool(spectrum.max() < 0.2 * spectrum.sum())


@pytest.mark.parametrize("how", BROKEN)
def test_a_line_is_spoken_whatever_the_voice_does(open_voice: Open, how: str, caplog: pytest.LogCaptureFixture) -> None:
    """Before a session gives it up to the captions; who looks after the device is told, without the words."""
    samples = open_voice(how).render(LINE, 1.0)
    assert is_speech(samples) and 2.0 < len(samples) / RATE_HERTZ < 6.0
    assert "speaks in place of piper" in caplog.text and "matter" not in caplog.text


def test_a_voice_that_failed_is_not_waited_for_again(open_voice: Open, said: Path) -> None:
    """The session goes on with the other one; the next person has the voice that is set, if it speaks."""
    voice = open_voice("is empty")
    voice.render(LINE, 1.0)
    asked = said.read_text().count("\n")
    voice.prepare([OTHER], 1.0)
    assert is_speech(voice.render(OTHER, 1.0)) and is_speech(voice.render(LINE, 0.8))
    assert said.read_text().count("\n") == asked
    voice.forget()
    assert not is_speech(voice.render(Line("x.fine", "fine again, and for everybody"), 1.0))


class HomedEngine(FakeEngine):
    """A fake that tells where it lives."""

    def pid(self) -> int:
        """Its process."""
        return os.getpid()


def test_a_voice_that_was_only_stopped_for_a_while_is_back(said: Path) -> None:
    """At most some lines in another voice, and then its own: its process goes on, or a new one does."""
    worker = Worker("espeak-ng", HomedEngine, str(said))
    voice = UnderstudiedVoice(PromptVoice(Engine("espeak-ng", worker), None, None), Understudy("en-us"))
    os.kill(worker.call("pid", timeout_seconds=60.0), signal.SIGSTOP)
    while is_speech(voice.render(Line("x.y", f"{LINE.text} {time.monotonic()}"), 1.0)):
        pass
    voice.close()


def test_what_is_ready_needs_no_engine(open_voice: Open) -> None:
    """A voice that failed still says what it said before."""
    voice = open_voice("dies")
    fine = Line("x.fine", "fine, and held in memory")
    assert voice.hold(fine)
    voice.render(LINE, 1.0)
    assert not is_speech(voice.render(fine, 1.0))


def test_a_session_begins_where_only_the_understudy_speaks(open_voice: Open) -> None:
    """It is found out while the first words are rendered, and no other line is tried in vain."""
    voice = open_voice("complains")
    assert not voice.hold(LINE)
    assert is_speech(voice.render(LINE, 1.0))


def test_what_nobody_can_speak_is_left_to_the_captions(open_voice: Open) -> None:
    """And does not put the voice aside: it may speak the next line."""
    voice = open_voice("is empty")
    with pytest.raises(DeviceError):
        voice.render(Line("x.nothing", "..."), 1.0)
    assert not is_speech(voice.render(Line("x.fine", "fine, after that one"), 1.0))


def test_an_espeak_voice_that_is_not_there_is_an_error() -> None:
    """espeak-ng itself says nothing then."""
    with pytest.raises(DeviceError, match="does not speak walrus"):
        Understudy("walrus").speak("Breathe in.", 1.0)


def test_a_say_is_spoken_by_an_understudy(open_voice: Open) -> None:
    """The rendering of a whole Say does not fail: no device is lost, and nobody has to read."""
    rendered = Rendering(Say((LINE, OTHER)), open_voice("dies"), AtOnce(), 0.0).result(0.0)
    assert rendered and not rendered.failed and all(map(is_speech, rendered.sounds))
