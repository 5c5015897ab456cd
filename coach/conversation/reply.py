"""The coach's reply while it is being put together: effects in order, lines with their gaps filled."""

from collections.abc import Mapping

from coach.content.script import Lines
from coach.effects import Effect, Line, Prepare, Say


class Reply:
    """Collects effects; lines said one after the other become one Say."""

    def __init__(self, gaps: Mapping[str, str]) -> None:
        """`gaps`: what to say for {emergency_number}, {crisis_line} and {crisis_number} in a line."""
        self._gaps = dict(gaps)
        self._effects: list[Effect] = []
        self.rate = 1.0

    def add(self, *effects: Effect) -> None:
        """These, after those that are there."""
        self._effects += effects

    def say(self, script_id: str, lines: Lines, **more_gaps: str) -> None:
        """A script's lines, by their short ids."""
        filled = self._filled(script_id, lines, **more_gaps)
        match self._effects:
            case _ if not filled:
                pass
            case [*_, Say(lines=before, rate=self.rate)]:
                self._effects[-1] = Say(before + filled, self.rate)
            case _:
                self._effects.append(Say(filled, self.rate))

    def prepare(self, script_id: str, lines: Lines) -> None:
        """Lines that may be said next."""
        if lines:
            self._effects.append(Prepare(self._filled(script_id, lines), self.rate))

    def take(self) -> list[Effect]:
        """All that was collected; the next reply begins empty."""
        effects, self._effects = self._effects, []
        return effects

    def _filled(self, script_id: str, lines: Lines, **more_gaps: str) -> tuple[Line, ...]:
        gaps = self._gaps | more_gaps
        return tuple(Line(f"{script_id}.{id}", text.format_map(gaps)) for id, text in lines.items())
