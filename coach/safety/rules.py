"""The rules of risk.yaml: which of them finds danger in a text, and what takes a match back."""

from collections.abc import Iterator, Sequence

from coach.content.expression import Expression, Index, Leading, Said
from coach.content.pattern import Letters, Patterns
from coach.content.risk import NEGATED, Guard, Risk, Rule
from coach.safety.finding import NOTHING, Danger, Finding

STRETCH_WORDS = 40
"""Twenty seconds of speech."""
NEAR_WORDS = 12
"""How far a guard reaches, to either side of a match."""


class Rules:
    """All rules of a pack: what tells of a risk before what is asked about, the most urgent path first in each."""

    def __init__(self, risk: Risk) -> None:
        rules = list(_rules_of(risk))
        self._patterns = [
            (danger, path, name, rule, parts)
            for danger in (Danger.RISK, Danger.ASK)
            for path, name, rule in rules
            for parts in rule.wanted[danger]
        ]
        self._index = Index(parts for *_, parts in self._patterns)

    def find(self, written: str) -> Finding:
        """Risk before a question, then the most urgent path. `written`: as `Plain` writes it.

        A long story is read in stretches that overlap: what is far apart in it does not belong together.
        """
        if not written:
            return NOTHING
        parts = (Said(stretch.split()) for stretch in stretches(written))
        findings = [finding for part in parts if (finding := self._find_in(part)) is not NOTHING]
        return next((finding for finding in findings if finding.danger is Danger.RISK), (*findings, NOTHING)[0])

    def _find_in(self, said: Said) -> Finding:
        for place in self._index.places(said):
            danger, path, name, rule, parts = self._patterns[place]
            if words := rule.find(parts, said):
                return Finding(danger, path, name, words, always=rule.always)
        return NOTHING


def stretches(written: str) -> Iterator[str]:
    """A text in parts of `STRETCH_WORDS` that overlap by half, with a blank after each word."""
    words, half = written.split(), STRETCH_WORDS // 2
    for start in range(0, max(1, len(words) - half), half):
        yield "".join(f"{word} " for word in words[start : start + STRETCH_WORDS])


def _rules_of(risk: Risk) -> "Iterator[tuple[str, str, _Rule]]":
    """Each rule with its path and name."""
    patterns = Patterns(risk.classes, risk.negations, Letters(risk.letters))
    negated = Lead(patterns.leading(risk.negated.leads, risk.negated.fillers))
    near = {name: Near(guard, patterns) for name, guard in risk.guards.items()}
    idioms = [patterns.compile(pattern) for pattern in risk.idioms]
    for path, content in risk.paths.items():
        for name, rule in content.rules.items():
            guards: list[Lead | Near] = [] if NEGATED in rule.even else [negated]
            guards += [near[guard] for guard in risk.guards_of(name, rule)]
            yield path, name, _Rule(rule, patterns, guards, idioms)


class _Rule:
    """One rule, ready to find. `wanted`: its patterns."""

    def __init__(
        self, rule: Rule, patterns: Patterns, guards: "Sequence[Lead | Near]", idioms: Sequence[Expression]
    ) -> None:
        self.wanted = {
            Danger.RISK: [patterns.compile_all(pattern) for pattern in rule.risk],
            Danger.ASK: [patterns.compile_all(pattern) for pattern in rule.ask],
        }
        self.always = rule.always
        self._unless = [patterns.compile(pattern) for pattern in rule.unless]
        self._idioms = idioms
        self._guards = guards

    def find(self, parts: Sequence[Expression], said: Said) -> str | None:
        """The words that say so and are not taken back; None if there are none. `parts`: of one of its patterns."""
        if not all(part.search(said) for part in parts):
            return None  # before the idioms are looked through: that takes much longer
        found = [self._standing(part, said) for part in parts]
        if all(found) and not (len(parts) > 1 and any(excuse.search(said) for excuse in self._unless)):
            return " ... ".join(words for words in found if words)
        return None

    def _standing(self, expression: Expression, said: Said) -> str | None:
        """The first match that nothing takes back."""
        for start, end in expression.finditer(said):
            if not self._excused(said, start, end) and not any(
                guard.takes_back(said, start, end) for guard in self._guards
            ):
                return said.between(start, end)
        return None

    def _excused(self, said: Said, start: int, end: int) -> bool:
        return any(
            excuse.start < end and start < excuse.end
            for expression in (*self._unless, *self._idioms)
            for excuse in expression.finditer(said)
        )


class Lead:
    """Takes back what directly follows a negation."""

    def __init__(self, negation: Leading) -> None:
        self._negation = negation

    def takes_back(self, said: Said, start: int, end: int) -> bool:
        """Whether the match is negated."""
        return self._negation.leads_to_the_end(said.part(0, start))


class Near:
    """Takes back what stands near one of its words."""

    def __init__(self, guard: Guard, patterns: Patterns) -> None:
        self._near = patterns.compile(*guard.near)
        self._void = patterns.compile(*guard.void)

    def takes_back(self, said: Said, start: int, end: int) -> bool:
        """Whether the match is long ago, somebody else's, or not about people."""
        around = said.part(start - NEAR_WORDS, end + NEAR_WORDS)
        return bool(self._near.search(around)) and not self._void.search(around)
