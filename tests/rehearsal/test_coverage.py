"""What the paths amount to: how many, how long, and what is wrong."""

from coach.rehearsal.coverage import Coverage
from coach.rehearsal.doing import SILENT, STOPS, UNSURE, WAITS
from coach.rehearsal.paths import Place, Walked, Way

REST, MORE, TALK = Place("rest", ()), Place("more", ()), Place("talk", ())


def found(ways: dict[Place, list[Way]], **rest: object) -> Coverage:
    """A walk that began at rest."""
    steps = frozenset(place.step for place in ways)
    begins = [Way(("answer", "begin"), 6.0, REST)]
    walked = Walked("tried", steps, frozenset(), steps=set(steps), begins=begins, ways=ways)
    for name, value in rest.items():
        setattr(walked, name, value)
    return Coverage(walked)


LOOP = found(
    {
        REST: [Way(WAITS, 60.0, MORE), Way(STOPS, 2.0, None, "stopped")],
        MORE: [
            Way(("answer", "yes"), 6.0, REST), Way(("answer", "no"), 12.0, None, "check_out"),
            Way(SILENT, 24.0, None, "check_out"), Way(STOPS, 2.0, None, "stopped"),
        ],
    }
)  # fmt: skip


def test_paths_are_counted_without_going_round_twice() -> None:
    """Stopped at rest; after it no, silence, and stopped."""
    assert LOOP.paths == 4
    assert LOOP.outs == {"stopped": 2, "check_out": 2}


def test_the_shortest_and_the_longest_are_those_that_nobody_stops() -> None:
    """From the first word on."""
    assert LOOP.minutes == (78 / 60, 90 / 60)
    assert str(LOOP) == "tried: 2 of 2 steps, 0 of 0 answers, 4 paths, 1.3 to 1.5 minutes."


def test_a_whole_exercise_has_no_fault() -> None:
    """Nothing is told."""
    assert LOOP.faults == []


def test_a_dead_end_is_told() -> None:
    """From where only "stop" leads out, also in a circle."""
    stuck = {
        REST: [Way(WAITS, 1.0, MORE), Way(UNSURE, 1.0, None, "check_out"), Way(STOPS, 1.0, None, "stopped")],
        MORE: [Way(WAITS, 1.0, TALK), Way(STOPS, 1.0, None, "stopped")],
        TALK: [Way(WAITS, 1.0, MORE), Way(STOPS, 1.0, None, "stopped")],
    }
    assert found(stuck).faults == [
        'tried.more: from here no path leads on, but by "stop"',
        'tried.talk: from here no path leads on, but by "stop"',
    ]


def test_what_is_never_reached_or_understood_is_told() -> None:
    """Steps, answers of steps that were reached, and places where the conversation hangs."""
    ways = {REST: [Way(WAITS, 1.0, None, "check_out")]}
    answers = frozenset({("rest", "dizzy"), ("lost", "yes")})
    told = found(ways, all_steps=frozenset({"rest", "lost"}), all_answers=answers, stuck={"rest"})
    assert told.faults == [
        "tried.lost: no path reaches it",
        "tried.rest: after it nothing is said or listened to",
        "tried.rest: the answer 'dizzy' is never understood",
    ]


def test_a_program_may_read_it_all() -> None:
    """As plain data."""
    assert LOOP.summary() == {
        "exercise": "tried", "steps": {"reached": 2, "all": 2}, "answers": {"understood": 0, "all": 0}, "paths": 4,
        "minutes": {"shortest": 1.3, "longest": 1.5}, "leads_to": {"stopped": 2, "check_out": 2}, "faults": [],
    }  # fmt: skip


def test_an_exercise_without_a_way_out_has_no_length() -> None:
    """Rather than a wrong one."""
    assert found({REST: [Way(STOPS, 1.0, None, "stopped")]}).minutes is None
