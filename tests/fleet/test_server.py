"""The staff's page, asked as browsers ask, and as nobody should."""

import json
import ssl
from collections.abc import Iterator
from http.client import HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest

from coach.fleet.door import FREE_BY_ADDRESS
from coach.fleet.messages import MOST_BYTES
from coach.staff.messages import Answer, answer_topic, call_topic
from coach.staff.staff_line import StaffLine
from tests.fleet.served import PASSWORD, Reader, call_of, doing, fleet_of, served
from tests.kiosk.site import Site, until

CANARY = "zebracorn"
SIGN_IN = urlencode({"name": "ana", "password": PASSWORD}).encode()


@pytest.fixture
def called(ana: Reader, kiosk: StaffLine) -> Iterator[dict[str, object]]:
    """A call for help, as it is shown; what is left of it is cleared."""
    with ana.feed() as wait_for:
        until(lambda: kiosk.call("help") or None)
        yield wait_for(call_of("ward-3", "called"))
        while open_calls := wait_for(lambda known: known["kiosks"])["ward-3"]["calls"]:
            ana.does("ward-3", open_calls[0], "cleared" if open_calls[0]["stage"] == "answered" else "answered")
            before = open_calls
            wait_for(lambda known, before=before: known["kiosks"]["ward-3"]["calls"] != before)  # type: ignore[misc]
            wait_for(lambda known: not any(call["sent"] for call in known["kiosks"]["ward-3"]["calls"]))


def test_a_call_is_seen_answered_and_cleared(ana: Reader, kiosk: StaffLine) -> None:
    """All of it: kiosk, broker, page, and back to the person; who answered is shown to the others."""
    with ana.feed() as wait_for:
        wait_for(doing("ward-3", "asleep"))
        until(lambda: kiosk.call("overdose") or None)
        call = wait_for(call_of("ward-3", "called"))
        assert (call["reason"], call["role"]) == ("overdose", 0) and call["waiting_seconds"] <= 2
        assert ana.does("ward-3", call) == 202
        answered = wait_for(call_of("ward-3", "answered"))
        assert answered["by"] == "ana"
        assert ana.does("ward-3", answered, "cleared") == 202
        assert wait_for(lambda known: known["kiosks"]["ward-3"]["calls"] == [])


def test_who_is_not_signed_in_sees_nothing(host: str) -> None:
    """Neither the page, nor what is told, nor may they answer; a made-up cookie is none."""
    stranger = Reader(host)
    for cookie in ("", "coach-fleet=" + "x" * 43):
        stranger.cookie = cookie
        status, headers, _ = stranger.ask("GET", "/")
        assert (status, headers["Location"]) == (303, "/sign-in")
        assert stranger.ask("GET", "/feed")[0] == 403
        assert stranger.does("ward-3", {"id": 1, "number": 1}) == 403
        assert stranger.ask("POST", "/sign-out")[0] == 403


def test_the_cookie_is_read_by_no_script_and_sent_by_no_other_page(host: str) -> None:
    """And it is new with each sign-in."""
    reader = Reader(host)
    cookies = [reader.ask("POST", "/sign-in", SIGN_IN)[1]["Set-Cookie"] for _ in range(2)]
    assert all(each in cookies[0] for each in ("HttpOnly", "SameSite=strict", "Path=/"))
    assert cookies[0].partition(";")[0] != cookies[1].partition(";")[0]


def test_nothing_comes_from_elsewhere_and_nothing_is_kept(ana: Reader) -> None:
    """The browser is told so with every answer; no script and no style stands in the page itself."""
    for path in ("/", "/sign-in", "/page/page.js", "/nothing"):
        _, headers, text = ana.ask("GET", path)
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none';") and "unsafe" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert "style=" not in text and "<style" not in text and "onclick=" not in text
    assert "server" not in {name.lower() for name in headers}


def test_a_page_from_elsewhere_signs_nobody_in_and_answers_nothing(ana: Reader, called: dict[str, object]) -> None:
    """Another origin, none, or the right one without what stands in our page; and a name that was turned to us."""
    told = json.dumps({"kiosk": "ward-3", "id": called["id"], "number": 1, "did": "answered"}).encode()
    for origin in ("http://evil.example", "null", "", f"https://{ana.host}"):
        assert ana.ask("POST", "/answer", told, Origin=origin)[0] == 403
        assert ana.ask("POST", "/sign-in", SIGN_IN, Origin=origin)[0] == 403
    for token in ("", "x" * 43):
        assert ana.ask("POST", "/answer", told, X_Coach_Token=token)[0] == 403
        assert ana.ask("POST", "/sign-out", X_Coach_Token=token)[0] == 403
    assert ana.ask("POST", "/answer", told, Host="evil.example", Origin="http://evil.example")[0] == 400
    assert ana.ask("GET", "/", Host="evil.example")[0] == 400
    assert ana.ask("GET", "/answer")[0] == 405 and ana.ask("GET", "/sign-out")[0] == 405


def test_who_may_only_look_looks(host: str, called: dict[str, object]) -> None:
    """And answers nothing, whatever their browser sends."""
    desk = Reader(host).sign_in("desk")
    with desk.feed() as wait_for:
        assert wait_for(call_of("ward-3", "called"))["id"] == called["id"]
    assert desk.does("ward-3", called) == 403
    assert 'data-may="see"' in desk.ask("GET", "/")[2]


