"""Between the broker and the pages. What goes through it is tried in test_server.py; here what is left over."""

from pathlib import Path

from coach.bootstrap import WallClock
from coach.staff.line import Up
from coach.staff.messages import Answer, answer_topic
from coach.staff.staff_line import StaffLine
from tests.fleet.served import Reader, call_of, fleet_of, served
from tests.kiosk.site import Site, happening, until


def test_answers_that_an_earlier_page_left_are_taken_back_and_open_calls_keep_theirs(
    network: Site, tmp_path: Path
) -> None:
    """A page that was killed could not; a kiosk that is away still has to hear of the answer to its call."""
    kiosk = StaffLine("ward-3", network.broker, network.papers("ward-3"), 3, WallClock())
    page = network.line("staff-page")
    happening(page, Up)
    page.send(answer_topic("ward-3", 5), Answer(id=5, did="answered").encoded())
    page.close()
    with served(fleet_of(network, tmp_path)) as host:
        ana = Reader(host).sign_in()
        until(lambda: kiosk.call("help") or None)
        with ana.feed() as wait_for:
            call = wait_for(call_of("ward-3", "called"))
            assert ana.does("ward-3", call) == 202
            wait_for(call_of("ward-3", "answered"))
        until(lambda: None if network.keeps_now(answer_topic("ward-3", 5)) else True)
        assert network.keeps_now(answer_topic("ward-3", call["id"]))
    kiosk.close()
