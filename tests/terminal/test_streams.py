"""Standard streams that are missing, full or gone."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from coach.errors import CallerError
from coach.terminal.streams import lines_of

MENDED = "from coach.terminal import streams; streams.mend(); import os, sys\n"
PRINT = """
try:
    print('out', flush=True)
except Exception as told:
    print(type(told).__name__, file=sys.stderr)
"""


def python(
    program: str, streams: str = "", environment: Mapping[str, str] | None = None
) -> "subprocess.CompletedProcess[str]":
    """Run a program whose streams are mended. `streams`: what a shell does to them first, as in `>&-`."""
    return subprocess.run(
        ["bash", "-c", f'exec "$@" {streams}', "bash", sys.executable, "-c", MENDED + program],
        env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("streams", ["<&-", "<&- >&-", "2>&-", "<&- >&- 2>&-"])
def test_no_file_takes_the_place_of_what_is_missing(streams: str) -> None:
    """Or what is printed would be written into it."""
    ended = python("sys.exit(os.open('/dev/null', os.O_RDONLY) if sys.stdin.read() == '' else 1)", streams)
    assert ended.returncode > 2


def test_missing_output_is_told() -> None:
    """Whoever asked for a result does not get it."""
    assert python(PRINT, ">&-").stderr == "DeviceError\n"


def test_output_that_failed_fails_once() -> None:
    """Python's own last flush says nothing more."""
    ended = python(PRINT, ">/dev/full")
    assert (ended.returncode, ended.stderr) == (0, "DeviceError\n")


def test_what_cannot_be_told_is_not_told() -> None:
    """Standard error on a full disk ends nothing, nor do warnings and progress bars."""
    program = "import logging, tqdm; logging.warning('x'); list(tqdm.tqdm(range(9))); print('x', file=sys.stderr)"
    assert python(program, "2>/dev/full").returncode == 0


def test_a_sign_that_cannot_be_written_is_written_as_its_code() -> None:
    """A folder's name may hold anything; a terminal of the last century shows no triangles."""
    ended = python(r"print('\u25b2 \udcff')", environment={"PYTHONIOENCODING": "latin-1"})
    assert ended.stdout == "\\u25b2 \\udcff\n"


def test_what_never_ends_is_not_read_for_ever() -> None:
    """A device, named by mistake."""
    with pytest.raises(CallerError, match=r"/dev/zero: cannot be read .*larger than"):
        lines_of(Path("/dev/zero"))


def test_lines_may_come_through_a_pipe(tmp_path: Path) -> None:
    """As in `coach converse <(printf ...)`."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["sh", "-c", f"printf 'yes\\nno\\n' > {pipe}"]):
        assert lines_of(pipe) == ["yes", "no"]
