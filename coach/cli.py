"""`coach COMMAND`: finds the command's module and turns errors into one clear line and an exit code.

0: done. 1: it was tried, and something is wrong (faults in a pack, no microphone). 2: called wrongly.
128 and more: ended from outside, by Ctrl-C (130) or another signal.
"""

import argparse
import logging
import sys
from collections.abc import Callable, Sequence

from coach.commands.command_line import parsers
from coach.errors import CoachError
from coach.terminal.telling import show


def main(words: Sequence[str] | None = None, loaded: Callable[[], None] = lambda: None) -> int:
    """Run one command, and call `loaded` before it begins. Returns the exit code.

    `words`: the command line without the program's name.
    """
    try:
        try:
            arguments = read(sys.argv[1:] if words is None else words)
            logging.basicConfig(level=logging.WARNING, format="coach: %(message)s")
            loaded()
            exit_code: int = arguments.run(arguments)
        finally:
            sys.stdout.flush()
    except CoachError as error:
        show(f"coach: {error}", sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as with `| head`
        return 1
    except OSError as failure:  # a place that nothing else could know to be closed
        reason = failure.strerror or failure
        show(f"coach: {failure.filename or 'something'} cannot be used ({reason}). See that it can be.", sys.stderr)
        return 1
    return exit_code


def read(words: Sequence[str]) -> argparse.Namespace:
    """The arguments of this command line. Only the command that is asked for is loaded. Exits where it is wrong."""
    name = next(iter(words), "")
    parser, commands = parsers([name])
    if name in commands:
        return commands[name].read(words[1:])
    return parser.read(words)
