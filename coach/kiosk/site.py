"""`site.yaml`: all that one place says about its kiosk, checked like a pack, with line and column in every fault.

What a session at home is told by `coach.yaml` stands under `settings`, with the same keys. The rest is what only a
place has: names, roles, keys, how loud, how long nobody may answer. `docs/centre/site.yaml` shows every key.

A file's shape has the codes of `coach/document.py`; beside them:

    S001 no such pack              S002 whom to call here is not said, or half of it
    S003 a key that is needed has no button or pin
    S004 the range of loudness is too small
    S005 no such content           S006 content that nobody has signed, and that is not accepted as a draft
    S007 the papers of the line to staff are missing, or are none
    S008 they are another kiosk's  S009 two ways to call staff
    S010 a quiet place without a screen
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from coach import document
from coach.content import signatures
from coach.content.faults import Flaw, Flaws
from coach.content.loader import pack_folder
from coach.document import Checked
from coach.effects import Private
from coach.errors import AuthorError, CallerError, Fault, meant
from coach.kiosk.keypad import KEYPAD
from coach.settings import Command, Place, Settings, Text, with_variables
from coach.sound import volume
from coach.staff.trust import Papers

Id = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,30}$")]
Use = Literal["go", "choose", "help", "stop", "pause", "repeat", "back", "louder", "softer", "aloud"]
"""What a key at a kiosk may be for."""
NEEDED: tuple[Use, ...] = ("go", "choose", "help")
"""The three big keys, by which alone a whole session can be held."""
LEAST_RANGE_DECIBELS = 18
"""From where each person begins to the loudest, and a step at +12 dB on the way (EN 301 549, 8.2.1)."""
LOUD_STEP_DECIBELS = 12
NAMES_AT_MOST = 5
"""Of what nobody has signed."""
AGAIN = "coach kiosk --check --site FILE"
PACKS = "packs"
"""Beside the site's file: packs of its own."""


def _on_a_keypad(name: str) -> str:
    if name not in KEYPAD:
        raise ValueError(f"is no key of a keypad; {meant(name, KEYPAD)}there are {', '.join(KEYPAD)}")
    return name


class Keys(Checked):
    """The keys of this kiosk. A keyboard at the terminal that it was started from works beside them."""

    keypad: Annotated[Path, Field(strict=False)] | None = None
    """The keypad's device, best by its own name: `/dev/input/by-id/usb-...-event-kbd`."""
    buttons: dict[Annotated[str, AfterValidator(_on_a_keypad)], Use] = {
        "kp1": "go", "kp2": "choose", "kp3": "help", "kpplus": "louder", "kpminus": "softer",
    }  # fmt: skip
    """What each key of the keypad is for. Every other key does nothing."""
    pins: dict[Annotated[int, Field(ge=0, le=27)], Use] = {}
    """What each button at a pin of a Raspberry Pi is for, by the pin's number as Broadcom counts (GPIO17 is 17)."""
    ignored_seconds: float = Field(default=0.5, ge=0.0, le=2.0)
    """The same key again within so long is a hand that trembles."""


class Volume(Checked):
    """How loud, in decibels above where each person begins. The loudest is the whole of what the loudspeaker gives."""

    softest_decibels: int = Field(default=-6, ge=-20, le=0)
    loudest_decibels: int = Field(default=18, le=30)
    step_decibels: int = Field(default=3, ge=1, le=6)

    def at_start(self) -> volume.Volume:
        """Where each person begins."""
        return volume.Volume(self.softest_decibels, self.loudest_decibels, self.step_decibels)


class Screen(Checked):
    """The screen as it hangs there, from which the size of letters is computed."""

    width_pixels: int = Field(default=1280, ge=320, le=7680)
    height_pixels: int = Field(default=800, ge=240, le=4320)
    pixel_pitch_millimetres: float = Field(default=0.17, gt=0.0, le=2.0)
    """From one pixel to the next: the width of the picture, by the number of its pixels."""
    distance_millimetres: int = Field(default=600, ge=200, le=3000)
    """From the eyes of who stands before it."""
    browser: Command | None = "chromium"
    """What shows the page: a Chromium, or a compositor and one, "cage -- chromium". None: somebody opens it by hand."""


