"""Somebody who brings an update on a stick, while nobody is there, as docs/centre tells.

The kiosk is stopped, as systemd stops it; `coach update install` checks the update and holds the self-test with it, at
a real sound server on which the loudspeaker is heard by the microphone, with a test call that staff answer; then the
kiosk is started, as systemd starts it, with whatever is in force. So a new process stands at the wire, and at the page.
"""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from coach.checksums import sha256
from coach.errors import DeviceError
from scripts.day import stick
from scripts.day.diary import Update
from scripts.day.process import Kiosk
from tests.soundcard import missing, soundcard

COACH = (sys.executable, "-P", "-m", "coach", "update")
LOOK_SECONDS = 0.05
SECONDS = 300.0
"""For a whole self-test on a machine that is busy."""
LINES = 4
"""Of what an update told last."""


class Technician:
    """Has the key of the place, and has told the kiosk to trust it."""

    def __init__(self, folder: Path, kiosk: Kiosk) -> None:
        """`folder`: where updates are made. Raises DeviceError where something for that is missing."""
        if lacking := missing():
            raise DeviceError(f"{', '.join(lacking)} is missing.", "sudo apt-get install pulseaudio pulseaudio-utils")
        folder.mkdir()
        self._folder, self._kiosk = folder, kiosk
        self._secret = stick.key_pair(folder, "harbor")
        words = [*COACH, "keys", "--trust", str(self._secret.with_suffix(".pub")), "--site", str(kiosk.site)]
        subprocess.run(words, check=True, env=kiosk.environment, cwd=folder, stdout=subprocess.DEVNULL)

    def bring(self, update: Update) -> Iterator[float]:
        """Do it all, and yield how many seconds it has taken, again and again. Raises DeviceError.

        Noted are `in_force`, `changed` and `told`.
        """
        began = time.monotonic()
        brought = stick.write(self._folder, self._secret, update.version, update.spoiled)
        before = self._in_force()
        self._kiosk.stop()
        with soundcard() as card, card.room_noise("speaker"), (self._folder / "told").open("w+") as told:
            sound = card.environment(sink="speaker", source="ears")
            sound = {name: value for name, value in sound.items() if name.startswith("PULSE_")}
            installing = subprocess.Popen(
                [*COACH, "install", brought, "--site", self._kiosk.site],
                env=sound | self._kiosk.environment, cwd=self._folder, stdin=subprocess.DEVNULL, stdout=told,
                stderr=subprocess.STDOUT,
            )  # fmt: skip
            while installing.poll() is None:
                if time.monotonic() > began + SECONDS:
                    installing.kill()
                time.sleep(LOOK_SECONDS)
                yield time.monotonic() - began
            told.seek(0)
            update.told = " ".join(" ".join(told.read().splitlines()[-LINES:]).split())
        update.in_force = installing.returncode == 0
        update.changed = self._in_force() != before
        self._kiosk.start()
        yield time.monotonic() - began

    def _in_force(self) -> str:
        """All that the kiosk speaks with, and what is known of it: another text for each change."""
        folder = self._kiosk.site.resolve().parent
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return json.dumps({str(path): sha256(path) for path in files})
