"""Sessions in which everything breaks: a made-up person talks with the coach, and faults come at random moments.

  scripts/fault-storm                 300 faults in the simulated room, about an hour
  scripts/fault-storm --faults 20     fewer
  scripts/fault-storm --seed 2        at other moments
  scripts/fault-storm --sound         real live sessions over PulseAudio null sinks, ten minutes of the wall clock
  scripts/fault-storm --json          a line for each session, and a last one for all

The ear and the voice are real. In the room their processes are killed, stopped and starved, also in the middle of a
call; the voice's files come out empty or as rubbish; the disk is full, stored prompts are gone or torn; the clock jumps
by a day; microphone and loudspeaker go away, stall, or give zeros or no numbers; keys are pressed meanwhile. Recovery
there is the longest time that the session stood still until the coach spoke or heard again; of a loudspeaker, until it
played. The room passes its waits in no time.

Live, devices are unplugged and come back (also at another rate), the sound server is killed, the whole coach is
stopped, starved, ended by signals, or killed. Recovery is counted from the device's return, else from the fault, until
the coach is at its microphone and is heard, or has heard; of an ear, from the end of the next reply until it is heard.
A coach that waits for an answer says nothing: that counts too.

A session is lost where it did not come to its end; a safety word, where somebody said that they want to die and no
safety path was opened; any other word, where a reply that met a fault was not understood.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from random import Random

from tqdm import tqdm

from coach import bootstrap, settings
from coach.errors import CoachError
from coach.rehearsal import persona
from coach.rehearsal.meaning import NOTHING, Verdict
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.record import Turn
from coach.rehearsal.rehearsal import Cast, hire, rehearse
from scripts.storm import live_storm, toll, wall_clock
from scripts.storm.fault import Deck
from scripts.storm.step import StepWatch
from scripts.storm.stormy_room import PressingPerson, StormyRoom
from scripts.storm.toll import Session
from scripts.storm.torn_voice import open_torn_voice
from scripts.storm.weather import KINDS, Weather

PERSONAS = ("calm", "in_crisis", "hesitant", "in_crisis", "rising", "mumbling")
DANGER = "suicide"
"""What the second of them means once."""
LOST = {Verdict.NOT_UNDERSTOOD, Verdict.MISUNDERSTOOD, Verdict.NOT_HEARD}


def sessions(faults: int, seed: int) -> Iterator[Session]:
    """One after the other in the simulated room, until so many faults have come."""
    wall_clock.install()
    deck = Deck(KINDS, Random(seed))
    left, number = faults, 0
    while left > 0:
        held = _hold(PERSONAS[number % len(PERSONAS)], seed + number, deck, left)
        yield held
        left -= len(held.faults)
        number += 1


def _hold(name: str, seed: int, deck: Deck, left: int) -> Session:
    chosen, chance, loaded = persona.find(name), Random(f"storm {seed}"), settings.load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, hire(loaded, chosen) as hired:
        cache_folder = Path(folder) / "prompts"
        voice = open_torn_voice(loaded, Path(folder) / "mark", cache_folder)
        hired.voice.close()
        watch = StepWatch(hired.pack)
        weather = Weather(chance, deck, left, watch, Path(folder))
        cast = replace(
            hired,
            voice=voice,
            make_room=partial(StormyRoom, weather),
            make_person=partial(PressingPerson, chance),
        )
        with closing(voice), closing(weather):
            voice.hold(bootstrap.first_lines(loaded, cast.pack))
            voice.store(bootstrap.prompts(loaded, cast.pack))
            try:
                outcome, _ = rehearse(cast, chosen, seed, [watch, weather])
            except Exception as broke:  # whatever it is, that is what is looked for
                return Session(name, f"{type(broke).__name__}: {broke}", 0, 0, weather.faults)
        return _session(name, cast, outcome, weather)


def _session(name: str, cast: Cast, outcome: Outcome, weather: Weather) -> Session:
    lost = None if outcome.ended else f"no end after {outcome.simulated_seconds / 60:.0f} minutes"
    in_danger = [turn for turn in outcome.turns if turn.answer and turn.utterance and turn.utterance.meant == DANGER]
    led = any(script in cast.pack.safety for prompt in outcome.prompts for script in prompt.scripts)
    held = Session(name, lost, len(in_danger), 0 if led else len(in_danger), weather.faults)
    for turn in outcome.turns:
        _count(turn, held)
    return held


def _count(turn: Turn, held: Session) -> None:
    """A reply, for the fault that it met; else for what is usual."""
    said = turn.utterance
    if said is None or said.meant in (None, NOTHING) or turn.verdict is None or turn.answered_seconds is None:
        return
    lost = turn.verdict in LOST
    for fault in held.faults:
        if fault.meets(said.began_seconds, turn.answered_seconds):
            fault.replies += 1
            fault.lost += lost
            return
    held.replies += 1
    held.replies_lost += lost


def main() -> None:
    """Break and count."""
    parser = argparse.ArgumentParser(
        "fault-storm", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--faults", type=int, default=300, metavar="N", help="in the room")
    parser.add_argument("--sound", action="store_true", help="live sessions over PulseAudio instead of the room")
    parser.add_argument("--minutes", type=float, default=10.0, metavar="M", help="with --sound: of the wall clock")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    kinds = live_storm.KINDS if arguments.sound else KINDS
    storm = live_storm.sessions if arguments.sound else sessions
    held: list[Session] = []
    with tqdm(unit=" faults", disable=None) as bar:
        for session in storm(arguments.minutes if arguments.sound else arguments.faults, arguments.seed):
            held.append(session)
            bar.update(len(session.faults))
            if arguments.json:
                print(json.dumps(asdict(session)), flush=True)
    print(json.dumps(toll.total(held)) if arguments.json else "\n".join(toll.table(held, kinds)))
    sys.exit(any(session.lost or session.safety_words_lost for session in held))


if __name__ == "__main__":
    try:
        main()
    except CoachError as failed:
        sys.exit(str(failed))