class StaffLine(Checked):
    """The site's own network, over which staff are called (MQTT 5)."""

    broker: Text
    """Its host name or address, as its certificate says."""
    port: int = Field(default=8883, ge=1, le=65535)
    papers: Annotated[Path, Field(strict=False)]
    """The folder with what `scripts/make-site` wrote for this kiosk: authority.crt, KIOSK.crt and KIOSK.key."""
    answer_seconds: float = Field(default=60.0, ge=5.0, le=600.0)
    """The test call of a self-test has to be answered within so long."""


class Site(Checked):
    """One kiosk at one place."""

    place: Text
    """The name of the place, as its people say it."""
    kiosk: Id
    """This kiosk's own name, in no message is more than that: "ward-3-corridor"."""
    settings: Settings
    """As in `coach.yaml`: pack, voice, devices, country and numbers, directory of the place, staff's command."""
    staff_line: StaffLine | None = None
    """How staff are called over the network. None: by the settings' `staff_command`, or nobody is."""
    roles: list[Text] = Field(default=[], max_length=10)
    """Who is called, in turn, while nobody answers."""
    idle_seconds: float = Field(default=30.0, ge=10.0, le=600.0)
    """Questions may wait for an answer so long, taken together, until it is asked whether somebody is there.
    An exercise in which nothing need be said does not count."""
    self_test_at: Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    """When it begins anew each day, after a self-test, while nobody is there: "05:30". None: never by itself."""
    keys: Keys = Keys()
    volume: Volume = Volume()
    drafts: list[str] = Field(default=[], max_length=200)
    """Content that may be spoken though nobody has signed it as it is now: by id ("urge_surfing", "repair"), or by the
    folder that it lies in ("exercises")."""
    quiet: bool = False
    """Others can hear what is said here: it does not listen, is answered by keys and touch, and says nothing of
    somebody's own aloud until they choose that, but into a headset (barge_in)."""
    aloud: list[Private] = []
    """Of somebody's own, what may be said aloud there without being chosen."""
    screen: Screen | None = None
    """None: there is none, and no page."""


MODELS: tuple[type[Checked], ...] = (Site, Settings, Place, StaffLine, Keys, Volume, Screen)
KNOWN = sorted(name for model in MODELS for name in model.model_fields)
"""Every key that a site file may have."""


def read(path: Path, environment: Mapping[str, str] = os.environ, beside: Path | None = None) -> Site:
    """The site in a file, with what variables say over its settings.

    A pack or a Piper voice is looked for in `packs` and by its path beside the file first, or in the folder `beside`.
    Raises AuthorError with every fault, each with its remedy; CallerError for a variable.
    """
    try:
        written = document.read(path, Site)
    except AuthorError as faulty:
        raise AuthorError([_with_hint(fault) for fault in faulty.faults], AGAIN) from None
    settings = _found_beside(with_variables(written.content.settings, environment), beside or path.resolve().parent)
    site = written.content.model_copy(update={"settings": settings})
    if faults := [written.fault(*flaw) for flaw in _check(site)]:
        raise AuthorError(faults, AGAIN)
    return site


def _found_beside(settings: Settings, folder: Path) -> Settings:
    """With the whole paths of a pack and a voice that lie in a folder. No other setting is a path of the site's."""
    pack, voice = folder / PACKS / settings.pack, folder / (settings.piper_model or "")
    found = {"pack": str(pack)} if settings.pack and pack.is_dir() else {}
    found |= {"piper_model": str(voice)} if settings.piper_model and voice.is_file() else {}
    return settings.model_copy(update=found)


def is_due(at: str | None, began: datetime, now: datetime) -> bool:
    """Whether this time of day has come since it began. A clock that was put back makes nobody wait for ever."""
    if at is None:
        return False
    hour, minute = map(int, at.split(":"))
    today = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    last = today if today <= now else today - timedelta(days=1)
    return began < last


def _check(site: Site) -> Flaws:
    """What one key alone does not tell."""
    yield from _check_content(site)
    yield from _check_contacts(site.settings)
    yield from _check_staff(site)
    yield from _check_keys(site.keys)
    yield from _check_volume(site.volume)
    if site.quiet and site.screen is None:
        yield Flaw(("quiet",), "S010", "what is not said aloud has to stand on a screen: say `screen`, if only {}")


