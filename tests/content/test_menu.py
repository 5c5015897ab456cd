"""A question that offers every exercise by its title."""

from pathlib import Path

import yaml

from coach.content.menu import with_titles
from coach.content.script import Script
from coach.document import Document
from tests.content.scripts import script

MENU = "a: {say: {a: 'Which one?'}, ask: {by_title: true, answers: {rest: {phrases: [rest], end: finish}}}, end: stop}"
SAID = "a: {say: {a: Hello.}, end: finish}"


def document(content: Script) -> Document[Script]:
    """A script as it is read from a file."""
    return Document(Path("tried.yaml"), content, yaml.compose("{}"))


def test_every_exercise_can_be_asked_for_by_its_title() -> None:
    """Besides the answers that the author wrote, and after them: keys are counted."""
    walk = document(script(SAID, title="a walk"))
    ask = with_titles(document(script(MENU)), {"walk": walk}).content.steps["a"].ask
    assert ask is not None
    assert [(name, answer.phrases, answer.start) for name, answer in ask.answers.items()] == [
        ("rest", ["rest"], None), ("walk", ["a walk"], "walk"),
    ]  # fmt: skip


def test_what_the_author_wrote_wins() -> None:
    """An exercise whose title or name is already an answer adds none."""
    asked = document(script(MENU))
    for name, title in (("rest", "a long rest"), ("lie_down", "rest")):
        assert with_titles(asked, {name: document(script(SAID, title=title))}).content == asked.content


def test_a_script_without_such_a_question_is_left_as_it_is() -> None:
    """Nothing is offered where nobody asked for it."""
    plain = document(script(SAID))
    assert with_titles(plain, {"walk": plain}) is plain
