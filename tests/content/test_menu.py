"""A question that offers every exercise by its title."""

from pathlib import Path

import yaml

from coach.content.menu import with_titles
from coach.content.pack import Pack
from coach.content.script import Script
from coach.document import Document
from tests.content.scripts import script

MENU = "a: {say: {a: 'Which one?'}, ask: {by_title: true, answers: {rest: {phrases: [rest], end: finish}}}, end: stop}"
SAID = "a: {say: {a: Hello.}, end: finish}"


def document(content: Script) -> Document[Script]:
    """A script as it is read from a file."""
    return Document(Path("tried.yaml"), content, yaml.MappingNode("tag:yaml.org,2002:map", []))


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


LED_TO = ("steadying", "easing_off", "right_now")
"""Exercises that nobody chooses: others lead there when it gets worse, and "urge" begins one wherever somebody is."""


def test_every_exercise_is_offered_in_a_menu(english: Pack) -> None:
    """In a group of the choice, in words that can be said there; and by its title where the groups are named.

    Some begin by what somebody says instead, at any moment.
    """
    steps = english.session["choice"].steps
    by_title = {name for name, step in steps.items() if step.ask and step.ask.by_title}
    groups = [step.ask for name, step in steps.items() if step.ask and name not in by_title]
    offered = {answer.start for ask in groups for answer in ask.answers.values()}
    begun = {intent.start for intent in english.intents.root.values()}
    assert set(english.exercises) - offered - begun - set(LED_TO) == set()
    for name in by_title:
        ask = steps[name].ask
        assert ask is not None
        assert set(english.exercises) <= {answer.start for answer in ask.answers.values()}


def test_every_group_of_the_menu_is_reached_by_keys_one_to_nine(english: Pack) -> None:
    """Somebody who does not speak presses a digit for what is named, and for the way back."""
    for name, step in english.session["choice"].steps.items():
        if step.ask and not step.ask.by_title:
            assert len(step.ask.answers) <= 9, name


def test_what_leads_on_leads_where_it_says(english: Pack) -> None:
    """Each group is reached from the menu or from the question that says "more"."""
    steps = english.session["choice"].steps
    groups = {name for name, step in steps.items() if step.ask and not step.ask.by_title} - {"simple"}
    named = {answer.go for step in steps.values() if step.ask for answer in step.ask.answers.values()}
    assert groups <= named
