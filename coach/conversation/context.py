"""What a turn may know besides itself: where somebody is, what they have answered, and how it has gone so far."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from coach.content.pack import Pack
from coach.content.script import Ending, Script, Step
from coach.conversation.machine import SessionMachine
from coach.conversation.phrasebook import phrasebook_of
from coach.conversation.repair import Ladder, Wording
from coach.conversation.slots import Slots
from coach.conversation.waiting import Idle, Waiting
from coach.conversation.walk import Walk


@dataclass(frozen=True)
class Place:
    """Where a safety path broke in: the part of the session, and the walk through its script."""

    part: str
    walk: Walk


class Context:
    """One a session. Turns read it; what happens on the way is noted in the parts that it holds.

    `patience`: how many times longer than the pack says a question waits for its answer.
    `idle`: how long nobody has answered.
    `phrasebook`: what can be said where.
    `denied`: the safety paths that this person was asked about and has said no to.
    `intents`: finds what may be said at any moment.
    `broken_off`: the places to go back to; of the paths among them the most urgent is the last.
    """

    def __init__(self, pack: Pack, waiting: Waiting, next_place: Callable[[], bool]) -> None:
        self.pack = pack
        self.patience = waiting.patience
        self.idle = Idle(waiting.idle_seconds)
        self.machine = SessionMachine()
        self.heard = Counter[str]()
        self.walk = Walk(pack.session["welcome"], self.heard)
        self.slots = Slots(pack.header.silent_exercise, next_place)
        self.wording = Wording()
        self.ladder = Ladder(pack.repair, self.wording)
        self.denied: set[str] = set()
        self.broken_off: list[Place] = []
        self.phrasebook = phrasebook_of(pack)
        self.intents = pack.intent_finder  # ready before somebody waits for an answer
        self._urgency = {path: order for order, path in enumerate(reversed(pack.risk.by_urgency()))}

    @property
    def part(self) -> str:
        """The part of the session, as the machine names it."""
        return self.machine.state

    @property
    def script(self) -> Script:
        """The script that somebody is in."""
        return self.walk.script

    @property
    def step(self) -> Step:
        """The step that somebody is at."""
        return self.walk.step

    def is_on(self, path: str) -> bool:
        """Whether this safety path is what somebody is led along."""
        return self.script is self.pack.safety[path]

    def is_more_urgent(self, path: str) -> bool:
        """Whether this safety path comes before what is at hand, a safety path or not."""
        return self.part != "safety" or self._urgency[path] > self._urgency[self.script.id]

    def is_to_come(self, path: str) -> bool:
        """Whether this safety path was broken off, or waits until a more urgent one is over."""
        return any(place.walk.script is self.pack.safety[path] for place in self.broken_off)

    def has_more_urgent_to_come(self, path: str) -> bool:
        """Whether something that comes before this safety path was broken off, or waits."""
        return any(
            place.part == "safety" and self._urgency[place.walk.script.id] > self._urgency[path]
            for place in self.broken_off
        )

    def forget_to_come(self, path: str) -> None:
        """It is begun anew, and need not be come to once more."""
        self.broken_off = [place for place in self.broken_off if place.walk.script is not self.pack.safety[path]]

    def reopen(self) -> None:
        """The part whose last words are being said goes on after all."""
        self.machine.begin(self.pack.part_of(self.script.id))

    def break_off(self) -> None:
        """Somebody is led away to a safety path: from another one, or from whatever it was."""
        self.broken_off.append(Place(self.part, self.walk))

    def defer(self, path: str) -> None:
        """This path after the one at hand and every other that is more urgent: from its beginning, or where it was."""
        if self.is_to_come(path):
            return
        behind = sum(
            place.part != "safety" or self._urgency[place.walk.script.id] < self._urgency[path]
            for place in self.broken_off
        )
        self.broken_off.insert(behind, Place("safety", Walk(self.pack.safety[path], self.heard)))

    def back_from(self, ending: Ending) -> Place | None:
        """Where a safety path leads back to that came to this ending; None: on as the machine says."""
        if self.part != "safety" or not self.broken_off:
            return None
        if self.broken_off[-1].part == "safety" or ending == "go_back":
            return self.broken_off.pop()
        self.broken_off.clear()
        return None

    def return_to(self, place: Place) -> None:
        """To the step that was broken off."""
        self.walk.leave()
        self.machine.begin(place.part)
        self.walk = place.walk
        self.ladder.begin()

    def is_there(self) -> None:
        """Somebody did something, if only a noise."""
        self.ladder.is_there()
        self.idle.is_there()

    def enter(self, script: Script) -> None:
        """To the first step of a script."""
        self.walk.leave()
        self.walk = Walk(script, self.heard)
        self.ladder.begin()
