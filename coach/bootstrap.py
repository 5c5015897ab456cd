"""Builds the parts that the settings name and joins them. The only place that picks an implementation.

What hears and speaks is imported where it is built: a session that is typed, and `coach converse`, load no engine, no
device and no worker, which take longer than all the rest.
"""
# ruff: noqa: PLC0415 - see above

import importlib.util
import shutil
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coach import installation, models
from coach.checksums import Remembered
from coach.contacts import Contacts
from coach.content import checked
from coach.content.gaps import EMERGENCY_GAP, TEXT_GAP, UNKNOWN_LINE, fill, ratings_told, told
from coach.content.header import Header, Unknown
from coach.content.loader import pack_folder, read_header
from coach.content.pack import Pack
from coach.content.reading import heard_elsewhere
from coach.content.reviewer import Reviewer
from coach.conversation.session import Session
from coach.conversation.waiting import AT_HOME, Waiting
from coach.effects import Line
from coach.errors import AuthorError, CallerError, DeviceError
from coach.journal import NothingKept
from coach.models import Chosen, choose, choose_installed, require_candidate
from coach.ports import Ear, Keys, Microphone, Samples, StaffCall
from coach.runtime import Parts
from coach.safety.finding import Safety
from coach.safety.listener import SafetyListener
from coach.settings import Place, Settings

if TYPE_CHECKING:
    from coach.listening.no_ear import NoEar
    from coach.sound.volume import Volume
    from coach.speaking.pack_sounds import PackSounds
    from coach.speaking.voice import PromptVoice
    from coach.speaking.voices import Engine

WELCOME = "welcome"


class WallClock:
    """Implements `coach.ports.Clock`: the machine's own steady clock."""

    def now(self) -> float:
        """Seconds since some moment before the program began."""
        return time.monotonic()


def open_pack(settings: Settings) -> Pack:
    """The pack that the settings name, checked now or before. Raises AuthorError, CallerError.

    Where another machine hears too it tells so.
    """
    pack = checked.open_pack(pack_folder(settings.pack), settings.cache_folder / "packs")
    return heard_elsewhere(pack) if settings.ear_server else pack


def header_of(settings: Settings) -> Header:
    """What the settings' pack says of itself: its language, without all the rest. Raises AuthorError, CallerError."""
    return read_header(pack_folder(settings.pack))


def open_safety(settings: Settings, pack: Pack) -> SafetyListener:
    """What hears every reply for danger: once a pack, for as many sessions as follow each other.

    It knows the emergency number of the place, whichever it is. Raises AuthorError, CallerError.
    """
    number = settings.contacts().emergency_number
    risk = pack.risk.calling(number, pack.words.numbers) if number else pack.risk
    return SafetyListener(risk, pack.folder)


def open_reviewer(folder: Path, models_folder: Path) -> tuple[Reviewer, list[str]]:
    """Who reads a pack carefully, with what this machine has, and what therefore is left out, in sentences."""
    from coach.listening.vosk.lexicon import unknown_words
    from coach.speaking.pronunciation import ESPEAK, pronounce

    left_out = []
    if not shutil.which(ESPEAK):
        left_out.append(f"Not checked, as {ESPEAK} is not installed: how easily lines are read, what sounds alike.")
    chosen = _recogniser(folder, models_folder)
    if chosen is None:
        left_out.append("Not checked, as no Vosk model for it is installed: whether the recogniser knows each word.")
    pronouncing = pronounce if shutil.which(ESPEAK) else None
    return Reviewer(date.today(), pronouncing, partial(unknown_words, chosen.folder) if chosen else None), left_out


def _recogniser(pack: Path, models_folder: Path) -> Chosen | None:
    """The one that has words of its own, for the pack's language."""
    try:
        language = read_header(pack).language_code
    except AuthorError:  # told with the pack's other faults
        return None
    return choose_installed("vosk", language, models_folder)


def open_session(settings: Settings, pack: Pack, safety: Safety, waiting: Waiting = AT_HOME) -> Session:
    """A session that knows whom to call here, as far as that is known. Raises CallerError."""
    known = gaps(settings.contacts(), pack.header.unknown)
    return Session(pack, safety, known, waiting, place_gaps(settings.directory))


def open_ear(settings: Settings, executor: Executor | None = None) -> Ear:
    """The ear: the first model for the pack's language that is installed or can be fetched.

    `executor`: where it thinks while the session goes on. Raises AuthorError, DeviceError, EngineError.
    """
    from coach.listening.ears import moonshine_ear, vosk_ear

    checksum = Remembered(settings.cache_folder / "checksums.json").sha256
    model = choose(settings.ear, header_of(settings).language_code, settings.models_folder, checksum=checksum)
    make = {"vosk": vosk_ear, "moonshine": moonshine_ear}[model.ear]
    return make(model.folder, executor, _site_recogniser(settings))


