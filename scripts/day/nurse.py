"""Staff at their page: made up, over the real broker. They answer soon, late, or never; then they clear it."""

from collections.abc import Mapping
from random import Random

from coach.staff.call import Reason, Stage
from coach.staff.line import Came, Line, Up
from coach.staff.messages import Answer, Called, answer_topic, call_topic, decoded, state_topic
from scripts.day.diary import CallSeen
from scripts.day.visitor import Mood
from scripts.storm.fault import Deck

TEST_ANSWERED_SECONDS = 5.0
"""The test call of a self-test. It is taken back, so nobody has to clear it."""
ANSWERS_SECONDS: Mapping[Mood, float] = {"prompt": 15.0, "late": 200.0}
"""After the call was seen. Three roles have had their minute by the second."""
CLEARS_SECONDS = 90.0
"""After it was answered: somebody has been there."""
DEALT: tuple[Mood, ...] = ("prompt", "late", "prompt", "never")


class Nurse:
    """Answers the calls of one kiosk. `calls`: where it is noted what was done, by a call's id."""

    def __init__(self, line: Line, kiosk: str, calls: Mapping[int, CallSeen], chance: Random) -> None:
        self._line, self._kiosk, self._calls = line, kiosk, calls
        self._deck = Deck(DEALT, chance)
        self._due: dict[int, list[tuple[float, str]]] = {}
        self.mood: Mood | None = None
        """How the next call is taken; None: as it falls."""

    def look(self, now: float) -> bool:
        """See what came, and do what is due; whether anything was."""
        did = False
        while not self._line.happened.empty():
            match self._line.happened.get():
                case Up():
                    for topic in (call_topic("+", "+"), state_topic("+")):
                        self._line.read(topic)
                case Came(topic, payload) if topic.startswith(call_topic(self._kiosk, "")):
                    self._see(decoded(Called, payload), now)
        for id, due in self._due.items():
            while due and due[0][0] <= now and self._line.stands and id in self._calls:
                self._do(id, due.pop(0)[1], now)
                did = True
        return did

    @property
    def stands(self) -> bool:
        """Whether anybody could see a call now."""
        return self._line.stands

    @property
    def next_due(self) -> float:
        """When something is to be done next."""
        return min((due[0][0] for due in self._due.values() if due), default=float("inf"))

    def close(self) -> None:
        """The page is closed."""
        self._line.close()

    def _see(self, called: Called | None, now: float) -> None:
        if called is None or called.id in self._due or called.stage is Stage.CLEARED:
            return
        if called.reason is Reason.TEST:
            self._due[called.id] = [(now + TEST_ANSWERED_SECONDS, "answered")]
            return
        mood: Mood = self.mood or self._deck.deal()  # type: ignore[assignment]  # a deck deals names
        answers = ANSWERS_SECONDS.get(mood)
        steps = [] if answers is None else [(now + answers, "answered"), (now + answers + CLEARS_SECONDS, "cleared")]
        self._due[called.id] = steps

    def _do(self, id: int, did: str, now: float) -> None:
        answer = Answer.model_validate({"id": id, "did": did})
        call = self._calls[id]
        if did == "answered":
            call.answered_seconds = now
        else:
            call.cleared_seconds = now
        self._line.send(answer_topic(self._kiosk, id), answer.encoded())
