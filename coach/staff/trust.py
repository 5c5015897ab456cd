"""Whom a kiosk trusts on the network, by certificate; also where its clock is wrong.

A machine without a clock chip may wake in 1970, and each certificate seems to begin in the future. No call waits for
that. A clock is known to be wrong if it is behind what is surely past: when the site's own authority was made, and when
this kiosk last knew the time. Then nobody can say whether a certificate has begun, but still whether it has ended.
"""

import os
import ssl
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

NO_CHECK_TIME = 0x200000
"""Of OpenSSL (X509_V_FLAG_NO_CHECK_TIME); Python has no name for it."""
HANDSHAKE_TURNS = 4
"""Of each end; TLS needs two."""


@dataclass(frozen=True)
class Holder:
    """Whose a certificate is, and when it ends, in seconds since 1970."""

    name: str
    ends_seconds: float


@dataclass(frozen=True)
class Papers:
    """Files that `scripts/make-site` made for one kiosk.

    `last_known`: an empty file whose time is when the kiosk last knew the time; None keeps none.
    """

    authority: Path
    certificate: Path
    key: Path
    last_known: Path | None = None

    @classmethod
    def of(cls, name: str, folder: Path, last_known: Path | None = None) -> Self:
        """Those that the script wrote for somebody into a folder."""
        return cls(folder / "authority.crt", folder / f"{name}.crt", folder / f"{name}.key", last_known)

    def holder(self) -> Holder:
        """Whom the broker will see, if the site's authority stands for it; it may have ended. Raises OSError."""
        shown = _shown(self)
        names = dict(pair for part in shown["subject"] for pair in part)
        return Holder(names["commonName"], ssl.cert_time_to_seconds(shown["notAfter"]))

    def trust(self) -> ssl.SSLContext:
        """To connect with. Raises OSError where a file is missing or is none."""
        context = ssl.create_default_context(cafile=self.authority)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        context.load_cert_chain(self.certificate, self.key)
        surely_past = self._surely_past(context)
        if time.time() < surely_past:
            context.verify_flags |= NO_CHECK_TIME
        context.sslsocket_class = _socket_at(surely_past)
        return context

    def note_time(self) -> None:
        """The time is known, and that is kept; not where it is surely wrong. Raises OSError."""
        if self.last_known and time.time() >= self._surely_past(ssl.create_default_context(cafile=self.authority)):
            self.last_known.touch()
            os.utime(self.last_known)

    def _surely_past(self, context: ssl.SSLContext) -> float:
        """Seconds since 1970."""
        made = [ssl.cert_time_to_seconds(str(each["notBefore"])) for each in context.get_ca_certs()]
        known = [self.last_known.stat().st_mtime] if self.last_known and self.last_known.exists() else []
        return max([*made, *known], default=0.0)


def _shown(papers: Papers) -> dict[str, Any]:
    """The certificate, as somebody is shown it who trusts the authority: both ends of a line, here in memory."""
    kiosk, broker = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    kiosk.check_hostname, kiosk.verify_mode = False, ssl.CERT_NONE
    broker.verify_mode = ssl.CERT_REQUIRED
    broker.verify_flags |= NO_CHECK_TIME
    broker.load_verify_locations(papers.authority)
    for context in (kiosk, broker):
        context.load_cert_chain(papers.certificate, papers.key)
    to_kiosk, to_broker = ssl.MemoryBIO(), ssl.MemoryBIO()
    calls, takes = kiosk.wrap_bio(to_kiosk, to_broker), broker.wrap_bio(to_broker, to_kiosk, server_side=True)
    for _ in range(HANDSHAKE_TURNS):
        for end in (calls, takes):
            with suppress(ssl.SSLWantReadError):
                end.do_handshake()
    return dict(takes.getpeercert() or {})


def _socket_at(surely_past: float) -> type[ssl.SSLSocket]:
    """A socket that refuses who had ended by then; and that is closed where it refuses, which paho leaves to chance."""

    class Socket(ssl.SSLSocket):
        def do_handshake(self, block: bool = False) -> None:
            try:
                super().do_handshake(block)
                if ssl.cert_time_to_seconds(str((self.getpeercert() or {})["notAfter"])) < surely_past:
                    raise ssl.SSLError("The broker's certificate had ended before this kiosk last knew the time.")
            except OSError:
                self.close()
                raise

    return Socket
