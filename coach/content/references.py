"""How the files of a pack fit together: every part is there, and every name in one file is found in the others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

from coach.content.branch import ChoiceBranch
from coach.content.faults import Flaw, Flaws
from coach.content.gaps import ratings_told
from coach.content.header import Header
from coach.content.intents import INTENTS, Intents
from coach.content.pack import MAY_COME_BACK, MAY_START, READING, RISK_NETWORK, SESSION_PARTS, Pack
from coach.content.questions import answers_by_choice, asks, check_spoken, placed_routes, ratings_of
from coach.content.risk import Risk
from coach.content.script import Answer, Script
from coach.content.signatures import FILE as SIGNATURES
from coach.content.wording import lines_of
from coach.document import Where

FILES = ("pack.yaml", "words.yaml", "repair.yaml", "risk.yaml")


@dataclass(frozen=True)
class Remembered:
    """What the questions and intents of a whole pack remember: ratings, and choices with the answers they can have."""

    ratings: set[str]
    choices: dict[str, set[str]]

    @classmethod
    def of(cls, pack: Pack) -> Self:
        """One is enough for a pack."""
        scripts = _scripts_of(pack)
        choices = answers_by_choice(scripts)
        for intent in pack.intents.root.values():
            for choice, answer in intent.remember.items():
                choices.setdefault(choice, set()).add(answer)
        return cls(set().union(*map(ratings_of, scripts)), choices)


def files_needed(risk: Risk | None) -> list[str]:
    """The files that a pack cannot do without."""
    safety = risk.paths if risk else []
    return [*FILES, *(f"session/{part}.yaml" for part in SESSION_PARTS), *(f"safety/{path}.yaml" for path in safety)]


def belongs(file: Path, needed: list[str]) -> bool:
    """Whether a file, by its path inside the pack, has a meaning there."""
    name = file.as_posix()
    exercise = file.parent.as_posix() == "exercises" and file.suffix == ".yaml"
    sound = file.parent.as_posix() == "sound" and (file.suffix in (".wav", ".opus") or file.name == "index.json")
    return name in (*needed, RISK_NETWORK, READING, INTENTS, SIGNATURES) or exercise or sound or file.suffix == ".md"


def check_identity(script: Script, file_name: str) -> Flaws:
    """Whether a script says who it is, where it comes from, and who signed it."""
    if script.id != file_name:
        yield Flaw(("id",), "C002", f"the id {script.id!r} must be the file's name, {file_name!r}")
    if script.status == "reviewed" and not (script.reviewer and _is_date(script.reviewed_on)):
        yield Flaw(("status",), "C005", "reviewed needs a `reviewer` and `reviewed_on`, a date such as 2026-11-22")
    if not script.sources:
        yield Flaw(("sources",), "C006", "name at least one source")


def check_header(header: Header, exercises: dict[str, Script]) -> Flaws:
    """Whether there is an exercise for somebody who says nothing, and one for who cannot wait."""
    if header.urgent_exercise not in exercises:
        yield Flaw(("urgent_exercise",), "C009", f"no exercise is called {header.urgent_exercise!r}")
    script = exercises.get(header.silent_exercise)
    if script is None:
        yield Flaw(("silent_exercise",), "C009", f"no exercise is called {header.silent_exercise!r}")
    elif any(asks(script)):
        yield Flaw(("silent_exercise",), "C009", f"{script.id} asks questions; somebody who is silent answers none")


def check_intents(intents: Intents, exercises: Collection[str]) -> Flaws:
    """Whether each exercise that one begins is there."""
    for name, intent in intents.root.items():
        if intent.start and intent.start not in exercises:
            told = f"no exercise is called {intent.start!r}; there are {', '.join(exercises)}"
            yield Flaw((name, "start"), "C011", told)


def check_belonging(script: Script, pack: Pack) -> Flaws:
    """Whether what a script names outside itself is there."""
    if script.locale != pack.header.locale:
        yield Flaw(("locale",), "C004", f"{script.locale} is not the pack's locale, {pack.header.locale}")
    if script.id in ("repair", "risk", "intents") or any(
        other.id == script.id and other is not script for other in _scripts_of(pack)
    ):
        yield Flaw(("id",), "C003", f"{script.id!r} names another part of the pack; its lines could not be told apart")
    rules = {name for path in pack.risk.paths.values() for name in path.rules}
    for name in script.meanwhile:
        if name not in rules and name not in pack.intents.root:
            yield Flaw(("meanwhile", name), "C011", f"no intent is called {name!r}, and no rule of risk.yaml")
    yield from _check_starts(script, pack)
    yield from _check_leads(script, _part_of(script, pack))
    if script in pack.exercises.values():
        yield from check_spoken(("title",), script.title)


def check_remembered(script: Script, remembered: Remembered) -> Flaws:
    """Whether the ratings and choices that it goes by, or tells again, are asked for anywhere."""
    for name, step in script.steps.items():
        if isinstance(step.branch, ChoiceBranch):
            yield from _check_choice(("steps", name, "branch"), step.branch, remembered.choices)
    for where, rating in _ratings_read(script):
        if rating not in remembered.ratings:
            yield Flaw(where, "C020", f"no question remembers a rating {rating!r}")


def _ratings_read(script: Script) -> Iterator[tuple[Where, str]]:
    """Each rating that a script goes by, compares with, or tells again, and where."""
    for name, step in script.steps.items():
        here: Where = ("steps", name)
        if step.branch and not isinstance(step.branch, ChoiceBranch):
            yield from (((*here, "branch", *at), rating) for at, rating in step.branch.reads().items())
        if step.ask:
            yield from (((*here, "ask", "earlier"), rating) for rating in step.ask.earlier)
        if step.ask and step.ask.read_back_above:
            yield (*here, "ask", "read_back_above"), step.ask.read_back_above
    for where, _, text in lines_of(script):
        yield from ((where, rating) for rating in ratings_told(text))


def _check_choice(where: Where, branch: ChoiceBranch, choices: Mapping[str, set[str]]) -> Flaws:
    if branch.choice not in choices:
        yield Flaw((*where, "choice"), "C020", f"no question remembers a choice {branch.choice!r}")
        return
    for answer in branch.ways.keys() - choices[branch.choice]:
        yield Flaw((*where, "ways", answer), "C020", f"{branch.choice} has no answer {answer!r}")


def _check_starts(script: Script, pack: Pack) -> Flaws:
    known = ", ".join(pack.exercises)
    for name, step in script.steps.items():
        if step.suggest and step.suggest not in pack.exercises:
            yield Flaw(("steps", name, "suggest"), "C011", f"no exercise is called {step.suggest!r}; there are {known}")
    suggests = any(step.suggest for step in script.steps.values())
    for where, route in placed_routes(script):
        if route.start == "suggested" and not suggests:
            yield Flaw((*where, "start"), "C012", "no step of this script suggests an exercise")
        elif route.start and route.start != "suggested" and route.start not in pack.exercises:
            yield Flaw((*where, "start"), "C011", f"no exercise is called {route.start!r}; there are {known}")
        named = {"alarm": route.alarm, "danger": route.danger if isinstance(route, Answer) else None}
        for key, path in named.items():
            if path and path not in pack.safety:
                paths = ", ".join(pack.safety)
                yield Flaw((*where, key), "C011", f"no safety path is called {path!r}; there are {paths}")


def _scripts_of(pack: Pack) -> list[Script]:
    """Every one, also those of the same id."""
    return [*pack.session.values(), *pack.exercises.values(), *pack.safety.values()]


def _part_of(script: Script, pack: Pack) -> str:
    """The part of a session in which a script is spoken."""
    if script in pack.exercises.values():
        return "exercise"
    return script.id if script in pack.session.values() else "safety"


def _check_leads(script: Script, part: str) -> Flaws:
    for name, step in script.steps.items():
        if step.end == "come_back" and part not in MAY_COME_BACK:
            yield Flaw(("steps", name, "end"), "C018", f"{part} comes before the choice or after the end: no come_back")
    for where, route in placed_routes(script):
        if route.end == "come_back" and part not in MAY_COME_BACK:
            yield Flaw((*where, "end"), "C018", f"{part} comes before the choice or after the end: no come_back")
        if route.start and part not in MAY_START:
            yield Flaw((*where, "start"), "C018", f"an exercise starts from {', '.join(MAY_START)}, not from {part}")


def _is_date(text: str | None) -> bool:
    try:
        return bool(text and date.fromisoformat(text))
    except ValueError:
        return False
