"""What the safety listener made of phrases, as tables in Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coach.safety.finding import Finding
from models.risk.phrases import TUNED_ON, Phrase
from scripts.measure.table import percent, table

COLUMNS = ("how", "part", "kind", "wanted", "phrases", "risk, %", "ask, %", "none, %", "its own path, %")


@dataclass(frozen=True)
class Judged:
    """A phrase, how it reached the listener ("in writing", "heard, 10 dB"), and what was found."""

    phrase: Phrase
    how: str
    finding: Finding


def summary(judged: Iterable[Judged]) -> str:
    """Shares by part of the lists, by what was wanted and by path; `all` first."""
    groups: dict[tuple[str, str, str, str], list[Judged]] = {}
    for one in judged:
        for kind in ("all", one.phrase.kind):
            groups.setdefault((one.how, one.phrase.part, kind, one.phrase.wanted), []).append(one)
    order = sorted(groups, key=lambda key: (key[0] != "in writing", key[0], key[1], key[3], key[2] != "all", key[2]))
    return table(COLUMNS, [_row(key, groups[key]) for key in order])


def failures(judged: Iterable[Judged]) -> str:
    """What went wrong, one a line, of the part that may be tuned on."""
    return "\n".join(
        f"{one.phrase.wanted} {one.phrase.kind}: {one.phrase.said!r} was {one.finding.danger.value} "
        f"({one.finding.rule}: {one.finding.words})"
        for one in judged
        if one.phrase.part == TUNED_ON and one.finding.danger.value != one.phrase.wanted
    )


def _row(key: tuple[str, str, str, str], group: Sequence[Judged]) -> Sequence[str]:
    how, part, kind, wanted = key
    shares = [percent([one.finding.danger.value == danger for one in group]) for danger in ("risk", "ask", "none")]
    own = [one.finding.path == one.phrase.kind for one in group if one.finding.path]
    return (how, part, kind, wanted, str(len(group)), *shares, percent(own) if own and wanted != "none" else "")
