"""What CI does with a test that never ends."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.scripts.machine import HOUSE


def test_a_test_that_hangs_is_named(tmp_path: Path) -> None:
    """It fails by itself, two running at a time, with the line at which it waits; the others go on."""
    (tmp_path / "test_it.py").write_text(
        "import threading\n\n\ndef test_waits():\n    threading.Event().wait()\n\n\ndef test_ends():\n    pass\n",
        encoding="utf-8",
    )
    words = ["-n", "2", "-c", str(HOUSE / "pyproject.toml"), "--rootdir", str(tmp_path), "-o", "timeout=1"]
    told = subprocess.run(
        [sys.executable, "-m", "pytest", *words, "-p", "no:cacheprovider", str(tmp_path)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 1
    assert "FAILED test_it.py::test_waits" in told.stdout and "1 failed, 1 passed" in told.stdout
    assert "threading.Event().wait()" in told.stdout


def test_tests_of_a_group_run_in_one_process(tmp_path: Path) -> None:
    """An engine is loaded once then, and a browser started once. Some versions of pytest drop it in silence."""
    test = "import os, pytest\n\npytestmark = pytest.mark.xdist_group('browser')\n\n"
    for number in range(8):
        test += f"def test_{number}():\n    open(f'{{os.getpid()}}.pid', 'w').close()\n\n"
    (tmp_path / "test_it.py").write_text(test, encoding="utf-8")
    words = ["-n", "2", "-c", str(HOUSE / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *words, str(tmp_path)]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True)
    assert len(list(tmp_path.glob("*.pid"))) == 1


def test_a_test_fails_before_all_of_ci_is_interrupted() -> None:
    """By the limits that stand in both places: else nobody learns which it was."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    whole = re.search(r"timeout --signal=INT (\d+)m", (HOUSE / ".ci" / "run").read_text(encoding="utf-8"))
    assert whole is not None
    assert project["tool"]["pytest"]["ini_options"]["timeout"] < int(whole[1]) * 60
