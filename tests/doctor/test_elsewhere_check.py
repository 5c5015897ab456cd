"""Whoever looks after a machine is told what leaves it."""

import pytest

from coach.doctor.elsewhere_check import elsewhere
from coach.errors import CallerError
from coach.settings import Settings
from tests.content.scripts import GOOD
from tests.wyoming_server import wyoming_server


def test_where_no_server_is_set_nothing_leaves_it() -> None:
    """And that is said."""
    assert elsewhere(Settings()).found == "no sound and no word goes to another machine"


def test_what_goes_where_is_said_and_whether_it_answers() -> None:
    """Not encrypted; and who answers there. One that is away is worth a look, and stops nobody."""
    with wyoming_server() as server:
        there = elsewhere(Settings(ear_server=server.address))
        both = elsewhere(Settings(ear_server=server.address, voice_server="127.0.0.1:1"))
    assert there.state == "ok" and f"goes to {server.address} (the house ear), not encrypted" in there.found
    assert both.state == "look" and "127.0.0.1:1 cannot be reached" in both.found and "does it alone" in both.to_do


def test_a_pack_that_cannot_tell_people_is_not_heard_elsewhere() -> None:
    """Nobody is heard by another machine without being told."""
    with pytest.raises(CallerError, match="has no words to tell people"):
        elsewhere(Settings(pack=str(GOOD), ear_server="127.0.0.1:1"))
