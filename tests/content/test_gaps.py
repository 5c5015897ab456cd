"""Lines that tell whom to call, in places where not every number is known."""

import re
from collections.abc import Callable

import pytest

from coach.bootstrap import gaps
from coach.contacts import Contacts, directory
from coach.content.gaps import ANYWHERE, IN_REPAIR, SENTENCES, fill, ratings_told, tells_all, told, unfilled
from coach.content.pack import Pack

ALL = {
    "emergency_number": "9 9 9", "crisis_line": "Samaritans", "crisis_number": "1 1 6 1 2 3",
    "violence_line": "the Line", "violence_number": "0 8 0 8", "unknown_line": "I know none. Call {emergency_number}.",
}  # fmt: skip
NO_LINE = {name: said for name, said in ALL.items() if name in ("emergency_number", "unknown_line")}
NO_VIOLENCE_LINE = {name: said for name, said in ALL.items() if not name.startswith("violence")}
PLACES = {"place_name": "", "place_number": "", "place_hours": ""}
NUMBER_GAPS = re.compile(r"{(emergency_|(crisis|violence)_(line|number))")


@pytest.mark.parametrize(
    ("line", "gaps", "said"),
    [
        ("Call {crisis_line} on {crisis_number}.", ALL, "Call Samaritans on 1 1 6 1 2 3."),
        ("I stay. Call {crisis_number}. In danger, {emergency_number}.", NO_LINE, "I stay. In danger, 9 9 9."),
        ("I stay. {crisis_line} is there.", NO_LINE, "I stay. I know none. Call 9 9 9."),
        ("Call {crisis_number} or {emergency_number}. Ten quiet seconds.", NO_LINE,
         "I know none. Call 9 9 9. Ten quiet seconds."),
        ("Call {violence_number}. Or {crisis_number}.", NO_VIOLENCE_LINE, "I know none. Call 9 9 9. Or 1 1 6 1 2 3."),
        ("Breathe out.", NO_LINE, "Breathe out."),
    ],
)  # fmt: skip
def test_a_sentence_about_a_line_that_is_not_known_is_left_out(line: str, gaps: dict[str, str], said: str) -> None:
    """The rest of the line stays as it is; a line that named a number still names one."""
    assert fill(line, gaps) == said


@pytest.mark.parametrize("name", ["en", "es"])
@pytest.mark.parametrize("contacts", [Contacts(), Contacts(emergency_number="102")], ids=["nothing", "no line"])
def test_no_line_of_a_pack_loses_whom_to_call(
    pack_called: Callable[[str], Pack], name: str, contacts: Contacts
) -> None:
    """Also where nothing is known: what named a number says whom to call, what asked still asks, silences are told."""
    pack = pack_called(name)
    known = gaps(contacts, pack.header.unknown)
    called = known["emergency_number"]
    for line_id, text in pack.lines():
        if not NUMBER_GAPS.search(text):
            continue
        said = fill(text, known | PLACES)
        assert called in said and "{" not in said, line_id
        last = SENTENCES.split(text)[-1]
        if last.endswith("?") or any(word in last.lower() for word in pack.header.silence_words):
            assert said.endswith(fill(last, known)), line_id


@pytest.mark.parametrize("name", ["en", "es"])
def test_every_country_hears_its_own_numbers(pack_called: Callable[[str], Pack], name: str) -> None:
    """In every line of both packs no number is said but those of the country, digit by digit."""
    pack = pack_called(name)
    texts = [text for _, text in pack.lines() if NUMBER_GAPS.search(text)]
    for code, country in directory().countries.items():
        known = gaps(country.contacts(), pack.header.unknown)
        own = {said for gap, said in known.items() if gap.endswith("_number")}
        heard = " ".join(fill(text, known | PLACES) for text in texts)
        numbers = set(re.findall(r"(?:\* )?\d(?: \d)*", heard))
        assert numbers == own, code


@pytest.mark.parametrize("name", ["en", "es"])
def test_every_safety_path_begins_with_whom_to_call_also_where_nothing_is_known(
    pack_called: Callable[[str], Pack], name: str
) -> None:
    """In words, where there are no digits."""
    pack = pack_called(name)
    known = gaps(Contacts(), pack.header.unknown)
    for script in pack.safety.values():
        first = " ".join(fill(text, known) for text in next(iter(script.steps.values())).say.values())
        assert pack.header.unknown.emergency_number in first, script.id


@pytest.mark.parametrize(
    ("line", "gaps"),
    [
        ("Call {crisis_number}.", []),
        ("{{So}} it is.", []),
        ("Was that {candidate:d}?", ["candidate:d"]),
        ("Was that {candidate!r}?", ["candidate!r"]),
        ("Was that {candidate.real}?", ["candidate.real"]),
        ("Was that {candidate:{second}}?", ["candidate:{second}"]),
        ("Was that {}?", [""]),
        ("Was that {?", ["{ or }"]),
    ],
)
def test_a_gap_is_a_bare_name(line: str, gaps: list[str]) -> None:
    """Whatever else stands in it would break a session off, in the middle of a question."""
    assert list(unfilled(line, IN_REPAIR["confirm"])) == gaps


@pytest.mark.parametrize("line", ["Call {crisis_number}.", "{candidate}, or {second}?", "{candidate}"])
def test_what_passes_can_be_said(line: str) -> None:
    """Each gap that a line of repair.yaml may have is filled with words."""
    assert list(unfilled(line, IN_REPAIR["confirm"])) == []
    assert "{" not in fill(line, dict.fromkeys((*ANYWHERE, "candidate", "second", "unknown_line"), "words"))


def test_a_number_given_earlier_is_told_only_where_it_was_given() -> None:
    """All of those that a line names."""
    line = "You said {rated_before}, now {rated_after}."
    assert ratings_told(line) == ["before", "after"]
    assert tells_all(line, told({"before": "five", "after": "two"})) and not tells_all(line, told({"before": "five"}))
