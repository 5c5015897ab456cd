"""Which parts are built from which settings."""

import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from coach import bootstrap
from coach.contacts import Contacts
from coach.content.header import Unknown
from coach.content.pack import Pack
from coach.effects import Line, Say
from coach.errors import CallerError, DeviceError
from coach.events import SessionStarted
from coach.settings import Place, Settings
from tests.listeners import safety_of
from tests.soundcard import MODULES, soundcard

SPEAKING = """
import numpy as np
from coach import bootstrap, settings
from coach.errors import DeviceError
from coach.staff.staff import NobodyToCall
from coach.terminal.keys import NoKeys

chosen = settings.load()
parts = bootstrap.open_spoken_parts(chosen, bootstrap.open_pack(chosen), NoKeys(), NobodyToCall())
parts.loudspeaker.play(np.full(16_000 * 60, 0.1, np.float32))
told = ""
while parts.loudspeaker.sounding and told != "hears again":
    try:
        heard = parts.microphone.read() is not None
    except DeviceError:
        print(told := "lost", flush=True)
        continue
    if heard and told in ("", "lost"):
        print(told := "hears again" if told else "hears", flush=True)
parts.close()
"""
"""A minute of speech, or as long as it takes to lose the microphone and to hear again."""

UNKNOWN = Unknown(emergency_number="your emergency number", line="None here. Call {emergency_number}.")


def test_whoever_is_heard_by_another_machine_hears_so_in_the_first_line(tmp_path: Path) -> None:
    """Where the settings name one; and the pack that is kept says it nowhere else."""
    here = Settings(country="us", cache_folder=tmp_path)
    there = here.model_copy(update={"ear_server": "192.0.2.7:10300"})
    first = [dict(bootstrap.open_pack(chosen).lines())["welcome.hello"] for chosen in (here, there, here)]
    assert "Another machine here hears you too." in first[1]
    assert first[0] == first[2] and "Another machine" not in first[0]


def test_numbers_are_spoken_digit_by_digit() -> None:
    """ "One one six, one two three", not "one hundred and sixteen". The crisis line stands for a violence line."""
    contacts = Contacts(emergency_number="112", crisis_line="Samaritans", crisis_number="116 123")
    assert bootstrap.gaps(contacts, UNKNOWN) == {
        "emergency_number": "1 1 2", "unknown_line": UNKNOWN.line,
        "crisis_line": "Samaritans", "crisis_number": "1 1 6 1 2 3",
        "violence_line": "Samaritans", "violence_number": "1 1 6 1 2 3",
    }  # fmt: skip


def test_what_is_not_known_is_said_in_the_packs_words() -> None:
    """The emergency number by its name; a line not at all."""
    assert bootstrap.gaps(Contacts(), UNKNOWN) == {
        "emergency_number": "your emergency number", "unknown_line": UNKNOWN.line,
    }  # fmt: skip
    own = bootstrap.gaps(Contacts(violence_line="the Line", violence_number="*41"), UNKNOWN)
    assert own["violence_number"] == "* 4 1" and "crisis_number" not in own


def test_every_line_that_can_be_known_ahead_is_rendered_ahead(english: Pack) -> None:
    """All lines of the pack with this country's numbers, but for those that read something back."""
    lines = bootstrap.prompts(Settings(country="gb"), english)
    told = {"{candidate}", "{place_"}
    known = {id for id, text in english.lines() if not any(gap in text for gap in told)}
    assert {line.id for line in lines} == known
    assert not [line for line in lines if "{" in line.text]
    assert [line for line in lines if "9 9 9" in line.text]


def test_the_places_near_here_are_rendered_ahead(english: Pack) -> None:
    """Each place of the site's directory once, its number digit by digit; without a directory none."""
    places = [Place(name=name, number="55 01", hours="day and night") for name in ("Harbor", "Hill")]
    lines = bootstrap.prompts(Settings(directory=places), english)
    said = [line.text for line in lines if line.id == "local_help.place_name"]
    assert said == ["Harbor.", "Hill."]
    assert [line for line in lines if "5 5 0 1" in line.text and "{" not in line.text]
    assert not [line for line in bootstrap.prompts(Settings(), english) if line.id == "local_help.place_name"]


