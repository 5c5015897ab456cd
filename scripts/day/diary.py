"""What happened in a day, as it was seen from outside of the kiosk. All times are seconds since the day began."""

from dataclasses import dataclass, field

from coach.staff.call import Reason, Stage


@dataclass
class Visit:
    """Somebody came. `number`: from one. `wakes`: whether they want to be heard at all.

    `calls`: why staff have to be called; None: they need not be. `woke_seconds`: None where it did not wake.
    `asleep_seconds`: when it slept again. `at_decibels`: how loud its first sound was, above where each person begins.
    `said`: ids of lines, with when each was begun. `greeting`: the words of the first of them. `news`: what the session
    was told of its calls. `asked`: why it had staff called. `heard`: when it heard anything. `unseen`: buttons that
    were to be touched and stood on no page. `failures`: why a session ended early. `as_written`: whether the ear had
    their words, as they are written, in its memory when it heard them; None where they said none.
    """

    number: int
    who: str
    by: str | None
    came_seconds: float
    calls: Reason | None = None
    left_seconds: float | None = None
    woke_seconds: float | None = None
    woke_by: str | None = None
    asleep_seconds: float | None = None
    at_decibels: int | None = None
    said: list[tuple[float, str]] = field(default_factory=list)
    greeting: str = ""
    news: list[tuple[float, str]] = field(default_factory=list)
    asked: list[tuple[float, str]] = field(default_factory=list)
    heard: list[float] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    as_written: bool | None = None

    @property
    def wakes(self) -> bool:
        """Whether they want the coach."""
        return self.by is not None

    def __str__(self) -> str:
        return f"visitor {self.number} ({self.who})"


@dataclass
class CallSeen:
    """A call, as it went over the broker. `began_seconds`: since when it says that somebody waits.

    `first_seconds`: when it was first seen. `steps`: each stage and role, when it was first seen.

    `answered_seconds`, `cleared_seconds`: when staff did that.
    """

    id: int
    reason: Reason
    first_seconds: float
    began_seconds: float
    steps: list[tuple[float, Stage, int]] = field(default_factory=list)
    answered_seconds: float | None = None
    cleared_seconds: float | None = None

    @property
    def open(self) -> bool:
        """Whether it still stands."""
        return self.steps[-1][1] is not Stage.CLEARED

    @property
    def rings(self) -> bool:
        """Whether it goes from role to role."""
        return self.steps[-1][1] is Stage.CALLED

    def when(self, stage: Stage) -> float | None:
        """When it was first seen there."""
        return next((at for at, at_stage, _ in self.steps if at_stage is stage), None)

    def when_rung(self, roles: int) -> float | None:
        """When it was first seen that so many roles had been called in vain."""
        vain = ((at, role + (stage is Stage.NOBODY)) for at, stage, role in self.steps)
        return next((at for at, rung in vain if rung >= roles), None)

    def __str__(self) -> str:
        return f"the call for {self.reason} of {clock(self.began_seconds)}"


@dataclass
class Fault:
    """Something that was broken on purpose.

    `recovered_seconds`: when it was first seen that all goes on.
    """

    kind: str
    visit: int
    struck_seconds: float | None = None
    mended_seconds: float | None = None
    recovered_seconds: float | None = None
    kept: bool | None = None
    """Of a broker that was killed: whether the calls that were open then were still there; None where none was."""


@dataclass
class Update:
    """An update that somebody brought on a stick. `spoiled`: it is not as it was signed.

    `came_seconds`, `back_seconds`: when it came, and when the kiosk stood again; None: not yet. `in_force`: whether it
    was put in force. `changed`: whether what the kiosk speaks with is another than before. `told`: what it said last.
    """

    version: int
    spoiled: bool
    came_seconds: float | None = None
    back_seconds: float | None = None
    in_force: bool = False
    changed: bool = False
    told: str = ""

    def __str__(self) -> str:
        return f"update {self.version}"


@dataclass
class Diary:
    """Of one day. `found`: where words of a person were found. `other`: what else must not be."""

    visits: list[Visit] = field(default_factory=list)
    calls: dict[int, CallSeen] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    found: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    over_seconds: float = 0.0


BEGINS_HOUR = 7
BROKER = "broker killed"
GREETING = "welcome.hello"


def clock(seconds: float) -> str:
    """A time of day, as on the wall: the day begins at seven."""
    minutes, second = divmod(int(seconds), 60)
    hour, minute = divmod(minutes, 60)
    return f"{BEGINS_HOUR + hour:02}:{minute:02}:{second:02}"
