"""A session on this machine's sound devices that tells when what happened, one JSON object a line.

  python -m scripts.measure.live                a whole session; after each turn how long each part of it took
  python -m scripts.measure.live --breaths 60   nothing but breathing to the pacer, while the ear listens

What `scripts/measure-cost` starts in a process of its own; parts, loop and session are those of `coach run`.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass

from coach import bootstrap, settings
from coach.effects import Effect, End, Expectation, Listen, Pace, Say
from coach.events import Event, Heard, PromptStarted, SessionStarted
from coach.runtime import Runtime
from coach.staff.staff import NobodyToCall
from coach.terminal.feed import Feed
from coach.terminal.keys import NoKeys

TOLD = "parts_of_a_turn"
"""The key of what is told beside what `coach run --json` tells."""
SIX_A_MINUTE = Pace(inhale_seconds=4, exhale_seconds=6, breaths=60)


@dataclass
class Turns:
    """Tells the parts of each turn, from the end of speech to the first sound. Is an observer.

    `endpointing`: the silence that was waited for. `recognising`: until the answer was there. `deciding`: what to say.
    `speaking`: until the loudspeaker has the sound.
    """

    heard: Heard | None = None
    heard_seconds: float = 0.0
    said_seconds: float | None = None

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        match what:
            case Heard():
                self.heard, self.heard_seconds, self.said_seconds = what, now, None
            case Say() if self.said_seconds is None:
                self.said_seconds = now
            case PromptStarted() if self.heard and self.said_seconds is not None:
                self._tell(self.heard, self.said_seconds, now)
                self.heard = None
            case _:
                pass

    def _tell(self, heard: Heard, said_seconds: float, now: float) -> None:
        turn = {
            "endpointing": heard.endpoint_seconds - heard.speech_ended_seconds,
            "recognising": self.heard_seconds - heard.endpoint_seconds,
            "deciding": said_seconds - self.heard_seconds,
            "speaking": now - said_seconds,
        }
        print(json.dumps({TOLD: turn}), flush=True)


class Breathing:
    """A session of nothing but paced breathing, in which the ear listens all the while."""

    interruption = Expectation(())

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._over_seconds = 0.0
        self._listens = 0

    def receive(self, event: Event, now: float) -> list[Effect]:
        """Breathe, and listen again and again until the last breath is over."""
        if isinstance(event, SessionStarted):
            self._over_seconds = now + self._pace.seconds
            return [self._pace, self._listen()]
        return [End()] if now > self._over_seconds else [self._listen()]

    def _listen(self) -> Effect:
        self._listens += 1
        return Listen(self._listens, Expectation(("stop",)), "breathing")


def main(words: Sequence[str] | None = None) -> None:
    """Hold the session."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--breaths", type=int, metavar="N", help="so many breaths, six a minute, and nothing else")
    arguments = parser.parse_args(words)
    chosen = settings.load()
    pack = bootstrap.open_pack(chosen)
    parts = bootstrap.open_spoken_parts(chosen, pack, NoKeys(), NobodyToCall())
    if arguments.breaths:
        pace = Pace(SIX_A_MINUTE.inhale_seconds, SIX_A_MINUTE.exhale_seconds, arguments.breaths)
        session: object = Breathing(pace)
    else:
        session = bootstrap.open_session(chosen, pack, bootstrap.open_safety(chosen, pack))
    try:
        Runtime(session, parts, [Feed(), Turns()]).run()  # type: ignore[arg-type] # as much of one as is needed
    finally:
        parts.close()


if __name__ == "__main__":
    main()
