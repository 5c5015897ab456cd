"""`scripts/install`: one installation for every user of a machine."""

import os

import pytest

from tests.scripts.machine import NOBODY, Machine, machine


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_everybody_can_use_what_root_installs() -> None:
    """Each command, with its extra; whatever root's mask was when it was cloned. Nothing is written or asked for."""
    with machine(clone="opt/coach") as made:
        for path in made.clone.parent.rglob("*"):
            path.chmod(0o700)
        told = made.run("scripts/install")
        assert told.returncode == 0 and told.stderr.rstrip().endswith(f"{made.clone}/scripts/coach")
        made.clone.parent.chmod(0o755)
        made.forget_calls()
        for command in ("run", "rehearse", "preview", "models"):
            started = made.run(str(made.clone / "scripts" / "coach"), command, user=NOBODY)
            assert (started.stdout.split(": ")[1], started.stderr) == (f"{command}\n", "")
        assert len(made.calls()) == 4


def test_the_speech_model_comes_along(fresh: Machine) -> None:
    """Users could not put it there."""
    fresh.settings["SUDO"] = "open"
    fresh.run("scripts/install")
    assert fresh.calls("python -P -m coach") == ["python -P -m coach models fetch"]


@pytest.mark.parametrize("script", ["install", "lock", "test", "try-arm64"])
def test_each_script_explains_itself_and_does_nothing_else(fresh: Machine, script: str) -> None:
    """What stands at its head is its help."""
    told = fresh.run(f"scripts/{script}", "--help")
    assert told.returncode == 0 and f"scripts/{script}" in told.stdout
    assert fresh.calls() == []
