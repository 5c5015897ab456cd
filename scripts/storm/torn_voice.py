"""A real espeak-ng whose files come out empty, or as rubbish, while somebody says so."""

from pathlib import Path

from coach import bootstrap
from coach.content.loader import pack_folder
from coach.settings import Settings
from coach.speaking.cache import PromptCache
from coach.speaking.espeak import Espeak, require_espeak
from coach.speaking.voice import PromptVoice
from coach.speaking.voices import Engine
from coach.worker import Worker

NOTHING, RUBBISH = "nothing", "rubbish"
"""What the mark may say."""


class TornEspeak(Espeak):
    """Lives in a worker process. `mark`: a file that says what becomes of what espeak-ng has written."""

    def __init__(self, voice: str, mark: Path) -> None:
        super().__init__(voice)
        self._mark = mark

    def _wait_until_idle(self) -> None:
        """Called last when all is written, before it is read."""
        super()._wait_until_idle()
        try:
            said = self._mark.read_text(encoding="utf-8")
        except FileNotFoundError:
            return
        with open(f"/proc/self/fd/{self._file}", "wb") as written:  # empty from here on
            if said == RUBBISH:
                written.write(b"RIFF and no wav" * 100)


def open_torn_voice(settings: Settings, mark: Path, cache_folder: Path) -> PromptVoice:
    """The settings' espeak-ng voice, with a cache folder of its own. Raises DeviceError."""
    require_espeak()
    voice = settings.espeak_voice or bootstrap.header_of(settings).locale.lower()
    worker = Worker("espeak-ng", TornEspeak, voice, mark)
    return PromptVoice(
        Engine(f"espeak {voice}", worker), PromptCache(cache_folder), pack_folder(settings.pack) / "sound"
    )
