"""The walk through a script's steps."""

from collections import Counter

from coach.content.script import Answer, Ask, Script, Step
from coach.conversation.walk import Walk


def script(**steps: Step) -> Script:
    """A script with nothing but steps."""
    return Script(
        id="walk", title="walk", version=1, locale="en-US", status="draft", author="tests", sources=[], steps=steps
    )


def test_steps_follow_one_another_as_they_are_written() -> None:
    """Without a `go`, the next step is the next in the file; after the last the script is over."""
    walk = Walk(script(one=Step(say={"a": "A."}), two=Step(say={"b": "B."})), Counter())
    assert walk.name == "walk.one"
    walk.go(None)
    assert walk.name == "walk.two"
    walk.go(None)
    assert walk.over


def test_a_step_may_lead_elsewhere() -> None:
    """`go` names the next step."""
    walk = Walk(script(one=Step(go="three"), two=Step(), three=Step()), Counter())
    walk.go(None)
    assert walk.name == "walk.three"


def test_back_returns_to_the_place_before_where_somebody_was_waited_for() -> None:
    """Steps that only speak are not places to go back to."""
    walk = Walk(script(one=Step(), two=Step(), three=Step()), Counter())
    walk.stop_here()
    walk.go("two")
    walk.go("three")
    walk.stop_here()
    assert walk.back() and walk.name == "walk.one"
    assert not walk.back()


def test_what_may_be_said_next_is_known_ahead() -> None:
    """The replies to every answer and the steps they lead to can be rendered while somebody thinks."""
    ask = Ask(answers={"far": Answer(phrases=["far"], say={"reply": "Far."}, go="three")})
    walk = Walk(script(one=Step(ask=ask), two=Step(say={"b": "B."}), three=Step(say={"c": "C."})), Counter())
    assert set(walk.may_follow()) == {"reply", "b", "c"}


def test_who_comes_by_once_more_hears_other_words() -> None:
    """In turn, each time that the step was left; until then, and after going back, the same."""
    spoken = Step(say={"a": "A."}, again=[{"b": "B."}, {"c": "C."}], go="one")
    walk = Walk(script(one=spoken), Counter())
    heard: list[str] = []
    for _ in range(4):
        assert walk.say == walk.say
        heard += walk.say.values()
        walk.stop_here()
        walk.go(None)
    assert heard == ["A.", "B.", "C.", "B."]


def test_going_back_is_to_the_words_that_were_missed() -> None:
    """Not to the short form for people who know them."""
    walk = Walk(script(one=Step(say={"a": "A."}, again=[{"b": "B."}]), two=Step()), Counter())
    walk.stop_here()
    walk.go(None)
    walk.stop_here()
    assert walk.back() and walk.say == {"a": "A."}


def test_other_words_are_rendered_ahead_too() -> None:
    """Those that will be said, not those that were."""
    walk = Walk(script(one=Step(say={"a": "A."}, again=[{"b": "B."}], go="one")), Counter())
    walk.go(None)
    assert walk.may_follow() == {"b": "B."}


def test_a_script_that_is_entered_once_more_has_been_heard() -> None:
    """Also the step that it was left from, by the start of an exercise."""
    heard = Counter[str]()
    steps = script(one=Step(say={"a": "A."}, again=[{"b": "B."}]))
    Walk(steps, heard).leave()
    assert Walk(steps, heard).say == {"b": "B."}
