"""What a rehearsal leaves behind: a folder with the sound, the transcript, the times and the picture."""

import json
import shutil
import tempfile
from pathlib import Path

from coach.errors import DeviceError
from coach.ports import Samples
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.picture import draw
from coach.rehearsal.timings import timings
from coach.rehearsal.transcript import transcript
from coach.sound.wav import write_sound

SOUND, TRANSCRIPT, TIMINGS, PICTURE = "session.flac", "transcript.md", "timings.json", "session.png"
OF_OTHERS = (PICTURE, "session.wav")
"""What an earlier rehearsal may have left, and this one may not write. Earlier versions wrote wav files."""


def write(folder: Path, outcome: Outcome, recording: Samples, with_picture: bool) -> None:
    """Write all files, or none: what was there before stays as it was. Raises DeviceError for a full disk."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".unfinished", dir=folder.parent))
    except OSError as failure:
        raise _unwritable(folder, failure) from failure
    try:
        write_sound(unfinished / SOUND, recording)
        (unfinished / TRANSCRIPT).write_text(transcript(outcome), encoding="utf-8")
        (unfinished / TIMINGS).write_text(json.dumps(timings(outcome), indent=1) + "\n", encoding="utf-8")
        if with_picture:
            draw(outcome, recording, unfinished / PICTURE)
        _move(unfinished, folder)
    except OSError as failure:
        raise _unwritable(folder, failure) from failure
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _move(unfinished: Path, folder: Path) -> None:
    """Renaming needs no space. A picture of an earlier rehearsal does not stay beside another one's sound."""
    folder.mkdir(exist_ok=True)
    for name in OF_OTHERS:
        (folder / name).unlink(missing_ok=True)
    for file in sorted(unfinished.iterdir()):
        file.replace(folder / file.name)


def _unwritable(folder: Path, failure: OSError) -> DeviceError:
    reason = failure.strerror or failure
    return DeviceError(f"{folder}: the rehearsal cannot be written ({reason}).", "Name another folder with --out.")
