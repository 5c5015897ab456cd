"""The states of a session and every transition between them, in one table. Only this module imports `transitions`.

Parts that speak a script are states; what is data (the step, the ratings, a pause) is not. `scripts/draw-machine`
draws the table into the README. The triggers:

    finish     the part's script came to its end       start      an exercise was chosen
    come_back  back to the choice of an exercise       stop       somebody said stop
    alarm      the safety listener heard a risk
"""

from transitions import Machine, MachineError

from coach.content.pack import MAY_COME_BACK, URGENT_FROM
from coach.errors import DefectError

STATES = (
    "welcome", "check_in", "choice", "exercise", "check_out", "next_step", "close", "stopped", "safety", "ended",
)  # fmt: skip
SPEAKING = [state for state in STATES if state != "ended"]
UNDER_WAY = [state for state in SPEAKING if state not in ("close", "stopped")]

TRANSITIONS: list[tuple[str, str | list[str], str]] = [
    ("finish", "welcome", "check_in"),
    ("finish", "check_in", "choice"),
    ("finish", "choice", "next_step"),
    ("finish", "exercise", "check_out"),
    ("finish", "check_out", "next_step"),
    ("finish", "next_step", "close"),
    ("finish", "safety", "close"),
    ("finish", ["close", "stopped"], "ended"),
    ("start", list(URGENT_FROM), "exercise"),
    ("come_back", list(MAY_COME_BACK), "choice"),
    ("stop", UNDER_WAY, "stopped"),
    ("stop", ["close", "stopped"], "ended"),
    ("alarm", SPEAKING, "safety"),
]


_MACHINE = Machine(
    model=None,
    states=list(STATES),
    transitions=[{"trigger": trigger, "source": source, "dest": dest} for trigger, source, dest in TRANSITIONS],
    initial=STATES[0],
    auto_transitions=False,
)
"""One for all sessions: to make it takes as long as ten turns of a conversation."""


class SessionMachine:
    """In which part of a session somebody is."""

    def __init__(self) -> None:
        self.state = STATES[0]

    def begin(self, part: str) -> None:
        """In this part, which no transition leads to: after a false alarm, and for who looks at one place."""
        self.state = part

    def fire(self, trigger: str) -> str:
        """Take a transition and return the new state. Raises DefectError where the table has none."""
        try:
            _MACHINE.events[trigger].trigger(self)
        except MachineError:
            raise DefectError(
                f"Machine: no transition {trigger!r} from {self.state!r}.", "Please report this."
            ) from None
        return self.state


def draw() -> str:
    """The table as a Mermaid diagram. `stop` and `alarm`, which lead out of every part, are left to the text."""
    everywhere = ("stop", "alarm")
    rows = [row for row in TRANSITIONS if row[0] not in everywhere]
    lines = ["stateDiagram-v2", f"    [*] --> {STATES[0]}"]
    for trigger, sources, target in rows:
        for source in [sources] if isinstance(sources, str) else sources:
            lines.append(f"    {source} --> {target}: {trigger}")
    return "\n".join(lines)