def test_how_a_session_begins_and_every_danger_are_ready_first(english: Pack) -> None:
    """The first words, the questions that a worry asks, and the first words of each safety path; not much more."""
    first = bootstrap.first_lines(Settings(), english)
    ids = {line.id for line in first}
    assert {"welcome.hello", "welcome.ready"} <= ids
    assert {
        f"{path}.{id}" for path, script in english.safety.items() for id in next(iter(script.steps.values())).say
    } <= ids
    assert {f"risk.{id}" for path in english.risk.paths.values() for id in path.question} <= ids
    assert len(first) < 40


def test_a_session_begins_also_where_no_number_is_known(english: Pack) -> None:
    """And names the emergency number by its name."""
    (begun, *_) = bootstrap.open_session(Settings(), english, safety_of(english)).receive(SessionStarted(), 0.0)
    assert isinstance(begun, Say)
    assert "call your emergency number" in " ".join(line.text for line in begun.lines)
    assert not [line for line in bootstrap.prompts(Settings(), english) if "{" in line.text]


def test_the_settings_name_the_pack(tmp_path: Path) -> None:
    """A pack that is not there is named, with those that are."""
    with pytest.raises(CallerError, match="en"):
        bootstrap.open_pack(Settings(pack=str(tmp_path / "nothing")))


def test_a_machine_that_can_get_no_model_has_no_ear(tmp_path: Path) -> None:
    """A Vosk model that is a stray file is no model, and what to do is said."""
    folder = tmp_path / "models"
    folder.write_text("not a folder")
    with pytest.raises(DeviceError):
        bootstrap.open_ear(Settings(ear="moonshine", models_folder=folder))


def test_spanish_is_not_listened_to_with_an_english_ear(tmp_path: Path) -> None:
    """Without a model for the pack's language there is no ear, whatever else is installed."""
    with pytest.raises(DeviceError, match=r"language \(es\)"):
        bootstrap.open_ear(Settings(pack="es"))


@pytest.mark.engines
def test_the_voice_speaks_the_packs_language(tmp_path: Path) -> None:
    """As its locale says, unless the settings name another voice."""
    for settings, name in (
        (Settings(cache_folder=tmp_path), "espeak en-us"),
        (Settings(pack="es", cache_folder=tmp_path), "espeak es-419"),
        (Settings(pack="es", espeak_voice="es", cache_folder=tmp_path), "espeak es"),
    ):
        with closing(bootstrap.open_voice(settings)) as voice:
            assert voice.name == name
            assert np.any(voice.render(Line("a.b", "uno"), 1.0))


def test_the_clock_only_grows() -> None:
    """It is the machine's steady one, which nobody can set back."""
    before, now, after = time.monotonic(), bootstrap.WallClock().now(), time.monotonic()
    assert before <= now <= after


def test_a_typed_session_loads_no_engine_no_device_and_no_worker() -> None:
    """They take longer than all the rest of a start, and are imported where they are built."""
    program = "import coach.commands.run, coach.commands.converse, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert {"pebble", "asyncio", "sounddevice", "pyttsx3", "tqdm", "vosk"}.isdisjoint(loaded)


@pytest.mark.engines
@pytest.mark.sound
def test_a_microphone_comes_back_while_the_coach_speaks(tmp_path: Path) -> None:
    """Whoever answers at once after a long sentence is heard; the sentence goes on meanwhile."""
    with soundcard((*MODULES[:2], MODULES[3])) as card:
        sound = {**card.environment(sink="speaker", source="mic"), "COACH_CACHE_FOLDER": str(tmp_path)}
        with subprocess.Popen([sys.executable, "-c", SPEAKING], env=sound, stdout=subprocess.PIPE, text=True) as coach:
            assert coach.stdout is not None
            assert coach.stdout.readline() == "hears\n"
            modules = card.pactl("list", "short", "modules").splitlines()
            (index,) = [line.split()[0] for line in modules if "source_name=mic" in line]
            card.pactl("unload-module", index)
            assert coach.stdout.readline() == "lost\n"
            card.pactl("load-module", *MODULES[3].split())
            assert coach.stdout.readline() == "hears again\n"
