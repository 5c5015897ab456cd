"""A YAML file checked into a model, with the place of every fault."""

from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach import document
from coach.document import Checked
from coach.errors import AuthorError, Fault


class Room(Checked):
    """For the tests."""

    name: str
    beds: int = 1


class House(Checked):
    """For the tests."""

    rooms: dict[str, Room] = {}
    doors: list[str] = []
    kind: Literal["old", "new"] = "old"
    front: Room | int = 0


def read(tmp_path: Path, text: str) -> document.Document[House]:
    """The house that this text describes."""
    file = tmp_path / "house.yaml"
    file.write_text(text, encoding="utf-8")
    return document.read(file, House)


def faults(tmp_path: Path, text: str) -> tuple[Fault, ...]:
    """What is wrong with this text."""
    with pytest.raises(AuthorError) as raised:
        read(tmp_path, text)
    return raised.value.faults


def test_a_right_file_becomes_a_model(tmp_path: Path) -> None:
    """Keys become fields, in all depths."""
    house = read(tmp_path, "rooms:\n  kitchen: {name: Kitchen, beds: 0}\ndoors: [front, back]\n").content
    assert house == House(rooms={"kitchen": Room(name="Kitchen", beds=0)}, doors=["front", "back"])


@pytest.mark.parametrize(
    ("text", "place", "code", "says"),
    [
        ("doors: [\n", (2, 1), "D002", "not YAML"),
        ("", (0, 0), "D002", "empty"),
        ("# only a remark\n", (0, 0), "D002", "empty"),
        ("doors: [a]\nkind: old\ndoors: [b]\n", (3, 1), "D003", "'doors' stands twice"),
        ("rooms:\n  a:\n    name: A\n    name: B\n", (4, 5), "D003", "'name' stands twice"),
        ("door: [a]\n", (1, 1), "D004", "unknown key 'door'"),
        ("rooms:\n  a:\n    name: A\n    window: 1\n", (4, 5), "D004", "unknown key 'window'"),
        ("rooms:\n  a:\n    beds: 2\n", (2, 3), "D005", "'name' is missing"),
        ("rooms:\n  a:\n    name: A\n    beds: many\n", (4, 11), "D006", "beds"),
        ("doors:\n  - a\n  - 7\n", (3, 5), "D006", ""),
        ("doors:\n  - a\n  - yes\n", (3, 5), "D007", '"yes" in quotes'),
        ("doors: [off]\n", (1, 9), "D007", '"off" in quotes'),
        ("rooms:\n  no: {name: A}\n  yes: {name: B}\n", (2, 3), "D007", '"no" in quotes'),
        ("rooms:\n  a: {name: Kitchen, big}\n", (2, 22), "D004", "'big'"),
        ("rooms:\n  a: {name: }\n", (2, 13), "D006", "'name' has no text"),
        ("kind: middling\n", (1, 7), "D006", "'old' or 'new'"),
        ("doors: &all [a]\nrooms: *all\n", (2, 8), "D008", "aliases"),
        ("- a\n- b\n", (1, 1), "D006", "the file"),
        ("doors: !!python/object:os.system [a]\n", (1, 8), "D002", "tag"),
        ("kind: {? [a, b] : c}\n", (1, 10), "D002", "a key is one word"),
        ("kind: 2026-13-45\n", (0, 0), "D002", "in quotes"),
        ("<<: 7\n", (1, 5), "D002", "merg"),
        ("7: a\n", (1, 4), "D006", "7"),
        ("doors: " + "[" * 2000, (1, 57), "D009", "nested"),
        ("doors: [" + "a, " * 400_000 + "]", (0, 0), "D009", "bytes"),
    ],
)
def test_each_fault_has_its_code_and_place(
    tmp_path: Path, text: str, place: tuple[int, int], code: str, says: str
) -> None:
    """An editor can jump to it."""
    fault = faults(tmp_path, text)[0]
    assert ((fault.line, fault.column), fault.code) == (place, code)
    assert says in fault.message


def test_all_faults_are_found_at_once(tmp_path: Path) -> None:
    """Nobody has to mend one to see the next."""
    found = faults(tmp_path, "door: [a]\nkind: middling\nrooms:\n  a: {beds: x}\n  no: {name: B, name: C}\n")
    assert [(fault.line, fault.code) for fault in found] == [
        (1, "D004"), (2, "D006"), (4, "D005"), (4, "D006"), (5, "D007"), (5, "D003"),
    ]  # fmt: skip


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    """So is a folder, and a file that is not text."""
    with pytest.raises(AuthorError, match="D001"):
        document.read(tmp_path / "nowhere.yaml", House)
    with pytest.raises(AuthorError, match="D001"):
        document.read(tmp_path, House)
    (tmp_path / "sound.yaml").write_bytes(b"RIFF\xff\xfe\x00")
    with pytest.raises(AuthorError, match="D001"):
        document.read(tmp_path / "sound.yaml", House)


def test_a_later_check_can_point_at_a_place(tmp_path: Path) -> None:
    """`fault` finds the key of a mapping, and the value where it is a word."""
    house = read(tmp_path, "rooms:\n  kitchen:\n    name: Kitchen\n")
    assert house.fault(("rooms", "kitchen"), "X001", "no window").line == 2
    fault = house.fault(("rooms", "kitchen", "name"), "X001", "too long")
    assert (fault.line, fault.column) == (3, 11)


YAML_MARKS = some.lists(some.sampled_from([*":-?[]{}&*!|>'\"%@#,~", " ", "\n", "a", "7", "doors", "rooms", "<<", "- "]))


@given(some.text() | YAML_MARKS.map("".join))
def test_no_text_brings_anything_but_faults(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever stands in a file, reading it gives a model or an AuthorError."""
    file = tmp_path_factory.getbasetemp() / "any.yaml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        document.read(file, House)
    except AuthorError as error:
        assert error.faults
