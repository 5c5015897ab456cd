"""The site's own voice, over a real server: spoken there, and here where it is away."""

import signal
from pathlib import Path

import numpy as np
import pytest

from coach.effects import Line
from coach.ports import RATE_HERTZ
from coach.speaking import voices
from coach.speaking.cache import PromptCache
from coach.speaking.understudy import UnderstudiedVoice, Understudy
from coach.speaking.voice import PromptVoice
from tests.wyoming_server import wyoming_server

pytestmark = pytest.mark.engines

LINE, OTHER = (
    Line("suicide.stay", "Stay with me. You are not alone."),
    Line("suicide.call", "Call now. I will wait here."),
)


def test_a_line_is_spoken_by_the_site_and_by_espeak_once_it_is_gone(tmp_path: Path) -> None:
    """The server is killed between two lines: the second comes all the same, and the first is still there."""
    with wyoming_server() as server:
        voice = PromptVoice(voices.site(server.address), PromptCache(tmp_path), None)
        assert voice.name == f"wyoming {server.address}"
        both = UnderstudiedVoice(voice, Understudy("en-us"))
        assert both.hold(LINE)  # however long the process takes to begin
        first = both.render(LINE, 1.0)
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
        second = both.render(OTHER, 1.0)
        assert server.asked == [f"synthesize {LINE.text}"]
        both.close()
    assert all(sound.any() and 1.0 < len(sound) / RATE_HERTZ < 5.0 for sound in (first, second))


@pytest.mark.parametrize("manner", ["noise", "no sound", "mute"])
def test_a_server_that_gives_no_speech_is_not_heard(tmp_path: Path, manner: str) -> None:
    """Nor waited for: the line comes within what a line may take."""
    with wyoming_server("", manner) as server:
        voice = PromptVoice(voices.site(server.address), PromptCache(tmp_path), None)
        both = UnderstudiedVoice(voice, Understudy("en-us"))
        assert np.any(both.render(LINE, 1.0))
        both.close()
