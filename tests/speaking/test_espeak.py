"""The voice that is always there."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.speaking.espeak import Espeak
from coach.worker import Worker

pytestmark = pytest.mark.engines

TEXT = "You are in charge here. Say stop at any time."


@pytest.fixture
def engine() -> Iterator[Worker]:
    """espeak-ng in a process of its own: it can be made once a process."""
    worker = Worker("espeak-ng", Espeak, "en-us")
    yield worker
    worker.close()


def seconds(samples: "np.ndarray[tuple[int], np.dtype[np.float32]]") -> float:
    """How long it lasts."""
    return len(samples) / 16_000


def test_it_speaks_at_the_common_level(engine: Worker) -> None:
    """About 150 words a minute, with pauses."""
    samples = engine.call("synthesise", TEXT, 1.0, timeout_seconds=20)
    assert samples.dtype == np.float32
    assert 2.5 < seconds(samples) < 5
    assert 0.05 < np.sqrt(np.mean(samples**2)) < 0.12
    assert np.abs(samples).max() <= 0.9


def test_the_first_prompt_of_a_process_is_whole_however_long(engine: Worker) -> None:
    """pyttsx3 does not wait for the first one."""
    samples = engine.call("synthesise", TEXT * 30, 1.0, timeout_seconds=20)
    assert seconds(samples) > 60


def test_no_prompt_comes_out_empty_or_cut_short(engine: Worker) -> None:
    """A hundred in a row are equally long: pyttsx3 may cancel its own utterance."""
    lengths = {round(seconds(engine.call("synthesise", TEXT, 1.0, timeout_seconds=20)), 1) for _ in range(100)}
    assert max(lengths) - min(lengths) <= 0.11


def test_a_slower_rate_takes_longer(engine: Worker) -> None:
    """And a faster one less, back and forth on one engine."""
    slow, usual, fast = (seconds(engine.call("synthesise", TEXT, rate, timeout_seconds=20)) for rate in (0.7, 1.0, 1.3))
    assert slow > 1.15 * usual
    assert usual > 1.1 * fast


def test_two_voices_differ() -> None:
    """A persona does not sound like the coach: its pitch is another one."""
    sounds = []
    for voice in ("en-us", "en-us+f3"):
        worker = Worker("espeak-ng", Espeak, voice)
        sounds.append(worker.call("synthesise", TEXT, 1.0, timeout_seconds=20))
        worker.close()
    coach, persona = (np.abs(np.fft.rfft(sound, 160_000)) for sound in sounds)
    assert np.corrcoef(coach[500:20_000], persona[500:20_000])[0, 1] < 0.9


@pytest.mark.parametrize("voice", ["walrus", "en-us+walrus"])
def test_an_unknown_voice_is_named(voice: str) -> None:
    """espeak-ng itself would speak on with another one."""
    worker = Worker("espeak-ng", Espeak, voice)
    with pytest.raises(DeviceError, match="walrus"):
        worker.call("synthesise", TEXT, 1.0, timeout_seconds=20)
    worker.close()


def test_a_text_without_a_word_is_an_error(engine: Worker) -> None:
    """Not a silence that nobody notices."""
    with pytest.raises(DeviceError, match="no sound"):
        engine.call("synthesise", "...", 1.0, timeout_seconds=20)


def test_what_it_speaks_reaches_no_disk(tmp_path: Path) -> None:
    """A prompt may repeat what a person said: the file that pyttsx3 wants is one in memory."""
    program = (
        "import sys\nfrom coach.speaking.espeak import Espeak\nengine = Espeak('en-us')\nopened = []\n"
        "sys.addaudithook(lambda event, facts: opened.append(str(facts[0])) if event == 'open' else None)\n"
        "engine.synthesise('did you say seven', 1.0)\nprint(*opened, sep=chr(10))"
    )
    answer = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    opened = answer.stdout.split()
    assert opened
    assert all(path.startswith("/proc/self/fd/") for path in opened)
