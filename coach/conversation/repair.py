"""What to say when nothing was understood, or nothing was said: a ladder, climbed rung by rung.

The rungs are the pack's: retry, rephrase, offer the choices; after the last the conversation moves on by itself.
It never hangs up. The two kinds of trouble share one count, so that "hm" and silence in turn do not go on for ever.
"""

from typing import Literal

from coach.content.pack import Repair
from coach.content.script import Lines

Trouble = Literal["no_match", "no_input"]


class Ladder:
    """How often in a row this question has not been answered."""

    def __init__(self, repair: Repair) -> None:
        self._rungs: dict[Trouble, list[Lines]] = {"no_match": repair.no_match, "no_input": repair.no_input}
        self.height = 0

    def climb(self, trouble: Trouble) -> Lines | None:
        """The next rung's lines; None when it is time to move on."""
        rungs = self._rungs[trouble]
        if self.height >= len(rungs):
            self.height = 0
            return None
        rung = rungs[self.height]
        self.height += 1
        return rung

    def reset(self) -> None:
        """Something was understood."""
        self.height = 0
