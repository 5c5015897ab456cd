"""A question that offers every exercise by its title, besides the answers that its author wrote."""

from collections.abc import Mapping
from dataclasses import replace

from coach.content.script import Answer, Ask, Script
from coach.document import Document


def with_titles(document: Document[Script], exercises: Mapping[str, Document[Script]]) -> Document[Script]:
    """The script, its questions that say `by_title` answered by every exercise's title."""
    script = document.content
    asked = {name: step.ask for name, step in script.steps.items() if step.ask and step.ask.by_title}
    if not asked:
        return document
    titles = {name: exercise.content.title for name, exercise in exercises.items()}
    steps = {name: script.steps[name].model_copy(update={"ask": _offering(ask, titles)}) for name, ask in asked.items()}
    return replace(document, content=script.model_copy(update={"steps": script.steps | steps}))


def _offering(ask: Ask, titles: Mapping[str, str]) -> Ask:
    """What the author wrote comes first: its keys are counted from one, and its phrases keep their meaning."""
    taken = {phrase for answer in ask.answers.values() for phrase in answer.phrases}
    by_title = {
        name: Answer(phrases=[title], start=name)
        for name, title in titles.items()
        if title not in taken and name not in ask.answers
    }
    return ask.model_copy(update={"answers": ask.answers | by_title})
