"""How a rehearsal came out: what the command says at its end, and what a program reads."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from coach.rehearsal.meaning import NOTHING, Verdict
from coach.rehearsal.record import Prompt, Turn


@dataclass(frozen=True)
class Setting:
    """Who talked with what, and where: all that has to be the same for the same rehearsal to come out."""

    persona: str
    about: str
    ear: str
    voice: str
    person_voice: str
    noise: str
    snr_db: float
    echo_db: float | None
    seed: int

    def __str__(self) -> str:
        noise = "no noise" if self.noise == "none" else f"{self.noise} noise, {self.snr_db:g} dB below the person"
        echo = "headphones" if self.echo_db is None else f"the coach leaks back at {self.echo_db:g} dB"
        return f"ear {self.ear} · coach {self.voice} · person {self.person_voice} · {noise} · {echo} · seed {self.seed}"


@dataclass(frozen=True)
class Outcome:
    """All that happened, with the truth about it. `exercises`: those gone through, by title."""

    setting: Setting
    turns: list[Turn]
    prompts: list[Prompt]
    titles: dict[str, str]
    exercises: list[str]
    breaths: list[tuple[float, str]]
    ended: bool
    simulated_seconds: float
    real_seconds: float

    def part(self, prompt: Prompt) -> str | None:
        """The script that the session is in after this prompt; None where it stays in the one before."""
        return next((script for script in reversed(prompt.scripts) if script in self.titles), None)

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How often each verdict was given."""
        return Counter(turn.verdict for turn in self.turns if turn.verdict is not None)

    @property
    def replies(self) -> int:
        """How often the person said something that meant something, and the ear was asked what."""
        return sum(
            turn.utterance is not None and turn.utterance.meant != NOTHING and turn.verdict is not None
            for turn in self.turns
        )

    @property
    def cut_off(self) -> int:
        """How often the person was interrupted while still talking or thinking."""
        return sum(turn.cut_off for turn in self.turns)

    def __str__(self) -> str:
        wrong = [f"{self.verdicts[verdict]} {verdict}" for verdict in WORTH_SAYING if self.verdicts[verdict]]
        if self.cut_off:
            wrong.append(f"{self.cut_off} cut off")
        parts = [f"{self.verdicts[Verdict.UNDERSTOOD]} of {self.replies} replies understood", *wrong]
        if self.exercises:
            parts.append("through " + ", ".join(self.exercises))
        parts.append(f"{self.simulated_seconds / 60:.1f} simulated minutes in {self.real_seconds:.0f} s")
        return ", ".join(parts) + "."

    def summary(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "persona": self.setting.persona,
            "ended": self.ended,
            "replies": self.replies,
            "verdicts": {str(verdict): count for verdict, count in self.verdicts.items()},
            "cut_off": self.cut_off,
            "exercises": self.exercises,
            "simulated_seconds": round(self.simulated_seconds, 3),
            "real_seconds": round(self.real_seconds, 1),
            "ear": self.setting.ear,
            "voice": self.setting.voice,
            "seed": self.setting.seed,
        }


WORTH_SAYING = (
    Verdict.ASKED_BACK, Verdict.NOT_UNDERSTOOD, Verdict.MISUNDERSTOOD, Verdict.NOT_HEARD, Verdict.HEARD_NOISE,
)  # fmt: skip
