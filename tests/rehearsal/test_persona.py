"""Personas: who comes with the coach, and what is refused in somebody's own."""

from pathlib import Path

import pytest

from coach import document
from coach.content.pack import Pack
from coach.errors import AuthorError, CallerError
from coach.rehearsal import persona
from coach.rehearsal.persona import Persona

HEAD = "id: me\nabout: Somebody.\nvoice: {name: rms}\n"


def written(folder: Path, text: str) -> Path:
    """A persona file."""
    path = folder / "me.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, pack: Pack, text: str) -> list[str]:
    """Line, code and message of every fault."""
    with pytest.raises(AuthorError) as found:
        persona.check(document.read(written(folder, text), Persona), pack)
    return [f"{fault.line} {fault.code} {fault.message}" for fault in found.value.faults]


@pytest.mark.parametrize("name", persona.names())
def test_every_persona_fits_the_english_pack(name: str, english: Pack) -> None:
    """Each answer names a step that there is and a meaning that it knows; the file is named after the persona."""
    found = persona.find(name)
    persona.check(found, english)
    assert found.content.id == name
    assert found.content.about.endswith(".")


def test_the_six_that_the_issue_asks_for_are_there() -> None:
    """And whoever else came later."""
    assert {"calm", "hesitant", "rising", "silent", "hostile", "in_crisis"} <= set(persona.names())


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("check_in.carving: [{say: six}]", "5 P001 the pack has no step 'check_in.carving'"),
        ("nowhere.craving: [{say: six}]", "5 P001 the pack has no step 'nowhere.craving'"),
        ("check_in.craving:\n  - {say: six, means: 11}", "6 P002 11 is none of"),
        ("choice.menu:\n  - {say: breathing, means: breth}", "6 P002 'breth' is none of"),
        ("choice.menu:\n  - {say: the blue one}", "6 P003 choice.menu does not know 'the blue one': add `means`"),
        ("urge_surfing.breathe:\n  - {say: seven}", "6 P003 urge_surfing.breathe does not know 'seven'"),
    ],
)
def test_an_answer_that_does_not_fit_the_pack_is_named_with_its_line(
    tmp_path: Path, english: Pack, answer: str, expected: str
) -> None:
    """So a renamed step shows in the rehearsals, not as a persona that falls silent."""
    indented = "  " + answer.replace("\n", "\n  ")
    (fault,) = faults(tmp_path, english, f"{HEAD}answers:\n{indented}\n")
    assert fault.startswith(expected)


def test_all_faults_are_listed(tmp_path: Path, english: Pack) -> None:
    """Not only the first."""
    text = f"{HEAD}answers:\n  no.step: [{{say: six}}]\n  choice.menu: [{{say: hm}}, {{say: ha}}]\n"
    assert [fault.split()[1] for fault in faults(tmp_path, english, text)] == ["P001", "P003", "P003"]


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        (HEAD + "answers: {}\nmood: bad\n", 5, "D004"),
        (HEAD, 1, "D005"),
        (HEAD.replace("rms", "robot") + "answers: {}\n", 3, "D006"),
        (HEAD + "answers:\n  welcome.ready: [{say: yes}]\n", 5, "D007"),
        (HEAD + "answers:\n  welcome.ready: [{say: ready, key: stop}]\n", 5, "D006"),
        (HEAD + "answers:\n  welcome.ready: [{say: ' ... '}]\n", 5, "D006"),
        (HEAD + "noise: {kind: file}\nanswers: {}\n", 4, "D006"),
        (HEAD + "noise: {kind: pink, file: fan.wav}\nanswers: {}\n", 4, "D006"),
        (HEAD + "answers:\n  welcome.ready: []\n", 5, "D006"),
        (HEAD + "level_db: 3\nanswers: {}\n", 4, "D006"),
    ],
)
def test_a_file_that_is_no_persona_is_refused_with_its_line(tmp_path: Path, text: str, line: int, code: str) -> None:
    """By the same rules as a pack."""
    with pytest.raises(AuthorError) as found:
        document.read(written(tmp_path, text), Persona)
    assert [(fault.line, fault.code) for fault in found.value.faults] == [(line, code)]


def test_a_persona_is_found_by_name_or_by_path(tmp_path: Path) -> None:
    """A name first."""
    assert persona.find("calm").content.id == "calm"
    assert persona.find(str(written(tmp_path, HEAD + "answers: {}\n"))).content.id == "me"


@pytest.mark.parametrize("name", ["clam", "no/such.yaml", "../calm", "README.md"])
def test_who_is_not_there_is_said_with_who_is(name: str) -> None:
    """One line, and the fix."""
    with pytest.raises(CallerError, match=r"There is no persona .*calm, hesitant"):
        persona.find(name)
