"""What leads where, in words."""

from coach.rehearsal.flow import Arrow, Target, flow
from tests.content.scripts import script

TRIED = script("""
begin:
  say: {a: 'Are you there?'}
  ask:
    answers: {"yes": {}, "no": {go: rest}, help_me: {alarm: danger}, leave: {end: stop}, worse: {start: other_one}}
    unsure: {go: rest}
    silent: {go: rest}
    hint: {b: Say yes.}
rate: {say: {c: 'How hungry?'}, ask: {rating: hunger, bands: [{up_to: 3, go: rest}, {up_to: 10, go: talk}]}}
count: {say: {d: 'How many?'}, ask: {rating: many, then: talk}}
talk: {say: {e: 'What is it like?'}, ask: {open: true}}
rest: {say: {f: Five quiet seconds.}, wait_seconds: 5, during: {early: {phrases: [early], go: done}}}
by_number: {branch: {rating: hunger, bands: [{up_to: 5, go: rest}, {up_to: 10, go: done}], unknown: done}}
by_change: {branch: {first: hunger, second: many, fell: done, same: rest, rose: rest, unknown: rest}}
by_choice: {branch: {choice: meal, ways: {a_soup: rest}, unknown: done}}
by_place: {branch: {next_place: done, no_place: rest}}
done: {say: {g: Goodbye.}, end: finish}
""")


def leading(step: str) -> dict[str, tuple[str, ...]]:
    """What leads to each target."""
    return {arrow.to.step or f"out: {arrow.to.out}": arrow.names for arrow in flow(TRIED)[step]}


def test_answers_silence_and_doubt_are_named() -> None:
    """Together where they lead to the same place; also what leads out."""
    assert leading("begin") == {
        "rate": ("yes",), "rest": ("no", "unsure", "silent"), "out: safety: danger": ("help me",),
        "out: the session ends": ("leave",), "out: other one": ("worse",),
    }  # fmt: skip


def test_numbers_and_any_words_are_named() -> None:
    """By their band, or as what they are."""
    assert leading("rate") == {"rest": ("up to 3",), "talk": ("up to 10",), "count": ("unsure", "silent")}
    assert leading("count") == {"talk": ("a number", "unsure", "silent")}
    assert leading("talk") == {"rest": ("any words", "unsure", "silent")}


def test_what_a_branch_goes_by_is_named() -> None:
    """A number, a change, a choice, or a place near here."""
    assert leading("by_number") == {"rest": ("up to 5",), "done": ("up to 10", "not told")}
    assert leading("by_change") == {"done": ("fell",), "rest": ("the same", "rose", "not told")}
    assert leading("by_choice") == {"rest": ("a soup",), "done": ("any other",)}
    assert leading("by_place") == {"done": ("a place is near",), "rest": ("none is left",)}


def test_where_there_is_no_choice_nothing_is_named() -> None:
    """The wait ends; the last step leads on with the session."""
    assert leading("rest") == {"done": ("early",), "by_number": ()}
    assert leading("done") == {"out: on with the session": ()}


def test_who_gives_no_answer_goes_aside() -> None:
    """Where only silence or doubt leads."""
    assert Arrow(("unsure", "silent"), Target("rest")).aside
    assert not Arrow(("no", "unsure"), Target("rest")).aside
    assert not Arrow((), Target("rest")).aside
