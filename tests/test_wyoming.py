"""A recogniser and a voice on another machine: a real Wyoming server in a process of its own."""

import signal
import socket
from collections.abc import Iterator

import numpy as np
import pytest

from coach import wyoming
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ
from tests.wyoming_server import BADLY, Server, wyoming_server

SOUND = np.sin(np.arange(RATE_HERTZ * 2) / 20).astype(np.float32)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One that behaves."""
    with wyoming_server("I don't know.") as running:
        yield running


def test_what_was_said_is_written_elsewhere(server: Server) -> None:
    """The whole sound goes there, and the language that is spoken."""
    assert wyoming.transcribe(server.address, SOUND, "en") == "I don't know."
    assert server.asked[-2:] == ["transcribe en", f"sound {2 * len(SOUND)}"]


def test_a_line_is_spoken_elsewhere(server: Server) -> None:
    """As it is, with the rate of its sound."""
    samples, rate_hertz = wyoming.synthesise(server.address, "Breathe out, long and slow.")
    assert 1.0 < len(samples) / rate_hertz < 4.0 and 0.1 < np.abs(samples).max() <= 1.0
    assert server.asked[-1] == "synthesize Breathe out, long and slow."


def test_a_server_says_what_it_is(server: Server) -> None:
    """For who looks after it."""
    assert wyoming.describe(server.address) == "the house ear"


@pytest.mark.parametrize("manner", [manner for manner in BADLY if manner not in ("mute", "another format", "no sound")])
def test_what_is_no_answer_is_none(manner: str) -> None:
    """Whatever it is, and however long it would go on; at once, and in one sentence."""
    with wyoming_server("yes", manner) as bad:
        with pytest.raises(DeviceError, match=f"{bad.address} (sent something that is no answer|cannot be reached)"):
            wyoming.transcribe(bad.address, SOUND, "en")
        with pytest.raises(DeviceError, match=f"{bad.address} (sent something that is no answer|cannot be reached)"):
            wyoming.synthesise(bad.address, "Breathe out.")


@pytest.mark.parametrize("manner", ["another format", "no sound"])
def test_a_sound_of_another_kind_is_no_answer(manner: str) -> None:
    """It is not guessed what it may be."""
    with wyoming_server("yes", manner) as bad, pytest.raises(DeviceError, match="sent something that is no answer"):
        wyoming.synthesise(bad.address, "Breathe out.")


def test_who_does_not_answer_is_not_waited_for() -> None:
    """A second and a half, and the reason."""
    with wyoming_server("yes", "mute") as mute, pytest.raises(DeviceError, match="did not answer in time"):
        wyoming.transcribe(mute.address, SOUND, "en")


def test_a_server_that_hangs_as_a_whole_is_not_waited_for(server: Server) -> None:
    """The system still takes the connection."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        with pytest.raises(DeviceError, match="did not answer in time"):
            wyoming.transcribe(server.address, SOUND, "en")
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_where_nobody_is_that_is_told_at_once() -> None:
    """With the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(DeviceError, match=f"{address} cannot be reached"):
            wyoming.transcribe(address, SOUND, "en")
