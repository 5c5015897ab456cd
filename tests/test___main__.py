"""The program from its first moment to its last."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

INTERRUPTING = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, *_):
        if name == os.environ["INTERRUPT_AT"]:
            os.killpg(0, signal.SIGINT)
sys.meta_path.insert(0, Interrupting())
"""


@pytest.mark.parametrize(
    "module", ["coach.cli", "argparse", "coach.commands.models", "pydantic", "yaml", "coach.errors", "platformdirs"]
)
def test_ctrl_c_while_it_loads_is_quiet(module: str, tmp_path: Path) -> None:
    """Whatever Python is importing when it comes: exit code 130, and not a word."""
    (tmp_path / "sitecustomize.py").write_text(INTERRUPTING)
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    ended = subprocess.run(
        [sys.executable, "-m", "coach", "models"],
        env={**os.environ, "PYTHONPATH": path, "INTERRUPT_AT": module}, capture_output=True, text=True,
        start_new_session=True, check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout, ended.stderr) == (128 + signal.SIGINT, "", "")


def test_the_coach_is_installed_as_this() -> None:
    """Whoever imports `coach.cli` is no program, and keeps its own Ctrl-C."""
    program = "import signal, coach.cli; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "True\n"
