"""A session in text, at once: what happens goes in, what is done about it comes out, and time is counted, not spent.

The transcripts that are reviewed, `coach converse` and everything else that reads a session rather than hears it are
led by this.
"""

from functools import cache

from coach.content.wording import words_in
from coach.conversation.session import Session
from coach.effects import Effect, End, Listen, Say
from coach.events import Event, FellSilent, PromptFinished, SessionStarted

ANSWERING_SECONDS = 2.0
"""From the end of a question to the end of a short answer."""
WORDS_PER_MINUTE = 140
"""As the synthetic voice speaks."""


class Dialogue:
    """`listen`: what is waited for; None after the end. `effects`: what was done since something happened last.

    `seconds`: how long all of it would have taken.
    """

    def __init__(self, session: Session, started: SessionStarted) -> None:
        """Begins it."""
        self.session = session
        self.listen: Listen | None = None
        self.ended = False
        self.seconds = 0.0
        self.effects = self._take(session.receive(started, 0.0))

    def happen(self, event: Event) -> None:
        """Somebody does something, or is silent for as long as they are waited for."""
        silent = isinstance(event, FellSilent) and self.listen
        self.seconds += silent.expectation.no_input_seconds if silent else ANSWERING_SECONDS
        self.effects = self._take(self.session.receive(event, self.seconds))

    def _take(self, effects: list[Effect]) -> list[Effect]:
        for effect in effects:
            match effect:
                case Say(lines=lines):
                    self.seconds += sum(_spoken_seconds(line.text) for line in lines)
                    self.session.receive(PromptFinished(), self.seconds)
                case Listen():
                    self.listen = effect
                case End():
                    self.ended, self.listen = True, None
        return effects


@cache
def _spoken_seconds(text: str) -> float:
    """Of one of the coach's own lines, which come again and again."""
    return len(words_in(text)) * 60 / WORDS_PER_MINUTE
