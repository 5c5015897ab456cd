"""What a turn may know besides itself: where somebody is, what they have answered, and how it has gone so far."""

from collections import Counter
from collections.abc import Callable

from coach.content.pack import Pack
from coach.content.script import Script, Step
from coach.conversation.machine import SessionMachine
from coach.conversation.repair import Ladder, Wording
from coach.conversation.slots import Slots
from coach.conversation.walk import Walk


class Context:
    """One a session. Turns read it; what happens on the way is noted in the parts that it holds.

    `patience`: how many times longer than the pack says a question waits for its answer.
    `denied`: the safety paths that this person was asked about and has said no to.
    """

    def __init__(self, pack: Pack, patience: float, next_place: Callable[[], bool]) -> None:
        self.pack = pack
        self.patience = patience
        self.machine = SessionMachine()
        self.heard = Counter[str]()
        self.walk = Walk(pack.session["welcome"], self.heard)
        self.slots = Slots(pack.header.silent_exercise, next_place)
        self.wording = Wording()
        self.ladder = Ladder(pack.repair, self.wording)
        self.denied: set[str] = set()

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

    def told(self) -> dict[str, str]:
        """The gaps that tell the numbers of this session again, in words."""
        return self.slots.told(self.pack.words)

    def enter(self, script: Script) -> None:
        """To the first step of a script."""
        self.walk.leave()
        self.walk = Walk(script, self.heard)
        self.ladder.begin()
