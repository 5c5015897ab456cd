"""The rules of risk.yaml, compiled: which of them finds danger in a text, and what takes a match back."""

from collections.abc import Iterator, Sequence, Set

from coach.content.pattern import Expression, Letters, Patterns, anchors_of, held_by
from coach.content.risk import NEGATED, Guard, Risk, Rule
from coach.safety.finding import NOTHING, Danger, Finding

STRETCH_WORDS = 40
"""Twenty seconds of speech."""
NEAR_WORDS = 12
"""How far a guard reaches, to either side of a match."""


class Rules:
    """All rules of a pack, those of the most urgent path first."""

    def __init__(self, risk: Risk) -> None:
        self._rules = list(_compiled(risk))

    def find(self, written: str) -> Finding:
        """Risk before a question, then the most urgent path. `written`: as `Plain` writes it.

        A long story is read in stretches that overlap: what is far apart in it does not belong together.
        """
        if not written:
            return NOTHING
        findings = [finding for stretch in stretches(written) if (finding := self._find_in(stretch)) is not NOTHING]
        return next((finding for finding in findings if finding.danger is Danger.RISK), (*findings, NOTHING)[0])

    def _find_in(self, written: str) -> Finding:
        held = held_by(written)
        for danger in (Danger.RISK, Danger.ASK):
            for path, name, rule in self._rules:
                if rule.may_find(held, danger) and (words := rule.find(written, danger)):
                    return Finding(danger, path, name, words.strip(), always=rule.always)
        return NOTHING


def stretches(written: str) -> Iterator[str]:
    """A text in parts of `STRETCH_WORDS` that overlap by half, with a blank after each word."""
    words, half = written.split(), STRETCH_WORDS // 2
    for start in range(0, max(1, len(words) - half), half):
        yield "".join(f"{word} " for word in words[start : start + STRETCH_WORDS])


def _compiled(risk: Risk) -> "Iterator[tuple[str, str, _Rule]]":
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
    """One rule, ready to find."""

    def __init__(
        self, rule: Rule, patterns: Patterns, guards: "Sequence[Lead | Near]", idioms: Sequence[Expression]
    ) -> None:
        self._wanted = {
            Danger.RISK: [patterns.compile_all(pattern) for pattern in rule.risk],
            Danger.ASK: [patterns.compile_all(pattern) for pattern in rule.ask],
        }
        self._anchors = {danger: anchors_of(patterns) for danger, patterns in self._wanted.items()}
        self.always = rule.always
        self._unless = [patterns.compile(pattern) for pattern in rule.unless]
        self._idioms = idioms
        self._guards = guards

    def may_find(self, held: Set[str], danger: Danger) -> bool:
        """Whether a text that holds these words can say so at all."""
        return not self._anchors[danger].isdisjoint(held)

    def find(self, text: str, danger: Danger) -> str | None:
        """The words that say so and are not taken back; None if there are none."""
        for parts in self._wanted[danger]:
            if not all(part.search(text) for part in parts):
                continue  # before the idioms are looked through: that takes much longer
            found = [self._standing(part, text) for part in parts]
            if all(found) and not (len(parts) > 1 and any(excuse.search(text) for excuse in self._unless)):
                return " ... ".join(words for words in found if words)
        return None

    def _standing(self, pattern: Expression, text: str) -> str | None:
        """The first match that nothing takes back."""
        for match in pattern.finditer(text):
            start, end = match.span()
            if not self._excused(text, start, end) and not any(
                guard.takes_back(text, start, end) for guard in self._guards
            ):
                return match[0]
        return None

    def _excused(self, text: str, start: int, end: int) -> bool:
        return any(
            excuse.start() < end and start < excuse.end()
            for pattern in (*self._unless, *self._idioms)
            for excuse in pattern.finditer(text)
        )


class Lead:
    """Takes back what directly follows a negation."""

    def __init__(self, pattern: Expression) -> None:
        self._pattern = pattern

    def takes_back(self, text: str, start: int, end: int) -> bool:
        """Whether the match is negated."""
        return bool(self._pattern.search(text[:start]))


class Near:
    """Takes back what stands near one of its words."""

    def __init__(self, guard: Guard, patterns: Patterns) -> None:
        self._near = patterns.compile(*guard.near)
        self._void = patterns.compile(*guard.void)

    def takes_back(self, text: str, start: int, end: int) -> bool:
        """Whether the match is long ago, somebody else's, or not about people."""
        before, after = text[:start].split()[-NEAR_WORDS:], text[end:].split()[:NEAR_WORDS]
        around = "".join(f"{word} " for word in (*before, *text[start:end].split(), *after))
        return bool(self._near.search(around)) and not self._void.search(around)
