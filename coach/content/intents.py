"""intents.yaml: what somebody may say at any moment, whatever was asked, and how it is met. The field's global intents.

A question to the coach is answered in a line, a doubt is heard, somebody at the wheel is told to pull over; then the
coach leads back to where it was, or to the exercise that helps. Danger stands in risk.yaml, and comes first.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Any, Literal, Self

from pydantic import Field, RootModel

from coach.content.pattern import Expression, Letters, Patterns, Plain, anchors_of, held_by
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
    """An intent, its patterns ready to be looked for."""

    name: str
    intent: Intent
    says: list[list[Expression]]
    unless: Expression
    anchors: frozenset[str]

    def fits(self, written: str, held: Set[str], where: str, asked: bool) -> bool:
        """Whether it is said in these words, in this place. `asked`: something certain was asked here."""
        return (
            not self.anchors.isdisjoint(held)
            and self.intent.where in ("anywhere", where)
            and (asked or not self.intent.yields)
            and any(all(part.search(written) for part in parts) for parts in self.says)
            and not self.unless.search(written)
        )


@dataclass(frozen=True)
class Finder:
    """Finds what a pack's intents say, in words as people write and recognisers hear them."""

    known: list[Known]
    plain: Plain

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # it never changes

    @classmethod
    def of(cls, intents: Intents, risk: Risk) -> Self:
        """To make one takes a tenth of a second: one is enough for a pack."""
        letters = Letters(risk.letters)
        patterns = Patterns(risk.classes, risk.negations, letters)
        known = []
        for name, intent in intents.root.items():
            says = [patterns.compile_all(pattern) for pattern in intent.says]
            known.append(Known(name, intent, says, patterns.compile(*intent.unless), anchors_of(says)))
        return cls(known, Plain(risk.short_forms, risk.misheard, letters))

    def find(self, text: str, where: str, asked: bool) -> Known | None:
        """The first that fits."""
        written = self.plain.write(text)
        held = held_by(written)
        return next((known for known in self.known if known.fits(written, held, where, asked)), None)
