"""Somebody signs in with a certificate: real handshakes, with good ones, those of others, and none."""

import http.client
import json
import re
import socket
import ssl
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.fleet.served import PASSWORD, fleet_of, served
from tests.kiosk.site import Site

PEOPLE = ("--page", "127.0.0.1", "--person", "ana", "--person", "nia", "--person", "gone")


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose broker is not started, and of whose people three have certificates."""
    return Site(tmp_path_factory.mktemp("people") / "site", *PEOPLE)


@pytest.fixture(scope="module")
def host(network: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its page. `gone` is named no more; desk has a password, and ana had one before."""
    https = {
        "certificate": network.folder / "page-https.crt", "key": network.folder / "page-https.key",
        "authority": network.folder / "people" / "authority.crt",
    }  # fmt: skip
    named = {"ana": "answer", "nia": "see"}
    fleet = fleet_of(network, tmp_path_factory.mktemp("page"), https=https, by_certificate=named)
    with served(fleet) as where:
        yield where


class Browser:
    """On lines on which one certificate is shown, or none."""

    def __init__(self, host: str, network: Site, papers: Path | None = None) -> None:
        self._host, self.cookie = host, ""
        self._context = ssl.create_default_context(cafile=network.folder / "authority.crt")
        if papers:
            self._context.load_cert_chain(papers.with_suffix(".crt"), papers.with_suffix(".key"))

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Status and text; what is set as a cookie is kept."""
        line = http.client.HTTPSConnection(self._host, timeout=20, context=self._context)
        usual = {"Cookie": self.cookie, "Origin": f"https://{self._host}"} | dict(headers or {})
        line.request(method, path, body, {name: value for name, value in usual.items() if value})
        answer = line.getresponse()
        self.cookie = (answer.headers["Set-Cookie"] or self.cookie).partition(";")[0]
        text = answer.read().decode()
        line.close()
        return answer.status, text

    def sign_in(self) -> int:
        """With what is shown."""
        return self.ask("POST", "/sign-in/certificate")[0]


def papers(network: Site, name: str) -> Path:
    """Of somebody of this site."""
    return network.folder / "people" / name


def test_who_is_named_signs_in_with_a_certificate_and_may_what_the_file_says(host: str, network: Site) -> None:
    """The page offers it by name; then it is as with a password, with the same cookie and the same token."""
    for name, may, status in (("ana", "answer", 409), ("nia", "see", 403)):
        browser = Browser(host, network, papers(network, name))
        assert browser.ask("GET", "/")[0] == 303, "a certificate alone opens nothing"
        assert f"Sign in as {name}" in browser.ask("GET", "/sign-in")[1]
        assert browser.sign_in() == 303 and browser.cookie.startswith("__Host-coach-fleet=")
        _, page = browser.ask("GET", "/")
        token = re.search(r'data-token="([^"]+)"', page)
        assert token and f'data-may="{may}"' in page
        told = json.dumps({"kiosk": "ward-3", "id": 1, "number": 1, "did": "answered"}).encode()
        assert browser.ask("POST", "/answer", told, {"X-Coach-Token": token[1]})[0] == status


def test_who_was_taken_out_of_the_file_does_not(host: str, network: Site) -> None:
    """Their certificate is good, and opens nothing; nor is it offered."""
    gone = Browser(host, network, papers(network, "gone"))
    assert gone.sign_in() == 403 and "Sign in as" not in gone.ask("GET", "/sign-in")[1]
    assert gone.ask("GET", "/")[0] == 303


def test_a_certificate_of_another_authority_gets_no_line_at_all(host: str, network: Site, tmp_path: Path) -> None:
    """In the same name; also those of this very site that are for the broker: a kiosk is nobody of the staff."""
    other = Site(tmp_path / "other", *PEOPLE)
    for foreign in (papers(other, "ana"), network.folder / "ward-3", network.folder / "staff-page"):
        with pytest.raises(OSError, match=r"alert|reset|closed|EOF|pipe|without response"):
            Browser(host, network, foreign).sign_in()


def test_no_header_makes_anybody_somebody(host: str, network: Site) -> None:
    """Whatever a proxy would have said."""
    browser = Browser(host, network)
    names = ("X-Client-Cert", "X-SSL-Client-S-DN", "X-Forwarded-Client-Cert", "Ssl-Client-Cert", "Certificate-Of")
    for name in names:
        assert browser.ask("POST", "/sign-in/certificate", headers={name: "CN=ana"})[0] == 403
    assert (
        Browser(host, network, papers(network, "ana")).ask("POST", "/sign-in/certificate", headers={"Origin": ""})[0]
        == 403
    )


def test_a_cookie_that_was_taken_away_is_none_without_the_certificate(host: str, network: Site) -> None:
    """Nor with another's."""
    ana = Browser(host, network, papers(network, "ana"))
    ana.sign_in()
    for thief in (Browser(host, network), Browser(host, network, papers(network, "nia"))):
        ana_s = Browser(host, network, papers(network, "ana"))
        ana_s.sign_in()
        thief.cookie = ana_s.cookie
        assert thief.ask("GET", "/")[0] == 303
    assert ana.ask("GET", "/")[0] == 200, "theirs goes on"


def test_passwords_go_on_for_those_who_are_not_named(host: str, network: Site) -> None:
    """And open nothing under the name of somebody who has a certificate."""
    browser = Browser(host, network)
    for name, status, shown in (("ana", 403, 303), ("desk", 303, 200)):
        assert browser.ask("POST", "/sign-in", urlencode({"name": name, "password": PASSWORD}).encode())[0] == status
        assert browser.ask("GET", "/")[0] == shown


def test_it_is_nothing_but_tls_that_is_spoken(host: str) -> None:
    """In the clear there is no answer."""
    name, port = host.split(":")
    with socket.create_connection((name, int(port)), timeout=20) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert not plain.recv(100).startswith(b"HTTP")
