"""A person never waits long before they can speak, and is asked one thing at a time."""

from coach.content.graph import ways_through
from coach.content.prompt_length import check_lengths
from coach.content.script import Script
from tests.content.scripts import script

TWENTY = "so " * 19 + "on."


def told(checked: Script) -> list[tuple[str, object]]:
    """What is told, and in which step."""
    return [(flaw.code, flaw.where[1]) for flaw in check_lengths(checked, ways_through(checked))]


def test_a_wait_in_between_lets_the_person_speak() -> None:
    """Sixty words at most, from one open microphone to the next."""
    parts = "a: {{say: {{a: {0}, b: {0}}}, {1}}}\nb: {{say: {{c: {0}, d: {0}}}, end: finish}}"
    assert told(script(parts.format(TWENTY, "go: b"))) == [("C046", "b")]
    assert told(script(parts.format(TWENTY, "wait_seconds: 5"))) == []


def test_what_an_answer_says_counts_with_what_follows() -> None:
    """The words of a reply and of the next step are heard in a row."""
    steps = f"""
a: {{say: {{a: 'So?'}}, ask: {{answers: {{"yes": {{say: {{b: {TWENTY}}}}}}}}}}}
b: {{say: {{c: {TWENTY}, d: {TWENTY}, e: So.}}, end: finish}}
"""
    assert told(script(steps)) == [("C046", "b")]


def test_two_questions_in_one_turn_are_told_on_every_way() -> None:
    """Also where the first comes from an answer and the second from the step after it."""
    steps = """
a: {say: {a: 'So?'}, ask: {answers: {"yes": {say: {b: 'Really?'}}, "no": {go: c}}}}
b: {say: {c: 'And now?'}, ask: {open: true}}
c: {say: {d: Goodbye.}, end: finish}
"""
    assert told(script(steps)) == [("C043", "b")]


def test_branches_are_followed_each_for_itself() -> None:
    """Only one of two ways is heard."""
    steps = f"""
a: {{branch: {{rating: r, bands: [{{up_to: 10, go: b}}], unknown: c}}}}
b: {{say: {{b: {TWENTY}, bb: {TWENTY}}}, end: finish}}
c: {{say: {{c: {TWENTY}, cc: {TWENTY}}}, end: finish}}
"""
    assert told(script(steps)) == []


def test_a_circle_of_talk_does_not_hang() -> None:
    """It has a fault of its own; here it only has to end."""
    assert told(script("a: {say: {a: Hello.}, go: a}")) == []
