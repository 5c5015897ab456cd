"""What is done to a kiosk, as docs/centre/bad-input.md tells it."""

import ast
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "centre" / "bad-input.md"
ROWS = [row for row in PAGE.read_text(encoding="utf-8").splitlines() if row.startswith("| ")][1:]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].removeprefix("| "))
def test_each_row_names_tests_that_are_there(row: str) -> None:
    """By their names in plain words; whoever renames one mends the page."""
    named = re.findall(r"\[([^]]+)\]\(([^)]+\.py)\)", row)
    assert named
    for words, file in named:
        tree = ast.parse((PAGE.parent / file).read_text(encoding="utf-8"))
        tests = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert f"test_{words.replace(' ', '_')}" in tests, f"{file} has no test of that name: {words}"
