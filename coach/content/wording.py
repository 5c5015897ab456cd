"""How the spoken lines are worded: short, plain and kind. The limits are those of the clinical notes."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from coach.content.faults import Flaw, Flaws
from coach.content.gaps import ANYWHERE, EMERGENCY_GAP, IN_REPAIR, LINE_GAPS, RATED, SENTENCES, ratings_told, unfilled
from coach.content.graph import routes
from coach.content.header import Style, Unknown
from coach.content.intents import Intents
from coach.content.on_screen import Screen
from coach.content.pattern import plain
from coach.content.repair import Repair
from coach.content.risk import Risk
from coach.content.script import Lines, Script, Step
from coach.document import Where

WORDS_IN_A_LINE = 25
LETTERS_IN_A_LINE = 250
"""The longest of the English pack has 133. A word without end has no 25."""

ASK = {*IN_REPAIR, "still_there"}
"""What of repair.yaml is a question itself, which no other follows."""

Placed = Iterator[tuple[Where, str, str]]
"""Lines as (place, id, text)."""


def lines_of(script: Script) -> Placed:
    """Every line of a script."""
    for name, step in script.steps.items():
        here: Where = ("steps", name)
        for where, said in wordings(name, step):
            yield from _place(where, said)
        if step.ask:
            for at, route in routes(step.ask).items():
                yield from _place((*here, "ask", *at, "say"), route.say)
            yield from _place((*here, "ask", "hint"), step.ask.hint)
    for rule, route in script.meanwhile.items():
        yield from _place(("meanwhile", rule, "say"), route.say)


def wordings(name: str, step: Step) -> Iterator[tuple[Where, Lines]]:
    """All that a step may say when somebody comes to it, one after the other, and where it stands."""
    yield ("steps", name, "say"), step.say
    yield from ((("steps", name, "again", index), said) for index, said in enumerate(step.again))


def lines_of_repair(repair: Repair) -> Placed:
    """Every line of repair.yaml."""
    for where, lines in repair.variants():
        yield from _place(where, lines)


def lines_of_risk(risk: Risk) -> Placed:
    """Every line of risk.yaml."""
    for name, path in risk.paths.items():
        for key in ("question", "settled", "unanswered", "second"):
            yield from _place(("paths", name, key), getattr(path, key))


def lines_of_intents(intents: Intents) -> Placed:
    """Every line of intents.yaml."""
    for name, intent in intents.root.items():
        yield from _place((name, "say"), intent.say)


def check_lines(script: Script, style: Style) -> Flaws:
    """Whether a script's lines can be told apart, are plain, and announce what comes."""
    lines = list(lines_of(script))
    yield from _check_ids(lines)
    yield from _check_claims(("title",), script.title, style)
    for where, _, text in lines:
        yield from check_line(where, text, ANYWHERE.union(RATED + rating for rating in ratings_told(text)), style)
    yield from _check_announced(script)


def check_repair(repair: Repair, style: Style) -> Flaws:
    """The same for repair.yaml. A question follows most of its lines, so they ask nothing themselves."""
    lines = list(lines_of_repair(repair))
    yield from _check_ids(lines)
    for where, _, text in lines:
        yield from check_line(where, text, IN_REPAIR.get(str(where[0]), ANYWHERE), style)
        if "?" in text and where[0] not in ASK:
            yield Flaw(where, "C043", "another question follows this line, so it must not ask one")


def check_unknown(unknown: Unknown, style: Style) -> Flaws:
    """Whether what is said where no number is known is worded like any line, and still names whom to call."""
    yield from check_line(("unknown", "emergency_number"), unknown.emergency_number, frozenset(), style)
    where = ("unknown", "line")
    yield from check_line(where, unknown.line, frozenset({EMERGENCY_GAP}), style)
    if f"{{{EMERGENCY_GAP}}}" not in unknown.line:
        yield Flaw(where, "C056", f"name {{{EMERGENCY_GAP}}}: this is said in place of every other number")


def check_screen(screen: Screen, style: Style) -> Flaws:
    """Whether what stands on the screen has the gaps that are filled there, and no others, and claims nothing."""
    for where, text, gaps in (
        (("listening",), screen.listening, ()),
        (("breaths",), screen.breaths, ("count",)),
        *((("seconds", part), text, ("seconds",)) for part, text in screen.seconds),
        (("asleep",), screen.asleep, ("phrase",)),
        *((("page", "wake"), page.wake, ("phrase",)) for page in (screen.page,) if page),
    ):
        yield from _check_gaps(("screen", *where), text, gaps)
        yield from _check_claims(("screen", *where), text, style)


