"""A pack knows all that can be said from it."""

from coach.content.loader import load_pack
from coach.content.pack import Pack
from tests.content.scripts import GOOD, pack_of, script


def test_the_lines_are_those_of_the_scripts_and_of_repair() -> None:
    """Each with the id that its recording has."""
    pack = pack_of(tried=script("a: {say: {a: Hello.}, end: finish}"))
    lines = dict(pack.lines())
    assert lines["tried.a"] == "Hello."
    assert lines["repair.no_match_again_two"] == "Sorry again."
    assert lines["repair.dont_know_one"] == "That is fine."


def test_every_script_is_found_by_its_id() -> None:
    """With the file that it stands in."""
    pack = load_pack(GOOD)
    assert pack.scripts.keys() == {*pack.session, "rest", "danger"}
    files = {pack.file_of(name) for name in pack.scripts}
    assert {"session/welcome.yaml", "exercises/rest.yaml", "safety/danger.yaml"} <= files
    assert all((GOOD / file).is_file() for file in files)


def test_no_line_of_the_english_pack_has_another_s_id(english: Pack) -> None:
    """A recording could not tell them apart."""
    ids = [line_id for line_id, _ in english.lines()]
    assert len(ids) == len(set(ids)) > 200
