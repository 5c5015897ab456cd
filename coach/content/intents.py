"""intents.yaml: what somebody may say at any moment, whatever was asked, and how it is met. The field's global intents.

A question to the coach is answered in a line, a doubt is heard, somebody at the wheel is told to pull over; then the
coach leads back to where it was, or to the exercise that helps. Danger stands in risk.yaml, and comes first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import Field, RootModel

from coach.content.expression import Expression, Index, Said
from coach.content.pattern import Letters, Patterns, Plain
from coach.content.risk import Risk
from coach.content.script import Lines
from coach.document import Checked

INTENTS = "intents.yaml"
"""A pack may do without."""


class Intent(Checked):
    """One thing that people say: patterns and classes as in risk.yaml.

    `says`: any of them is enough. `unless`: takes that back, wherever it stands in the same reply.
    `where`: on the safety paths (`paths`), everywhere else (`elsewhere`), or `anywhere`.
    `say`: said first. `start`: the exercise that begins then, where one can begin and it is not the one at hand; in all
    other places, and without one, the coach goes on where it was.
    `yields`: not where any words are an answer, as there they are the thought that was asked for; nor where nothing was
    asked, as there they are said to somebody else, or by a television.
    `outweighs`: what it is believed over where no rule found danger in the same words, but what was learnt from
    examples did: nothing, what would be asked about (`ask`), or a plain danger too (`risk`).
    `remember`: choices that this answers, for the branches that go by them: `{used: today}`.
    """

    says: list[str] = Field(min_length=1)
    unless: list[str] = []
    where: Literal["paths", "elsewhere", "anywhere"] = "anywhere"
    say: Lines = {}
    start: str | None = None
    yields: bool = False
    outweighs: Literal["none", "ask", "risk"] = "none"
    remember: dict[str, str] = {}


class Intents(RootModel[dict[str, Intent]]):
    """Each intent by its name, in the order in which they are tried: the first that fits is taken."""

    root: dict[str, Intent] = {}

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for intent in self.root.values():
            yield from ((f"intents.{id}", text) for id, text in intent.say.items())


@dataclass(frozen=True)
class Known:
    """One pattern of an intent, ready to be looked for."""

    name: str
    intent: Intent
    parts: list[Expression]
    unless: Expression

    def fits(self, said: Said, where: str, asked: bool) -> bool:
        """Whether it is said in these words, in this place. `asked`: something certain was asked here."""
        return (
            self.intent.where in ("anywhere", where)
            and (asked or not self.intent.yields)
            and all(part.search(said) for part in self.parts)
            and not self.unless.search(said)
        )


class Finder:
    """Finds what a pack's intents say, in words as people write and recognisers hear them. One is enough for a pack."""

    def __init__(self, intents: Intents, risk: Risk) -> None:
        letters = Letters(risk.letters)
        patterns = Patterns(risk.classes, risk.negations, letters)
        self._plain = Plain(risk.short_forms, risk.misheard, letters)
        self._known = [
            Known(name, intent, patterns.compile_all(pattern), unless)
            for name, intent in intents.root.items()
            for unless in [patterns.compile(*intent.unless)]
            for pattern in intent.says
        ]
        self._index = Index(known.parts for known in self._known)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    def find(self, text: str, where: str, asked: bool) -> Known | None:
        """The first that fits."""
        said = Said(self._plain.write(text).split())
        likely = (self._known[place] for place in self._index.places(said))
        return next((known for known in likely if known.fits(said, where, asked)), None)
