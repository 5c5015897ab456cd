"""What a built package must hold. `scripts/test-wheel` builds one and tries it, which takes minutes."""

import zipfile
from pathlib import Path

from scripts.built_package import PUT_IN, compare_content, files_in_git


def wheel(path: Path, names: set[str]) -> Path:
    """A wheel of these files."""
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(names):
            archive.writestr(name, f"content of {name}")
    return path


def test_every_file_of_the_package_and_the_catalogue_are_in_the_wheel(tmp_path: Path) -> None:
    """Data too: the packs, what they have learnt, the voices' words, the page's template."""
    whole = files_in_git() | PUT_IN
    assert {"coach/py.typed", "coach/packs/en/risk.npz", "coach/rehearsal/preview.html.j2"} <= whole
    assert list(compare_content(wheel(tmp_path / "a", whole), wheel(tmp_path / "b", whole))) == []


def test_what_is_missing_or_too_much_is_named(tmp_path: Path) -> None:
    """Also where only one of the two ways to build it leaves it out."""
    whole = files_in_git() | PUT_IN
    wrong = whole - {"coach/packs/en/risk.npz"} | {"coach/secret.txt"}
    told = list(compare_content(wheel(tmp_path / "a", wrong), wheel(tmp_path / "b", whole)))
    assert "the wheel lacks coach/packs/en/risk.npz" in told
    assert "the wheel holds coach/secret.txt, which is not in git" in told
    assert len([fault for fault in told if "is not the same" in fault]) == 2
