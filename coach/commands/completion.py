"""`coach completion SHELL`: what lets the Tab key complete a command line. shtab (Apache-2.0) writes it.

It is written once and asks nothing when the key is pressed, as a start of the coach would take too long for that.
"""

import argparse
from pathlib import Path

import shtab

from coach import settings
from coach.commands import command_line
from coach.content.loader import PACKS, pack_folder
from coach.rehearsal import persona

HELP = """\
Print what lets the Tab key complete commands, options, exercises, personas and packs.

  coach completion bash >> ~/.bash_completion
  coach completion zsh > ~/.zfunc/_coach      this folder has to be in $fpath before compinit is called
  coach completion fish > ~/.config/fish/completions/coach.fish

Then open a new terminal. The exercises are those of the settings' pack; print it again when there are others."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), help="whose Tab key it is: bash, zsh or fish")


def run(arguments: argparse.Namespace) -> int:
    """Print the shell's code. Returns the exit code."""
    parser, commands = command_line.parsers()
    parser.prog = "coach"
    names = {
        "persona": persona.names(),
        "exercise": _exercises(pack_folder(settings.load().pack)),
        "pack": sorted(header.parent.name for header in PACKS.glob("*/pack.yaml")),
    }
    for command in commands.values():
        for action in command._actions:
            action.choices = names.get(action.dest, action.choices)
            if action.type is Path:
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    print(shtab.complete(parser, arguments.shell))
    return 0


def _exercises(pack: Path) -> list[str]:
    """Their ids, and those of the safety paths; the files need not be read for that."""
    return sorted(path.stem for room in ("exercises", "safety") for path in (pack / room).glob("*.yaml"))
