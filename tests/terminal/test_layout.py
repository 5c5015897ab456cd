"""How text is laid out in a terminal."""

import pytest

from coach.terminal.layout import page, row, wrapped

TEXT = "From zero to ten, how strong is the craving right now? Unquestionably-hyphenated words stay whole."


@pytest.mark.parametrize("width", [20, 40, 80])
def test_lines_break_between_words(width: int) -> None:
    """Nothing is lost, nothing is broken, and no line is too long; only a word that is too long by itself may be."""
    lines = wrapped(TEXT, width).split("\n")
    assert " ".join(lines).split() == TEXT.split()
    assert all(len(line) <= width or " " not in line for line in lines)


def test_what_is_indented_stays_so() -> None:
    """What the coach does stands apart from what it says."""
    assert wrapped("  ▲ breathe in, and slowly", 16) == "  ▲ breathe in,\n  and slowly"


def test_what_is_no_terminal_gets_whole_lines() -> None:
    """A program reads a line for a line."""
    assert wrapped(TEXT, None) == TEXT
    assert row("ok    pack  ", TEXT, None) == f"ok    pack  {TEXT}"


def test_a_table_has_its_columns() -> None:
    """The second one goes on under itself; in a narrow terminal it stands below the first."""
    assert row("ok    pack   ", "en, all is well", 34) == "ok    pack   en, all is well"
    assert (
        row("ok    pack   ", "en, all is very well here", 34) == "ok    pack   en, all is very well\n             here"
    )
    assert row("ok    pack   ", "en, all is very well", 24) == "ok    pack\n  en, all is very well"


def test_a_second_line_of_a_cell_stays_in_its_column() -> None:
    """What to do stands below what was found."""
    assert row("wrong staff  ", "none\nMend it.", None) == "wrong staff  none\n             Mend it."


def test_examples_keep_their_columns_where_they_fit() -> None:
    """Else what they do stands below them."""
    text = "Do this:\n\n  coach run           talk\n  coach run --typed   the same, typed\n\nThen\nread."
    assert page(text, 80) == text.replace("Then\nread", "Then read")
    assert "  coach run\n      talk\n  coach run --typed\n      the same, typed" in page(text, 30)
