"""A tokenizer file like Moonshine's, with the pieces that a test needs."""

from collections.abc import Sequence
from pathlib import Path

BYTES = [f"<{number}>" for number in range(259)]
"""What stands before the real pieces: three special tokens, and 256 bytes."""


def write_tokenizer(path: Path, pieces: Sequence[str]) -> int:
    """Write `tokenizer.bin`; lower ids come first. Returns how many tokens there are."""
    raw = b""
    for piece in [*BYTES, *pieces]:
        coded = piece.encode("utf-8")
        low, high = len(coded) % 128, len(coded) // 128
        raw += (bytes([low + 128, high]) if high else bytes([low])) + coded
    path.write_bytes(raw)
    return len(BYTES) + len(pieces)
