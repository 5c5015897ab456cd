"""The program: `coach`, `scripts/coach` or `python -m coach`. Only what is started as a program comes through here.

Ctrl-C may come before the first command is loaded, so this is what is imported first, and it imports little.
"""

import sys

from coach.terminal import signals

signals.leave_at_once()

from coach import cli  # noqa: E402 - from here on Ctrl-C is quiet
from coach.terminal import streams  # noqa: E402


def main() -> int:
    """Run the command that was typed; returns the exit code."""
    streams.mend()
    try:
        return cli.main(sys.argv[1:], loaded=signals.leave_in_order)
    finally:
        signals.leave_at_once()  # all is closed, and Python itself may be slow to go


if __name__ == "__main__":
    sys.exit(main())
