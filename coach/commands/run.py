"""`coach run`: hold a session, by voice where there is sound, typed where there is none."""

import argparse
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from coach import bootstrap, last_good
from coach.content.pack import Pack
from coach.content.reading import in_writing, unheard
from coach.conversation.waiting import AT_HOME, ON_A_SHELF, Waiting
from coach.errors import CallerError, DeviceError
from coach.floor import Floor
from coach.journal import NothingKept
from coach.kiosk.shelf import Shelf, wake_expectation
from coach.listening.no_ear import NoEar
from coach.ports import Keys, Observer, StaffCall
from coach.runtime import Parts, Runtime
from coach.screen.display import Display, Microphone
from coach.screen.opening import open_screen, show_in_browser
from coach.settings import Settings
from coach.sound.ticking import TickingMicrophone
from coach.staff.staff import staff_for
from coach.terminal.captions import Captions
from coach.terminal.chosen import chosen
from coach.terminal.country_question import ask_country
from coach.terminal.feed import Feed
from coach.terminal.keys import KEYS, LEGEND, NoKeys, TerminalKeys
from coach.terminal.onlooker import Onlooker
from coach.terminal.telling import show, tell, tell_early_end
from coach.terminal.typed import TYPING_PATIENCE, NoLoudspeaker, NoVoice, TypedEar, figures
from coach.whereabouts import to_set

if TYPE_CHECKING:
    from coach.screen.screen import Screen

HELP = f"""\
Hold a session: the coach speaks, listens and guides; say "stop" to end it at any time.

  coach run                talk
  coach run --typed        read and type; Ctrl-D ends it
  coach run --keys         it speaks, you press keys
  coach run --screen       it is also seen, and can be touched: a page in your browser
  coach run --always-on    on a shelf, asleep until "hello coach" or a key

Nothing that you say is kept. Keys work too, also while the coach speaks:
{LEGEND}.

With --keys it speaks, and does not listen: no microphone is opened, and the keys are the only answers. So it holds a
session in a language for which there is no ear, or where nobody may be overheard. Words of danger are not heard then.

With --screen all that it says stands on a page in the browser, the answers are buttons, and breathing is a picture.
The page is served to this machine alone, at an address that nobody can guess, and needs no network. Voice and keys work
beside it; what you say is never on it. With --pixel-pitch, the millimetres from one pixel of the screen to the next, a
capital letter of what is said is at least 7.3 mm high, to be read at 60 cm.

With --always-on it sleeps on its shelf until somebody says its wake phrase ("hello coach") or presses any key, holds a
session, and sleeps again, until Ctrl-C. Asleep it acts on nothing else and keeps nothing; each session begins anew.
Where nobody answers any more it asks whether somebody is there, and ends the session; never after words of danger.
At a centre, where strangers come by: `coach kiosk`.

While the coach speaks the microphone is closed, unless the setting `barge_in` says otherwise: `headset`, or
`echo-cancelled` where the sound system takes the coach out of what the microphone hears. Then "stop", "pause" and words
of danger are heard at any time. `coach doctor` finds out which one fits.

Without a microphone or a loudspeaker it offers the same session typed; `coach doctor` tells what is wrong with them."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's options."""
    parser.add_argument("--typed", action="store_true", help="read and type instead of listening and speaking")
    parser.add_argument("--keys", action="store_true", help="do not listen: answer with the keys")
    parser.add_argument("--screen", action="store_true", help="show it in the browser too, to be read and touched")
    parser.add_argument("--pixel-pitch", type=float, metavar="MM", help="of the screen: its width by its pixels")
    parser.add_argument("--always-on", action="store_true", help="sleep until called, hold a session, sleep again")
    parser.add_argument("--json", action="store_true", help="show what the coach does as JSON lines, for a program")


