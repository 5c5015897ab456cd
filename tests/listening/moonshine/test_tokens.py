"""Text to Moonshine's tokens and back."""

from pathlib import Path

import pytest

from coach.errors import DeviceError
from coach.listening.moonshine.tokens import LAST_BYTE, Tokens
from tests.fakes.tokenizer import write_tokenizer

LONG = "h" * 300
PIECES = ["he", "\u2581he", "lo", "\u2581hello", "l", "o", "h", "e", "\u2581", ".", LONG]


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    """A tokenizer of a dozen pieces."""
    write_tokenizer(tmp_path / "tokenizer.bin", PIECES)
    return Tokens(tmp_path / "tokenizer.bin")


def test_neighbours_are_joined_lowest_id_first(tokens: Tokens) -> None:
    """As the model was trained: not the longest piece, not the fewest pieces."""
    pieces = [PIECES[number - LAST_BYTE - 1] for number in tokens.encode("hello.") or ()]
    assert pieces == ["\u2581he", "l", "lo", "."]


def test_what_has_no_piece_cannot_be_said(tokens: Tokens) -> None:
    """None, and no guess."""
    assert tokens.encode("jello") is None


def test_a_text_comes_back_from_its_tokens(tokens: Tokens) -> None:
    """Words apart, single bytes left out."""
    ids = tokens.encode("hello hello.")
    assert ids is not None
    assert tokens.decode([1, *ids, LAST_BYTE, 2]) == "hello hello."


def test_long_pieces_are_read(tokens: Tokens) -> None:
    """Their length takes two bytes."""
    assert tokens.decode([LAST_BYTE + len(PIECES)]) == LONG


@pytest.mark.parametrize("raw", [b"", b"\x05abc", b"not what it was" * 1000])
def test_another_file_is_refused(raw: bytes, tmp_path: Path) -> None:
    """With the way to mend it."""
    (tmp_path / "tokenizer.bin").write_bytes(raw)
    with pytest.raises(DeviceError, match=r"tokenizer\.bin: this file is damaged.*coach models fetch"):
        Tokens(tmp_path / "tokenizer.bin")


@pytest.mark.engines
def test_the_real_tokenizer_says_short_replies_in_few_pieces(moonshine_folder: Path) -> None:
    """The full stop is the trained piece, not its byte."""
    real = Tokens(moonshine_folder / "tokenizer.bin")
    ids = real.encode("I don't know.")
    assert ids is not None and len(ids) <= 6
    assert min(ids) > LAST_BYTE
    assert ids[-1] == 29889
    assert real.decode(ids) == "I don't know."
