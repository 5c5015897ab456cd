"""The coach's own voice, as the microphone hears it: until when it does, how late, how loud, and who is louder."""

from coach.ports import FRAME_SECONDS, Samples
from coach.sound.delay import Delay
from coach.sound.echo import ECHO_SECONDS, EchoEstimate
from coach.sound.mute import Mute
from coach.sound.played import Played


class OwnVoice:
    """Is told of all that is played, and learns from what is heard meanwhile."""

    def __init__(self) -> None:
        self._played = Played()
        self._mute = Mute(self._played)
        self._delay = Delay()
        self._echo = EchoEstimate()

    def begin(self) -> None:
        """The coach begins to say something: how late it is heard is compared from here on."""
        self._delay.begin()

    def play(self, samples: Samples, sounding: bool, now: float) -> None:
        """These were given to the loudspeaker. `sounding`: others are still to be played before them."""
        self._played.add(samples, sounding, now)

    def stop(self, now: float) -> None:
        """The loudspeaker was told to be quiet."""
        self._played.stop(now)

    def fills(self, captured_seconds: float, sounding: bool, now: float) -> bool:
        """Whether the coach may be in what was captured then (half-duplex). Asked in every round, or it never ends."""
        return self._mute.holds(sounding, now, captured_seconds, self._delay.seconds)

    def learn_delay(self, frame: Samples, captured_seconds: float) -> None:
        """Take what was heard while the coach speaks."""
        began_seconds = captured_seconds - FRAME_SECONDS
        if self._delay.moves(frame, self._played.loudest(began_seconds, began_seconds)):
            self._echo = EchoEstimate()  # what was compared with what was wrong

    def is_talked_over(self, frame: Samples, captured_seconds: float) -> bool:
        """Whether somebody else has begun to speak over it."""
        latest_seconds = captured_seconds - self._delay.seconds
        comes_back = self._played.loudest(latest_seconds - ECHO_SECONDS, latest_seconds + FRAME_SECONDS)
        return self._echo.somebody_speaks(frame, comes_back)

    @property
    def frames_since_louder(self) -> int:
        """How long ago the first of the louder frames was."""
        return self._echo.frames_since_began

    def forget_speech(self) -> None:
        """Somebody was answered: wait for the next one to begin. What was learned of the room stays."""
        self._echo.forget_speech()
