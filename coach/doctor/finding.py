"""What was found about one part of this machine, in words for somebody at the telephone."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "look", "wrong", "waits"]
"""`look`: it may work, somebody should look. `waits`: not tried, for something else has to be mended first."""


@dataclass(frozen=True)
class Finding:
    """What was found about one part. `to_do` is empty where nothing needs to be done."""

    part: str
    state: State
    found: str
    to_do: str = ""

    def __str__(self) -> str:
        line = f"{self.state:<6}{self.part:<15}{self.found}"
        return f"{line}\n{'':21}{self.to_do}" if self.to_do else line
