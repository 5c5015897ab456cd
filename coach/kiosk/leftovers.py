"""What Python leaves in memory of what it has let go: small blocks stay as they were, until something else is there.

The next words lie over those before, as a rule. Who speaks once and then answers by touch leaves theirs until the next
person speaks; found by `scripts/rehearse-kiosk`, in the messages in which an engine's process tells what it heard.
"""

ROUND_BYTES, LARGEST_BYTES = 16, 512
"""Python's own blocks, `Objects/obmalloc.c`: each size in places of its own, for all threads. Larger ones are the
system's, for each thread apart, and are not reached: what a long speech was told in may stay until the next."""
OF_EACH_BYTES = 2**20
OF_THE_REST_BYTES = 2**24
"""Places that are of no size just now are taken by whichever is wanted next."""
HEADER_BYTES = 33
"""Of an empty `bytes`."""


def overwrite() -> None:
    """Lay zeros over it. Takes some hundredths of a second, and no memory that it does not give back."""
    for size in range(HEADER_BYTES + ROUND_BYTES, LARGEST_BYTES + 1, ROUND_BYTES):
        _fill(size, OF_EACH_BYTES)
    _fill(LARGEST_BYTES, OF_THE_REST_BYTES)


def _fill(size: int, altogether: int) -> None:
    """Hold so many blocks of this size at once that all those which were let go are among them."""
    held = [bytes(size - HEADER_BYTES) for _ in range(altogether // size)]
    held.clear()
