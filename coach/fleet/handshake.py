"""Whose certificate a browser showed when its line was encrypted. It comes from the handshake, and never from a header.

uvicorn 0.54 tells an application nothing of it (ASGI's own extension for TLS is not in it); its protocol has the line,
and asyncio knows what was shown on it. What was shown is trusted: a line with any other certificate was refused before.
"""

from asyncio import BaseTransport, Transport
from typing import cast

from starlette.requests import Request
from uvicorn.protocols.http.h11_impl import H11Protocol

STATE = "certificate_of"


class Handshake(H11Protocol):
    """Puts the holder's name into the state of each request of a line; None where no certificate was shown."""

    def connection_made(self, transport: BaseTransport) -> None:
        """After the handshake, if there is one."""
        super().connection_made(cast(Transport, transport))
        self.app_state = {**self.app_state, STATE: _holder(transport)}


def holder(request: Request) -> str | None:
    """Whose certificate stands behind it."""
    name: str | None = getattr(request.state, STATE, None)
    return name


def _holder(transport: BaseTransport) -> str | None:
    shown = transport.get_extra_info("peercert") or {}
    names = [value for part in shown.get("subject", ()) for key, value in part if key == "commonName"]
    return names[0] if len(names) == 1 else None
