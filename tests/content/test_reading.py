"""What is read where a session is typed."""

import re
from collections.abc import Callable

import pytest

from coach.content.pack import Pack
from coach.content.reading import Reading, check_reading, in_writing

OF_HEARING = {
    "en": r"\bhear you\b|\bi heard|am listening|just listen|(with|by) (a|the) sound|sound rises|(a|the|number) keys?\b",
    "es": r"\bte oigo\b|\bno te oí|\boí\b|te escucho|solo escucha|con (un|el) sonido|sonido sube|\bteclas?\b",
}


@pytest.mark.parametrize("language", OF_HEARING)
def test_a_session_that_is_read_does_not_speak_of_hearing(language: str, pack_called: Callable[[str], Pack]) -> None:
    """No line of any path, but for the microphone's, which a typed session has none of."""
    pack = in_writing(pack_called(language))
    spoken_of = [
        text
        for line_id, text in pack.lines()
        if re.search(OF_HEARING[language], text.lower()) and not line_id.startswith("repair.microphone")
    ]
    assert spoken_of == []
    assert re.search(OF_HEARING[language], pack.header.screen.listening) is None


def test_everything_else_stays_as_it_is(english: Pack) -> None:
    """The same lines in the same places, and what is said aloud is not touched."""
    before = list(english.lines())
    read = dict(in_writing(english).lines())
    assert list(read) == list(dict(before))
    assert {line_id for line_id, text in before if read[line_id] != text} == english.reading.keys() - {
        "screen.listening"
    }
    assert list(english.lines()) == before


def test_a_line_to_read_has_the_gaps_of_the_spoken_one(english: Pack) -> None:
    """Nothing else would be filled; and it is as plain and kind as any line."""
    reading = Reading.model_validate({"repair.read_back": "Is it {second}?", "repair.slower": "We go on!", "x.y": "Z."})
    codes = {(flaw.where, flaw.code) for flaw in check_reading(reading, english)}
    assert (("repair.read_back",), "C041") in codes and (("repair.slower",), "C045") in codes
    assert (("x.y",), "C023") in codes
