"""What was chosen, in one line."""

from coach.journal import NothingKept
from coach.runtime import Parts
from coach.settings import Settings
from coach.sound.room import Room
from coach.staff.staff import NobodyToCall
from coach.terminal.chosen import chosen
from coach.terminal.keys import NoKeys
from tests.fakes.ear import FakeEar
from tests.fakes.voice import FakeVoice


def test_it_names_engines_devices_and_numbers() -> None:
    """So that who starts it sees at once which microphone it was, and whom it names in danger."""
    room = Room()
    parts = Parts(FakeEar([]), FakeVoice(), room, room, room, NoKeys(), NothingKept(), NobodyToCall())
    told = chosen(parts, Settings(country="gb"))
    assert told.startswith(f"Ear {parts.ear.name}, voice {parts.voice.name}, microphone {room.name}")
    assert told.endswith("help at 999 and 116 123 (You are in the United Kingdom).")


def test_it_names_the_machine_that_hears_too() -> None:
    """Whoever starts it knows where the sound goes."""
    room = Room()
    parts = Parts(FakeEar([]), FakeVoice(), room, room, room, NoKeys(), NothingKept(), NobodyToCall())
    told = chosen(parts, Settings(country="gb", ear_server="192.0.2.7:10300"))
    assert told.endswith(" What is said goes to 192.0.2.7:10300 too, not encrypted.")
