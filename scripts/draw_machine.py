"""Draw the session's states into the README, from the table in coach/conversation/machine.py.

`scripts/draw-machine` writes the diagram; `scripts/draw-machine --check` only says whether it is up to date.
"""

import argparse
import sys
from pathlib import Path

from coach.conversation.machine import draw

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- machine: written by scripts/draw-machine -->\n", "<!-- /machine -->\n"


def main() -> int:
    """Write or check the diagram."""
    parser = argparse.ArgumentParser(
        "draw-machine", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if the README is out of date")
    arguments = parser.parse_args()
    text = README.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        print(f"{README}: the marks {BEGIN.strip()} and {END.strip()} are missing; put them where the diagram belongs.")
        return 1
    before, rest = text.split(BEGIN, 1)
    after = rest.split(END, 1)[1]
    drawn = f"{before}{BEGIN}```mermaid\n{draw()}\n```\n{END}{after}"
    if arguments.check:
        if drawn != text:
            print("README.md: the machine's diagram is out of date; run scripts/draw-machine.")
        return int(drawn != text)
    README.write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
