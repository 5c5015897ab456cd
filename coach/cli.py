"""`coach COMMAND`: finds the command's module and turns errors into one clear line and an exit code.

0: done. 1: it was tried, and something is wrong (faults in a pack, no microphone). 2: called wrongly.
"""

import argparse
import importlib
import logging
import sys
from collections.abc import Sequence

from coach import __version__
from coach.errors import CoachError

COMMANDS = ("run", "rehearse", "hear", "say", "check", "models", "doctor")

DESCRIPTION = """\
An offline voice coach for people in a craving. It listens, speaks, guides, and keeps nothing that was said.

Start with `coach run`. Without a microphone: `coach run --typed`, or `coach rehearse calm` to hear a whole session.
Is something wrong with the sound? `coach doctor` says what, and what to do."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command. `words`: the command line without the program's name; returns the exit code."""
    arguments = _parser().parse_args(words)
    logging.basicConfig(level=logging.WARNING, format="coach: %(message)s")
    try:
        exit_code: int = arguments.run(arguments)
    except CoachError as error:
        print(f"coach: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        sys.stderr.close()
        return 1
    return exit_code


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="coach", description=DESCRIPTION, formatter_class=raw)
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name in COMMANDS:
        module = importlib.import_module(f"coach.commands.{name}")
        first_line = module.HELP.splitlines()[0]
        command = commands.add_parser(name, help=first_line, description=module.HELP, formatter_class=raw)
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    return parser
