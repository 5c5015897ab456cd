"""A number in a sentence that is none of the expected phrases: "I'd put it at a seven or so".

Not a list of sentences: what stands around the number is taken word by word, and the words are the pack's. Where the
number itself was written as another word ("about a tree", "down to for") its place is found all the same, and the
engine compares all numbers in that place.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coach.effects import NumberWords

STRANGE_AT_MOST = 2
"""With more words that do not go with a number it is a story about something else."""
WORD = "[^\\W_]+(?:'[^\\W_]+)*"


@dataclass(frozen=True)
class Mention:
    """Where in a text a number stands. Kept out of `repr`: these are said words.

    `numbers`: what was said, in order: one; two for "six or seven" and "six and a half"; none where another word
    stands in the place of a number. `start`, `end`: the place (of the last number), as indices into the text.
    `strange`: how many words around it do not go with a number. `counts`: such a word follows at once ("seven
    days"), and that is no rating.
    """

    numbers: tuple[int, ...] = field(repr=False)
    start: int
    end: int
    strange: int
    counts: bool


@dataclass(frozen=True)
class _Piece:
    kind: str
    """number, half, scale, alike (written as another word), beside, strange."""
    start: int
    end: int
    number: int | None = None


def find(text: str, words: NumberWords) -> Mention | None:
    """The number in a sentence; None where there is none, where there are many, or where nothing else was said."""
    pieces = _pieces(text, words)
    strange = [piece for piece in pieces if piece.kind == "strange"]
    if len(pieces) < 2 or len(strange) > STRANGE_AT_MOST:
        return None
    numbers = tuple(dict.fromkeys(piece.number for piece in pieces if piece.number is not None))
    named = [piece for piece in pieces if piece.kind == "number"]
    alike = [piece for piece in pieces if piece.kind == "alike"]
    if (len(numbers) > 1 and len(named) > 2) or (not named and len(strange) > 1):
        return None  # "nine one one"; or more than one word may be the number
    places = named or strange or alike
    if not places:
        return None
    after = next((piece for piece in pieces if piece.start >= places[-1].end), None)
    counts = after is not None and after.kind == "strange"
    return Mention(numbers, places[-1].start, places[-1].end, len(strange) if named else 0, counts)


def in_place(text: str, mention: Mention, name: str) -> str:
    """The same text with this name in the place; a capital where a capital stood."""
    capital = text[mention.start].isupper() and mention.start == 0
    return text[: mention.start] + (name.capitalize() if capital else name) + text[mention.end :]


def _pieces(text: str, words: NumberWords) -> list[_Piece]:
    """The text in its parts."""
    figures = {str(number): number for number in words.names.values()}
    named = {**figures, **words.names}
    pattern = re.compile(
        f"(?P<scale>{_any_of(words.scales, figures, words)}|(?<=\\d)\\s*/\\s*10\\b)"
        f"|(?P<half>{_any_of(words.halves, figures, words)}|(?<=\\d)[.,]5\\b)"
        f"|(?P<idiom>{_any_of(words.idioms, {}, words)})"
        f"|(?P<number>{_any_of(named, {}, words)})"
        f"|(?P<beside>{_any_of(words.beside, {}, words)})"
        f"|(?P<word>{WORD})"
    )
    pieces: list[_Piece] = []
    for found in pattern.finditer(text.lower().replace("\u2019", "'")):
        said = " ".join(re.findall(WORD, found[0]))
        if found["scale"]:
            pieces.append(_Piece("scale", *found.span()))
        elif found["number"]:
            pieces.append(_Piece("number", *found.span(), named[said]))
        elif found["half"] and pieces and pieces[-1].number is not None:
            above = pieces[-1].number + 1
            pieces.append(_Piece("half", *found.span(), above if above in words.names.values() else None))
        else:
            strange = "beside" if found["beside"] else "strange"
            pieces.append(_Piece("alike" if said in words.written_as else strange, *found.span()))
    return pieces


def _any_of(phrases: Iterable[str], figures: dict[str, int], words: NumberWords) -> str:
    """A pattern for any of these phrases, the longest first; a number in them may be in figures."""
    spelled = {name: f"(?:{name}|{number})" for name, number in words.names.items() if str(number) in figures}
    whole = ["[\\W_]+".join(spelled.get(word, re.escape(word)) for word in phrase.split()) for phrase in phrases]
    return "|".join(f"\\b{phrase}\\b" for phrase in sorted(whole, key=len, reverse=True)) or "(?!)"
