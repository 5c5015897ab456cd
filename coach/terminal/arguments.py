"""The command line's parser: argparse, with help that fits the terminal, and a guess at what was meant."""

import argparse
import re
import shutil
import sys
import textwrap
from collections.abc import Sequence
from typing import Any, NoReturn

from coach.errors import meant
from coach.terminal.called import as_called
from coach.terminal.layout import page, wrapped
from coach.terminal.telling import show

WIDEST = 100
"""Longer lines are hard to read, however wide the terminal is."""
OPTION = re.compile(r"\[[^][]*(?:\[[^][]*\][^][]*)*\]")
"""In a usage: with what it takes, and brackets in brackets."""
CHOICES = re.compile(r"invalid choice: '(?P<given>.*)' \(choose from (?P<known>.*)\)")


class Layout(argparse.HelpFormatter):
    """Paragraphs and examples in the width of the terminal. No word is broken."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=min(shutil.get_terminal_size().columns, WIDEST))

    def add_argument(self, action: argparse.Action) -> None:
        """Make room for it; argparse forgets that commands are indented."""
        super().add_argument(action)
        if action.nargs == argparse.PARSER:
            self._action_max_length += 2

    def _format_usage(self, *parts: Any) -> str:
        """What belongs together stays together, also where that is most of a line."""
        whole = argparse.HelpFormatter(self._prog, width=sys.maxsize)._format_usage(*parts)
        together = OPTION.sub(lambda option: option[0].replace(" ", "\xa0"), whole.strip())
        return wrapped(together, self._width, " " * 4).replace("\xa0", " ") + "\n\n"

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return textwrap.indent(page(as_called(text), width), indent)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return textwrap.wrap(" ".join(text.split()), width, break_long_words=False, break_on_hyphens=False)


class Parser(argparse.ArgumentParser):
    """Reads the words of one command, and shows that command's usage where one of them is wrong."""

    def __init__(self, **options: Any) -> None:
        super().__init__(formatter_class=Layout, **options)

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Take all these words. Exits with 2 where that cannot be."""
        arguments, unknown = self.parse_known_args(words)
        if unknown:
            guesses = (meant(word.partition("=")[0], self._option_string_actions) for word in unknown)
            self.error(f"{self.prog} does not take {' '.join(unknown)}. {next(filter(None, guesses), '')}")
        return arguments

    def error(self, message: str) -> NoReturn:
        """The usage, what is wrong, and what may have been meant."""
        if wrong := CHOICES.search(message):
            known = re.findall("[^', ]+", wrong["known"])
            message = f"{message}. {meant(wrong['given'], known)}"
        show(f"{self.format_usage()}coach: {message.strip()}", sys.stderr)
        self.exit(2)
