"""A pack is loaded whole, or every fault in it is told; whatever stands in its files, nothing breaks."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.content.loader import PACKS, load_pack, pack_folder
from coach.content.pack import SESSION_PARTS
from coach.errors import AuthorError, CallerError
from tests.content.scripts import GOOD

EXERCISES = sorted((PACKS / "en" / "exercises").glob("*.yaml"))


def test_a_pack_is_loaded_from_its_folder() -> None:
    """With all the parts of a session."""
    pack = load_pack(GOOD)
    assert tuple(sorted(pack.session)) == tuple(sorted(SESSION_PARTS))
    assert (list(pack.exercises), list(pack.safety), pack.folder) == (["rest"], ["danger"], GOOD)


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    """A file that cannot be read keeps no other from being checked."""
    folder = shutil.copytree(GOOD, tmp_path / "pack")
    (folder / "words.yaml").write_text("everywhere: [\n")
    (folder / "risk.yaml").write_text("paths: {danger: {rules: {stuck: {risk: [yes]}}}}\n")
    (folder / "session" / "close.yaml").unlink()
    rest = folder / "exercises" / "rest.yaml"
    rest.write_text(rest.read_text().replace("Rest for", "We rest for"))
    with pytest.raises(AuthorError) as caught:
        load_pack(folder)
    told = [(fault.path.name, fault.code) for fault in caught.value.faults]
    assert told == [("rest.yaml", "C045"), ("risk.yaml", "D007"), ("close.yaml", "C001"), ("words.yaml", "D002")]


def test_an_empty_folder_is_told_what_it_lacks(tmp_path: Path) -> None:
    """Every file that a pack needs, and an exercise."""
    with pytest.raises(AuthorError) as caught:
        load_pack(tmp_path)
    assert {fault.code for fault in caught.value.faults} == {"C001"}
    assert len(caught.value.faults) == 4 + len(SESSION_PARTS) + 1


def test_a_pack_is_found_by_name_and_by_path() -> None:
    """Its own name in coach/packs, or any folder."""
    assert pack_folder("en") == PACKS / "en"
    assert pack_folder(str(GOOD)) == GOOD


@pytest.mark.parametrize("name", ["xx", "", "/nowhere/at/all"])
def test_a_pack_that_is_not_there_is_the_caller_s_mistake(name: str) -> None:
    """The error names those that there are."""
    with pytest.raises(CallerError, match="one of these: en"):
        pack_folder(name)


def places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in plain data."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else []
    return [(*at, key) for key, _ in inside] + [place for key, sub in inside for place in places(sub, (*at, key))]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_is_taken_out_or_put_in_a_fault_is_told_or_the_pack_loads(tmp_path: Path, data: st.DataObject) -> None:
    """One part of an exercise is lost or replaced: never a traceback, and every fault has its place."""
    exercise = data.draw(st.sampled_from(EXERCISES))
    content = yaml.safe_load(exercise.read_text())
    *way, last = data.draw(st.sampled_from(places(content)))
    node = content
    for key in way:
        node = node[key]
    put_in = data.draw(st.sampled_from(["take out", "nowhere", "", None, 7, [], {}, {"go": "nowhere"}, ["yes"], "{"]))
    if put_in == "take out":
        del node[last]
    else:
        node[last] = put_in
    folder = shutil.copytree(GOOD, tmp_path / "pack", dirs_exist_ok=True)
    file = folder / "exercises" / "urge_surfing.yaml"
    file.write_text(yaml.safe_dump(content, sort_keys=False))
    try:
        load_pack(folder)
    except AuthorError as faulty:
        assert all(fault.code and fault.message for fault in faulty.faults)
        assert all(fault.line and fault.column for fault in faulty.faults if fault.path == file)


def test_the_exercise_in_the_instructions_is_right(tmp_path: Path) -> None:
    """What an author is told to write loads as it stands there."""
    folder = shutil.copytree(GOOD, tmp_path / "pack")
    _, example, _ = (PACKS / "README.md").read_text().split("```")
    (folder / "exercises" / "five_things.yaml").write_text(example.removeprefix("yaml\n"))
    assert load_pack(folder).exercises["five_things"].title == "five things"


HEAD = "id: rest\ntitle: rest\nversion: 1\nlocale: en-US\nstatus: draft\nauthor: nobody\nsources: [a test]\nsteps:\n"
TOO_MUCH = {  # what no author writes, by the file that it is written into; and the code that refuses it
    "ten megabytes": ("exercises/rest.yaml", "steps: [" + "a, " * 3_500_000 + "]", "D009"),
    "a bomb": ("words.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "D008"),
    "brackets without end": ("risk.yaml", "a: " + "[" * 100_000, "D009"),
    "steps down without end": ("risk.yaml", "".join(" " * depth + "a:\n" for depth in range(900)), "D009"),
    "a number without end": ("pack.yaml", "id: " + "9" * 100_000, "D002"),
    "wrong types": ("words.yaml", "everywhere: 7\nshared: [a]\nnumbers: x\ncarriers: {}\nhesitations: 1\n", "D006"),
    "an unknown key": ("pack.yaml", "id: good\nlocale: en-US\nsilent_exercise: rest\ncolor: red", "D004"),
    "a class of itself": ("risk.yaml", "classes: {a: [<a>]}\npaths: {danger: {rules: {x: {risk: [<a>]}}}}", "C053"),
    "steps without end": (
        "exercises/rest.yaml",
        HEAD + "".join(f"  s{n}: {{say: {{a{n}: A.}}}}\n" for n in range(900)),
        "D006",
    ),
    "entries without end": ("words.yaml", "hesitations: [" + "um, " * 2000 + "]", "D009"),
    "mistakes without end": ("words.yaml", "".join(f"a{n}: {[1] * 500}\n" for n in range(190)), "D009"),
    "a word without end": ("exercises/rest.yaml", f"{HEAD}  a: {{say: {{a: {'m' * 200_000}}}, end: finish}}\n", "C042"),
    "classes that multiply": (
        "risk.yaml",
        "classes:\n  a0: [x]\n" + "".join(f"  a{n}: [{f'<a{n - 1}> ' * 10}]\n" for n in range(1, 12))
        + "paths: {danger: {rules: {x: {risk: [<a11>]}}}}\n",
        "C053",
    ),
}  # fmt: skip
STEPS_THAT_FORK = """
id: rest
title: rest
version: 1
locale: en-US
status: draft
author: nobody
sources: [a test]
steps:
{forks}
  s198: {{say: {{a198: A.}}}}
  s199: {{say: {{a199: A.}}, end: finish}}
