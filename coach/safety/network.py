"""What a sentence means for safety, by a network that has read thousands of examples.

Rules (`risk.yaml`) catch what somebody thought of; people in danger say it in ways that nobody thought of. This is a
small sentence encoder (MiniLM, Wang et al. 2020, https://arxiv.org/abs/2002.10957), taught with the phrases of
`models/risk/phrases` by `scripts/train-risk`. A pack that has learnt brings it as `risk.npz`; one without has rules
only. It knows no names and no recordings, holds nothing that it reads, and always gives the same answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from coach.content.learnt import NONE, opened
from coach.content.pattern import Letters
from coach.errors import AuthorError, Fault
from coach.inference import open_network

LETTERS = Letters()
"""Accents never count: MiniLM learnt without them."""
FIRST, LAST, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
INSIDE = "##"
"""Begins a piece that goes on a word."""
RISK = "risk"
MOST_PIECES = 64
"""So many the network sees at once, with the first and the last; about fifty words."""
PIECES, CHANCES = "pieces", "chances"
"""What goes into the network, and what comes out."""


@dataclass(frozen=True)
class Reading:
    """How probable it is that a sentence tells of danger plainly (`risk`), and that it is `harmless`; 0 to 1.

    The rest is what should be asked about. `path`: the likeliest safety path.
    """

    risk: float
    harmless: float
    path: str


class Network:
    """What has been learnt, asked a sentence at a time.

    Words are cut into pieces here: that takes a few lines, and the libraries that do it bring a client for downloads.
    """

    def __init__(self, path: Path) -> None:
        """Read the file: the network with weights of four bits, its pieces of words, and the kinds that it knows.

        And read with it, so that what does not fit together is found now. Raises AuthorError.
        """
        try:
            with opened(path) as stored:
                self._pieces = {piece: at for at, piece in enumerate(stored[PIECES].tolist())}
                self._kinds: list[str] = stored["kinds"].tolist()
                self._session = open_network(stored["network"].tobytes())
                self._read_part([UNKNOWN, next(reversed(self._pieces))])
        except ValueError as unread:
            raise AuthorError([Fault(path, 0, 0, "C019", str(unread))]) from None

    def read(self, text: str) -> Reading:
        """What a sentence means. `text`: lower case, words and apostrophes only; accents never count.

        What is longer than the network can see at once is read in parts that overlap by half; the worst of them counts.
        They are as long as can be: of a few words out of a story nobody can tell what they mean.
        """
        pieces = [piece for word in LETTERS.write(text).split() for piece in self._pieces_of(word)]
        part, half = MOST_PIECES - 2, MOST_PIECES // 2 - 1
        parts = (pieces[at : at + part] for at in range(0, max(1, len(pieces) - half), half))
        return min((self._read_part(part) for part in parts), key=lambda reading: reading.harmless)

    def _read_part(self, pieces: list[str]) -> Reading:
        places = np.array([self._pieces[piece] for piece in (FIRST, *pieces, LAST)], np.int64)
        (chances,) = self._session.run([CHANCES], {PIECES: places})[0].tolist()
        by_kind = dict(zip(self._kinds, chances, strict=True))
        paths: dict[str, float] = {}
        for kind, chance in by_kind.items():
            if kind != NONE:
                path = kind.partition(" ")[2]
                paths[path] = paths.get(path, 0.0) + chance
        risk = sum(chance for kind, chance in by_kind.items() if kind.startswith(RISK))
        return Reading(risk, by_kind[NONE], max(paths, key=paths.__getitem__))

    def _pieces_of(self, word: str) -> Iterator[str]:
        """The longest known piece first, then what is left of the word (WordPiece); an apostrophe stands alone."""
        for part in word.replace("'", " ' ").split():
            yield from self._pieces_of_part(part)

    def _pieces_of_part(self, part: str) -> list[str]:
        found: list[str] = []
        start = 0
        while start < len(part):
            left = f"{INSIDE if start else ''}{part[start:]}"
            ends = range(len(left), len(INSIDE) if start else 0, -1)
            piece = next((left[:end] for end in ends if left[:end] in self._pieces), None)
            if piece is None:
                return [UNKNOWN]
            found.append(piece)
            start += len(piece) - (len(INSIDE) if start else 0)
        return found
