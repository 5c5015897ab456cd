"""While the coach speaks: how often it takes its own echo for somebody, and how often somebody is heard over it.

  scripts/measure-barge-in            a table by the echo's level

The coach's lines are spoken by its real voice in the simulated room, and come back into the microphone at a level
between a headset's and that of a loudspeaker next to the microphone. "Stop", "pause" and words of risk are then said
over it by other synthetic voices, as loud as the coach was played and 6 dB softer. The runtime, the session, the gate
and the ear are the real ones.
"""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from coach import bootstrap, settings
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import Effect, End, Expectation, Line, Say, StopSpeaking
from coach.errors import CoachError
from coach.events import Event, Interrupted, SessionStarted
from coach.journal import NothingKept
from coach.ports import Ear, Samples, Voice
from coach.runtime import Parts, Runtime
from coach.safety.finding import Safety
from coach.sound.room import Room, gain, speech_level_db
from coach.sound.wav import read_sound
from coach.staff.staff import NobodyToCall
from coach.terminal.keys import NoKeys
from models.speech import voices
from scripts.measure import report

ECHOES_DB = (None, -40.0, -30.0, -20.0, -10.0, -6.0, 0.0)
SOFTER_DB = (0.0, 6.0)
SAID = {
    "stop": ("stop", "stop it", "please stop"),
    "pause": ("pause", "one moment"),
    "risk": ("i want to kill myself", "i took too many pills", "i want to die"),
}
SPEAKERS = ("flite slt", "flite rms", "flite awb", "espeak gb m3", "espeak us f3", "espeak scotland")
SPEAKS_AT_SECONDS = 4.0
LINES_A_TRIAL, LETTERS_A_TRIAL = 3, 200
ROOM_NOISE = np.random.default_rng(1).normal(0, gain(-65.0), 160_000).astype(np.float32)


@dataclass
class Speaker:
    """A session that says some lines and ends; what breaks in is put to a real session."""

    session: Session
    lines: Sequence[Line]
    interrupted: list[Interrupted] = field(default_factory=list)
    acted: list[list[Effect]] = field(default_factory=list)

    @property
    def interruption(self) -> Expectation:
        """As the session's."""
        return self.session.interruption

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Say the lines, end; note what breaks in."""
        if isinstance(event, SessionStarted):
            self.session.receive(event, now)
            return [Say(tuple(self.lines)), End()]
        if isinstance(event, Interrupted):
            self.interrupted.append(event)
            effects = self.session.receive(event, now)
            if effects:
                self.acted.append(effects)
                return [StopSpeaking(), End()]
        return []


@dataclass(frozen=True)
class House:
    """What speaks and listens in every trial."""

    ear: Ear
    voice: Voice
    pack: Pack
    safety: Safety
    contacts: Mapping[str, str]
    lines: Sequence[Line]
    coach_db: float

    def speak(self, lines: Sequence[Line], echo_db: float | None, person: Samples | None = None) -> Speaker:
        """Say the lines in a room, with somebody speaking over them or nobody."""
        room = Room(ROOM_NOISE, echo_db)
        speaker = Speaker(Session(self.pack, self.safety, self.contacts), lines)
        if person is not None:
            room.speak(person, SPEAKS_AT_SECONDS)
        parts = Parts(self.ear, self.voice, room, room, room, NoKeys(), NothingKept(), NobodyToCall())
        Runtime(speaker, parts, [], barge_in=True).run()  # type: ignore[arg-type] # as much of a session as is needed
        return speaker

    def said_by(self, phrase: str, speaker: str, softer_db: float) -> Samples:
        """A phrase by another voice, so much softer than the coach is played."""
        said = read_sound(voices.spoken(phrase, "", speaker).path)
        return said * np.float32(gain(self.coach_db - softer_db - speech_level_db(said)))

    def groups(self) -> list[Sequence[Line]]:
        """All lines, three at a time."""
        return [self.lines[at : at + LINES_A_TRIAL] for at in range(0, len(self.lines), LINES_A_TRIAL)]

    def long_enough(self, number: int) -> list[Line]:
        """Lines without the words that are said over them, and long enough to be spoken over."""
        groups = self.groups()
        over = [line for line in groups[number % len(groups)] if "stop" not in line.text.lower()]
        while sum(len(line.text) for line in over) < LETTERS_A_TRIAL:
            over.append(self.lines[(number * 7 + len(over)) % len(self.lines)])
        return over


def main() -> None:
    """Measure and print."""
    argparse.ArgumentParser(
        "measure-barge-in", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    ).parse_args()
    chosen = settings.load()
    pack = bootstrap.open_pack(chosen)
    lines = bootstrap.prompts(chosen, pack)
    contacts = bootstrap.gaps(chosen.contacts(), pack.header.unknown)
    with closing(bootstrap.open_ear(chosen)) as ear, closing(bootstrap.open_voice(chosen)) as voice:
        print("; ".join(f"{name}: {value}" for name, value in report.circumstances(ear.name).items()))
        coach_db = float(np.median([speech_level_db(voice.render(line, 1.0)) for line in lines[:20]]))
        print(f"The coach is played at {coach_db:.0f} dB; {len(lines)} lines; {len(SPEAKERS)} other voices.\n")
        heads = [f"{wish}, {softer:g} dB softer, %" for softer in SOFTER_DB for wish in SAID]
        print("| echo | own lines: paused | own lines: acted on |", " | ".join(heads), "| clear but wrong |")
        print("| --- " * (4 + len(heads)) + "|")
        house = House(ear, voice, pack, bootstrap.open_safety(chosen, pack), contacts, lines, coach_db)
        for echo_db in ECHOES_DB:
            print(_row(house, echo_db), flush=True)


def _row(house: House, echo_db: float | None) -> str:
    """What happens at one level of the echo."""
    own = [house.speak(group, echo_db) for group in house.groups()]
    paused, acted = sum(len(one.interrupted) for one in own), sum(len(one.acted) for one in own)
    shares, wrong = [], 0
    for softer_db in SOFTER_DB:
        for wish in SAID:
            taken = list(_taken(house, wish, softer_db, echo_db))
            shares.append(f"{100 * taken.count(True) / len(taken):.0f}")
            wrong += taken.count(False)
    level = "headset" if echo_db is None else f"{echo_db:g} dB"
    return f"| {level} | {paused} | {acted} | {' | '.join(shares)} | {wrong} |"


def _taken(house: House, wish: str, softer_db: float, echo_db: float | None) -> Iterator[bool | None]:
    """Of each time that the wish is said: was it taken rightly, wrongly, or (None) not at all?"""
    for number, (phrase, name) in enumerate(product(SAID[wish], SPEAKERS)):
        one = house.speak(house.long_enough(number), echo_db, house.said_by(phrase, name, softer_db))
        yield _is(wish, one.acted[0]) if one.acted else None


def _is(wish: str, effects: Sequence[Effect]) -> bool:
    """Whether the coach did what was said."""
    said = [line.id for effect in effects if isinstance(effect, Say) for line in effect.lines]
    first = said[0] if said else ""
    return {
        "stop": first.startswith("stopped."),
        "pause": first == "repair.paused",
        "risk": not first.startswith(("stopped.", "repair.paused")),
    }[wish]


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
