"""The coach's response while it is being put together: effects in order, lines with their gaps filled."""

from collections.abc import Mapping, Sequence

from coach.content.gaps import PLACE_GAPS, fill, private_in, tells_all
from coach.content.script import Lines
from coach.effects import Effect, Line, Listen, Pace, Prepare, Say, StopSpeaking

SLOWER = 0.85
SLOWEST = 0.7
NO_PLACE = dict.fromkeys(PLACE_GAPS, "")


class Response:
    """Collects effects; lines said one after the other become one Say."""

    def __init__(self, gaps: Mapping[str, str], places: Sequence[Mapping[str, str]] = ()) -> None:
        """`gaps`: what to say for {emergency_number}, {crisis_line} and their like in a line, as far as it is known.

        `places`: the gaps {place_name}, {place_number} and {place_hours} of each place near here.
        """
        self._gaps = NO_PLACE | dict(gaps)
        self._places = places
        self._places_told = 0
        self._effects: list[Effect] = []
        self._held: tuple[str, Lines] | None = None
        self._own: tuple[Line, ...] = ()
        self.rate = 1.0

    @property
    def speaks(self) -> bool:
        """Whether anything is said in it: then the microphone opens when that is over."""
        return any(isinstance(effect, Say) for effect in self._effects)

    def tell(self, gaps: Mapping[str, str]) -> None:
        """From here on lines may tell this again: numbers given earlier."""
        self._gaps |= gaps

    def slow_down(self) -> None:
        """From here on voice and breath, down to the slowest."""
        self.rate = max(SLOWEST, self.rate * SLOWER)

    def begin_places(self) -> None:
        """From the first place on."""
        self._places_told = 0

    def tell_place(self) -> bool:
        """Whether there is one more place; from here on lines tell of that one."""
        if self._places_told == len(self._places):
            return False
        self._gaps |= self._places[self._places_told]
        self._places_told += 1
        return True

    def add(self, *effects: Effect) -> None:
        """These, after those that are there. Who has just been told to be quiet is not told twice."""
        for effect in effects:
            if isinstance(effect, Listen | Pace):
                self._say_held()
            if effect != StopSpeaking() or self._effects[-1:] != [effect]:
                self._effects.append(effect)

    def say(self, script_id: str, lines: Lines, **more_gaps: str) -> None:
        """A script's lines, by their short ids. `more_gaps`: what is read back."""
        filled = self._filled(script_id, lines, more_gaps)
        if filled:
            self._say_held()
        match self._effects:
            case _ if not filled:
                pass
            case [*_, Say(lines=before, rate=self.rate)]:
                self._effects[-1] = Say(before + filled, self.rate)
            case _:
                self._effects.append(Say(filled, self.rate))

    def say_own_again(self) -> None:
        """What was somebody's own in what was said last: they chose to hear it."""
        if self._own:
            self._effects.append(Say(self._own, self.rate))

    def hold(self, script_id: str, lines: Lines) -> None:
        """These before the next words, whenever they come; what was held before is out of date."""
        self._held = script_id, lines

    def prepare(self, script_id: str, lines: Lines) -> None:
        """Lines that may be said next."""
        if filled := self._filled(script_id, lines, {}):
            self._effects.append(Prepare(filled, self.rate))

    def take(self) -> list[Effect]:
        """All that was collected; the next response begins empty."""
        effects, self._effects = self._effects, []
        said = [line for effect in effects if isinstance(effect, Say) for line in effect.lines]
        if said:
            self._own = tuple(line for line in said if line.private)
        return effects

    def _say_held(self) -> None:
        held, self._held = self._held, None
        if held:
            self.say(*held)

    def _filled(self, script_id: str, lines: Lines, more_gaps: Mapping[str, str]) -> tuple[Line, ...]:
        """Without the lines that tell a number again that was never given."""
        gaps = {**self._gaps, **more_gaps} if more_gaps else self._gaps
        return tuple(
            _line(f"{script_id}.{id}", text, gaps)
            for id, text in lines.items()
            if "{" not in text or tells_all(text, gaps)
        )


def _line(id: str, text: str, gaps: Mapping[str, str]) -> Line:
    """Most lines have no gap, and are not looked through."""
    return Line(id, fill(text, gaps), private_in(text)) if "{" in text else Line(id, text)
