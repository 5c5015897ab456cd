"""The choices at hand: for each key that answers here, what its button says. For whoever answers by touch."""

from collections.abc import Iterator
from typing import Any

from coach.content.script import Ask
from coach.conversation.moves import Turn
from coach.conversation.turns.confirmation import Confirmation
from coach.conversation.turns.gentle_question import GentleQuestion
from coach.conversation.understanding import FALSE_ALARM, Chose


def choices_at(turn: Turn) -> dict[str, str]:
    """By the key's name, the first phrase that means it. Of answers that lead the same way, the first.

    A number has a key of its own, and so has a word that works everywhere: they are not among these.
    """
    phrases = {meaning: phrase for phrase, meaning in reversed(turn.vocabulary.meanings.items())}
    chosen = {name: phrases[Chose(name)] for name in _on_buttons(turn) if Chose(name) in phrases}
    if isinstance(turn, Confirmation | GentleQuestion):  # a yes is only needed where what was heard has no button
        said = turn.context.pack.words.shared
        chosen.pop(FALSE_ALARM.name, None)
        return (chosen or {"yes": said["yes"][0]}) | {"no": said["no"][0]} | chosen
    return chosen


def _on_buttons(turn: Turn) -> Iterator[str]:
    """The step's answers, each way once; not the forty exercises that can also be asked for by title."""
    step, exercises = turn.context.step, turn.context.pack.exercises
    ask = step.ask or Ask()
    offered = {name: answer for name, answer in step.answers.items() if not (ask.by_title and name in exercises)}
    ways: list[dict[str, Any]] = []
    for name, answer in offered.items():
        way = {field: value for field, value in answer if field not in ("phrases", "danger")}
        if ask.choice or way not in ways:  # a choice is remembered, wherever it leads
            ways.append(way)
            yield name
