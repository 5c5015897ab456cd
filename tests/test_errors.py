"""The tree of errors."""

import pickle
from pathlib import Path

import pytest

from coach import errors
from coach.errors import AuthorError, CallerError, CoachError, DefectError, DeviceError, EngineError, Fault

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, CoachError)]


def make(kind: type[CoachError]) -> CoachError:
    """An error of this kind."""
    if kind is AuthorError:
        return AuthorError([Fault(Path("a.yaml"), 1, 2, "D004", "unknown key 'x'")])
    return kind("The thing is broken.", "Mend it.")


def test_an_error_names_the_problem_and_the_fix() -> None:
    """Both stand in what is printed."""
    assert str(DeviceError("No microphone.", "Plug one in.")) == "No microphone. Plug one in."


def test_calling_wrongly_exits_with_2_and_everything_else_with_1() -> None:
    """A script can tell its own mistake from the machine's."""
    assert CallerError.exit_code == 2
    assert {kind.exit_code for kind in (AuthorError, DeviceError, EngineError, DefectError)} == {1}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_survives_the_way_out_of_a_worker_process(kind: type[CoachError]) -> None:
    """Pickled and unpickled it says the same."""
    error = make(kind)
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is kind
    assert (str(back), back.fix) == (str(error), error.fix)


def test_all_faults_of_a_file_are_listed_in_its_order() -> None:
    """By line, each with file, line, column and code."""
    later, earlier = (Fault(Path("a.yaml"), line, 1, "D004", "unknown key 'x'") for line in (9, 2))
    error = AuthorError([later, earlier])
    assert error.faults == (earlier, later)
    assert str(error).splitlines()[:2] == ["a.yaml:2:1: D004 unknown key 'x'", "a.yaml:9:1: D004 unknown key 'x'"]
