"""The locked sets fit pyproject.toml, are whole, and name no address. `scripts/lock` makes them."""

import itertools
import re
import tomllib

import pytest
from packaging.requirements import Requirement

from tests.scripts.machine import HOUSE

LOCKED = HOUSE / "scripts" / "set-up" / "locked"
PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = ("fleet", "line", "pictures", "preview", "screen", "test", "test-model", "risk-model", "words-model")
PLACES = list(itertools.product(("3.11", "3.12", "3.13", "3.14"), ("x86_64", "aarch64")))
"""Where it has to serve: each Python, each processor."""


def normal(name: str) -> str:
    """A package's name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(name: str) -> list[tuple[Requirement, int]]:
    """What a set pins, and how many checksums vouch for each."""
    text = (LOCKED / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split(" --hash=") for line in text.splitlines() if not line.startswith("-r ")]
    return [(Requirement(line[0].strip()), len(line) - 1) for line in lines]


def versions(name: str, python: str, machine: str) -> dict[str, str]:
    """What a set installs in a place, by its packages' names."""
    place = {"python_version": python, "python_full_version": f"{python}.1", "implementation_name": "cpython"}
    place |= {"platform_machine": machine, "platform_python_implementation": "CPython", "sys_platform": "linux"}
    return {
        normal(pinned.name): str(pinned.specifier).removeprefix("==")
        for pinned, _ in locked(name)
        if pinned.marker is None or pinned.marker.evaluate(place)
    }


def lacking(wanted: list[str], versions: dict[str, str]) -> list[str]:
    """Requirements that what is locked does not meet."""
    requirements = [Requirement(line) for line in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if not requirement.specifier.contains(versions.get(normal(requirement.name), "0.dev0"), prereleases=False)
    ]


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_the_project_requires_is_locked(place: tuple[str, str]) -> None:
    """Run scripts/lock after a change of pyproject.toml; this tells when somebody has not."""
    run = versions("run", *place)
    assert lacking(PROJECT["project"]["dependencies"], run) == []
    assert lacking(PROJECT["build-system"]["requires"], versions("build", *place)) == []
    for extra in EXTRAS:
        assert lacking(PROJECT["project"]["optional-dependencies"][extra], run | versions(extra, *place)) == []


@pytest.mark.parametrize("name", ["build", "run", *EXTRAS])
def test_each_part_has_one_version_and_its_checksums(name: str) -> None:
    """pip takes nothing else then."""
    for pinned, checksums in locked(name):
        assert re.fullmatch(r"==[\w.]+", str(pinned.specifier)) and checksums > 0, pinned


@pytest.mark.parametrize("place", PLACES, ids=str)
def test_the_sets_agree(place: tuple[str, str]) -> None:
    """Whichever was installed first: an extra's adds to run's, and no part of one is another's in another version."""
    sets = {name: versions(name, *place) for name in ("build", "run", *EXTRAS)}
    for one, other in itertools.combinations(sets, 2):
        shared = sets[one].keys() & sets[other].keys()
        assert {name: sets[one][name] for name in shared} == {name: sets[other][name] for name in shared}
    for extra in EXTRAS:
        assert (LOCKED / f"{extra}.txt").read_text(encoding="utf-8").startswith("-r run.txt\n")
        assert sets["run"].keys().isdisjoint(sets[extra])


def test_no_address_is_kept() -> None:
    """Where they come from is the machine's choice; the checksums say what they are."""
    for path in LOCKED.iterdir():
        assert re.search(r"://|--(index-url|extra-index-url|find-links)", path.read_text(encoding="utf-8")) is None
