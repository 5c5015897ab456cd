"""A Wyoming server in a process of its own, as a site has one: it writes a text for each sound, and speaks (espeak-ng).

    with wyoming_server("I want to stop.") as server:
        wyoming.transcribe(server.address, samples, "en")

It may behave badly, in a manner of BADLY. What it was asked stands in the file `asked`, a line each.
"""

import asyncio
import contextlib
import io
import os
import subprocess
import sys
import tempfile
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStop, wav_to_chunks
from wyoming.event import Event
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info
from wyoming.server import AsyncEventHandler, AsyncTcpServer
from wyoming.tts import Synthesize

BADLY = {
    "mute": None,
    "hangs up": b"",
    "noise": os.urandom(2000) + b"\n",
    "a list": b"[1, 2]\n",
    "no type": b'{"data": {"text": "yes"}}\n',
    "a number for a text": b'{"type": "transcript", "data": {"text": 7}}\n',
    "a long text": b'{"type": "transcript", "data": {"text": "' + b"yes " * 4000 + b'"}}\n',
    "huge": b'{"type": "audio-chunk", "payload_length": 99999999999}\n' + b"x" * 1000,
    "half": b'{"type": "transcript", "data_length": 500}\n{"te',
    "another format": b'{"type": "audio-chunk", "data": {"rate": 16000, "width": 3, "channels": 9}, '
    b'"payload_length": 3}\n'
    b"abc"
    b'{"type": "audio-stop"}\n',
    "no sound": b'{"type": "audio-stop"}\n',
}
"""What it sends to each question; None: nothing, for ever."""


class Handler(AsyncEventHandler):
    """One connection."""

    def __init__(
        self, text: str, manner: str, asked: Path, *streams: asyncio.StreamReader | asyncio.StreamWriter
    ) -> None:
        super().__init__(*streams)  # type: ignore[arg-type]
        self._text, self._manner, self._asked = text, manner, asked
        self._sound_bytes = 0

    async def handle_event(self, event: Event) -> bool:
        """Answer, well or badly."""
        if AudioChunk.is_type(event.type):
            self._sound_bytes += len(event.payload or b"")
        elif Transcribe.is_type(event.type):
            self._note(f"transcribe {Transcribe.from_event(event).language}")
        elif AudioStop.is_type(event.type):
            self._note(f"sound {self._sound_bytes}")
            return await self._answer(Transcript(self._text).event())
        elif Synthesize.is_type(event.type):
            text = Synthesize.from_event(event).text
            self._note(f"synthesize {text}")
            return await self._answer(*spoken(text))
        elif Describe.is_type(event.type):
            about = Attribution(name="nobody", url="")
            model = AsrModel("small", about, True, "a model", "1", ["en"])
            await self.write_event(Info(asr=[AsrProgram("the house ear", about, True, "an ear", "1", [model])]).event())
        return True

    async def _answer(self, *events: Event) -> bool:
        if self._manner in BADLY:
            if (sent := BADLY[self._manner]) is None:
                await asyncio.sleep(3600)
            self.writer.write(sent or b"")
            await self.writer.drain()
            self.writer.close()
            return False
        for event in events:
            await self.write_event(event)
        return True

    def _note(self, what: str) -> None:
        with self._asked.open("a", encoding="utf-8") as asked:
            asked.write(f"{what}\n")


def spoken(text: str) -> Iterator[Event]:
    """By the real espeak-ng."""
    sound = subprocess.run(["espeak-ng", "--stdin", "--stdout"], input=text.encode(), capture_output=True, check=True)
    header, _, samples = sound.stdout.partition(b"data")
    whole = header + b"data" + (len(samples) - 4).to_bytes(4, "little") + samples[4:]
    with wave.open(io.BytesIO(whole)) as read:
        for each in wav_to_chunks(read, 1024, start_event=True, stop_event=True):
            yield each.event()


async def serve(text: str, manner: str, asked: str, port: str) -> None:
    """Say on which port, and serve for ever."""
    server = AsyncTcpServer("127.0.0.1", int(port))
    await server.start(partial(Handler, text, manner, Path(asked)))
    assert isinstance(server._server, asyncio.Server)
    print(server._server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(36_000)


@dataclass(frozen=True)
class Server:
    """A running one."""

    process: "subprocess.Popen[str]"
    port: int
    notes: Path

    @property
    def address(self) -> str:
        """Where it is."""
        return f"127.0.0.1:{self.port}"

    @property
    def asked(self) -> list[str]:
        """What it was asked so far."""
        return self.notes.read_text(encoding="utf-8").splitlines() if self.notes.exists() else []


@contextlib.contextmanager
def wyoming_server(text: str = "", manner: str = "well", port: int = 0) -> Iterator[Server]:
    """Start one, and end it, however it is."""
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "asked"
        command = [sys.executable, "-m", "tests.wyoming_server", text, manner, str(notes), str(port)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as process:
            assert process.stdout is not None
            try:
                yield Server(process, int(process.stdout.readline()), notes)
            finally:
                process.kill()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
