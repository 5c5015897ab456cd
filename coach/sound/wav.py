"""Sound files: any wav or flac in, as mono 16 kHz; 16-bit wav out, whole or not at all."""

import io
import uuid
from pathlib import Path

import numpy as np
import soundfile
import soxr

from coach.errors import CallerError, DeviceError
from coach.ports import RATE_HERTZ, Samples

LOWEST_RATE_HERTZ = 8_000
"""Below the rate of a telephone, speech has lost the consonants that the ears need."""

CANCELLED = 0.1
"""Of the loudest channel's power. One of two channels silent leaves a quarter."""


def read_sound(path: Path) -> Samples:
    """The sound in a file: mono, 16 kHz, at most full scale. Raises CallerError if there is no usable sound in it."""
    if not path.is_file():
        raise CallerError(f"{path}: there is no such sound file.", "Check the path.")
    try:
        channels, rate_hertz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as unreadable:
        raise CallerError(f"{path}: not a sound file ({unreadable}).", "Give a wav or flac file.") from None
    if rate_hertz < LOWEST_RATE_HERTZ:
        raise CallerError(f"{path}: recorded at {rate_hertz} Hz.", f"Give {LOWEST_RATE_HERTZ} Hz or more, best 16000.")
    if not len(channels):
        raise CallerError(f"{path}: holds no sound.", "Record it again.")
    if not np.isfinite(channels).all():
        raise CallerError(f"{path}: holds samples that are not numbers.", "Export it again as 16-bit wav.")
    sound = _one_channel(channels)
    return resample(sound / max(1.0, float(np.abs(sound).max())), rate_hertz, RATE_HERTZ)


def _one_channel(channels: Samples) -> Samples:
    """The channels' mean; the loudest alone where they cancel each other out, as with one plug reversed."""
    mean: Samples = channels.mean(axis=1)
    powers = np.square(channels, dtype=np.float64).mean(axis=0)
    cancelled = np.square(mean, dtype=np.float64).mean() < powers.max() * CANCELLED
    return channels[:, int(powers.argmax())] if cancelled else mean


def write_sound(path: Path, samples: Samples, rate_hertz: int = RATE_HERTZ) -> None:
    """Write a 16-bit wav: samples of shape (n,) or, with two channels, (n, 2). Raises DeviceError.

    The file appears at `path` when it is complete: a full disk leaves nothing, or what was there before.
    """
    if path.exists() and not path.is_file():  # renaming over a device such as /dev/null would remove the device
        raise DeviceError(f"{path}: is not a file.", "Choose another path.")
    encoded = io.BytesIO()
    soundfile.write(encoded, np.clip(samples, -1.0, 1.0), rate_hertz, format="WAV", subtype="PCM_16")
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.unfinished")
    try:
        unfinished.write_bytes(encoded.getbuffer())
        unfinished.replace(path)
    except OSError as failure:
        unfinished.unlink(missing_ok=True)
        reason = failure.strerror or failure
        raise DeviceError(f"{path}: cannot be written ({reason}).", "Choose a folder with space in it.") from failure


def resample(samples: Samples, from_hertz: int, to_hertz: int) -> Samples:
    """The same sound at another rate."""
    if from_hertz == to_hertz:
        return samples
    resampled: Samples = soxr.resample(samples, from_hertz, to_hertz)
    return resampled
