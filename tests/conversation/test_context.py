"""What turns share."""

from copy import deepcopy

from coach.content.pack import Pack
from coach.conversation.context import Context
from coach.conversation.waiting import Waiting


def test_it_begins_in_the_welcome(english: Pack) -> None:
    """At its first step, with nothing answered and nothing denied."""
    context = Context(english, Waiting(), lambda: False)
    assert (context.part, context.script.id, context.denied) == ("welcome", "welcome", set())
    assert context.step is next(iter(english.session["welcome"].steps.values()))


def test_another_script_begins_another_ladder(english: Pack) -> None:
    """What went wrong at the last question is not held against somebody."""
    context = Context(english, Waiting(), lambda: False)
    context.ladder.climb("no_match")
    context.enter(english.safety["suicide"])
    assert context.is_on("suicide") and not context.is_on("medical")
    assert context.ladder.height == 0


def test_a_copy_shares_the_pack_and_nothing_else(english: Pack) -> None:
    """`coach paths` tries every way on from one place."""
    context = Context(english, Waiting(), lambda: False)
    other = deepcopy(context)
    other.denied.add("suicide")
    other.enter(english.safety["suicide"])
    assert (context.denied, context.script.id) == (set(), "welcome")
    assert other.is_on("suicide")
