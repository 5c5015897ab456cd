"""The flow of a script as a picture."""

from xml.etree import ElementTree

from coach.content.pack import Pack
from coach.rehearsal.diagram import PALE, draw
from tests.content.scripts import script

STEPS = """
begin:
  say: {a: 'Are you "there" & <well>?'}
  ask: {answers: {"yes": {}, "no": {go: rest}}, silent: {end: stop}, hint: {b: Say yes.}}
rate:
  say: {c: 'How hungry?'}
  ask: {rating: hunger, bands: [{up_to: 3, go: rest}, {up_to: 10, go: done}], unsure: {go: done}, hint: {d: A number.}}
rest: {say: {e: Five quiet seconds.}, wait_seconds: 5}
done: {say: {f: Goodbye.}, end: finish}
"""
SVG = "{http://www.w3.org/2000/svg}"


def texts(svg: str) -> set[str | None]:
    """All that is written in the picture."""
    return {text.text for text in ElementTree.fromstring(svg).iter(f"{SVG}text")}


def test_every_step_is_a_box_and_every_way_is_called_by_what_leads_there() -> None:
    """Answers, numbers, silence, and where it leads out."""
    told = texts(draw(script(STEPS)))
    assert {"begin", "rate", "rest", "done", "[5 quiet seconds]", "[zero to ten]"} <= told
    assert {"yes, unsure", "no", "up to 3, silent", "silent \u25b8 the session ends", "on with the session"} <= told


def test_where_it_leads_out_is_never_left_out() -> None:
    """Where there is little room, what leads there is told in part."""
    away = "a_very_long_name_of_another_exercise"
    answers = ", ".join(f"number_{n}: {{phrases: [n], start: {away}}}" for n in range(9))
    svg = draw(script(f"a: {{say: {{a: 'So?'}}, ask: {{answers: {{{answers}}}}}, end: finish}}"))
    assert "number ... \u25b8 a very long name of another exercise" in texts(svg)


def test_what_an_author_writes_stays_words() -> None:
    """Signs of HTML are no part of the picture."""
    assert 'Are you "there" & <well>?' in texts(draw(script(STEPS)))


def test_a_step_leads_to_its_place_on_the_page() -> None:
    """By its name."""
    assert 'href="#rest"' in draw(script(STEPS))


def test_who_gives_no_answer_goes_by_a_pale_line() -> None:
    """The ways that somebody chose stand out."""
    picture = ElementTree.fromstring(draw(script(STEPS)))
    colours = [line.get("stroke") for line in picture.iter(f"{SVG}line")]
    assert colours.count(PALE) == 1  # silent, out of the session
    assert len(set(colours)) > 2


def test_nothing_stands_outside_of_the_picture(english: Pack) -> None:
    """Also in a script without ways to the side."""
    plain = script("a: {say: {a: Goodbye.}, end: finish}")
    for drawn in (plain, script(STEPS), english.exercises["urge_surfing"], english.safety["suicide"]):
        picture = ElementTree.fromstring(draw(drawn))
        left, top, width, height = map(float, str(picture.get("viewBox")).split())
        for element in picture.iter():
            for name in ("x", "x1", "x2", "cx"):
                assert left <= float(element.get(name, "0")) <= left + width
            for name in ("y", "y1", "y2", "cy"):
                assert top <= float(element.get(name, "0")) <= top + height


def test_every_script_of_the_english_pack_can_be_drawn(english: Pack) -> None:
    """Whatever it is made of."""
    for drawn in (*english.session.values(), *english.exercises.values(), *english.safety.values()):
        svg = draw(drawn)
        assert all(f'href="#{name}"' in svg for name in drawn.steps)
