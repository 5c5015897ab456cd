"""Who comes by once more hears other words."""

from coach.content.graph import ways_through
from coach.content.loops import check_loops
from tests.content.scripts import script

ROUND = """
first: {say: {a: Hello.}}
rest: {say: {b: Five quiet seconds.}, wait_seconds: 5}
more: {say: {c: 'More?'}, ask: {answers: {"yes": {go: rest}, "no": {}}}}
done: {say: {d: Goodbye.}, end: finish}
"""


def told(steps: str) -> list[object]:
    """The steps that would repeat themselves."""
    checked = script(steps)
    return [flaw.where[1] for flaw in check_loops(checked, ways_through(checked))]


def test_the_steps_of_a_loop_are_told() -> None:
    """Not those before and after it."""
    assert told(ROUND) == ["rest", "more"]


def test_other_words_mend_it() -> None:
    """`again`; a step that says nothing needs none."""
    mended = ROUND.replace("{b: Five quiet seconds.}", "{b: Five quiet seconds.}, again: [{e: Five more.}]")
    assert told(mended) == ["more"]
    silent = "b: {branch: {rating: r, bands: [{up_to: 10, go: c}], unknown: b}}"
    assert told(f"a: {{say: {{a: A.}}}}\n{silent}\nc: {{end: stop}}") == []


def test_a_rating_is_asked_in_the_same_words() -> None:
    """Otherwise two numbers could not be compared; but what leads up to it changes."""
    asked = ROUND.replace('answers: {"yes": {go: rest}, "no": {}}', "rating: r, bands: [{up_to: 10, go: rest}]")
    assert told(asked) == ["rest"]
    assert told(asked.replace("{c: 'More?'}", "{e: So., c: 'More?'}")) == ["rest", "more"]


def test_a_way_to_nowhere_is_no_loop() -> None:
    """It is told as what it is."""
    assert told("a: {say: {a: A.}, go: b}") == []
