"""What somebody has answered in this session: ratings and choices by name, never words. The field calls them slots."""

from collections.abc import Callable

from coach.content.gaps import told
from coach.content.script import Ask
from coach.content.words import Words
from coach.conversation.understanding import Rated

HIGHEST = 10


class Slots:
    """Filled by the questions that remember their answer; branches and lines read them."""

    def __init__(self, suggested: str, next_place: Callable[[], bool]) -> None:
        """`suggested`: the exercise that is suggested as long as no step has named another.

        `next_place`: whether there is one more place near here; from then on lines tell of it.
        """
        self.next_place = next_place
        self.ratings: dict[str, int] = {}
        self.choices: dict[str, str] = {}
        self.suggested = suggested

    def rate(self, name: str, value: int) -> None:
        """Keep a rating for the rest of the session; the last one comes last."""
        self.ratings.pop(name, None)
        self.ratings[name] = value

    def earlier(self, ask: Ask | None) -> Rated | None:
        """What this question was answered with before, if it was."""
        given = [value for name, value in self.ratings.items() if ask and name in (*ask.earlier, ask.rating)]
        return Rated(given[-1]) if given else None

    def surprises(self, rating: Rated, ask: Ask | None) -> bool:
        """Whether a rating is above the one that it leads another way from: it is read back first."""
        return ask is not None and rating.value > self.ratings.get(ask.read_back_above or "", HIGHEST)

    def told(self, words: Words) -> dict[str, str]:
        """The gaps that tell a number again, in words."""
        return told({name: words.numbers[value][0] for name, value in self.ratings.items()})
