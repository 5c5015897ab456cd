"""What is left in memory of what was let go: blocks stay as they were, until something else is there.

The next words lie over those before, as a rule, and now and then they do not: `scripts/rehearse-kiosk` found somebody's
after two more people had been there, in the messages in which an engine's process tells what it heard.
"""

import ctypes
from contextlib import suppress

ROUND_BYTES, LARGEST_BYTES = 16, 512
"""Python's own blocks, `Objects/obmalloc.c`: each size in places of its own, for all threads."""
OF_EACH_BYTES = 2**20
OF_THE_REST_BYTES = 2**24
"""Places that are of no size just now are taken by whichever is wanted next."""
HEADER_BYTES = 33
"""Of an empty `bytes`."""
M_PERTURB = -6
"""Of glibc's malloc.h: what is let go is filled with this."""
FILLING = 0x5A


def overwrite_larger_from_now_on() -> None:
    """Larger blocks are the system's, which fills them from now on when they are let go: in all threads.

    It keeps some below a kilobyte for each thread as they are, until that ends; an engine's do when it begins anew.
    """
    with suppress(AttributeError):  # another C library than glibc
        ctypes.CDLL(None).mallopt(M_PERTURB, FILLING)


def overwrite() -> None:
    """Lay zeros over Python's own. Takes some hundredths of a second, and no memory that it does not give back."""
    for size in range(3 * ROUND_BYTES, LARGEST_BYTES + 1, ROUND_BYTES):
        _fill(size, OF_EACH_BYTES)
    _fill(LARGEST_BYTES, OF_THE_REST_BYTES)


def _fill(size: int, altogether: int) -> None:
    """Hold so many blocks of this size at once that all those which were let go are among them."""
    held = [bytes(size - HEADER_BYTES) for _ in range(altogether // size)]
    held.clear()