def test_an_answer_sent_again_or_to_another_call_does_nothing(ana: Reader, called: dict[str, object]) -> None:
    """The page says that it was too late."""
    assert ana.does("ward-3", called, "cleared") == 409, "nobody has answered it yet"
    assert ana.does("ward-3", {"id": 12345, "number": 1}) == 409
    assert ana.does("ward-4", called) == 409 and ana.does("nowhere", called) == 409
    assert ana.does("ward-3", called) == 202
    with ana.feed() as wait_for:
        wait_for(call_of("ward-3", "answered"))
    assert ana.does("ward-3", called) == 409


@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"kiosk": "ward-3"}', b"x" * MOST_BYTES])
def test_what_is_no_answer_is_refused(ana: Reader, body: bytes) -> None:
    """And nothing is sent anywhere."""
    assert ana.ask("POST", "/answer", body)[0] == 400


def test_what_is_too_long_is_not_read(ana: Reader) -> None:
    """Whoever sends it, to whatever."""
    for path in ("/answer", "/sign-in"):
        assert ana.ask("POST", path, b"x" * (MOST_BYTES + 1))[0] == 413


def test_who_signs_out_is_out(host: str) -> None:
    """Also the page that is still open ends."""
    reader = Reader(host).sign_in()
    assert reader.ask("POST", "/sign-out")[0] == 200
    assert reader.ask("GET", "/feed")[0] == 403


def test_messages_that_are_none_are_counted_and_shown(ana: Reader, network: Site) -> None:
    """A kiosk that has gone mad, or somebody who has its papers, changes nothing that others are shown."""
    mad = network.line("ward-4")
    with ana.feed() as wait_for:
        before = wait_for(lambda known: known if known["line"] else None)["refused"]
        for payload in (b"{", b"\xff" * 3000, json.dumps({"said": CANARY}).encode(), b"9" * 1025):
            mad.send(call_topic("ward-4", 5), payload, kept=False)
        wait_for(lambda known: known["refused"] == before + 4)
        assert CANARY not in json.dumps(wait_for(lambda known: known))
    mad.close()


def test_an_answer_that_is_left_over_is_taken_back(ana: Reader, network: Site, called: dict[str, object]) -> None:
    """Once the call is gone, the broker keeps nothing of it."""
    assert ana.does("ward-3", called) == 202
    with ana.feed() as wait_for:
        assert ana.does("ward-3", wait_for(call_of("ward-3", "answered")), "cleared") == 202
        wait_for(lambda known: known["kiosks"]["ward-3"]["calls"] == [])
    until(lambda: True if not network.keeps_now(answer_topic("ward-3", int(str(called["id"])))) else None)


def test_a_broker_that_goes_and_comes_back_is_told_and_the_calls_are_there(tmp_path: Path) -> None:
    """Meanwhile nobody is told that they could answer."""
    site = Site(tmp_path / "site")
    site.start()
    with served(fleet_of(site, tmp_path)) as host:
        ana = Reader(host).sign_in()
        page = site.line("ward-3")
        with ana.feed() as wait_for:
            wait_for(lambda known: known["line"])
            page.close()
            site.stop()
            wait_for(lambda known: not known["line"])
            assert ana.does("ward-3", {"id": 7, "number": 1}) == 409
            site.start()
            wait_for(lambda known: known["line"])
    site.stop()


def test_over_a_network_it_is_encrypted(network: Site, tmp_path: Path) -> None:
    """With a certificate of the site's own, and a cookie that goes over nothing else."""
    https = {"certificate": network.folder / "page-https.crt", "key": network.folder / "page-https.key"}
    with served(fleet_of(network, tmp_path, https=https)) as host:
        trust = ssl.create_default_context(cafile=network.folder / "authority.crt")
        connection = HTTPSConnection(host, context=trust, timeout=20)
        connection.request("POST", "/sign-in", SIGN_IN, {"Origin": f"https://{host}"})
        answer = connection.getresponse()
        answer.read()
        cookie = answer.headers["Set-Cookie"]
        assert answer.status == 303 and cookie.startswith("__Host-coach-fleet=") and "Secure" in cookie
        connection.close()


def test_guessing_is_slow(network: Site, tmp_path: Path) -> None:
    """After five failures from one address somebody waits, also with the right password; and is told how long."""
    with served(fleet_of(network, tmp_path)) as host:
        reader = Reader(host)
        wrong = urlencode({"name": "ana", "password": "password123"}).encode()
        answers = [reader.ask("POST", "/sign-in", wrong)[0] for _ in range(FREE_BY_ADDRESS)]
        assert answers == [403] * FREE_BY_ADDRESS
        status, headers, text = reader.ask("POST", "/sign-in", SIGN_IN)
        assert status == 429 and 0 < int(headers["Retry-After"]) <= 30 and "Too many tries" in text


def test_an_answer_is_what_a_kiosk_understands() -> None:
    """And no more than that: which call, and what was done."""
    assert set(Answer.model_fields) == {"id", "did"}
