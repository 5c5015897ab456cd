"""What can be chosen: one YAML file and the environment, checked, every default here.

The file is the one that COACH_SETTINGS names, else `coach.yaml` in the user's configuration folder, else none is
needed. A variable COACH_<FIELD> wins over the file: COACH_EAR=moonshine. An empty variable counts as not set. What is
wrong with them is told; a session is held all the same (`coach/last_good.py`).
"""

import ipaddress
import logging
import os
import re
import shlex
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

import platformdirs
from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr, ValidationError

from coach import country, document, installation
from coach.contacts import Contacts, Name, Number, contacts_of, country_called
from coach.document import Checked
from coach.errors import AuthorError, CallerError, meant

PREFIX = "COACH_"
FILE_VARIABLE = "COACH_SETTINGS"
NO_SETTINGS = {FILE_VARIABLE, "COACH_CALLED_AS"}
"""Variables that say where the settings are, and how the program was called."""

_log = logging.getLogger(__name__)

BargeIn = Annotated[
    Literal["off", "headset", "echo-cancelled"],
    BeforeValidator(lambda value: "off" if value is False else value),  # YAML reads a bare `off` as "no"
]


def _at_home(path: Path) -> Path:
    """With the user's own folder in place of a tilde."""
    if "\0" in str(path):
        raise ValueError("holds a sign that no file's name has")
    try:
        return path.expanduser()
    except RuntimeError:
        raise ValueError("there is no such user, or they have no home folder") from None


def _printable(text: str) -> str:
    if not text.isprintable() or not text.strip():
        raise ValueError("is blank, or holds signs that cannot be printed")
    return text


def _split(command: str) -> str:
    """What danger calls is not first tried when danger was heard."""
    try:
        words = shlex.split(command)
    except ValueError as unfit:
        raise ValueError(f"cannot be split into words: {unfit}".lower()) from None
    if not words or not words[0]:
        raise ValueError("names no program")
    return command


def _address(server: str) -> str:
    """No name: that would be asked of somebody who answers for names, on another machine."""
    host, _, port = server.rpartition(":")
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        raise ValueError("is no address with a port, such as 192.0.2.7:10300") from None
    if not (port.isascii() and port.isdecimal() and 0 < int(port) < 65_536):
        raise ValueError("has no port behind the address, such as 192.0.2.7:10300")
    return server


Folder = Annotated[Path, Field(strict=False), AfterValidator(_at_home)]
Text = Annotated[str, AfterValidator(_printable)]
File = Annotated[Text, AfterValidator(lambda name: str(_at_home(Path(name))))]
Server = Annotated[str, AfterValidator(_address)]
Command = Annotated[str, AfterValidator(_split), AfterValidator(_printable)]
CountryCode = Annotated[str, AfterValidator(country_called)]
"""ISO 3166, in lower case; a name and capitals are taken too: "GB", "uk", "United Kingdom"."""


class Place(Checked):
    """Somewhere near here that helps: spoken, so a short name ("the Harbor Clinic") and hours in words."""

    name: Name
    number: Number
    hours: str = Field(min_length=1, max_length=60)
    """What fits after "they are there": "on weekdays from nine to five", "day and night"."""


class Settings(Checked):
    """Every choice and its default."""

    pack: str = "en"
    """A folder in `coach/packs`, or a path."""
    ear: Literal["auto", "vosk", "moonshine"] = "auto"
    """`auto`: Vosk where its model for the pack's language can be had, else Moonshine."""
    voice: Literal["auto", "kokoro", "espeak", "piper"] = "auto"
    """`auto`: the sounds that the pack was spoken into, and for what is not among them Kokoro, where its models are
    installed. Where there is neither, espeak-ng."""
    kokoro_voice: Text | None = None
    """One of Kokoro's, "bf_emma". None takes the one that the pack names."""
    espeak_voice: Text | None = None
    """None takes the one for the pack's locale: "en-us", "es-419"."""
    piper_model: File | None = None
    """The path of a Piper voice, `*.onnx`."""
    ear_server: Server | None = None
    """A recogniser of the site's own, on another machine (Wyoming): "192.0.2.7:10300". It hears each answer beside the
    ear, which hears alone where it is away. **What is said goes there, not encrypted**, and people are told so."""
    voice_server: Server | None = None
    """A voice of the site's own (Wyoming), in place of `voice`; espeak-ng speaks where it is away. What the coach says
    goes there, which may repeat an answer."""
    microphone: Text | None = None
    """The device's name or a part of it; None takes the system's own choice."""
    loudspeaker: Text | None = None
    barge_in: BargeIn = "off"
    """Whether "stop", "pause" and words of risk are heard while the coach speaks. `coach doctor` says what fits.
    `headset`: the microphone does not hear the coach. `echo-cancelled`: PulseAudio or PipeWire takes the coach out of
    what it hears. `off`: the microphone opens when the coach has asked, and in every announced silence."""
    country: CountryCode | None = None
    """Whose emergency number and crisis line are named. None: guessed from the time zone and the locale,
    unless the next three are set."""
    emergency_number: Number | None = None
    """This and the next five win over the country's."""
    crisis_line: Name | None = None
    crisis_number: Number | None = None
    crisis_text: Name | None = None
    violence_line: Name | None = None
    violence_number: Number | None = None
    directory: list[Place] = []
    """Who can help near this place, in the order in which they are told. Only in the file."""
    staff_command: Command | None = None
    """What calls a person in a treatment centre; gets the safety path's name as its last argument."""
    models_folder: Folder = Field(default_factory=installation.models_folder)
    """May be shared and read-only: what has to be fetched then goes to the user's own data folder."""
    cache_folder: Folder = Field(default_factory=lambda: installation.users_own(platformdirs.user_cache_path))
    """Rendered prompts, and the checksums of models; never anything that a person said."""

    _country_guessed: bool = PrivateAttr(default=False)

    @property
    def country_guessed(self) -> bool:
        """Whether nobody said the country: it was read from the machine's time zone or locale."""
        return self._country_guessed

    def in_country(self, code: str | None, guessed: bool = False) -> "Settings":
        """These settings, in another country, or in none that is known."""
        moved = self.model_copy(update={"country": code})
        moved._country_guessed = guessed
        return moved

    def contacts(self) -> Contacts:
        """Whom to call here, as far as it is known. Raises CallerError where a line has no number, or no name."""
        chosen = {name: value for name in Contacts.model_fields if (value := getattr(self, name)) is not None}
        contacts = contacts_of(self.country).model_copy(update=chosen)
        for line in ("crisis", "violence"):
            parts = [f"{line}_line", f"{line}_number"]
            lacking = [part for part in parts if getattr(contacts, part) is None]
            if len(lacking) == 1:
                raise CallerError(f"Of {' and '.join(parts)} only one is known.", f"Set {lacking[0]} too.")
        return contacts


