"""Moonshine's tokenizer: pieces of words and their ids.

`tokenizer.bin` holds the pieces in the order of their ids, each after its length in bytes: one byte, or, from 128 on,
two (low seven bits, then the rest). A word begins with U+2581. Ids 3 to 258 are single bytes for what has no piece of
its own; they spell "." too, but the model was trained on the piece "." with a higher id, so they are never used here.
"""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from coach.errors import DeviceError
from coach.listening.moonshine import MODEL

BEGIN = 1
END = 2
LAST_BYTE = 258
WORD_BEGINS = "\u2581"


class Tokens:
    """Text to ids and back."""

    def __init__(self, path: Path) -> None:
        """Read `tokenizer.bin`. Raises DeviceError if it is none."""
        self._pieces = _read_pieces(path)
        self._ids: dict[str, int] = {}
        for number, piece in enumerate(self._pieces[LAST_BYTE + 1 :], LAST_BYTE + 1):
            self._ids.setdefault(piece, number)

    def encode(self, text: str) -> list[int] | None:
        """The ids that the model was trained to say `text` with; None if a letter of it is unknown.

        SentencePiece's BPE: join the neighbours whose joined piece has the lowest id, until none can be joined.
        """
        pieces = list(WORD_BEGINS + text.replace(" ", WORD_BEGINS))
        while joinable := [
            (joined, at)
            for at, (left, right) in enumerate(pairwise(pieces))
            if (joined := self._ids.get(left + right)) is not None
        ]:
            _, at = min(joinable)
            pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
        ids = [self._ids.get(piece) for piece in pieces]
        return None if None in ids else [number for number in ids if number is not None]

    def decode(self, ids: Sequence[int]) -> str:
        """The text that ids spell. Single bytes, which spell rare letters, are left out."""
        pieces = (self._pieces[number] for number in ids if number > LAST_BYTE)
        return "".join(pieces).replace(WORD_BEGINS, " ").strip()


def _read_pieces(path: Path) -> list[str]:
    raw = path.read_bytes()
    pieces = []
    at = 0
    while at < len(raw):
        length = raw[at]
        at += 1
        if length >= 128:
            length = length - 128 + int.from_bytes(raw[at : at + 1]) * 128
            at += 1
        pieces.append(raw[at : at + length].decode("utf-8", "replace"))
        at += length
    if len(pieces) <= LAST_BYTE or at != len(raw):
        raise DeviceError(f"{path}: this file is damaged.", f"Run `coach models fetch {MODEL}`.")
    return pieces
