"""A script is put on a stage, where it can be begun at once."""

from coach.content.loader import load_pack
from coach.rehearsal.stage import BEGINS, CALLED, PLACES, read_at, staged
from tests.content.scripts import GOOD, script

TRIED = script("""
weigh: {branch: {first: before, second: after, fell: ask, same: ask, rose: ask, unknown: ask}}
ask: {say: {a: 'How is it now?'}, again: [{b: 'And now?'}], ask: {rating: after}}
look: {branch: {next_place: tell, no_place: tell}}
tell: {say: {c: Goodbye.}, end: finish}
""")


def test_what_a_script_goes_by_and_does_not_ask_is_asked_before() -> None:
    """Then it is begun; no menu and no danger is needed for that."""
    pack = load_pack(GOOD)
    pack.exercises["tried"] = TRIED
    asked = staged(pack, TRIED).session["welcome"].steps
    assert list(asked) == ["before", "begin"]
    begin = asked["begin"].answers[BEGINS[1]]
    assert begin.start == "tried"


def test_a_safety_path_is_begun_by_its_alarm() -> None:
    """As it is in life."""
    pack = load_pack(GOOD)
    asked = staged(pack, pack.safety["danger"]).session["welcome"].steps
    assert asked["begin"].answers["begin"].alarm == "danger"


def test_each_step_says_its_name_first() -> None:
    """Every time it is come to, and before its own words."""
    pack = load_pack(GOOD)
    pack.exercises["tried"] = TRIED
    steps = staged(pack, TRIED).exercises["tried"].steps
    assert list(steps["ask"].say) == [f"{CALLED}ask", "a"]
    assert [list(said) for said in steps["ask"].again] == [[f"{CALLED}ask", "b"]]
    assert list(steps["weigh"].say) == [f"{CALLED}weigh"]


def test_the_pack_itself_stays_as_it_is() -> None:
    """A stage is a copy."""
    pack = load_pack(GOOD)
    before = pack.session["welcome"]
    staged(pack, pack.exercises["rest"])
    assert pack.session["welcome"] is before


def test_what_a_step_goes_by() -> None:
    """Two ratings, a place near here, or nothing."""
    assert [read_at(step) for step in TRIED.steps.values()] == [{"before", "after"}, set(), {PLACES}, set()]