def run(arguments: argparse.Namespace) -> int:
    """Hold one session, or one after the other; 0 when it came to its end, 1 when it could not be held."""
    if arguments.typed and arguments.always_on:
        raise CallerError("A typed session has nothing to listen for.", "Leave out --typed or --always-on.")
    if arguments.keys and (arguments.typed or not (sys.stdin.isatty() or arguments.screen)):
        raise CallerError("Keys answer a session that speaks, at a terminal.", "Start it there; or say --typed alone.")
    if arguments.screen and arguments.typed:
        raise CallerError("A typed session is read where it is typed.", "Leave out --typed or --screen.")
    settings, fault = last_good.load()
    if fault:
        tell(fault)
    elif _may_ask(arguments, settings):
        settings = ask_country(settings)
    as_heard = bootstrap.open_pack(settings)
    pack = unheard(as_heard) if arguments.keys else as_heard
    floor = Floor()
    keys: Keys = TerminalKeys() if sys.stdin.isatty() and not arguments.typed else NoKeys()
    page = _open_page(arguments, settings, pack, keys) if arguments.screen else None
    parts = (
        None if arguments.typed else _spoken(settings, pack, floor, page or keys, NoEar() if arguments.keys else None)
    )
    if parts is None:
        if not arguments.typed and (arguments.always_on or not _prefers_typing()):
            return 1
        parts = _typed(settings, pack)
    typed = isinstance(parts.ear, TypedEar)
    if typed:
        pack = in_writing(as_heard)
    safety = bootstrap.open_safety(settings, pack)
    output = None if typed else Onlooker(sys.stdout)
    captions = Feed(output) if arguments.json else Captions(pack.header.screen, output)
    observers: list[Observer] = [captions, page] if page else [captions]

    waiting = Waiting(TYPING_PATIENCE) if typed else ON_A_SHELF if arguments.always_on else AT_HOME

    def hold_session() -> None:
        session = bootstrap.open_session(settings, pack, safety, waiting)
        Runtime(session, parts, observers, settings.barge_in != "off").run()

    try:
        show(chosen(parts, settings), sys.stderr)
        if page:
            show(f"Screen at {page.address}", sys.stderr)
            show_in_browser(page.address)
        if unset := to_set(settings):
            tell(unset)
        if arguments.always_on:
            Shelf(parts, wake_expectation(pack), observers).keep(hold_session, tell_early_end)
        hold_session()
    finally:
        parts.close()
        floor.leave()
    return 0


def _may_ask(arguments: argparse.Namespace, settings: Settings) -> bool:
    """Whether to ask for the country: it is not set, and needed, and somebody is at a terminal, not before a shelf."""
    unset = (settings.country is None or settings.country_guessed) and to_set(settings)
    alone = arguments.json or arguments.always_on
    return bool(unset) and not alone and all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _staff(settings: Settings) -> StaffCall:
    return staff_for(settings.staff_command, tell)


def _open_page(arguments: argparse.Namespace, settings: Settings, pack: Pack, keys: Keys) -> "Screen":
    """The page, with these keys beside it; they are given back where it cannot be."""
    microphone: Microphone = "none" if arguments.keys else "in turn" if settings.barge_in == "off" else "always"
    try:
        return open_screen(pack, bootstrap.WallClock(), keys, KEYS, Display(microphone, arguments.pixel_pitch))
    except BaseException:
        keys.close()
        raise


def _spoken(settings: Settings, pack: Pack, floor: Floor, keys: Keys, no_ear: NoEar | None) -> Parts | None:
    """The parts of a spoken session, or None where this machine cannot hold one."""
    try:
        floor.take()
        return bootstrap.open_spoken_parts(settings, pack, keys, _staff(settings), no_ear)
    except DeviceError as missing:
        keys.close()
        floor.leave()
        tell(f"no spoken session is possible here. {missing}")
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
        tell("`coach run --typed` holds the same session typed.")
        return False
    with suppress(EOFError, OSError):  # Ctrl-D; a terminal that was closed
        return not input("Hold the same session typed? [Y/n] ").strip().lower().startswith("n")
    return False
