"""The ways through a script: what follows what, and what an author forgot."""

from hypothesis import given
from hypothesis import strategies as st

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


NAMES = ["one", "two", "three", "four"]


@given(st.lists(st.sampled_from([*NAMES, "", "end"]), min_size=4, max_size=4))
def test_a_script_without_faults_always_comes_to_an_end(targets: list[str]) -> None:
    """Whatever the ways are: if nothing is told, following them ends."""
    steps = {
        name: {"say": {name: "Hello."}} | ({"end": "finish"} if to == "end" else {"go": to} if to else {})
        for name, to in zip(NAMES, targets, strict=True)
    }
    tried = script(str(steps))
    if codes(tried):
        return
    at: str | None = "one"
    for _ in range(len(NAMES)):
        at = ways_through(tried)[at][0].to if at else None
    assert at is None


def test_a_branch_leads_by_each_answer_and_by_the_site_s_places() -> None:
    """By what was chosen before, and by whether there is one more place."""
    said = "b: {say: {b: So.}, end: finish}"
    by_choice = script(f"a: {{branch: {{choice: value, ways: {{work: b}}, unknown: b}}}}\n{said}")
    assert [way.where[3:] for way in ways_through(by_choice)["a"]] == [("ways", "work"), ("unknown",)]
    by_place = script(f"a: {{branch: {{next_place: b, no_place: b}}}}\n{said}")
    assert [way.where[3:] for way in ways_through(by_place)["a"]] == [("next_place",), ("no_place",)]
    assert codes(by_choice) == codes(by_place) == []


def test_an_alarm_leaves_the_script() -> None:
    """It leads to a safety path."""
    asked = script("a: {say: {a: 'Safe?'}, ask: {answers: {'no': {alarm: suicide}}}, end: finish}")
    assert {way.to for way in ways_through(asked)["a"] if way.where[-1] == "no"} == {None}
