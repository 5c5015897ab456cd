"""What may be a risk: one gentle question whether it was meant so, asked twice at the most."""

from coach.conversation.moves import Alarm, Move, Open, Prompt, Resume, Take, Turn
from coach.conversation.understanding import FALSE_ALARM, Settled, Understood, Wished
from coach.events import SoundFault

GENTLE_SECONDS = 12.0
"""A question about danger waits longer."""
ASKED_AT_MOST = 2
KEYS = {"1": True, "yes": True, "2": False, "no": False}
"""What a key says to it: 1 is yes."""


class GentleQuestion:
    """Laid over whatever turn it was. `path`: where a yes leads. `asked`: how often. `doubted`: after a first "no"."""

    def __init__(self, under: Turn, path: str, asked: int = 1, doubted: bool = False) -> None:
        self.context = under.context
        self.vocabulary = self.context.phrasebook.settling
        self.no_input_seconds = GENTLE_SECONDS * self.context.patience
        self._under = under
        self._path = path
        self._asked = asked
        self._doubted = doubted

    def hear(self, reply: Understood) -> Move:
        """Yes, "a bit" and "I don't know" lead to the path, and so does a yes that is not clear; a no has to be."""
        if reply.clear == FALSE_ALARM:
            return self._settle()
        if reply.clear == Settled(False):
            return self._deny()
        if Settled(True) in (reply.clear, reply.likely) or reply.clear == Wished("dont_know"):
            return Alarm(self._path)
        return Take(reply.clear) if reply.clear else self._ask_again()

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """Asked once more; after that whom to call is named, and the session goes on."""
        return self._ask_again()

    def press(self, key: str) -> Move | None:
        """One is yes, two is no; the words that work everywhere have their keys here too."""
        if key in KEYS:
            return Alarm(self._path) if KEYS[key] else self._deny()
        if key == "dont_know":
            return Alarm(self._path)
        return Take(Wished(key)) if key in self.context.pack.words.everywhere else None

    def prompt_finished(self, now: float) -> None:
        """It has all the time that the ear gives it."""

    def broken_off(self, now: float) -> Turn:
        """The gentle question is dropped: somebody chose to do something else."""
        return self._under.broken_off(now)

    def _deny(self) -> Move:
        """Where one "no" is not believed, it is asked in other words."""
        second = self.context.pack.risk.paths[self._path].second
        if second and not self._doubted:
            return Open(GentleQuestion(self._under, self._path, doubted=True), Prompt("risk", second))
        return self._settle()

    def _settle(self) -> Move:
        self.context.denied.add(self._path)
        return Resume(Prompt("risk", self.context.pack.risk.paths[self._path].settled))

    def _ask_again(self) -> Move:
        if self._asked < ASKED_AT_MOST:
            return _asked(GentleQuestion(self._under, self._path, self._asked + 1, self._doubted), self._path)
        self.context.ladder.reset()
        return Resume(Prompt("risk", self.context.pack.risk.paths[self._path].unanswered))


def ask_gently(turn: Turn, path: str) -> Open:
    """The one question about this path; whatever was not understood before counts no more."""
    turn.context.ladder.reset()
    return _asked(GentleQuestion(turn, path), path)


def _asked(question: GentleQuestion, path: str) -> Open:
    return Open(question, Prompt("risk", question.context.pack.risk.paths[path].question))
