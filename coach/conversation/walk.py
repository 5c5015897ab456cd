"""Walks through a script's steps. Every part of a session is a script: exercises, check-in, safety paths."""

from collections import Counter

from coach.content.script import Lines, Script, Step


class Walk:
    """Where somebody is in one script. Knows the way, says nothing."""

    def __init__(self, script: Script, heard: Counter[str]) -> None:
        """`heard`: how often each step of a session was heard to its end, by its full name; kept up to date here."""
        self.script = script
        self._heard = heard
        self._order = list(script.steps)
        self._name: str | None = self._order[0]
        self._stops: list[str] = []

    @property
    def over(self) -> bool:
        """Whether the last step lies behind."""
        return self._name is None

    @property
    def name(self) -> str:
        """`script.step`, the step's full name."""
        return f"{self.script.id}.{self._name}"

    @property
    def step(self) -> Step:
        """The step that somebody is at."""
        assert self._name is not None
        return self.script.steps[self._name]

    @property
    def say(self) -> Lines:
        """The words of this step: the same until it is left, others when somebody comes by once more."""
        return self._said_at(self._name)

    def go(self, name: str | None) -> None:
        """To a step by name; without a name, to where the step itself leads: its own `go`, or the next one."""
        following = name or self.step.go or self._following()
        self.leave()
        self._name = following

    def leave(self) -> None:
        """The step was heard: who comes by once more hears other words."""
        if not self.over:
            self._heard[self.name] += 1

    def stop_here(self) -> None:
        """The step waits for somebody: a place to come back to."""
        if self._name is not None and (not self._stops or self._stops[-1] != self._name):
            self._stops.append(self._name)

    def back(self) -> bool:
        """To the place before this one where the coach waited for somebody; False if there is none."""
        if len(self._stops) < 2:
            return False
        self._stops.pop()
        self._name = self._stops[-1]
        self._heard[self.name] -= 1  # asked for: in the words that were missed
        return True

    def may_follow(self) -> Lines:
        """What may be said next, to be rendered ahead: the replies to each answer, and the steps that they lead to."""
        lines = dict(self.step.replies)
        for name in (*self.step.leads_to, self.step.onward or self._following()):
            if name:
                lines |= self._said_at(name)
        return lines

    def _said_at(self, name: str | None) -> Lines:
        assert name is not None
        return self.script.steps[name].said(self._heard[f"{self.script.id}.{name}"])

    def _following(self) -> str | None:
        assert self._name is not None
        place = self._order.index(self._name) + 1
        return self._order[place] if place < len(self._order) else None
