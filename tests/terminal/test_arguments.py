"""The command line's parser."""

import argparse

import pytest

from coach.terminal.arguments import Parser


@pytest.fixture
def parser() -> Parser:
    """A command with an option and a choice."""
    parser = Parser(prog="coach hear", description="Hear.\n\n  coach hear reply.wav     one\n")
    parser.add_argument("--manifest")
    parser.add_argument("--ear", choices=("vosk", "moonshine"), help="an incomprehensibilities-averse " * 4)
    return parser


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--manifst", "x"], "coach: coach hear does not take --manifst x. Did you mean --manifest?"),
        (["--ear", "moonshne"], "Did you mean moonshine?"),
        (["--zzz"], "coach: coach hear does not take --zzz."),
        (["--manifst=x"], "Did you mean --manifest?"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(
    parser: Parser, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And with the usage of the command that was called; exit code 2."""
    with pytest.raises(SystemExit, match="2"):
        parser.read(words)
    captured = capsys.readouterr().err
    assert captured.startswith("usage: coach hear [-h]") and captured.rstrip().splitlines()[-1].endswith(told)


@pytest.mark.parametrize("columns", [30, 40, 80])
def test_help_fits_the_terminal(parser: Parser, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is longer, and no word is broken."""
    monkeypatch.setenv("COLUMNS", str(columns))
    told = parser.format_help()
    assert all(len(line) <= columns or " " not in line.strip() for line in told.splitlines())
    assert told.count("incomprehensibilities-averse") == 4


def test_what_is_right_is_taken(parser: Parser) -> None:
    """As argparse does."""
    assert parser.read(["--ear", "vosk"]) == argparse.Namespace(ear="vosk", manifest=None)
