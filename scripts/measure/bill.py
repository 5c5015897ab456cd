"""What a session costs, as tables: each figure with its goal, also where it is missed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

HOUSE = Path(__file__).parents[2]
BEGIN, END = "<!-- cost: written by scripts/measure-cost --write -->\n", "<!-- /cost -->\n"


@dataclass(frozen=True)
class Row:
    """One figure. `times`: what makes the unit of it. `goal`: at most so much, in that unit; None where none is set."""

    what: str
    unit: str
    times: float = 1.0
    goal: float | None = None

    def told(self, figure: float) -> str:
        """The figure with its unit: "1.3 s"."""
        value = figure * self.times
        return (
            f"{value:.0f} {self.unit}" if abs(value) >= 10 or self.unit in ("ms", "MB") else f"{value:.1f} {self.unit}"
        )

    def held(self, figure: float) -> str:
        """The goal, and whether it is held."""
        if self.goal is None:
            return ""
        return f"{self.goal:g} {self.unit}" + ("" if abs(figure * self.times) <= self.goal else ": missed")


ROWS = {
    "typed": Row("Cold start to the first prompt, typed", "s"),
    "spoken": Row("Cold start to the first word, prompts stored", "s"),
    "spoken_first": Row("Cold start to the first word, the very first time", "s"),
    "turn": Row("End of speech to the coach's first sound, median", "ms", 1000),
    "turn_p95": Row("the same, 95 of 100", "ms", 1000),
    "endpointing": Row("of it endpointing: the silence that is waited for", "ms", 1000),
    "recognising": Row("of it recognising, what is left of it then", "ms", 1000),
    "deciding": Row("of it deciding: safety, understanding, the next step", "ms", 1000),
    "speaking": Row("of it speaking, until the loudspeaker has the sound", "ms", 1000),
    "waiting": Row("CPU asleep on its shelf in a silent room, of a core", "%", goal=2),
    "listening": Row("CPU listening to a silent room, of a core", "%", goal=6),
    "memory": Row("Memory of all processes in a session", "MB", goal=450),
    "memory_without_voice": Row("the same without the voice's process", "MB", goal=350),
    "memory_program": Row("of it the program", "MB"),
    "memory_ear": Row("of it the ear", "MB"),
    "memory_voice": Row("of it the voice", "MB"),
    "memory_other": Row("of it Python's helpers", "MB"),
    "cue_worst": Row("Breath cues, ten minutes: the worst", "ms", 1000, goal=50),
    "cue_drift": Row("Breath cues: drift from the first to the last", "ms", 1000, goal=5),
}
IN_README = ("spoken", "turn", "listening", "memory")


def line(name: str, figure: float) -> str:
    """One figure for a terminal."""
    row = ROWS[name]
    return f"{row.what:56}{row.told(figure):>10}   {row.held(figure)}".rstrip()


def table(figures: Mapping[str, float], names: Iterable[str] = tuple(ROWS)) -> str:
    """Those that were measured."""
    rows = [
        f"| {ROWS[n].what} | {ROWS[n].told(figures[n])} | {ROWS[n].held(figures[n])} |" for n in names if n in figures
    ]
    return "\n".join(["| | measured | at most |", "|---|---|---|", *rows])


def write(figures: Mapping[str, float], machine: str, load: float) -> None:
    """Into docs/cost.md; the main figures into the README, between its marks."""
    circumstances = f"{machine}; load {load:.1f} before, {datetime.now(UTC):%Y-%m-%d}"
    (HOUSE / "docs" / "cost.md").write_text(page(figures, circumstances), encoding="utf-8")
    readme = HOUSE / "README.md"
    before, rest = readme.read_text(encoding="utf-8").split(BEGIN, 1)
    shown = f"{table(figures, IN_README)}\n\n({circumstances}. [All of it](docs/cost.md).)\n"
    readme.write_text(f"{before}{BEGIN}{shown}{END}{rest.split(END, 1)[1]}", encoding="utf-8")


def page(figures: Mapping[str, float], circumstances: str) -> str:
    """docs/cost.md."""
    return f"""# What a session costs

Written by `scripts/measure-cost --write`. {circumstances}.

{table(figures)}

How it was measured: `coach run`, with the real ear and voice, on null sinks of a PulseAudio of its own; the sound
server's own CPU and memory are not counted. A made-up person answers aloud. Memory is each process's share (PSS) at the
moment of the session when all together held most; "without the voice's process" is that figure less this process, as
with recorded lines alone. The first word is the first sample that the null sink is given, as recorded there; a
turn ends where the loudspeaker takes the sound, which plays it some 30 ms later. Breath cues are found in what is
recorded, counted from the first cue; a null sink keeps the computer's time, a sound card has a clock of its own.
"""
