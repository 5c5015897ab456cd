"""Nobody has answered for long, at a kiosk: is somebody there? Then the next person can begin anew."""

from coach.content.script import Route
from coach.conversation.moves import Follow, Move, Open, Prompt, Resume, Take, Turn
from coach.conversation.understanding import Meaning, Understood, Wished
from coach.events import SoundFault

PRESENCE_SECONDS = 20.0
"""The least that anybody is given to say that they are there (WCAG 2.2.1); however often, that is never counted."""
HERE = ("go_on", "dont_know", "repeat", "back", "skip")
"""Wishes that say no more here than that somebody is there: the question is asked again."""


class Presence:
    """Laid over the question that was not answered. Never on a safety path: there the coach stays."""

    def __init__(self, under: Turn) -> None:
        self.context = under.context
        self.vocabulary = self.context.phrasebook.everywhere
        self.no_input_seconds = PRESENCE_SECONDS * self.context.patience
        self._under = under

    def hear(self, reply: Understood) -> Move:
        """Whoever says anything is there, whatever it was."""
        return self._is_there(reply.clear)

    def fall_silent(self, fault: SoundFault | None) -> Move:
        """Nobody is: the session ends as if it had been asked to, with whom to call."""
        return Follow(Route(end="stop"))

    def press(self, key: str) -> Move | None:
        """Any key."""
        return self._is_there(Wished(key) if key in self.context.pack.words.everywhere else None)

    def prompt_finished(self, now: float) -> None:
        """It has all the time that the ear gives it."""

    def broken_off(self, now: float) -> Turn:
        """The question is gone back to."""
        return self._under.broken_off(now)

    def _is_there(self, meaning: Meaning | None) -> Move:
        self.context.ladder.reset()
        return Take(meaning) if isinstance(meaning, Wished) and meaning.name not in HERE else Resume()


def ask_whether_there(under: Turn) -> Open:
    """In words that are said in turn."""
    context = under.context
    return Open(Presence(under), Prompt("repair", context.wording.of(context.pack.repair.still_there)))
