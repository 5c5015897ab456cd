"""The flow of a script as a picture."""

import shutil

import pytest

from coach.content.graph import ways_through
from coach.content.pack import Pack
from coach.rehearsal.diagram import draw, named
from tests.content.scripts import script

STEPS = """
begin:
  say: {a: 'Are you "there"?'}
  ask: {answers: {"yes": {}, "no": {go: rest}}, silent: {end: stop}, hint: {b: Say yes.}}
rate: {say: {c: 'How hungry?'}, ask: {rating: hunger, bands: [{up_to: 3, go: rest}, {up_to: 10, go: done}], hint: {d: A number.}}}
rest: {say: {e: Five quiet seconds.}, wait_seconds: 5}
done: {say: {f: Goodbye.}, end: finish}
"""  # noqa: E501 - one step a line

pytestmark = pytest.mark.skipif(not shutil.which("dot"), reason="needs Graphviz")


def test_every_step_is_a_box_and_every_way_is_called_by_what_leads_there() -> None:
    """Answers, numbers, silence, and where it leads out."""
    svg = draw(script(STEPS))
    assert svg.startswith("<svg")
    for told in ("BEGIN", "RATE", "REST", "DONE", "no", "up to 3", "silent", "the session ends", "on with the session"):
        assert f">{told}<" in svg or f", {told}" in svg or f"{told}, " in svg, told


def test_a_step_leads_to_its_place_on_the_page() -> None:
    """By its name."""
    assert 'xlink:href="#rest"' in draw(script(STEPS))


def test_a_way_without_a_choice_has_no_name() -> None:
    """There is nothing to say about it."""
    ways = ways_through(script(STEPS))
    assert [named(way) for way in ways["rest"]] == [""]
    assert "no" in [named(way) for way in ways["begin"]]


def test_every_script_of_the_english_pack_can_be_drawn(english: Pack) -> None:
    """Whatever it is made of: one of each part is enough here."""
    for drawn in (english.session["choice"], english.exercises["urge_surfing"], english.safety["suicide"]):
        svg = draw(drawn)
        assert all(f'href="#{name}"' in svg for name in drawn.steps)
