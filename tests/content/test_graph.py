"""The ways through a script: what follows what, and what an author forgot."""

from collections.abc import Sequence
from itertools import product

from coach.content.graph import check_ways, routes, ways_through
from coach.content.script import Script, Step
from tests.content.scripts import script

ASKED = """
begin:
  say: {begin: 'Is that so?'}
  ask:
    answers: {"yes": {go: end}, "no": {}, stop_here: {end: stop, phrases: [here]}}
    rating: hunger
    bands: [{up_to: 4, go: low}, {up_to: 10, go: end}]
    unsure: {go: low}
low: {say: {low: Low.}}
end: {say: {end: Goodbye.}, end: finish}
"""


def codes(checked: Script) -> list[str]:
    """The codes of the faults in the ways of a script."""
    return [flaw.code for flaw in check_ways(checked, ways_through(checked))]


def test_a_question_leads_where_its_answers_bands_and_defaults_say() -> None:
    """An answer's own way counts; without one, the step that stands next."""
    ways = {way.where: way.to for way in ways_through(script(ASKED))["begin"]}
    ask = ("steps", "begin", "ask")
    assert ways[(*ask, "answers", "yes", "go")] == "end"
    assert ways[(*ask, "answers", "stop_here")] is None
    assert ways[(*ask, "bands", 0, "go")] == "low"
    assert ways[(*ask, "unsure", "go")] == "low"
    assert ways[("steps", "begin")] == "low"
    assert codes(script(ASKED)) == []


def test_then_and_the_end_of_a_step_stand_in_for_ways_that_are_not_named() -> None:
    """`then` comes before the step's own `go` or `end`, and that before the next step."""
    said = "begin: {say: {a: 'Well?'}, ask: {open: true, then: last}, end: stop}\nlast: {say: {b: So.}, end: finish}"
    assert {way.to for way in ways_through(script(said))["begin"]} == {"last"}
    ended = script("begin: {say: {a: 'Well?'}, ask: {open: true}, end: stop}")
    assert {way.to for way in ways_through(ended)["begin"]} == {None}


def test_every_answer_and_both_silences_have_a_route() -> None:
    """Answers, "I don't know" and silence, each by its place in the question."""
    ask = script(ASKED).steps["begin"].ask
    assert ask is not None
    assert list(routes(ask)) == [("answers", n) for n in ("yes", "no", "stop_here")] + [("unsure",), ("silent",)]


def test_the_microphone_is_open_in_questions_waits_and_paced_breathing() -> None:
    """And nowhere else."""
    assert Step(wait_seconds=5.0).listens
    assert not Step(say={"a": "Hello."}).listens


def test_a_lost_way_is_told_alone() -> None:
    """Where a way leads nowhere, what cannot be reached because of it is not told as well."""
    assert codes(script("a: {say: {a: Hello.}, go: b}\nc: {say: {c: So.}, end: finish}")) == ["C010"]


def test_a_circle_in_which_the_person_can_speak_is_no_fault() -> None:
    """An author may ask again for as long as the person wishes."""
    steps = "ask: {say: {a: 'More?'}, ask: {answers: {'yes': {go: ask}, 'no': {end: finish}}}, end: finish}"
    assert codes(script(steps)) == []


NAMES = ["one", "two", "three"]
TARGETS = list(product([*NAMES, "", "end"], repeat=len(NAMES)))
"""Every way in which three steps can follow each other."""


def leading(targets: Sequence[str]) -> Script:
    """Steps with these ways, in turn; "" names none."""
    return script(
        str(
            {
                name: {"say": {name: "Hello."}} | ({"end": "finish"} if to == "end" else {"go": to} if to else {})
                for name, to in zip(NAMES, targets, strict=True)
            }
        )
    )


def walked(tried: Script) -> list[str]:
    """The steps from the first on, until the end or until there were too many."""
    at: str | None = "one"
    steps: list[str] = []
    while at and len(steps) <= len(NAMES):
        steps.append(at)
        at = ways_through(tried)[at][0].to
    return steps


def test_a_script_without_faults_goes_through_every_step_once_and_ends() -> None:
    """Whatever the ways are, and the end is said; the others are all told to their author."""
    right = [targets for targets in TARGETS if not codes(leading(targets))]
    assert ("", "", "end") in right and ("three", "end", "two") in right
    for targets in TARGETS:
        goes_through = sorted(walked(leading(targets))) == sorted(NAMES)
        assert (goes_through and "end" in targets) is (targets in right), targets
