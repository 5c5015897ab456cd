"""What is told of a session, to programs and to the page."""

from coach.effects import Expectation, Listen
from coach.events import Decision, Heard, Interrupted, KeyPressed, PromptStarted
from coach.shown import shown


def test_a_question_tells_what_can_be_touched() -> None:
    """Its choices by the names of their keys, and the numbers that would answer; never what the ear listens for."""
    expectation = Expectation(("seven", "ten"), {"seven": 7, "ten": 10}, no_input_seconds=8.0, risks=("danger",))
    assert shown(Listen(3, expectation, "a.b", {"yes": "yes"})) == {
        "listen": "a.b", "turn": 3, "no_input_seconds": 8.0, "choices": {"yes": "yes"}, "numbers": [7, 10],
    }  # fmt: skip


def test_captions_can_keep_step_with_the_voice() -> None:
    """How long each line takes, from when its first sound was played."""
    assert shown(PromptStarted((1.25, 0.5))) == {"speaking": [1.25, 0.5]}


def test_what_a_person_did_is_not_told() -> None:
    """Neither words nor keys; of a reply only whether it was understood."""
    heard = Heard(1, Decision.ACCEPT, "zebracorn", open_text="zebracorn")
    assert shown(heard) == {"heard": "accept"}
    assert shown(Interrupted(heard, "Hello.")) == shown(KeyPressed("yes")) == {}
