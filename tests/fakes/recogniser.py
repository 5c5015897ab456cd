"""An engine that recognises whatever it is told to."""

from coach.effects import Expectation
from coach.errors import EngineError
from coach.listening.recognition import Recognition
from coach.ports import Samples


class FakeRecogniser:
    """Implements `coach.listening.recognition.Engine`: answers from the script, the last one for ever.

    None in the script is an engine that died for good. `heard` keeps each sound that it was asked about, `followed`
    what it was given ahead of that, with the place of each part in its reply.
    """

    def __init__(self, *script: Recognition | None) -> None:
        self._script = list(script)
        self.heard: list[Samples] = []
        self.followed: list[tuple[int, Samples]] = []
        self.rested = 0
        self.closed = False

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """Note it."""
        self.followed.append((start, samples))

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """The next answer."""
        self.heard.append(samples)
        answer = self._script.pop(0) if len(self._script) > 1 else self._script[0]
        if answer is None:
            raise EngineError("The fake engine died.", "Wake it.")
        return answer

    def rest(self) -> None:
        """Note it."""
        self.rested += 1

    def forget(self) -> None:
        """Forget what was heard."""
        self.heard.clear()
        self.followed.clear()

    def close(self) -> None:
        """Be closed."""
        self.closed = True
