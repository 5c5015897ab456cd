"""A voice that says the same session in the same way each time: it renders nothing ahead.

espeak-ng speaks a line a little differently after another one, and what was rendered ahead before a line that is wanted
now depends on how busy the machine is. Ahead of what, anyway: in a rehearsal time stands still while the voice works.
"""

from collections.abc import Sequence

from coach.effects import Line
from coach.ports import Samples, Voice


class RepeatableVoice:
    """Implements `coach.ports.Voice` over another one."""

    def __init__(self, voice: Voice) -> None:
        self.name = voice.name
        self._voice = voice

    def render(self, line: Line, rate: float) -> Samples:
        """The sound of a line, rendered now. Raises EngineError, DeviceError."""
        return self._voice.render(line, rate)

    def prepare(self, lines: Sequence[Line], rate: float) -> None:
        """Nothing: each line is rendered when it is said."""

    def forget(self) -> None:
        """Drop what was rendered."""
        self._voice.forget()

    def close(self) -> None:
        """Let the engine go."""
        self._voice.close()
