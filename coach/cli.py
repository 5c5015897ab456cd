"""`coach COMMAND`: finds the command's module and turns errors into one clear line and an exit code.

0: done. 1: it was tried, and something is wrong (faults in a pack, no microphone). 2: called wrongly.
"""

import argparse
import importlib
import logging
import os
import sys
import textwrap
from collections.abc import Sequence

from coach import INTENDED_USE, __version__
from coach.errors import CoachError

COMMANDS = {
    "run": "hold a session, by voice or typed",
    "rehearse": "hold a whole session with a made-up person, without a microphone",
    "hear": "let the ear hear recordings, and say what it makes of them",
    "say": "let the voice say something",
    "converse": "hold a session in text, at once, from lines that somebody wrote",
    "safety": "what the safety listener makes of a list of phrases, and why",
    "check": "find every fault in a pack, and explain it",
    "paths": "walk every path through an exercise",
    "preview": "make a page of an exercise, to read, to hear and to sign",
    "models": "list, fetch and verify the speech models",
    "doctor": "find out what is wrong with this machine, and what to do",
}

DESCRIPTION = f"""\
{textwrap.fill(INTENDED_USE, 100)}

It keeps nothing that was said.
Start with `coach run`. Without a microphone: `coach run --typed`, or `coach rehearse calm` to hear a whole session.
Is something wrong with the sound? `coach doctor` says what, and what to do."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. `words`: the command line without the program's name; returns the exit code."""
    words = sys.argv[1:] if words is None else words
    arguments = _parser(words).parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="coach: %(message)s")
    try:
        exit_code: int = arguments.run(arguments)
        sys.stdout.flush()
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # so that the last flush says nothing either
        return 1
    return exit_code


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """The parser of this command line: only the command that is asked for is loaded, the others cost a line each."""
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="coach", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, formatter_class=raw)
        if name in words[:1]:
            module = importlib.import_module(f"coach.commands.{name}")
            command.description = module.HELP
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser
