"""Type the first part of the README on a new machine, as somebody would, and keep what was typed and seen.

    scripts/walk-readme --address /project -- ../shared/scripts/fresh-root run /srv/bookworm

What follows `--` opens a shell on the new machine: a chroot as above, `ssh somebody@raspberrypi`, a container. Every
line of the README's first part is typed there, and what the coach asks is answered as in ANSWERS. A terminal of 80
columns is kept beside it: what is written down is what stands on the screen. It becomes docs/first-ten-minutes.md.
"""

import argparse
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pexpect
import pyte

CHECKOUT = Path(__file__).parent.parent
PAGE = CHECKOUT / "docs" / "first-ten-minutes.md"
FIRST_PART = re.compile(r"^## Talk tonight$(.*?)^## ", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
PROMPT = "walk$ "
COLUMNS, LINES = 80, 4000
LONGEST_SECONDS = 1200
MOST_LINES = 60
"""Of what a command shows; of more, the beginning and the end are kept."""
ANSWERS = {
    r"typed\? \[Y/n\] ": ["y"],
    r"another\s+country\] ": [""],
    r"leave\s+it\s+open\] ": ["germany"],
    r"\[Y/n\] ": [""],
    r"\(your turn\)\s": ["ready", "seven", "four", "something else", "urge", "stop"],
}
"""What is typed where one of these stands on the screen: the first time, the second, and so on; then the last again."""


@dataclass(frozen=True)
class Typed:
    """A line, what it made the screen show, and how long it took."""

    line: str
    screen: Sequence[str]
    seconds: float


def main() -> None:
    """Walk, and write the page."""
    parser = argparse.ArgumentParser(
        "walk-readme", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--address", required=True, help="what stands for ADDRESS in the README: where to clone from")
    parser.add_argument("--machine", default="Debian 12, new", help="how the page calls the machine")
    parser.add_argument("shell", nargs="+", help="what opens a shell there")
    wanted = parser.parse_args()
    lines = commands_in((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    if not lines:
        sys.exit("walk-readme: README.md has no lines to type in its part Talk tonight.")
    walked = list(walk(wanted.shell, [line.replace("ADDRESS", wanted.address) for line in lines]))
    PAGE.write_text(page(walked, wanted.machine), encoding="utf-8")
    print(f"{PAGE}: {len(walked)} lines typed in {sum(typed.seconds for typed in walked):.0f} s")


def commands_in(readme: str) -> list[str]:
    """The lines that its first part says to type."""
    first_part = FIRST_PART.search(readme)
    return [line for block in COMMANDS.findall(first_part[1] if first_part else "") for line in block.splitlines()]


def walk(shell: Sequence[str], lines: Sequence[str]) -> Iterator[Typed]:
    """Type each line, and wait until the shell asks for the next one."""
    child = pexpect.spawn(
        shell[0], [*shell[1:], "bash --norc -i"], encoding="utf-8", timeout=LONGEST_SECONDS, dimensions=(50, COLUMNS)
    )
    # In two pieces, so that the prompt is not found in the line that sets it, however often that is echoed.
    child.sendline(f"PS1='{PROMPT[:2]}''{PROMPT[2:]}' PS2= TERM=xterm; bind 'set enable-bracketed-paste off'")
    child.expect_exact(PROMPT)
    for line in lines:
        yield _type(child, line)
    child.sendline("exit")
    child.expect(pexpect.EOF)


def _type(child: pexpect.spawn, line: str) -> Typed:
    screen = pyte.Screen(COLUMNS, LINES)
    terminal = pyte.Stream(screen)
    questions = list(ANSWERS)
    coming = {question: list(answers) for question, answers in ANSWERS.items()}
    began = time.monotonic()
    child.sendline(line)
    while asked := child.expect([re.escape(PROMPT), *questions]):
        terminal.feed(child.before + child.after)
        answers = coming[questions[asked - 1]]
        child.sendline(answers.pop(0) if len(answers) > 1 else answers[0])
    terminal.feed(child.before)
    shown = [row.rstrip() for row in screen.display]
    while shown and not shown[-1]:
        shown.pop()
    return Typed(line, shown[1:], time.monotonic() - began)  # the first row is the line itself


def page(walked: Sequence[Typed], machine: str) -> str:
    """The page: a part a line."""
    parts = "\n".join(_part(typed) for typed in walked)
    whole_minutes = sum(typed.seconds for typed in walked) / 60
    return f"""# The first ten minutes

What somebody types who follows the first part of the [README](../README.md), and what they see. Written by
`scripts/walk-readme` on {machine}, {date.today().isoformat()}; {whole_minutes:.1f} minutes in all. The machine has no
sound device, so the session is a typed one.

{parts}"""


def _part(typed: Typed) -> str:
    shown = list(typed.screen)
    if len(shown) > MOST_LINES:
        half = MOST_LINES // 2
        shown = [*shown[:half], f"... ({len(shown) - MOST_LINES} lines)", *shown[-half:]]
    seen = "\n".join(["```", f"$ {typed.line}", *shown, "```"])
    return f"{seen}\n\n{_took(typed.seconds)}\n"


def _took(seconds: float) -> str:
    return "At once." if seconds < 2 else f"{seconds:.0f} seconds."


if __name__ == "__main__":
    main()
