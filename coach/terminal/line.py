"""A line as somebody typed it, in plain text: what keys left in it, digits of any script, numbers as people write them.

What is said here about a number holds only in writing: nobody hears a sign or a decimal point.
"""

import re
import unicodedata

KEY_LEFT = re.compile("\x1b(?:\\[|O)[0-9;?]*[ -/]*[@-~]|\x1b.?")
"""What an arrow or a function key leaves in a line (ECMA-48)."""
UNSEEN = "\u20e3\ufe0e\ufe0f"
"""What makes a digit a key's picture."""
WRITTEN = {"¼": ".25", "½": ".5", "¾": ".75", "⅓": ".33", "⅔": ".67", "\U0001f51f": " 10 ", "\t": " "}
MINUS = "-\u2212\u2012\u2013\u2014"
NO_PLAIN_NUMBER = re.compile(rf"(?<![^\W_])(?<!\d)[{MINUS}]\s*\d|[<>%]|\b10[.,]\d*[1-9]|\d\s*[{MINUS}]\s*\d")
"""Below zero, less or more than, a part of a hundred, over ten, from one to another."""


def plainly(line: str) -> str:
    """The line as it was meant: keys that erase have erased, and each digit is one of 0 to 9."""
    erased = _erase(KEY_LEFT.sub(" ", line))  # a gap, as what was typed after an arrow may belong elsewhere
    for sign, written in WRITTEN.items():
        erased = erased.replace(sign, written)
    return "".join(_plain(letter) for letter in unicodedata.normalize("NFKC", erased)).strip()


def with_plain_numbers(line: str) -> str:
    """Numbers as they are spoken: "07" is 7, "7.0" too, "7.3" lies between two as "7.5" does, "8ish" is two words."""
    written = re.sub(r"(?<![\d.,])0(?=\d\b)", "", line)
    written = re.sub(r"(?<!\d)(?=[.,]\d)", "0", written)
    written = re.sub(r"(?<=\d)[.,]0+(?!\d)", "", written)
    written = re.sub(r"(?<=\d)[.,]\d+", ".5", written)
    return re.sub(r"(?<=\d)(?=[^\W\d_])|(?<=[^\W\d_])(?=\d)", " ", written)


def is_plain_number(line: str) -> bool:
    """Whether nothing in the line makes another number of the one that stands in it, as a minus does."""
    return NO_PLAIN_NUMBER.search(line) is None


def _erase(line: str) -> str:
    """Backspace, Ctrl-W and Ctrl-U, where no terminal has acted on them."""
    left = ""
    for letter in line:
        match letter:
            case "\b" | "\x7f":
                left = left[:-1]
            case "\x15":
                left = ""
            case "\x17":
                left = re.sub(r"\S+\s*$", "", left)
            case _:
                left += letter
    return left


def _plain(letter: str) -> str:
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    return "" if letter in UNSEEN or unicodedata.category(letter) in ("Cc", "Cf", "Cs") else letter
