"""The steps of a set-up, as somebody sees them who waits."""

import re
import signal

from tests.scripts.machine import Machine

STEPS = ["installing Debian packages", "making a Python environment", "fetching what builds the coach",
         "fetching and installing what the coach is made of", "installing the coach"]  # fmt: skip


def test_without_a_terminal_each_step_is_a_plain_line(fresh: Machine) -> None:
    """Which of how many, what, how long it will still take; at the end, how long it took and what it takes on disk."""
    lines = fresh.run("scripts/coach", "models").stderr.splitlines()
    for number, (line, step) in enumerate(zip(lines, STEPS, strict=False), 1):
        assert re.fullmatch(rf"Step {number} of 5: {step}; (about \d+ minutes?|less than a minute) left", line)
    assert re.match(r"Set up in \d+ seconds\. It takes \d+ MB in ", lines[-1]) and len(lines) == 6


def test_at_a_terminal_one_line_is_rewritten(fresh: Machine) -> None:
    """No line of it is longer than the terminal is wide, which could not be rewritten; the last is what stays."""
    _, shown = fresh.run_at_terminal("scripts/coach", "models")
    *steps, last = shown.replace("\r\n", "\n").split("\r\x1b[K")
    shown_steps = [step.split(": ")[1].split(";")[0] for step in steps if step.startswith("Step")]
    assert all(whole.startswith(begun) for whole, begun in zip(STEPS, shown_steps, strict=True))
    assert last.startswith("Set up in ") and all(len(step) < 60 for step in steps)


def test_what_is_printed_meanwhile_is_in_a_file(fresh: Machine) -> None:
    """Not on the screen; the last line says where, and what failed."""
    fresh.settings["PIP_SAYS"] = "ERROR: something of pip's own"
    told = fresh.run("scripts/coach", "models")
    assert told.returncode == 1
    last = told.stderr.splitlines()[-1]
    assert last.startswith("Set-up stopped in step 3 of 5, ") and "something of pip's own" in last
    assert last.endswith(f"What was printed is in {fresh.clone}/set-up.log.")
    assert (fresh.clone / "set-up.log").read_text(encoding="utf-8").endswith("something of pip's own\n")


def test_ctrl_c_ends_it_in_one_line(fresh: Machine) -> None:
    """And leaves nothing running; the next start goes on."""
    fresh.replace("python3", fresh.made_up("python3").replace('*"pip"*)', '*"pip"*) kill -INT 0; exit 1 ;;\n*"pip"*)'))
    with fresh.start("scripts/coach", "models") as broken_off:
        told = broken_off.communicate()[1]
    assert broken_off.returncode in (130, -signal.SIGINT)
    assert told.splitlines()[-1] == "Set-up was broken off. The next start goes on with it."
