"""What a session is doing at a moment, as an observer sees it: where in the pack, and what the microphone is for."""

from dataclasses import dataclass

from coach.content.pack import Pack
from coach.effects import Effect, Listen, Pace, Say
from coach.events import Event

PLACES = ("session", "exercise", "safety path")
"""A session is what leads from one to the next: welcome, ratings, menu, end."""
DOINGS = ("prompt", "question", "confirmation", "gentle question", "wait", "breathing", "pause")
SAID_BEFORE = {
    "repair.confirm": "confirmation",
    "repair.read_back": "confirmation",
    "risk.": "gentle question",
    "repair.paused": "pause",
    "repair.still_paused": "pause",
}
"""How the lines begin that are said before the microphone opens for it."""


@dataclass(frozen=True)
class Step:
    """One of PLACES, one of DOINGS."""

    place: str
    doing: str


class StepWatch:
    """Implements `coach.ports.Observer`. `step`: what the session is doing now."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._places = {
            **dict.fromkeys(pack.session, "session"),
            **dict.fromkeys(pack.exercises, "exercise"),
            **dict.fromkeys(pack.safety, "safety path"),
        }
        self._said: list[str] = []
        self._paces = False
        self.step = Step("session", "prompt")

    def note(self, what: Event | Effect, now: float) -> None:
        """As `coach.ports.Observer` says."""
        match what:
            case Say(lines):
                self._said += [line.id for line in lines]
                self._paces = False
                self._move("prompt", *self._said)
            case Pace():
                self._paces = True
            case Listen(about=about):
                self._move(self._listens_for(about), about)
                self._said = []

    def _move(self, doing: str, *names: str) -> None:
        known = [self._places[script] for name in names if (script := name.partition(".")[0]) in self._places]
        self.step = Step(known[-1] if known else self.step.place, doing)

    def _listens_for(self, about: str) -> str:
        for line in reversed(self._said):
            for beginning, doing in SAID_BEFORE.items():
                if line.startswith(beginning):
                    return doing
        script, _, name = about.partition(".")
        step = self._pack.scripts[script].steps[name] if script in self._pack.scripts else None
        if step is not None and step.ask:
            return "question"
        return "breathing" if self._paces else "wait"
