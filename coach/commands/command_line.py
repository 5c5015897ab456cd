"""The command line as a whole: which commands there are, and how each is called."""

import importlib
from collections.abc import Collection

from coach import INTENDED_USE, __version__
from coach.terminal.arguments import Parser
from coach.terminal.called import program

COMMANDS = {
    "run": "hold a session, by voice or typed",
    "kiosk": "hold one session after the other, for whoever comes by",
    "fleet": "the staff's page: every kiosk of a site, and its open calls",
    "rehearse": "hold a whole session with a made-up person, without a microphone",
    "hear": "let the ear hear recordings, and say what it makes of them",
    "say": "let the voice say something",
    "converse": "hold a session in text, at once, from lines that somebody wrote",
    "safety": "what the safety listener makes of a list of phrases, and why",
    "check": "find every fault in a pack, and explain it",
    "paths": "walk every path through an exercise",
    "preview": "make a page of an exercise, to read, to hear and to sign",
    "update": "bring new content, a voice or settings to a kiosk, signed; or take them back",
    "records": "what a kiosk spoke with, and since when",
    "models": "list, fetch and verify the speech models",
    "doctor": "find out what is wrong with this machine, and what to do",
    "completion": "let the Tab key complete commands, options and names",
}

DESCRIPTION = f"""\
{INTENDED_USE}

It keeps nothing that was said.
Start with `coach run`. Without a microphone: `coach run --typed`, or `coach rehearse calm` to hear a whole session.
Is something wrong with the sound? `coach doctor` says what, and what to do.

  coach run --help         what a command does, with examples
  coach completion bash    lets the Tab key complete commands in bash; also zsh, fish"""


def parsers(loaded: Collection[str] = tuple(COMMANDS)) -> tuple[Parser, dict[str, Parser]]:
    """The whole command line's parser, and each command's; of those that are not loaded only a line is known."""
    parser = Parser(prog=program(), description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"coach {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    known = {name: commands.add_parser(name, help=summary) for name, summary in COMMANDS.items()}
    for name in known.keys() & loaded:
        module = importlib.import_module(f"coach.commands.{name}")
        known[name].description = module.HELP
        module.add_arguments(known[name])
        known[name].set_defaults(run=module.run)
    return parser, known