def _check_content(site: Site) -> Flaws:
    """Nobody speaks to strangers what nobody stands for, unless the place says so itself."""
    try:
        folder = pack_folder(site.settings.pack)
    except CallerError as unknown:
        yield Flaw(("settings", "pack"), "S001", str(unknown))
        return
    known = {name for content in signatures.contents(folder) for name in signatures.names_of(content)} - {"."}
    for place, name in enumerate(site.drafts):
        if name not in known:
            yield Flaw(("drafts", place), "S005", f"no content is called {name!r}. {meant(name, known)}".strip())
    if unsigned := signatures.unsigned(folder, known.intersection(site.drafts)):
        named = ", ".join(unsigned[:NAMES_AT_MOST]) + (" ..." if len(unsigned) > NAMES_AT_MOST else "")
        told = f"nobody has signed {len(unsigned)} files of the pack as they are now ({named}); have them read and"
        told += " signed (coach preview ID --sign NAME), or accept them by name under `drafts`"
        yield Flaw(("drafts",), "S006", told)


def _check_contacts(settings: Settings) -> Flaws:
    try:
        contacts = settings.contacts()
    except CallerError as half:
        yield Flaw(("settings",), "S002", str(half))
        return
    if settings.country_guessed or not contacts.emergency_number:
        told = "no country and no emergency_number: whom a stranger calls in danger is not guessed; set one of them"
        yield Flaw(("settings",), "S002", told)


def _check_staff(site: Site) -> Flaws:
    said = site.staff_line
    if said is None:
        return
    if site.settings.staff_command:
        yield Flaw(("staff_line",), "S009", "staff are called by staff_command too: take one of the two out")
    papers = ("staff_line", "papers")
    try:
        name = Papers.of(site.kiosk, said.papers).holder().name
    except FileNotFoundError:
        yield Flaw(papers, "S007", _missing(site.kiosk, said.papers))
    except OSError as unfit:
        told = f"the papers of {site.kiosk} in {said.papers} cannot be used ({unfit.strerror or unfit}): may this user"
        yield Flaw(papers, "S007", f"{told} read them, and did one scripts/make-site write all of them?")
    else:
        if name != site.kiosk:
            told = f"the certificate is {name}'s: bring {site.kiosk}'s, or call this kiosk {name}"
            yield Flaw(papers, "S008", told)


def _missing(kiosk: str, folder: Path) -> str:
    wanted = ("authority.crt", f"{kiosk}.crt", f"{kiosk}.key")
    lacking = ", ".join(name for name in wanted if not (folder / name).is_file())
    return f"there is no {lacking} in {folder}: bring it from where scripts/make-site was run for {kiosk}"


def _check_keys(keys: Keys) -> Flaws:
    if keys.keypad is None and not keys.pins:
        return
    used = {*keys.pins.values(), *(keys.buttons.values() if keys.keypad else ())}
    for use in NEEDED:
        if use not in used:
            told = f"no key is for {use!r}: give it one under `buttons` or `pins`, for who cannot speak"
            yield Flaw(("keys",), "S003", told)


def _check_volume(said: Volume) -> Flaws:
    if said.loudest_decibels < LEAST_RANGE_DECIBELS:
        told = f"at least {LEAST_RANGE_DECIBELS}, for who hears badly, and then turn the amplifier down"
        yield Flaw(("volume", "loudest_decibels"), "S004", told)
    if LOUD_STEP_DECIBELS % said.step_decibels:
        told = f"no step comes to +{LOUD_STEP_DECIBELS} dB: take 1, 2, 3, 4 or 6"
        yield Flaw(("volume", "step_decibels"), "S004", told)


def _with_hint(fault: Fault) -> Fault:
    """With what was meant by an unknown key, or what it may be."""
    if fault.code != "D004":
        return fault
    word = fault.message.split("'")[1]
    return replace(fault, message=f"{fault.message}. {meant(word, KNOWN) or 'Take it out.'}".strip())
