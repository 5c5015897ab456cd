"""A line to the broker."""

from coach.staff.line import MOST_PACKET_BYTES, Came, Down, Line, Taken, Up
from tests.kiosk.site import Site, happening


def standing(site: Site, name: str) -> Line:
    """A line that stands."""
    line = site.line(name)
    happening(line, Up)
    return line


def test_a_line_comes_back_by_itself(site: Site) -> None:
    """As often as the broker goes."""
    line = standing(site, "ward-3")
    for _ in range(2):
        site.stop()
        happening(line, Down)
        assert not line.stands
        site.start()
        happening(line, Up)
    line.close()


def test_whether_anybody_is_there_to_read_is_known(site: Site) -> None:
    """A call that only the broker has was not told to anybody."""
    kiosk = standing(site, "ward-3")
    number = kiosk.send("site/ward-3/call/7", b"{}")
    assert happening(kiosk, Taken) == Taken(number, read=False)
    page = standing(site, "staff-page")
    page.read("site/+/call/+")
    assert happening(page, Came).payload == b"{}"
    number = kiosk.send("site/ward-3/call/7", b"{}")
    assert happening(kiosk, Taken) == Taken(number, read=True)
    for line in (kiosk, page):
        line.close()


def test_who_comes_new_is_told_all_that_is_kept_however_much_it_is(site: Site) -> None:
    """The page of a large site, after the broker was away: what it cannot take at once is not dropped."""
    kiosk = standing(site, "ward-3")
    many = {f"site/ward-3/call/{number}" for number in range(1, 1201)}
    for topic in many:
        kiosk.send(topic, b"{}")
    for _ in many:
        happening(kiosk, Taken)
    page = standing(site, "staff-page")
    page.read("site/+/call/+")
    assert {happening(page, Came).topic for _ in many} == many
    for line in (kiosk, page):
        line.close()


def test_a_last_will_is_told_where_somebody_ends_without_goodbye(site: Site) -> None:
    """The broker hangs up on whoever has been taken over by another with the same certificate."""
    page = standing(site, "staff-page")
    page.read("site/+/state")
    kiosk = Line(site.broker, "ward-3", site.papers("ward-3"), ("site/ward-3/state", b"will"))
    kiosk.open()
    happening(kiosk, Up)
    taken_over = standing(site, "ward-3")
    assert happening(page, Came).payload == b"will"
    for line in (kiosk, taken_over, page):
        line.close()


def test_who_says_goodbye_says_their_last_words_first(site: Site) -> None:
    """A clean end has no will."""
    page = standing(site, "staff-page")
    page.read("site/+/state")
    kiosk = Line(site.broker, "ward-3", site.papers("ward-3"), ("site/ward-3/state", b"will"))
    kiosk.open()
    happening(kiosk, Up)
    kiosk.close(("site/ward-3/state", b"goodbye"))
    assert happening(page, Came).payload == b"goodbye"
    page.close()


def test_what_is_huge_is_not_taken_and_a_flood_is_read_to_its_end(site: Site) -> None:
    """The broker hangs up on who sends the one; the lines of the others stand through both."""
    page, kiosk = standing(site, "staff-page"), standing(site, "ward-4")
    page.read("site/ward-3/call/+")
    flood = standing(site, "ward-3")
    for number in range(500):
        flood.send(f"site/ward-3/call/{number % 5}", b"%d" % number)
    while happening(page, Came).payload != b"499":
        pass
    flood.send("site/ward-3/call/1", b"x" * (MOST_PACKET_BYTES + 1))
    happening(flood, Down)
    assert kiosk.stands and page.stands
    for line in (page, kiosk, flood):
        line.close()
