"""What is read where a session is typed."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from coach.content.pack import Pack
from coach.content.reading import Reading, check_instead, check_reading, heard_elsewhere, in_writing, unheard

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


@pytest.mark.parametrize("language", ["en", "es"])
def test_whoever_is_heard_by_another_machine_is_told_so_first(
    language: str, pack_called: Callable[[str], Pack]
) -> None:
    """In the first line, and to who asks; and that nothing is sent is said nowhere any more."""
    pack = pack_called(language)
    before, told = dict(pack.lines()), dict(heard_elsewhere(pack).lines())
    changed = {line_id for line_id, text in before.items() if told[line_id] != text}
    assert changed == {"welcome.hello", "intents.what_is_kept"} == pack.header.elsewhere.keys()
    assert re.search("another machine|otra máquina", told["welcome.hello"].lower())
    assert not any(re.search("send nothing|no envío nada", text) for text in told.values())


def test_what_is_told_then_is_checked_like_every_line(english: Pack) -> None:
    """By the line that it stands for."""
    header = english.header.model_copy(update={"elsewhere": {"welcome.hello": "We listen!", "x.y": "Z."}})
    codes = {(flaw.where, flaw.code) for flaw in check_instead(replace(english, header=header))}
    assert (("elsewhere", "welcome.hello"), "C045") in codes and (("elsewhere", "x.y"), "C023") in codes


@pytest.mark.parametrize("language", ["en", "es"])
def test_where_no_microphone_is_open_nobody_is_told_that_it_listens(
    language: str, pack_called: Callable[[str], Pack]
) -> None:
    """Nor, by what comes at any place of a session, to say a word: it would not be heard."""
    pack = pack_called(language)
    told = dict(unheard(pack).lines())
    assert all(told[line_id] == text for line_id, text in pack.header.unheard.items())
    anywhere = [line for line in told if re.match(r"welcome\.|repair\.(no_input|standing|still|paused|help)", line)]
    hears = re.compile(
        r"\b(say (ready|stop|help|yes|go on|a word)|listening|hear|speak|di|hablar,|oí|escucho)\b", re.IGNORECASE
    )
    assert [told[line] for line in anywhere if hears.search(told[line]) and not line.endswith("_hint")] == []
