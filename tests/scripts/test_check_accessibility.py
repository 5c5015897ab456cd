"""The accessibility report."""

import ast
from pathlib import Path

from scripts.check_accessibility import REPORT, Clause, Finding, by_file, findings, read

HOUSE = Path(__file__).parents[2]
MADE_UP = Clause("EN 1", "It is so.", ("tests/test_a.py::test_one", "tests/test_b.py"))


def functions(file: Path) -> set[str]:
    """The tests in it."""
    return {node.name for node in ast.parse(file.read_text()).body if isinstance(node, ast.FunctionDef)}


def test_every_clause_is_looked_at() -> None:
    """By tests that are there, or by somebody; and no sentence would break the table."""
    for clause in read():
        assert clause.tests or clause.by_hand
        assert "|" not in " ".join([clause.clause, clause.asks, clause.by_hand, clause.not_met])
        for test in clause.tests:
            file, _, function = test.partition("::")
            assert (HOUSE / file).is_file() and (not function or function in functions(HOUSE / file)), test


def test_the_report_that_is_kept_is_of_these_clauses() -> None:
    """Each with the tests that it names now, no other, and none that failed: else it has to be written anew."""
    rows = [row for row in REPORT.read_text().splitlines() if row.startswith("| ")][1:]
    assert len(rows) == len(read())
    for clause, row in zip(read(), rows, strict=True):
        told, _, result = row.removesuffix(" |").rpartition(" | ")
        assert told == Finding(clause, "").row.removesuffix(" |").rpartition(" | ")[0], clause.clause
        assert result.startswith(("passed", "at the place", "not tried here")) and clause.not_met in result


def test_the_tests_of_a_file_run_together() -> None:
    """A session by voice is held once for all clauses that look at it, not once for each."""
    scattered = [MADE_UP, Clause("EN 2", "So too.", ("tests/test_c.py", "tests/test_a.py::test_two"))]
    files = [test.partition("::")[0] for test in by_file(scattered)]
    assert files == ["tests/test_a.py", "tests/test_a.py", "tests/test_b.py", "tests/test_c.py"]


def test_a_clause_is_passed_where_each_of_its_tests_is() -> None:
    """One that fails, is not there or was not run says so."""
    passed = [("tests/test_a.py::test_one[light]", "passed"), ("tests/test_b.py::test_two", "passed")]
    for went, told in (
        (passed, "passed (2)"),
        ([*passed, ("tests/test_a.py::test_one[dark]", "failed")], "**failed** (1)"),
        (passed[:1], "**failed** (1)"),
        ([passed[0], ("tests/test_b.py::test_two", "skipped")], "not tried here"),
    ):
        assert findings([MADE_UP], went)[0].result == told
