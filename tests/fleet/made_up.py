"""A kiosk that shows what somebody makes up: over a real line, with papers of its own, and nobody before it."""

import time
from queue import Empty

from coach.staff.call import Call, Reason
from coach.staff.line import Broker, Came, Line, Up
from coach.staff.messages import Answer, Called, Doing, State, answer_topic, call_topic, decoded, state_topic
from coach.staff.trust import Papers


class MadeUp:
    """`calls`: that are open, by id. It answers what staff do as a real one does, when `hear` is called."""

    def __init__(self, name: str, broker: Broker, papers: Papers, state: State) -> None:
        self.name, self.state = name, state
        self.calls: dict[int, Call] = {}
        self.stands = False
        away = state.model_copy(update={"doing": Doing.AWAY})
        self.line = Line(broker, name, papers, (state_topic(name), away.encoded()))
        self.line.open()

    def hear(self) -> None:
        """All that came."""
        while True:
            try:
                what = self.line.happened.get_nowait()
            except Empty:
                return
            match what:
                case Up():
                    self.line.read(answer_topic(self.name, "+"))
                    self.stands = True
                    self.show(self.state)
                    for call in self.calls.values():
                        self._tell(call)
                case Came(_, payload) if answer := decoded(Answer, payload):
                    self.answered(answer)

    def say_again(self) -> None:
        """That it is there, and each open call, as a real one does each ten seconds."""
        if self.line.stands:
            self.show(self.state, kept=False)
            for call in self.calls.values():
                self._tell(call)

    def show(self, state: State, kept: bool = True) -> None:
        """From now on it is so."""
        self.state = state
        self.line.send(state_topic(self.name), state.encoded(), kept)

    def call(self, id: int, reason: Reason, waiting_seconds: float = 0.0, roles: int = 3) -> None:
        """Somebody began to wait so long ago."""
        now = time.monotonic()
        call = Call.begin(id, reason, now - waiting_seconds)
        while (step := call.at(now, roles)) != call:
            call = step
        self.calls[id] = call
        self._tell(call)

    def answered(self, answer: Answer) -> None:
        """Somebody of the staff did this."""
        call = self.calls.get(answer.id)
        if call is None:
            return
        step = call.answer(answer.id) if answer.did == "answered" else call.clear(answer.id)
        if step == call:
            return
        self.calls[answer.id] = step
        self._tell(step)
        if not step.open:
            del self.calls[answer.id]
            self.line.send(call_topic(self.name, answer.id), b"")

    def close(self) -> None:
        """Gone, with a word."""
        self.line.close((state_topic(self.name), self.state.model_copy(update={"doing": Doing.AWAY}).encoded()))

    def _tell(self, call: Call) -> None:
        called = Called.of(call, time.monotonic())
        self.line.send(call_topic(self.name, call.id), called.encoded())
