"""Hearings as tables, in Markdown."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from scripts.measure.again import right_after_one_question
from scripts.measure.hearing import Hearing

FEWEST_CLIPS = 8
"""A speaker with fewer says nothing about speakers."""
ANSWERS = (
    "noise", "speakers", "clips", "accepted right", "accepted wrong", "asked, right", "asked, wrong", "rejected",
    "not noticed", "best is right", "right after a question", "worst speaker",
)  # fmt: skip
LISTED = 10
"""Failures of one cause that are listed one by one; the rest is a number."""
NOTHING = ("noise", "speakers", "clips", "accepted", "asked about", "rejected", "not noticed")
RISK = ("noise", "list", "clips", "taken for risk", "worst voice")
TIMES = ("replies", "engine: mean, ms", "95 %, ms", "longest, ms", "waited for: 95 %, ms", "longest, ms")


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def answers(hearings: Sequence[Hearing]) -> str:
    """Clips that have a right answer; shares in per cent."""
    return table(ANSWERS, [_answers_row(*group) for group in _groups(hearings)])


def nothing(hearings: Sequence[Hearing]) -> str:
    """Clips that answer nothing; shares in per cent."""
    return table(NOTHING, [_nothing_row(*group) for group in _groups(hearings)])


def risk(hearings: Sequence[Hearing]) -> str:
    """Sentences about risk, and harmless ones: how many were taken for risk, in per cent."""
    rows = []
    for (noise, of_list), group in _by(hearings, lambda hearing: (hearing.noise, hearing.list)):
        found = [hearing.path is not None for hearing in group]
        benign = of_list.endswith("_benign")
        voice = _extreme(group, lambda hearing: hearing.path is not None, max if benign else min)
        rows.append((noise, of_list.replace("_", " "), str(len(group)), percent(found), voice))
    return table(RISK, rows)


def by_voice(hearings: Sequence[Hearing]) -> str:
    """Each voice's shares in per cent by noise: right answers accepted, what answers nothing not, risk told apart."""
    noises = list(dict.fromkeys(hearing.noise for hearing in hearings))
    rows = []
    for (voice,), group in _by(hearings, lambda hearing: (hearing.speaker,)):
        shares = [percent([_good(one) for one in group if one.noise == noise]) for noise in noises]
        rows.append((voice, group[0].half, *shares))
    return table(("voice", "half", *noises), sorted(rows))


def times(hearings: Sequence[Hearing]) -> str:
    """How long the engine worked on a reply, and how much of that was after the endpoint, so that somebody waited."""
    answered = [hearing for hearing in hearings if hearing.outcome != "no_input"]
    if not answered:
        return ""
    engine_ms = [hearing.engine_seconds * 1000 for hearing in answered]
    waited_ms = [hearing.deciding_seconds * 1000 for hearing in answered]
    worst = [(np.percentile(ms, 95), max(ms)) for ms in (engine_ms, waited_ms)]
    figures = (np.mean(engine_ms), *worst[0], *worst[1])
    return table(TIMES, [(str(len(answered)), *(f"{figure:.0f}" for figure in figures))])


def failures(hearings: Sequence[Hearing]) -> str:
    """What went wrong, by cause: which words, taken for what, by whom.

    Of clips without noise all of it; in noise only what was acted on.
    """
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    speakers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for hearing in hearings:
        cause = _cause(hearing)
        if cause and hearing.noise != "clean":
            cause = f"{cause}, {hearing.noise}" if hearing.accepted_wrong and not hearing.list else None
        if cause:
            taken_for = hearing.open_text if hearing.list else hearing.phrase
            what = f"{hearing.said or hearing.file} -> {taken_for or 'nothing'}"
            causes[cause][what] += 1
            speakers[cause, what][hearing.speaker or hearing.file] += 1
    lines = []
    for cause, found in sorted(causes.items(), key=lambda item: -item[1].total()):
        lines.append(f"- **{cause}**: {found.total()}")
        for what, count in found.most_common(LISTED):
            by = ", ".join(f"{who} {n}" if n > 1 else who for who, n in speakers[cause, what].most_common())
            lines.append(f"  - {what}{f' ({count})' if count > 1 else ''}: {by}")
        if len(found) > LISTED:
            lines.append(f"  - and {len(found) - LISTED} others")
    return "\n".join(lines)


