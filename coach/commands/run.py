"""`coach run`: hold a session, by voice where there is sound, typed where there is none."""

import argparse
import sys
from contextlib import suppress

from coach import bootstrap, last_good
from coach.content.pack import Pack
from coach.content.reading import in_writing
from coach.conversation.waiting import Waiting
from coach.errors import CallerError, DeviceError
from coach.floor import Floor
from coach.journal import NothingKept
from coach.kiosk.staff import staff_for
from coach.ports import Keys, StaffCall
from coach.runtime import Parts, Runtime
from coach.settings import Settings
from coach.sound.ticking import TickingMicrophone
from coach.terminal.captions import Captions
from coach.terminal.chosen import chosen
from coach.terminal.country_question import ask_country
from coach.terminal.feed import Feed
from coach.terminal.keys import LEGEND, NoKeys, TerminalKeys
from coach.terminal.onlooker import Onlooker
from coach.terminal.telling import show
from coach.terminal.typed import TYPING_PATIENCE, NoLoudspeaker, NoVoice, TypedEar, figures
from coach.whereabouts import to_set

HELP = f"""\
Hold a session: the coach speaks, listens and guides; say "stop" to end it at any time.

  coach run                talk
  coach run --typed        read and type; Ctrl-D ends it
  coach run --keys         it speaks, you press keys

Nothing that you say is kept. Keys work too, also while the coach speaks:
{LEGEND}.

With --keys it speaks, and does not listen: no microphone is opened, and the keys are the only answers. So it holds a
session in a language for which there is no ear, or where nobody may be overheard. Words of danger are not heard then.

`coach kiosk` sleeps on a shelf until it is called, and holds one session after the other.

While the coach speaks the microphone is closed, unless the setting `barge_in` says otherwise: `headset`, or
`echo-cancelled` where the sound system takes the coach out of what the microphone hears. Then "stop", "pause" and words
of danger are heard at any time. `coach doctor` finds out which one fits.

Without a microphone or a loudspeaker it offers the same session typed; `coach doctor` tells what is wrong with them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--typed", action="store_true", help="read and type instead of listening and speaking")
    parser.add_argument("--keys", action="store_true", help="do not listen: answer with the keys")
    parser.add_argument("--json", action="store_true", help="show what the coach does as JSON lines, for a program")


def run(arguments: argparse.Namespace) -> int:
    """Hold one session; 0 when it came to its end, 1 when it could not be held."""
    if arguments.keys and (arguments.typed or not sys.stdin.isatty()):
        raise CallerError("Keys answer a session that speaks, at a terminal.", "Start it there; or say --typed alone.")
    settings, fault = last_good.load()
    if fault:
        show(f"coach: {fault}", sys.stderr)
    elif _may_ask(arguments, settings):
        settings = ask_country(settings)
    pack = bootstrap.open_pack(settings)
    floor = Floor()
    parts = None if arguments.typed else _spoken(settings, pack, floor, listens=not arguments.keys)
    if parts is None:
        if not arguments.typed and not _prefers_typing():
            return 1
        parts = _typed(settings, pack)
    typed = isinstance(parts.ear, TypedEar)
    if typed:
        pack = in_writing(pack)
    safety = bootstrap.open_safety(settings, pack)
    output = None if typed else Onlooker(sys.stdout)
    screen = Feed(output) if arguments.json else Captions(pack.header.screen, output)

    session = bootstrap.open_session(settings, pack, safety, Waiting(TYPING_PATIENCE if typed else 1.0))
    try:
        show(chosen(parts, settings), sys.stderr)
        if unset := to_set(settings):
            show(f"coach: {unset}", sys.stderr)
        Runtime(session, parts, [screen], settings.barge_in != "off").run()
    finally:
        parts.close()
        floor.leave()
    return 0


def _may_ask(arguments: argparse.Namespace, settings: Settings) -> bool:
    """Whether to ask for the country: it is not set, and needed, and somebody is at a terminal."""
    unset = (settings.country is None or settings.country_guessed) and to_set(settings)
    return bool(unset) and not arguments.json and all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _staff(settings: Settings) -> StaffCall:
    return staff_for(settings.staff_command, lambda told: show(f"coach: {told}", sys.stderr))


def _spoken(settings: Settings, pack: Pack, floor: Floor, listens: bool) -> Parts | None:
    """The parts of a spoken session, or None where this machine cannot hold one."""
    keys: Keys = TerminalKeys() if sys.stdin.isatty() else NoKeys()
    try:
        floor.take()
        return bootstrap.open_spoken_parts(settings, pack, keys, _staff(settings), listens)
    except DeviceError as missing:
        keys.close()
        floor.leave()
        show(f"coach: no spoken session is possible here. {missing}", sys.stderr)
        return None
    except BaseException:
        keys.close()
        raise


def _typed(settings: Settings, pack: Pack) -> Parts:
    silent = NoLoudspeaker()
    clock = bootstrap.WallClock()
    return Parts(
        TypedEar(figures=figures(pack.words), stop=pack.words.everywhere["stop"]),
        NoVoice(), TickingMicrophone(), silent, clock, NoKeys(), NothingKept(), _staff(settings),
    )  # fmt: skip


def _prefers_typing() -> bool:
    """Offer the same session typed, where somebody can answer."""
    if not sys.stdin.isatty():
        show("coach: `coach run --typed` holds the same session typed.", sys.stderr)
        return False
    with suppress(EOFError, OSError):  # Ctrl-D; a terminal that was closed
        return not input("Hold the same session typed? [Y/n] ").strip().lower().startswith("n")
    return False
