"""Sound files: any wav, flac or ogg in, as mono 16 kHz; 16-bit wav, flac or Ogg Vorbis out, whole or not at all."""

import contextlib
import io
import os
import uuid
from pathlib import Path

import numpy as np
import soundfile
import soxr

from coach.errors import CallerError, DeviceError
from coach.ports import RATE_HERTZ, Samples

LOWEST_RATE_HERTZ = 8_000
"""Below the rate of a telephone, speech has lost the consonants that the ears need."""

ENCODINGS = {".wav": ("WAV", "PCM_16"), ".flac": ("FLAC", "PCM_16"), ".ogg": ("OGG", "VORBIS")}
"""By the ending of a file's name: format and subtype, as libsndfile calls them."""
BLOCK_SAMPLES = 16_384
"""At once: libvorbis puts all that it is given on the stack, and long sounds have crashed it."""

CANCELLED = 0.1
"""Of the loudest channel's power. One of two channels silent leaves a quarter."""


def read_sound(path: Path) -> Samples:
    """The sound in a file: mono, 16 kHz, at most full scale. Raises CallerError if there is no usable sound in it."""
    if not path.is_file():
        raise CallerError(f"{path}: there is no such sound file.", "Check the path.")
    try:
        channels, rate_hertz = soundfile.read(path, dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, OSError) as unreadable:
        raise CallerError(f"{path}: not a sound file ({unreadable}).", "Give a wav, flac or ogg file.") from None
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
    """Write samples of shape (n,) or, with two channels, (n, 2), in the format that the path ends in.

    The file appears when it is complete: a full disk leaves nothing, or what was there before. Raises CallerError for
    an ending that says no format, DeviceError.
    """
    _require_replaceable(path)
    require_format(path)
    write_whole(path, encode(samples, path.suffix.lower(), rate_hertz))


def require_format(path: Path) -> None:
    """Raises CallerError for a name that does not end in a format."""
    if path.suffix.lower() not in ENCODINGS:
        raise CallerError(f"{path}: what format is that?", f"End the name in {', '.join(ENCODINGS)}.")


def encode(samples: Samples, ending: str, rate_hertz: int = RATE_HERTZ) -> bytes:
    """The bytes of a sound file whose name would have this ending."""
    encoded = io.BytesIO()
    format_, subtype = ENCODINGS[ending]
    channels = 1 if samples.ndim == 1 else samples.shape[1]
    with soundfile.SoundFile(encoded, "w", rate_hertz, channels, subtype, format=format_) as file:
        for begin in range(0, len(samples), BLOCK_SAMPLES):
            file.write(np.clip(samples[begin : begin + BLOCK_SAMPLES], -1.0, 1.0))
    return encoded.getvalue()


def decode(encoded: bytes) -> Samples:
    """What `encode` was given. Raises soundfile.SoundFileError."""
    samples: Samples = soundfile.read(io.BytesIO(encoded), dtype="float32")[0]
    return samples


def write_whole(path: Path, content: bytes) -> None:
    """Write a file that appears at `path` when it is complete. Raises DeviceError."""
    _require_replaceable(path)
    unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.unfinished")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as failure:
        with contextlib.suppress(OSError):  # never begun, in a folder that nobody may look into
            unfinished.unlink(missing_ok=True)
        reason = failure.strerror or failure
        raise DeviceError(f"{path}: cannot be written ({reason}).", "Choose a folder with space in it.") from failure


def _require_replaceable(path: Path) -> None:
    """Renaming over a device such as /dev/null would remove the device."""
    if os.path.exists(path) and not os.path.isfile(path):
        raise DeviceError(f"{path}: is not a file.", "Choose another path.")


def resample(samples: Samples, from_hertz: int, to_hertz: int) -> Samples:
    """The same sound at another rate."""
    if from_hertz == to_hertz:
        return samples
    resampled: Samples = soxr.resample(samples, from_hertz, to_hertz)
    return resampled
