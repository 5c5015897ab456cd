"""A visit: one real session with somebody who does what it is told to do, and how long that takes.

A copy of a visit goes its own way from there, so every way on from a place is tried without coming to it again.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy

from coach.contacts import Contacts
from coach.content.pack import Pack
from coach.content.wording import words_in
from coach.conversation.session import Session
from coach.conversation.understanding import Settled
from coach.effects import Effect, End, Line, Listen, Remember, Say
from coach.events import Event, FellSilent, SessionStarted
from coach.rehearsal.dialogue import ANSWERING_SECONDS, WORDS_PER_MINUTE
from coach.rehearsal.doing import SILENT, Doing, event_of, phrase_for, said
from coach.rehearsal.stage import CALLED, PLACES
from coach.safety.finding import Safety

PATIENCE = 8
"""So many silences in a row lead on from any question."""
CONTACTS = {name: "" for name in Contacts.model_fields}


class Visit:
    """`listen`: what is waited for; None where nothing is. `remembered`: the last of each rating and choice.

    `steps`: those of the script that were come to. `seconds`, `understood`: of what was done last: how long it took
    with all that was said then, and whether it was taken for what it was.
    """

    def __init__(self, pack: Pack, safety: Safety, script: str, places: Sequence[Mapping[str, str]] = ()) -> None:
        """Comes in. `script`: the one that is visited. `places`: what the site's directory has to name."""
        self.session = Session(pack, safety, CONTACTS, places=places)
        self.listen: Listen | None = None
        self.remembered: dict[str, int | str] = {PLACES: len(places)}
        self.steps: set[str] = set()
        self.ended = False
        self.seconds = 0.0
        self.understood = True
        self._script = script
        self._now = 0.0
        self._take(self.session.receive(SessionStarted(), 0.0))

    def after(self, doing: Doing) -> "Visit":
        """This visit after something was done, as often as it takes until it leads on. This one stays as it is."""
        visit = deepcopy(self)
        visit.seconds, visit.understood = 0.0, True
        visit._do(doing)
        return visit

    def _do(self, doing: Doing) -> None:
        asked = self.listen.about if self.listen else ""
        if doing == SILENT:
            for _ in range(PATIENCE):
                if self.listen and self.listen.about == asked:
                    self._send(FellSilent(self.listen.listen_id))
            return
        if self.listen:
            self._send(event_of(doing, self.listen))
        if self.listen and (agrees := phrase_for(Settled(True), self.listen)):  # a number was read back
            self._send(said(self.listen, agrees))

    def _send(self, event: Event) -> None:
        waited = self.listen.expectation.no_input_seconds if isinstance(event, FellSilent) and self.listen else None
        self._spend(ANSWERING_SECONDS if waited is None else waited)
        self.listen = None
        self._take(self.session.receive(event, self._now))

    def _take(self, effects: list[Effect]) -> None:
        for effect in effects:
            match effect:
                case Say(lines=lines):
                    for line in lines:
                        self._hear(line)
                case Listen():
                    self.listen = effect
                case Remember(name, value):
                    self.remembered[name] = value
                case End():
                    self.ended = True

    def _hear(self, line: Line) -> None:
        script, _, line_id = line.id.partition(".")
        self.understood = self.understood and script not in ("repair", "risk")
        if script == self._script and line_id.startswith(CALLED):
            self.steps.add(line_id.removeprefix(CALLED))
        elif script in (self._script, "repair"):
            self._spend(len(words_in(line.text)) * 60 / WORDS_PER_MINUTE)

    def _spend(self, seconds: float) -> None:
        self.seconds += seconds
        self._now += seconds
