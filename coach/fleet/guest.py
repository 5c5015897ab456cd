"""One page that looks on. It is told of each kiosk of which there is something new, as soon as it can take it."""

import asyncio
from collections.abc import Iterable

BEAT_SECONDS = 5.0
"""A page that hears nothing for twice so long says that it is cut off."""
GATHERED_SECONDS = 0.1
"""What happens within so long after something was told is told together."""


class Guest:
    """However slow it is: what it has not taken is kept once for each kiosk, and grows no further."""

    def __init__(self) -> None:
        self._kiosks: set[str] = set()
        self._something = asyncio.Event()
        self.over = False

    def tell(self, kiosks: Iterable[str]) -> None:
        """There is something new of these; or, of none, of the line itself."""
        self._kiosks.update(kiosks)
        self._something.set()

    def leave(self) -> None:
        """Nothing more is told."""
        self.over = True
        self._something.set()

    async def news(self) -> set[str] | None:
        """Of which kiosks there is something new; None: of nothing, for so long that the page wants to hear of us."""
        try:
            await asyncio.wait_for(self._something.wait(), BEAT_SECONDS)
        except TimeoutError:
            return None
        self._something.clear()
        kiosks, self._kiosks = self._kiosks, set()
        return kiosks

    async def gather(self) -> None:
        """A moment, in which what happens is told together; so what comes alone is told at once."""
        await asyncio.sleep(GATHERED_SECONDS)
