"""Everything in the diagram has a place of its own."""

from itertools import pairwise

from coach.content.pack import Pack
from coach.rehearsal.layout import lay_out
from tests.content.scripts import script

TRIED = script("""
begin:
  say: {a: 'Are you there?'}
  ask: {answers: {"yes": {}, "no": {go: done}, later: {go: rest}}, unsure: {go: done}, hint: {b: Say yes.}}
talk: {say: {c: 'What is it like?'}, ask: {open: true, silent: {go: done}}}
rest: {say: {e: Five quiet seconds.}, wait_seconds: 5, during: {back: {phrases: [back], go: begin}}}
done: {say: {f: Goodbye.}, end: finish}
""")


def test_steps_stand_below_each_other_in_the_order_of_the_file() -> None:
    """With room in between; the way to the next one is straight."""
    boxes = list(lay_out(TRIED).boxes.values())
    assert [box.name for box in boxes] == list(TRIED.steps)
    assert all(above.bottom < below.top for above, below in pairwise(boxes))
    assert [box.down.names if box.down else None for box in boxes] == [
        ("yes", "silent"), ("any words", "unsure"), (), None,
    ]  # fmt: skip


def test_ways_to_one_step_share_one_line() -> None:
    """Those that lead back stand on the left."""
    layout = lay_out(TRIED)
    assert set(layout.lanes) == {(1, "rest"), (1, "done"), (-1, "begin")}
    assert len(layout.lanes[1, "done"].heights) == 2
    begin = layout.boxes["begin"]
    taken = [layout.lane(begin, arrow) for _, arrow in begin.beside]
    assert taken == [layout.lanes[1, "done"], layout.lanes[1, "rest"]]
    ((_, out),) = layout.boxes["done"].beside
    assert layout.lane(layout.boxes["done"], out) is None


def test_no_line_runs_over_another(english: Pack) -> None:
    """The short ones are next to the boxes."""
    for drawn in (TRIED, *english.exercises.values()):
        layout = lay_out(drawn)
        for side in (1, -1):
            lanes = [lane for lane in layout.lanes.values() if lane.side == side]
            places = [(lane.number, y) for lane in lanes for y in range(lane.span[0], lane.span[1] + 1)]
            assert len(places) == len(set(places)), drawn.id
    assert lay_out(TRIED).lanes[1, "rest"].number < lay_out(TRIED).lanes[1, "done"].number
    assert (lay_out(TRIED).width(1), lay_out(TRIED).width(-1)) == (2, 1)


def test_each_way_beside_a_box_has_a_row_of_its_own(english: Pack) -> None:
    """Inside of the box's height, below where others come in."""
    for drawn in english.exercises.values():
        for box in lay_out(drawn).boxes.values():
            heights = [box.enters, *(height for height, _ in box.beside)]
            assert all(lower - higher > 10 for higher, lower in pairwise(heights))
            assert box.top < heights[0] and heights[-1] < box.bottom
