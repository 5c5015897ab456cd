"""What a session was doing when something broke."""

import pytest

from coach.content.pack import Pack
from coach.effects import Effect, Expectation, Line, Listen, Pace, Say
from scripts.storm.step import Step, StepWatch


def say(*ids: str) -> Say:
    """Lines with these names."""
    return Say(tuple(Line(id, "words") for id in ids))


def listen(about: str) -> Listen:
    """The microphone opens at a step."""
    return Listen(1, Expectation(()), about)


@pytest.mark.parametrize(
    ("effects", "place", "doing"),
    [
        ([say("welcome.hello")], "session", "prompt"),
        ([say("check_in.craving"), listen("check_in.craving")], "session", "question"),
        ([say("repair.confirm_one"), listen("check_in.craving")], "session", "confirmation"),
        ([say("repair.read_back"), listen("check_out.craving")], "session", "confirmation"),
        ([say("urge_surfing.locate"), listen("urge_surfing.locate")], "exercise", "question"),
        ([say("check_in.very_strong"), listen("check_in.very_strong")], "session", "wait"),
        ([say("repair.hm"), Pace(4, 6, 3), listen("paced_breathing.first_breaths")], "exercise", "breathing"),
        ([say("repair.paused"), listen("urge_surfing.locate")], "exercise", "pause"),
        ([say("risk.suicide_ask"), listen("reframing.thought")], "exercise", "gentle question"),
        ([say("suicide.now"), listen("suicide.now")], "safety path", "question"),
        ([say("suicide.now"), listen("suicide.now"), say("repair.no_match_sorry")], "safety path", "prompt"),
    ],
)  # fmt: skip
def test_each_kind_of_step_is_told_apart(effects: list[Effect], place: str, doing: str, english: Pack) -> None:
    """By what was said before, and by what the microphone is open for."""
    watch = StepWatch(english)
    for effect in effects:
        watch.note(effect, 0.0)
    assert watch.step == Step(place, doing)


def test_what_was_asked_before_is_over(english: Pack) -> None:
    """After the answer to "Did you say four?" the next question is a question."""
    watch = StepWatch(english)
    for effect in (
        say("repair.confirm_one"),
        listen("check_in.craving"),
        say("check_in.ability"),
        listen("check_in.ability"),
    ):
        watch.note(effect, 0.0)
    assert watch.step == Step("session", "question")
