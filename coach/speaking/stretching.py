"""Speech made slower or quicker at the same pitch, by libsonic (Apache-2.0): espeak-ng's own, so it is always there."""

import ctypes
import functools

import numpy as np

from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.speaking.espeak import AGAIN

LIBRARY = "libsonic.so.0"


def stretched(samples: Samples, rate: float) -> Samples:
    """The same speech: at a rate of 0.8 it takes a quarter longer. Raises DeviceError where libsonic is missing."""
    if rate == 1.0 or not samples.size:
        return samples
    sonic = _sonic()
    stream = sonic.sonicCreateStream(RATE_HERTZ, 1)
    try:
        sonic.sonicSetSpeed(stream, rate)
        sonic.sonicWriteFloatToStream(stream, np.ascontiguousarray(samples), len(samples))
        sonic.sonicFlushStream(stream)
        longer = np.empty(sonic.sonicSamplesAvailable(stream), np.float32)
        return longer[: sonic.sonicReadFloatFromStream(stream, longer, len(longer))]
    finally:
        sonic.sonicDestroyStream(stream)


@functools.cache
def _sonic() -> ctypes.CDLL:
    try:
        library = ctypes.CDLL(LIBRARY)
    except OSError as missing:
        raise DeviceError(f"{LIBRARY} is missing, which comes with espeak-ng ({missing}).", AGAIN) from None
    sound = np.ctypeslib.ndpointer(np.float32, flags="C_CONTIGUOUS")
    library.sonicCreateStream.argtypes, library.sonicCreateStream.restype = [ctypes.c_int] * 2, ctypes.c_void_p
    library.sonicSetSpeed.argtypes = [ctypes.c_void_p, ctypes.c_float]
    for transfer in (library.sonicWriteFloatToStream, library.sonicReadFloatFromStream):
        transfer.argtypes = [ctypes.c_void_p, sound, ctypes.c_int]
    for whole in (library.sonicFlushStream, library.sonicSamplesAvailable, library.sonicDestroyStream):
        whole.argtypes = [ctypes.c_void_p]
    return library
