"""What is said when things go wrong, as a pack has it."""

import pytest
from pydantic import ValidationError

from coach.content.repair import Repair
from tests.content.scripts import good


def test_every_wording_is_a_line_with_its_id_and_its_place() -> None:
    """Rungs of a ladder, wordings in turn, and what has one wording alone."""
    repair = Repair.model_validate(good("repair.yaml"))
    ids = [id for id, _ in repair.lines()]
    assert all(id.startswith("repair.") for id in ids) and len(set(ids)) == len(ids)
    places = [where for where, _ in repair.variants()]
    assert {("no_match", "again", 0), ("moving_on", 0), ("moving_on", 1), ("paused",)} <= set(places)


def test_nobody_hears_the_same_wording_twice_in_a_row() -> None:
    """What is said again and again has two of them at least."""
    said = good("repair.yaml")
    with pytest.raises(ValidationError, match="moving_on"):
        Repair.model_validate(said | {"moving_on": said["moving_on"][:1]})
