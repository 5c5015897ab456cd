"""`fleet.yaml`: what a site says of its staff's page, checked like a pack. `docs/centre/fleet.yaml` shows every key.

A file's shape has the codes of `coach/document.py`; beside them:

    F001 the page's own papers are missing, or are none    F002 they are somebody else's
    F003 seen in the network, and not encrypted            F004 what encrypts it cannot be used
    F005 certificates name people, and no authority does
"""

import ipaddress
import ssl
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from coach import document
from coach.content.faults import Flaw, Flaws
from coach.document import Checked
from coach.errors import AuthorError
from coach.settings import Text
from coach.staff.trust import Papers

NAME = "staff-page"
"""Whom the page's certificate is for, as `scripts/make-site` makes it: the broker lets nobody else answer."""
AGAIN = "coach fleet --check --fleet FILE"
File = Annotated[Path, Field(strict=False)]
May = Literal["see", "answer"]
"""Only look, or answer and clear calls too."""
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,30}$")]
"""Of somebody who signs in."""


def _is_address(text: str) -> str:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        raise ValueError("is no address of this machine: 127.0.0.1, or its own in the network") from None
    return text


class Https(Checked):
    """With what the page is encrypted: `scripts/make-site --page NAME` makes both, or the house has its own.

    `authority`: whose certificates people may sign in with, beside passwords. None: nobody's.
    """

    certificate: File
    key: File
    authority: File | None = None


class Fleet(Checked):
    """The staff's page of one site."""

    place: Text
    """The name of the place, as its people say it."""
    broker: Text
    """Its host name or address, as its certificate says."""
    port: int = Field(default=8883, ge=1, le=65535)
    papers: File
    """The folder with what `scripts/make-site` wrote: authority.crt, staff-page.crt and staff-page.key."""
    people: File
    """Who may sign in. Written by `coach fleet --set-password`."""
    counts: File | None = None
    """Where the counts by day are kept. None: in memory, until it ends."""
    address: Annotated[str, AfterValidator(_is_address)] = "127.0.0.1"
    """Of this machine, at which the page is seen. The default: on this machine alone."""
    page_port: int = Field(default=8443, ge=0, le=65535)
    names: list[Text] = Field(default=[], max_length=10)
    """The host names by which browsers call it, beside the address."""
    https: Https | None = None
    """None: not encrypted, which is for this machine alone."""
    by_certificate: dict[Name, May] = Field(default={}, max_length=200)
    """Who signs in with a certificate of that name, and what for; a password opens nothing under these names."""
    roles: list[Text] = Field(default=[], max_length=10)
    """As in each kiosk's site.yaml: who is called, in turn."""

    @property
    def own_papers(self) -> Papers:
        """With which it goes to the broker."""
        return Papers.of(NAME, self.papers)

    @property
    def hosts(self) -> list[str]:
        """What may stand in the address of a request."""
        loopback = ["localhost"] if self.is_loopback else []
        return [self.address, *self.names, *loopback]

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine sees the page."""
        return ipaddress.IPv4Address(self.address).is_loopback


def read(path: Path) -> Fleet:
    """The page in a file. Raises AuthorError with every fault, each with its remedy."""
    try:
        written = document.read(path, Fleet)
    except AuthorError as faulty:
        raise AuthorError(faulty.faults, AGAIN) from None
    if faults := [written.fault(*flaw) for flaw in _check(written.content)]:
        raise AuthorError(faults, AGAIN)
    return written.content


def _check(fleet: Fleet) -> Flaws:
    try:
        name = fleet.own_papers.holder().name
    except OSError as unfit:
        told = f"the papers of {NAME} in {fleet.papers} cannot be used ({unfit.strerror or unfit})"
        yield Flaw(("papers",), "F001", f"{told}: bring them from where scripts/make-site was run")
    else:
        if name != NAME:
            yield Flaw(("papers",), "F002", f"the certificate is {name}'s, and the broker lets only {NAME} answer")
    if fleet.https:
        yield from _check_https(fleet.https)
    elif not fleet.is_loopback:
        told = f"at {fleet.address} passwords would go over the network as they are: set `https`, or address 127.0.0.1"
        yield Flaw(("address",), "F003", told)
    if fleet.by_certificate and not (fleet.https and fleet.https.authority):
        yield Flaw(("by_certificate",), "F005", "nobody's certificates are trusted: set `authority` under `https`")


def _check_https(https: Https) -> Flaws:
    try:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=https.authority)
        context.load_cert_chain(https.certificate, https.key)
    except OSError as unfit:
        told = f"certificate and key cannot be used ({unfit.strerror or unfit}): are both there, and of each other?"
        yield Flaw(("https",), "F004", told)