def _site_recogniser(settings: Settings) -> "Callable[[Samples], str] | None":
    """What hears beside the ear, on another machine, where the settings name it. Raises CallerError, DeviceError."""
    if settings.ear_server is None:
        return None
    require_servers(settings)
    from coach import wyoming

    return partial(wyoming.transcribe, settings.ear_server, language=header_of(settings).language_code)


def require_servers(settings: Settings) -> None:
    """Raises DeviceError where what speaks with them is not installed, CallerError where nobody would be told."""
    if importlib.util.find_spec("wyoming") is None:
        problem = "The settings name a server of speech, and the package wyoming is not installed."
        raise DeviceError(problem, installation.how_to_install("wyoming"))
    if settings.ear_server and not header_of(settings).elsewhere:
        problem = f"The pack {settings.pack} has no words to tell people that they are heard by another machine too."
        raise CallerError(problem, "Give its pack.yaml `elsewhere`, or take ear_server out of the settings.")


def open_voice(settings: Settings, stored: bool = True) -> "PromptVoice":
    """The voice, in the pack's language, with what the pack was spoken into over it.

    With `stored` False no prompt that was rendered before is used. espeak-ng speaks a line a little differently after
    another one, so only a voice without a past speaks a whole session the same each time.

    Raises AuthorError, CallerError, DeviceError.
    """
    from coach.speaking.cache import PromptCache
    from coach.speaking.voice import PromptVoice

    folder = pack_folder(settings.pack) / "sound"
    cache = PromptCache(settings.cache_folder / "prompts") if stored else None
    sounds = _pack_sounds(settings, folder)
    return PromptVoice(_open_engine(settings, sounds), cache, folder, sounds)


def _open_engine(settings: Settings, sounds: "PackSounds | None") -> "Engine":
    """What speaks the lines that nobody has spoken: where it may choose, whoever spoke the others."""
    from coach.speaking import voices

    header = header_of(settings)
    if settings.voice_server:
        require_servers(settings)
        return voices.site(settings.voice_server)
    if settings.voice == "piper":
        from coach.speaking.piper import require_language

        model = Path(settings.piper_model) if settings.piper_model else None
        if model:
            require_language(model, header.language_code)
        return voices.piper(model)
    name = settings.kokoro_voice or (header.spoken and header.spoken.voice)
    if name and (settings.voice == "kokoro" or (settings.voice == "auto" and sounds and _has_kokoro(settings))):
        network, folder = (models.ensure(model, settings.models_folder) for model in models.KOKORO)
        return voices.kokoro(network, folder, name, header.language_code)
    if settings.voice == "kokoro":
        raise CallerError(f"The pack {settings.pack} names no voice of Kokoro's.", "Set kokoro_voice.")
    return voices.espeak(settings.espeak_voice or header.locale.lower())


def _has_kokoro(settings: Settings) -> bool:
    """Whether Kokoro's models are installed."""
    return all(models.installed(model, settings.models_folder) for model in models.KOKORO)


def _pack_sounds(settings: Settings, folder: Path) -> "PackSounds | None":
    """What the pack was spoken into, unless the settings want another voice than that."""
    from coach.speaking.pack_sounds import open_sounds
    from coach.speaking.voices import kokoro_name

    if settings.voice not in ("auto", "kokoro") or settings.voice_server:
        return None
    sounds = open_sounds(folder)
    wanted = settings.kokoro_voice and kokoro_name(settings.kokoro_voice)
    return sounds if sounds and wanted in (None, sounds.voice) else None


