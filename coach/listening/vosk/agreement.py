"""How far two decodes of one sound are apart. Confidence is near 1 for wrong words too; agreement says more."""

from collections.abc import Sequence

BESIDE = 0.5
"""What a word before or after the phrase counts. It may be "um" or "please"; one within the phrase changes it."""


def words_apart(phrase: Sequence[str], heard: Sequence[str], beside: float = BESIDE) -> float:
    """0 where `heard` is the phrase. Each word of the phrase that is missing or another counts 1, and each that is put
    in between; words around it count `beside`. Infinite where no words were heard at all.

    An alignment (Levenshtein) with cheap ends, so it is the position of a difference that counts.
    """
    if not heard:
        return float("inf")
    row = [beside * count for count in range(len(heard) + 1)]
    for word in phrase:
        diagonal, row[0] = row[0], row[0] + 1
        for place, other in enumerate(heard, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (word != other))
    return min(apart + beside * (len(heard) - place) for place, apart in enumerate(row))
