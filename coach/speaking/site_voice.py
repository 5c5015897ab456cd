"""A voice of the site's own, on a machine that the settings name. Lives in a worker process (`coach.worker`).

It speaks as it speaks: the protocol has no word for slower.
"""

from coach import wyoming
from coach.ports import RATE_HERTZ, Samples
from coach.sound.wav import resample
from coach.speaking.loudness import even_out


class SiteVoice:
    """Speaks with the voice of a Wyoming server."""

    def __init__(self, server: str) -> None:
        """`server`: its address and port."""
        self._server = server

    def synthesise(self, text: str, rate: float) -> Samples:
        """The sound of one utterance. Raises DeviceError where the server does not give it."""
        samples, rate_hertz = wyoming.synthesise(self._server, text)
        return even_out(resample(samples, rate_hertz, RATE_HERTZ))
