"""Looks for what a person said."""

import subprocess
import sys
from pathlib import Path

import pytest

from scripts.day import search
from scripts.measure.processes import children

SAID = search.words_of(3)
HOLDS = "import sys; held = sys.stdin.readline(); print('ready', flush=True); sys.stdin.readline(); print(len(held))"


@pytest.mark.parametrize("data", [SAID.upper().encode(), b"..." + SAID.encode("utf-16-le") + b"..."], ids=["8", "16"])
def test_words_are_found_in_any_case_and_as_a_browser_keeps_them(data: bytes) -> None:
    """With the word that tells whose they were."""
    (found,) = search.in_bytes(data)
    assert found.startswith(SAID)
    assert search.in_bytes(b"a purple flower, and an elephant") == []


def test_they_are_found_in_the_memory_of_a_process_and_of_what_it_started() -> None:
    """This is how it is known that the kiosk's is without."""
    child = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {HOLDS!r}])"
    with subprocess.Popen(
        [sys.executable, "-c", child], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdin and held.stdout
        held.stdin.write(f"{SAID}\n")
        held.stdin.flush()
        assert held.stdout.readline() == "ready\n"
        found = [*search.in_memory(held.pid)]
        (started,) = children(held.pid)
        of_itself = [*search.in_memory(held.pid, but=started)]
        held.stdin.write("\n")
    assert found and all(each.startswith("memory of python") for each in found)
    assert of_itself == []


def test_they_are_found_in_files_and_in_their_names(tmp_path: Path) -> None:
    """A pipe is passed over."""
    (tmp_path / "log").write_text(f"heard {SAID}")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / f"{SAID}.wav").write_bytes(b"")
    assert len([*search.in_files([tmp_path])]) == 2


def test_they_are_found_in_what_went_over_the_network() -> None:
    """In a topic too."""
    heard = [(1.0, f"site/{search.STEM}", b"{}"), (2.0, "site/state", b"{}"), (3.0, "site/state", SAID.encode())]
    assert [found.split(":")[0] for found in search.in_messages(heard)] == [
        f"message to site/{search.STEM}", "message to site/state",
    ]  # fmt: skip


def test_each_of_two_dozen_people_says_something_else() -> None:
    """So it is known whose words were found."""
    assert len({search.words_of(number) for number in range(1, 25)}) == 24
