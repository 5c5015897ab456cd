"""A recogniser or a voice of the site's own, on a machine that the settings name, asked by the Wyoming protocol.

It is what Home Assistant's servers of speech understand; the `wyoming` package reads and writes it. Nothing of it is
encrypted, and nobody shows who they are: it is for a network that a site keeps to itself. Ours is what a server may not
do: be late, send without end, or send what is no answer. Each question has a connection of its own, to an address: a
name would have to be looked up, with somebody else.
"""

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import numpy as np
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.event import Event, Eventable, async_read_event, async_write_event
from wyoming.info import Describe, Info
from wyoming.tts import Synthesize

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples

CONNECTING_SECONDS = 1.0
"""To a machine in the same house."""
HEARING_SECONDS = 1.5
"""Less than a clean end of the coach may take: it waits for what it has asked."""
SPEAKING_SECONDS = 10.0
"""For a line that is stored ahead; in a session it is given up sooner (`coach/speaking/understudy.py`)."""
MOST_BYTES = 20_000_000
"""Of one answer: some minutes of sound."""
MOST_LETTERS = 2000
"""Of what was said in one reply."""
RATES_HERTZ = range(8000, 48_001)
WIDTH_BYTES = 2
CHUNK_SAMPLES = RATE_HERTZ
LOOK = "Does it run, and is it on this network? Until it answers, this machine does it alone."
NONSENSE = (ValueError, LookupError, TypeError, AttributeError, AssertionError, EOFError, RecursionError)
"""What reading an answer ends with that is none."""


def transcribe(server: str, samples: Samples, language: str) -> str:
    """What was said in a sound. `server`: an address with its port. Raises DeviceError."""
    numbers = (np.clip(samples, -1.0, 1.0) * 32767).astype("<i2")
    form: dict[str, Any] = {"rate": RATE_HERTZ, "width": WIDTH_BYTES, "channels": 1}
    chunks = [numbers[at : at + CHUNK_SAMPLES].tobytes() for at in range(0, len(numbers), CHUNK_SAMPLES)]
    sound: list[Eventable] = [AudioStart(**form), *(AudioChunk(audio=chunk, **form) for chunk in chunks), AudioStop()]
    answer = _ask(server, [Transcribe(language=language), *sound], Transcript, HEARING_SECONDS)[-1]
    text = (answer.data or {}).get("text")
    if not isinstance(text, str) or len(text) > MOST_LETTERS:
        raise _no_answer(server)
    return text


def synthesise(server: str, text: str) -> tuple[Samples, int]:
    """The sound of a line, as the server's own voice speaks it, and its rate in hertz. Raises DeviceError."""
    answers = _ask(server, [Synthesize(text=text)], AudioStop, SPEAKING_SECONDS)
    try:
        chunks = [AudioChunk.from_event(answer) for answer in answers if AudioChunk.is_type(answer.type)]
        ((rate, width, channels),) = {(chunk.rate, chunk.width, chunk.channels) for chunk in chunks}
        if rate not in RATES_HERTZ or (width, channels) != (WIDTH_BYTES, 1):
            raise ValueError("a sound of another kind")
        numbers = np.frombuffer(b"".join(chunk.audio for chunk in chunks), "<i2")
    except NONSENSE:
        raise _no_answer(server) from None
    samples: Samples = numbers.astype(np.float32) / np.float32(32768)
    return samples, rate


def describe(server: str) -> str:
    """What a server says that it is. Raises DeviceError."""
    answer = _ask(server, [Describe()], Info, HEARING_SECONDS)[-1]
    try:
        info = Info.from_event(answer)
        return ", ".join(program.name for program in (*info.asr, *info.tts)) or "nothing of speech"
    except NONSENSE:
        raise _no_answer(server) from None


def _ask(server: str, said: Sequence[Eventable], last: type[Eventable], seconds: float) -> list[Event]:
    """All that a server answers, up to an event of this kind. Raises DeviceError."""
    try:
        with ThreadPoolExecutor(1, "asking") as apart:  # whoever asks may be in a loop of their own
            return apart.submit(asyncio.run, asyncio.wait_for(_converse(server, said, last), seconds)).result()
    except TimeoutError:
        raise DeviceError(f"{server} did not answer in time.", LOOK) from None
    except OSError as failure:
        reason = os.strerror(failure.errno) if failure.errno else type(failure).__name__
        raise DeviceError(f"{server} cannot be reached ({reason}).", LOOK) from None
    except NONSENSE:
        raise _no_answer(server) from None


async def _converse(server: str, said: Sequence[Eventable], last: type[Eventable]) -> list[Event]:
    host, _, port = server.rpartition(":")
    connecting = asyncio.open_connection(host.strip("[]"), int(port))
    reader, writer = await asyncio.wait_for(connecting, CONNECTING_SECONDS)
    answers: list[Event] = []
    try:
        for event in said:
            await async_write_event(event.event(), writer)
        bounded = cast(asyncio.StreamReader, _Bounded(reader))
        while not answers or not last.is_type(answers[-1].type):
            answer = await async_read_event(bounded)
            if answer is None:
                raise EOFError("it hung up, or wrote what is no event")
            answers.append(answer)
    finally:
        writer.close()
    return answers


class _Bounded:
    """What a server sends, up to so many bytes."""

    def __init__(self, reader: asyncio.StreamReader) -> None:
        self._reader = reader
        self._left = MOST_BYTES

    async def readline(self) -> bytes:
        """A line, which a StreamReader bounds itself."""
        return self._counted(await self._reader.readline())

    async def readexactly(self, count: int) -> bytes:
        """Raises ValueError before anything of what is too much is read."""
        if count > self._left:
            raise ValueError("more than an answer has")
        return self._counted(await self._reader.readexactly(count))

    def _counted(self, read: bytes) -> bytes:
        self._left -= len(read) + 1  # an empty event costs something too
        if self._left < 0:
            raise ValueError("more than an answer has")
        return read


def _no_answer(server: str) -> DeviceError:
    return DeviceError(f"{server} sent something that is no answer.", "Is it a Wyoming server of the right kind?")
