"""Networks run by onnxruntime."""

import os
from pathlib import Path

import pytest

from coach.inference import open_network
from coach.listening.voice_activity import MODEL


def test_a_network_is_opened_from_a_file_or_from_what_it_holds() -> None:
    """It starts no thread that would wait beside others."""
    threads = len(os.listdir("/proc/self/task"))
    for model in (MODEL, MODEL.read_bytes()):
        assert [entry.name for entry in open_network(model).get_inputs()] == ["input", "state", "sr"]
    assert len(os.listdir("/proc/self/task")) == threads


def test_what_is_no_network_is_told_to_nobody_but_the_caller(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Who opened it knows what to do about it."""
    broken = tmp_path / "broken.onnx"
    broken.write_bytes(b"no network")
    with pytest.raises(Exception, match=r"broken\.onnx"):
        open_network(broken)
    assert capfd.readouterr() == ("", "")
