"""The accessibility report: each clause, what it asks, how it was looked at, and what came out when the tests ran."""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import yaml

from coach import __version__

HERE = Path(__file__).parent
CLAUSES = HERE / "accessibility.yaml"
REPORT = HERE.parent / "docs" / "centre" / "accessibility.md"
HEAD = """\
# Accessibility, clause by clause

Written by `scripts/check-accessibility --write`, which runs what stands under "how": version {version}, {day}. It is
designed to EN 301 549 (v3.2.1), WCAG 2.2 and US 508 chapter 4 as far as they touch a kiosk; nobody has certified it.
What a machine cannot see, somebody looks at in the place.

| clause | asks | how | result |
|---|---|---|---|
"""


class Clause(NamedTuple):
    """`tests`: as pytest names them. `by_hand`: what somebody looks at. `not_met`: what is not so."""

    clause: str
    asks: str
    tests: Sequence[str] = ()
    by_hand: str = ""
    not_met: str = ""


class Finding(NamedTuple):
    """A clause, and what came out."""

    clause: Clause
    result: str

    @property
    def row(self) -> str:
        """Of the table."""
        clause = self.clause
        how = [f"[{name(test)}](../../{test.partition('::')[0]})" for test in clause.tests]
        how += [f"by hand: {clause.by_hand}"] if clause.by_hand else []
        result = " ".join([self.result, *([f"Not met: {clause.not_met}"] if clause.not_met else [])])
        return f"| {clause.clause} | {clause.asks} | {'; '.join(how)} | {result} |"


def read() -> list[Clause]:
    """All of them."""
    return [Clause(**each) for each in yaml.safe_load(CLAUSES.read_text(encoding="utf-8"))]


def name(test: str) -> str:
    """A test in plain words."""
    file, _, function = test.partition("::")
    return (function or Path(file).stem).removeprefix("test_").replace("_", " ")


def outcomes(tests: Sequence[str]) -> Iterator[tuple[str, str]]:
    """How each single test went: where it stands, as pytest names it, and passed, failed or skipped."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.xml"
        command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", f"--junitxml={told}", *tests]
        subprocess.run(command, cwd=HERE.parent, stdout=sys.stderr, check=False)
        for case in ElementTree.parse(told).iter("testcase"):
            kinds = {child.tag for child in case}
            result = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
            yield f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}", result


def by_file(clauses: Sequence[Clause]) -> list[str]:
    """Each test once, those of a file together: what they share, a whole session by voice, is then held only once."""
    return sorted({test for clause in clauses for test in clause.tests})


def findings(clauses: Sequence[Clause], went: Sequence[tuple[str, str]]) -> list[Finding]:
    """Each clause with what came out: passed only where all of its tests ran and did."""
    return [Finding(clause, _result(clause, went)) for clause in clauses]


def _result(clause: Clause, went: Sequence[tuple[str, str]]) -> str:
    if not clause.tests:
        return "at the place"
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for test in clause.tests:
        of_it = [result for each, result in went if each.partition("[")[0] == test or each.startswith(f"{test}::")]
        for result in of_it or ["failed"]:
            counts[result] += 1
    if counts["failed"]:
        return f"**failed** ({counts['failed']})"
    return f"passed ({counts['passed']})" if not counts["skipped"] else "not tried here"


def main() -> int:
    """Print the report, or write it."""
    parser = argparse.ArgumentParser(prog="check-accessibility", description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"into {REPORT.name}")
    write = parser.parse_args().write
    clauses = read()
    found = findings(clauses, list(outcomes(by_file(clauses))))
    head = HEAD.format(version=__version__, day=f"{date.today():%Y-%m-%d}")
    report = head + "".join(f"{finding.row}\n" for finding in found)
    if write:
        REPORT.write_text(report, encoding="utf-8")
    else:
        print(report)
    return 1 if any("failed" in finding.result for finding in found) else 0


if __name__ == "__main__":
    sys.exit(main())