def percent(truths: Sequence[bool]) -> str:
    """The share of truths, with one decimal."""
    return f"{100 * sum(truths) / len(truths):.1f}" if truths else "-"


def _groups(hearings: Sequence[Hearing]) -> Iterable[tuple[str, str, Sequence[Hearing]]]:
    for (noise,), group in _by(hearings, lambda hearing: (hearing.noise,)):
        yield noise, "all", group
        for half in ("tuned on", "held out"):
            part = [hearing for hearing in group if hearing.half == half]
            if part:
                yield noise, half, part


def _answers_row(noise: str, who: str, group: Sequence[Hearing]) -> Sequence[str]:
    def share(holds: Callable[[Hearing], bool]) -> str:
        return percent([holds(hearing) for hearing in group])

    return (
        noise,
        who,
        str(len(group)),
        share(lambda hearing: hearing.accepted_right),
        share(lambda hearing: hearing.accepted_wrong),
        share(lambda hearing: hearing.outcome == "confirm" and hearing.right),
        share(lambda hearing: hearing.outcome == "confirm" and not hearing.right),
        share(lambda hearing: hearing.outcome == "reject"),
        share(lambda hearing: hearing.outcome == "no_input"),
        share(lambda hearing: hearing.right),
        percent(right_after_one_question(group)),
        _extreme(group, lambda hearing: hearing.accepted_right, min),
    )


def _nothing_row(noise: str, who: str, group: Sequence[Hearing]) -> Sequence[str]:
    outcomes = ("accept", "confirm", "reject", "no_input")
    shares = [percent([hearing.outcome == outcome for hearing in group]) for outcome in outcomes]
    return (noise, who, str(len(group)), *shares)


def _extreme(group: Sequence[Hearing], holds: Callable[[Hearing], bool], pick: Callable[..., tuple[float, str]]) -> str:
    shares = [
        (sum(map(holds, clips)) / len(clips), who)
        for (who,), clips in _by(group, lambda hearing: (hearing.speaker,))
        if len(clips) >= FEWEST_CLIPS
    ]
    if not shares:
        return "-"
    share, who = pick(shares)
    return f"{100 * share:.1f} ({who})"


def _cause(hearing: Hearing) -> str | None:
    if hearing.list:
        benign = hearing.list.endswith("_benign")
        if (hearing.path is None) == benign:
            return None
        return "harmless, taken for risk" if benign else f"risk not noticed ({hearing.list})"
    if not hearing.means:
        return {"accept": "taken for an answer", "confirm": "asked about for nothing"}.get(hearing.outcome)
    if hearing.outcome == "no_input":
        return "the gate let nothing through"
    rightly = "rightly" if hearing.right else "wrongly"
    return {
        "accept": None if hearing.right else "acted on wrongly",
        "confirm": f"asked about, {rightly} heard",
        "reject": f"rejected, {rightly} heard",
    }[hearing.outcome]


def _good(hearing: Hearing) -> bool:
    if hearing.list:
        return (hearing.path is None) == hearing.list.endswith("_benign")
    return hearing.accepted_right if hearing.means else hearing.outcome != "accept"


def _by(
    hearings: Sequence[Hearing], key: Callable[[Hearing], tuple[str, ...]]
) -> Iterable[tuple[tuple[str, ...], list[Hearing]]]:
    """Groups in the order in which they are first met."""
    groups: dict[tuple[str, ...], list[Hearing]] = {}
    for hearing in hearings:
        groups.setdefault(key(hearing), []).append(hearing)
    return groups.items()
