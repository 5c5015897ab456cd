"""The machine without its sound: versions, the clock, room on the disk, other coaches."""

import platform
import shutil
import sys
import tempfile
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from coach.doctor.finding import Finding
from coach.floor import Floor

PACKAGES = ("sounddevice", "onnxruntime", "vosk", "pyttsx3")
NEEDED_BYTES = 50_000_000
"""For all prompts of one pack, 34 MB, and some more."""
PROBE_BYTES = 1_000_000
"""A quota, or a disk that only reads, is noticed by writing."""
SLOWER = "A session is possible, but every start takes longer."


def versions() -> Finding:
    """What a report of a fault should name."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = f"Python {platform.python_version()} in {sys.prefix}"
    return Finding("versions", "ok", f"coach {version('craving-coach')}, {python}, {packages}")


def clock(now: float) -> Finding:
    """Whether it is later than when the coach came here. Many small computers forget the time without a network."""
    installed = Path(__file__).stat().st_mtime
    shown = datetime.fromtimestamp(now).astimezone().strftime("%Y-%m-%d %H:%M %Z")
    if now >= installed:
        return Finding("clock", "ok", shown)
    return Finding(
        "clock", "look", f"{shown}: that is before the coach was installed here",
        "Set it: sudo date -s '2030-01-31 18:00'. Sessions do not need it, but no model can be fetched until then.",
    )  # fmt: skip


def cache(folder: Path) -> Finding:
    """Whether rendered prompts can be kept."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(PROBE_BYTES))
        free_bytes = shutil.disk_usage(folder).free
    except OSError as failure:
        found = f"{folder} cannot be written to ({failure.strerror}). {SLOWER}"
        return Finding("cache", "look", found, "Make room there, or set cache_folder to a folder of your own.")
    if free_bytes < NEEDED_BYTES:
        found = f"The disk of {folder} has {free_bytes / 1e6:.0f} MB left. {SLOWER}"
        return Finding("cache", "look", found, f"Make room: {NEEDED_BYTES / 1e6:.0f} MB are enough.")
    return Finding("cache", "ok", f"{folder}, {free_bytes / 1e9:.1f} GB free")


def alone() -> Finding:
    """Whether no other coach speaks here. Raises DeviceError where one does."""
    floor = Floor()
    floor.take()
    floor.leave()
    return Finding("other coach", "ok", "none is awake here")