def open_spoken_parts(  # noqa: PLR0913 - what a session has around it, each from somebody else
    settings: Settings,
    pack: Pack,
    keys: Keys,
    staff: StaffCall,
    no_ear: "NoEar | None" = None,
    *,
    volume: "Volume | None" = None,
) -> Parts:
    """The parts of a spoken session on this machine's sound devices. Raises DeviceError, EngineError.

    With `no_ear` nothing is heard: no microphone is opened, and only keys answer. What is quick to fail comes first:
    nobody waits for a model on a machine without a microphone.
    """
    from tqdm import tqdm

    from coach.sound import devices, server
    from coach.sound.loudspeaker import PortAudioLoudspeaker
    from coach.sound.microphone import PortAudioMicrophone
    from coach.sound.returning import ReturningLoudspeaker, ReturningMicrophone
    from coach.sound.stream_watch import StreamWatch
    from coach.sound.ticking import TickingMicrophone
    from coach.speaking.understudy import UnderstudiedVoice, Understudy

    if no_ear is None:
        require_candidate(settings.ear, pack.header.language_code, settings.models_folder)
    loudspeaker_name, microphone_name = device_names(settings)
    with ExitStack() as opened:
        loudspeaker = ReturningLoudspeaker(
            lambda: PortAudioLoudspeaker(loudspeaker_name, volume), server.plays_to_nobody
        )
        opened.callback(loudspeaker.close)

        def open_again() -> Microphone:
            if not loudspeaker.sounding:
                loudspeaker.let_go()  # PortAudio sees new devices only when none is open
                devices.look_again()
            elif server.find() is None:  # behind one it need not look: the plug-in is always there
                raise DeviceError("The coach is speaking.", "Wait for the end of the sentence.")
            return PortAudioMicrophone(microphone_name)

        microphone: Microphone = TickingMicrophone()
        if no_ear is None:
            watch = StreamWatch(server.records_a_loudspeaker)
            microphone = ReturningMicrophone(PortAudioMicrophone(microphone_name), open_again, watch)
        opened.callback(microphone.close)
        voice = open_voice(settings)
        understudied = UnderstudiedVoice(voice, Understudy(pack.header.locale.lower()))
        opened.callback(understudied.close)
        ear = no_ear or open_ear(settings, ThreadPoolExecutor(1, "hearing"))
        opened.callback(ear.close)
        for line in tqdm(first_lines(settings, pack), "Rendering the first words", leave=False, disable=None):
            if not understudied.hold(line):
                break
        voice.store(prompts(settings, pack))
        opened.pop_all()
    rendering = ThreadPoolExecutor(4, "rendering")  # several: one that hangs holds up no line that is stored
    return Parts(ear, understudied, microphone, loudspeaker, WallClock(), keys, NothingKept(), staff, rendering)


def device_names(settings: Settings) -> tuple[str | None, str | None]:
    """Loudspeaker and microphone, as PortAudio names them. Raises DeviceError where no echo is cancelled."""
    from coach.sound import devices, echo_cancelled

    if settings.barge_in != "echo-cancelled":
        return settings.loudspeaker, settings.microphone
    echo_cancelled.find().lead_there()
    return devices.PLUG_IN, devices.PLUG_IN


def first_lines(settings: Settings, pack: Pack) -> list[Line]:
    """What has to come at once, whatever else is ready: how a session begins, and each safety path."""
    beginnings = [next(iter(path.steps.values())).say for path in pack.safety.values()]
    safety = {f"{path}.{id}" for path, said in zip(pack.safety, beginnings, strict=True) for id in said}
    welcome = {f"{WELCOME}.{id}" for step in pack.session[WELCOME].steps.values() for id in step.say}
    questions = {f"risk.{id}" for path in pack.risk.paths.values() for id in path.question}
    return [line for line in prompts(settings, pack) if line.id in welcome | safety | questions]


def prompts(settings: Settings, pack: Pack) -> list[Line]:
    """Every line of the pack that a session can render ahead: all but those that read something back."""
    known = gaps(settings.contacts(), pack.header.unknown)
    by_place = [known | place for place in place_gaps(settings.directory)]
    names = [names[0] for names in pack.words.numbers.values()]

    def fillings(text: str) -> list[dict[str, str]]:
        if ratings := ratings_told(text):
            return [known | told(dict.fromkeys(ratings, name)) for name in names]
        return by_place if "{place_" in text else [known]

    return [
        Line(id, fill(text, filled))
        for id, text in pack.lines()
        if "{candidate}" not in text
        for filled in fillings(text)
    ]


def gaps(contacts: Contacts, unknown: Unknown) -> dict[str, str]:
    """What to say for the gaps in a pack's lines. Digits are spoken one by one: "9 8 8".

    `unknown`: the pack's words where a number is not known. A line that is not known has no gap (`content/gaps.py`).
    """
    crisis = contacts.crisis_line, contacts.crisis_number
    violence = (contacts.violence_line, contacts.violence_number) if contacts.violence_number else crisis
    emergency = contacts.emergency_number
    return (
        {EMERGENCY_GAP: _spelled(emergency) if emergency else unknown.emergency_number, UNKNOWN_LINE: unknown.line}
        | _line_gaps("crisis", *crisis)
        | ({TEXT_GAP: contacts.crisis_text} if contacts.crisis_text else {})
        | _line_gaps("violence", *violence)
    )


def _line_gaps(line: str, name: str | None, number: str | None) -> dict[str, str]:
    return {f"{line}_line": name, f"{line}_number": _spelled(number)} if name and number else {}


def place_gaps(directory: Sequence[Place]) -> list[dict[str, str]]:
    """What to say for the gaps of each place in the site's directory."""
    return [
        {"place_name": place.name, "place_number": _spelled(place.number), "place_hours": place.hours}
        for place in directory
    ]


def _spelled(number: str) -> str:
    return " ".join(character for character in number if not character.isspace())