def check_risk_lines(risk: Risk, style: Style) -> Flaws:
    """The same for the gentle questions of risk.yaml: one question, and no other line of it asks."""
    lines = list(lines_of_risk(risk))
    yield from _check_ids(lines)
    for where, _, text in lines:
        yield from check_line(where, text, ANYWHERE, style)
    for name, path in risk.paths.items():
        asks = path.sounds or any(rule.ask for rule in path.rules.values())
        for key, said, questions in (
            ("question", path.question, 1), ("settled", path.settled, 0), ("unanswered", path.unanswered, 0),
            ("second", path.second, 1),
        ):  # fmt: skip
            if asks and not said and key != "second":
                yield Flaw(("paths", name, key), "C054", f"what may be risk leads to a question: it needs `{key}`")
            elif said and sum(text.count("?") for text in said.values()) != questions:
                yield Flaw(("paths", name, key), "C043", f"`{key}` must hold {questions or 'no'} question")


def check_intent_lines(intents: Intents, style: Style) -> Flaws:
    """The same for intents.yaml: a question or an exercise follows each of its lines, so they ask nothing."""
    lines = list(lines_of_intents(intents))
    yield from _check_ids(lines)
    for where, _, text in lines:
        yield from check_line(where, text, ANYWHERE, style)
        if "?" in text:
            yield Flaw(where, "C043", "another question follows this line, so it must not ask one")


def _check_ids(lines: list[tuple[Where, str, str]]) -> Flaws:
    seen = Counter[str]()
    for where, line_id, _ in lines:
        seen[line_id] += 1
        if seen[line_id] > 1:
            yield Flaw(where, "C040", f"the line id {line_id!r} stands twice; a recording could not tell them apart")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", line_id):
            yield Flaw(where, "C047", f"the line id {line_id!r} names a recording: lower-case letters, digits and _")


def check_line(where: Where, text: str, gaps: frozenset[str], style: Style) -> Flaws:
    """Whether one line is short, plain and kind, and has no gaps but these."""
    yield from _check_gaps(where, text, gaps)
    words = words_in(text)
    if len(words) > WORDS_IN_A_LINE:
        yield Flaw(where, "C042", f"{len(words)} words; say it in at most {WORDS_IN_A_LINE}")
    elif len(text) > LETTERS_IN_A_LINE:
        yield Flaw(where, "C042", f"{len(text)} letters; say it in at most {LETTERS_IN_A_LINE}")
    for word in words:
        if kinder := style.kinder_than(word):
            yield Flaw(where, "C044", f"{word!r} can hurt; say: {kinder}")
        if word in style.not_ours:
            yield Flaw(where, "C045", f"{word!r}: the coach is a program; speak of you")
    yield from _check_claims(where, text, style)
    for sentence in SENTENCES.split(text):
        if sentence.endswith("?") and any(f"{{{gap}}}" in sentence for gap in LINE_GAPS):
            yield Flaw(
                where, "C058", f"not every country has such a line: ask about {{{EMERGENCY_GAP}}}, or about none"
            )
    if promise := style.promise_in(words):
        yield Flaw(where, "C048", f"{promise!r} promises; say what often happens, or what can be tried")
    if re.search(r"[!¡\d*_#<>]", re.sub(r"{\w+}", "", text)) or not words:
        yield Flaw(where, "C045", "write plain words: no exclamation mark, no digits (say seven), no signs")


def _check_claims(where: Where, text: str, style: Style) -> Flaws:
    for claimed in style.medical_claims.claims_in(text):
        yield Flaw(where, "C049", f"{claimed!r} claims what only a medical device may; say what is done, and no more")


def _check_gaps(where: Where, text: str, gaps: Collection[str]) -> Flaws:
    for gap in unfilled(text, gaps):
        yield Flaw(where, "C041", f"nothing fills the gap {gap!r}; there are {', '.join(sorted(gaps)) or 'none'}")


def _check_announced(script: Script) -> Flaws:
    for name, step in script.steps.items():
        if step.listens and not step.say:
            yield Flaw(("steps", name), "C037", "say something first: ask the question, or announce the silence")
        for where, said in wordings(name, step):
            if step.ask and any("?" in text for text in list(said.values())[:-1]):
                yield Flaw(where, "C038", "put the question last: only the last line is said again")
            if step.listens and any(ratings_told(text) for text in list(said.values())[-1:]):
                yield Flaw(where, "C038", "who gave no such number does not hear this line: end with one for everybody")


def _place(where: Where, lines: Lines) -> Placed:
    for line_id, text in lines.items():
        yield (*where, line_id), line_id, text


def words_in(text: str) -> list[str]:
    """The words of a line, in lower case. A gap counts as one."""
    return plain(text).split()
