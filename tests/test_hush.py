"""What C libraries write is not for the person."""

import os

import pytest

from coach.hush import hushed


def test_standard_error_is_hushed_only_meanwhile(capfd: pytest.CaptureFixture[str]) -> None:
    """Before and after, errors are seen."""
    os.write(2, b"before ")
    with hushed():
        os.write(2, b"meanwhile ")
    os.write(2, b"after")
    assert capfd.readouterr().err == "before after"


def test_it_is_over_after_an_error_too(capfd: pytest.CaptureFixture[str]) -> None:
    """A library that raises does not silence what follows."""
    with pytest.raises(ValueError, match="broken"), hushed():
        raise ValueError("broken")
    os.write(2, b"after")
    assert capfd.readouterr().err == "after"