def load(environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings. Raises CallerError naming the file and line, or the variable."""
    return with_variables(_from_file(environment), environment)


def with_variables(settings: Settings, environment: Mapping[str, str]) -> Settings:
    """These settings with what the variables say over them, and the country guessed. Raises CallerError."""
    from_variables = _from_variables(environment)
    chosen = {name: getattr(from_variables, name) for name in from_variables.model_fields_set}
    settings = settings.model_copy(update=chosen)
    sited = settings.emergency_number and settings.crisis_line and settings.crisis_number
    guessed = None if settings.country or sited else country.guess_here(environment)
    return settings.in_country(guessed, guessed=True) if guessed else settings


def file_of(environment: Mapping[str, str]) -> Path:
    """The settings file: the one that is named, else the user's own; it need not be there."""
    named = environment.get(FILE_VARIABLE)
    return _named(named) if named else installation.users_own(platformdirs.user_config_path) / "coach.yaml"


def _from_file(environment: Mapping[str, str]) -> Settings:
    path = file_of(environment)
    if not _is_there(path, required=bool(environment.get(FILE_VARIABLE))):
        return Settings()
    return read(path)


def read(path: Path) -> Settings:
    """The settings in a file. Raises CallerError naming the file and line."""
    try:
        return document.read(path, Settings).content
    except AuthorError as faulty:
        listing = "\n".join(f"{fault}{_hint(fault.message)}." for fault in faulty.faults)
        raise CallerError(listing, "Mend the settings file, or take it away.") from None


def _is_there(path: Path, required: bool) -> bool:
    """Whether there is a settings file; where nobody named one, the session is held without."""
    try:
        is_file = stat.S_ISREG(path.stat().st_mode)
    except OSError as failure:
        if required:
            fix = f"Let {FILE_VARIABLE} name a file that is there."
            raise CallerError(f"The settings file {path}: {failure.strerror}.", fix) from None
        if not isinstance(failure, FileNotFoundError | NotADirectoryError):
            _log.warning("Going on without settings: %s cannot be looked for (%s).", path, failure.strerror)
        return False
    if not is_file:  # a pipe would keep the reader waiting
        raise CallerError(f"The settings file {path} is no file.", "Put a file of settings in its place.")
    return True


def _named(path: str) -> Path:
    try:
        return _at_home(Path(path))
    except ValueError as unknown:
        raise CallerError(f"{FILE_VARIABLE} names {path}: {unknown}.", "Name another file.") from None


def _hint(message: str) -> str:
    """What was meant by a key or a value, from a fault that names it."""
    if unknown := re.fullmatch(r"unknown key '(.*)'", message):
        return f". {meant(unknown[1], Settings.model_fields)}".rstrip(" .")
    return ""


def _from_variables(environment: Mapping[str, str]) -> Settings:
    values = {
        variable.removeprefix(PREFIX).lower(): value
        for variable, value in environment.items()
        if variable.startswith(PREFIX) and variable not in NO_SETTINGS and value
    }
    try:
        return Settings.model_validate(values)
    except ValidationError as invalid:
        raise _explain(invalid) from None


def _explain(invalid: ValidationError) -> CallerError:
    error = invalid.errors()[0]
    field = str(error["loc"][0])
    variable = PREFIX + field.upper()
    if error["type"] == "extra_forbidden":
        known = [PREFIX + name.upper() for name in Settings.model_fields]
        fix = f"{meant(variable, known)}Unset it, or use one of {', '.join(known)}."
        return CallerError(f"The variable {variable} is no setting.", fix)
    told = error["msg"].removeprefix("Value error, ")
    choices = re.findall(r"'([\w-]+)'", told) if error["type"] == "literal_error" else ()
    fix = f"{meant(str(error['input']), choices)}Mend it, or unset it."
    return CallerError(f"The variable {variable} is {error['input']!r}: {told[:1].lower()}{told[1:]}.", fix)