"""
FORK = "  s{n}: {{say: {{a{n}: A.}}, branch: {{rating: r, bands: [{{up_to: 10, go: s{m}}}], unknown: s{o}}}}}"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """A good pack that a test may spoil."""
    return shutil.copytree(GOOD, tmp_path / "pack")


def codes(pack: Path) -> set[str]:
    """The codes of a pack's faults."""
    with pytest.raises(AuthorError) as refused:
        load_pack(pack)
    return {fault.code for fault in refused.value.faults}


@pytest.mark.parametrize("kind", TOO_MUCH)
def test_what_would_cost_much_is_refused_for_what_it_is(pack: Path, kind: str) -> None:
    """Before anything is built of it."""
    name, text, code = TOO_MUCH[kind]
    (pack / name).write_text(text)
    assert code in codes(pack)


def test_a_pack_of_too_many_files_is_not_read(pack: Path) -> None:
    """Nor one of too many characters, each file of which would be allowed."""
    for number in range(600):
        (pack / "exercises" / f"e{number}.yaml").write_text("id: e\n")
    assert codes(pack) == {"D009"}
    for number in range(600):
        (pack / "exercises" / f"e{number}.yaml").unlink()
    for number in range(6):
        (pack / "exercises" / f"e{number}.yaml").write_text("#" * 290_000)
    assert codes(pack) == {"D009"}


def test_steps_that_fork_and_meet_again_are_gone_through_once(pack: Path) -> None:
    """Two hundred forks are more ways than there are atoms in the world."""
    forks = "\n".join(FORK.format(n=n, m=n + 1, o=n + 2) for n in range(198))
    (pack / "exercises" / "rest.yaml").write_text(STEPS_THAT_FORK.format(forks=forks))
    assert {"C020", "C046"} <= codes(pack)


def test_a_file_that_is_no_text_is_refused(pack: Path) -> None:
    """A picture, or a program."""
    (pack / "repair.yaml").write_bytes(bytes(range(256)) * 100)
    assert codes(pack) == {"D001"}


def test_links_that_lead_in_a_circle_are_refused(pack: Path) -> None:
    """To themselves, and to the folder that they stand in."""
    (pack / "exercises" / "more").symlink_to("..")
    assert codes(pack) == {"C007"}
    (pack / "repair.yaml").unlink()
    (pack / "repair.yaml").symlink_to("repair.yaml")
    assert "C001" in codes(pack)


def test_what_is_no_file_keeps_nobody_waiting(pack: Path) -> None:
    """A pipe, a device, a folder in the place of one."""
    header = pack / "pack.yaml"
    header.unlink()
    os.mkfifo(header)
    assert "C001" in codes(pack)
    header.unlink()
    header.symlink_to("/dev/zero")
    assert "C001" in codes(pack)
    header.unlink()
    header.mkdir()
    assert "C001" in codes(pack)


@pytest.mark.parametrize("to", ["/dev/zero", "nowhere"])
def test_what_was_learnt_is_a_file_or_is_told(pack: Path, to: str) -> None:
    """A link to nowhere is not the same as having learnt nothing."""
    (pack / "risk.npz").symlink_to(to)
    assert codes(pack) == {"C019"}


def test_a_folder_that_is_no_pack_is_told_shortly(tmp_path: Path) -> None:
    """Nobody reads of each of its files that it does not belong there."""
    (tmp_path / "holiday.jpg").write_text("")
    assert codes(tmp_path) == {"C001"}


@pytest.mark.parametrize("place", ["/proc", "/dev", "/"])
def test_a_folder_of_the_system_s_is_told_as_any_other(place: str) -> None:
    """What changes meanwhile, what nobody may look at, and more than there is time for."""
    assert codes(Path(place)) <= {"C001", "D009"}
