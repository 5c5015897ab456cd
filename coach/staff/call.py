"""The life of one call for staff. Time is an argument, and a call never changes: each step gives another one.

    called -> answered -> cleared
       |         ^
       +-> nobody +         not answered by any of the roles; somebody may answer all the same

It stays until it is cleared: to answer it, or to silence its sound, is not to clear it. This is not a nurse call
(VDE 0834, UL 1069): nothing supervises the line.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

ROLE_SECONDS = 60.0
"""How long each role has to answer before the next one is called too."""


class Reason(StrEnum):
    """Why staff are called. Never a word that somebody said."""

    HELP = "help"
    """Somebody asked for a person, by word, key or touch."""
    MEDICAL = "medical"
    OVERDOSE = "overdose"
    SUICIDE = "suicide"
    VIOLENCE = "violence"
    WITHDRAWAL = "withdrawal"
    DANGER = "danger"
    """A safety path that only this site's own pack has."""
    TEST = "test"
    """The test at the start of a shift."""

    @classmethod
    def of(cls, name: str) -> "Reason":
        """By the name of a safety path, or "help"."""
        return cls(name) if name in tuple(cls) else cls.DANGER


class Stage(StrEnum):
    """How far a call has come."""

    CALLED = "called"
    ANSWERED = "answered"
    NOBODY = "nobody"
    CLEARED = "cleared"


@dataclass(frozen=True)
class Call:
    """One call of one kiosk.

    `id`: chosen by chance, so that no answer to an earlier call fits. `number`: of this step in the call's life; it
    grows with every step, and who has seen it has seen the step. `role`: how many roles have been called before the
    last one. `round_seconds`: when the first role was called, or called again, on the kiosk's clock that only grows.
    """

    id: int
    reason: Reason
    called_seconds: float
    round_seconds: float
    number: int = 1
    stage: Stage = Stage.CALLED
    role: int = 0

    @classmethod
    def begin(cls, id: int, reason: Reason, now: float) -> "Call":
        """The first role is called."""
        return cls(id, reason, now, now)

    @property
    def open(self) -> bool:
        """Whether it still stands."""
        return self.stage is not Stage.CLEARED

    def at(self, now: float, roles: int) -> "Call":
        """The next step that is due, if one is: to the next of so many roles; after the last, nobody has answered."""
        if self.stage is not Stage.CALLED or now < self.round_seconds + ROLE_SECONDS * (self.role + 1):
            return self
        if self.role + 1 < roles:
            return self._step(self.stage, self.role + 1)
        return self._step(Stage.NOBODY, self.role)

    def again(self, now: float) -> "Call":
        """Asked for once more: who has not answered is called anew when nobody did. Else it goes on as it is."""
        return replace(self._step(Stage.CALLED, 0), round_seconds=now) if self.stage is Stage.NOBODY else self

    def answer(self, id: int) -> "Call":
        """Somebody has answered the call of this id. Another's, or once more: nothing changes."""
        unanswered = self.stage in (Stage.CALLED, Stage.NOBODY)
        return self._step(Stage.ANSWERED, self.role) if id == self.id and unanswered else self

    def clear(self, id: int) -> "Call":
        """Somebody was there and has cleared the call of this id. Only what was answered can be cleared."""
        return self._step(Stage.CLEARED, self.role) if id == self.id and self.stage is Stage.ANSWERED else self

    def take_back(self) -> "Call":
        """A test is over: nobody has to clear it. Every other call stays as it is."""
        return self._step(Stage.CLEARED, self.role) if self.reason is Reason.TEST and self.open else self

    def _step(self, stage: Stage, role: int) -> "Call":
        return replace(self, number=self.number + 1, stage=stage, role=role)
