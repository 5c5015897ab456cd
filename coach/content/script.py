"""A script: what is said and asked, step by step. Every exercise, every part of a session and every safety path is one.

The YAML of a script is these models, key by key; there is no other documentation of the format to fall out of date.
A step first says its lines, then does at most one thing (ask, wait, pace, branch), then goes on to `go`, or to the
step that stands next. Branches are by name; there are no expressions.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from coach.content.branch import Band, Branch
from coach.document import Checked

Lines = dict[str, str]
"""Spoken lines by id. The full id of a line is `script.id`."""

Ending = Literal["finish", "stop", "come_back", "go_back"]
"""How a script ends: go on to the next part of the session; end the session; return to the choice; go back to the step
that a safety path broke off, because it was a false alarm."""


class Route(Checked):
    """What follows: lines to say, then a step, an exercise or an end. Nothing named: the next step."""

    say: Lines = {}
    go: str | None = None
    start: str | None = None
    """An exercise's id, or `suggested`: the one that an earlier step suggested."""
    end: Ending | None = None
    alarm: str | None = None
    """A safety path: what was answered is a danger, as a "no" to "do you feel safe?"."""

    @model_validator(mode="after")
    def _one_way(self) -> "Route":
        if sum(way is not None for way in (self.go, self.start, self.end, self.alarm)) > 1:
            raise ValueError("takes one of go, start, end, alarm")
        return self

    def unsaid(self) -> Self:
        """The same way, without talk about it."""
        return self.model_copy(update={"say": {}})


class Answer(Route):
    """One thing that a person may answer. Without phrases: the pack's shared answer of that name."""

    phrases: list[str] = []
    danger: str | None = None
    """A safety path: who tells of that danger gives this answer. To "did you want to die?", that they still want to."""


class Ask(Checked):
    """One question. The lines of the step ask it.

    `rating`: a number from 0 to 10 is wanted, and remembered under this name for the rest of the session.
    `without`: names of numbers that are no answer here, as the ear takes something else for them: "um" for "none".
    `choice`: which answer was given is remembered under this name for the rest of the session.
    `by_title`: each exercise can be asked for by its title, besides the answers that stand here.
    `open`: whatever is said is an answer; it is not understood and not kept.
    `bands`: where a rating leads. `then`: where any other answer without a route of its own leads.
    `earlier`: ratings of the same question; "the same as before" means the one given last.
    `read_back_above`: an earlier rating; a higher one leads another way, and is read back before anything follows.
    `unsure`: "I don't know", and the way on after replies that were not understood.
    `silent`: the way on where nothing was said. `hint`: what can be said here, in one line.
    """

    answers: dict[str, Answer] = {}
    rating: str | None = None
    without: list[str] = []
    choice: str | None = None
    by_title: bool = False
    earlier: list[str] = []
    read_back_above: str | None = None
    open: bool = False
    bands: list[Band] = []
    then: str | None = None
    unsure: Route = Route()
    silent: Route = Route()
    hint: Lines = {}
    patience_seconds: float = Field(default=8.0, ge=2, le=60)


class PaceCues(Checked):
    """Paced breathing with cues by sound. 5 in and 5 out is six a minute.

    `hold_seconds`: the breath is held after breathing in, `rest_seconds`: after breathing out. Never by default, and
    only after a caution (clinical notes): holds are for exercises that somebody asked for.
    """

    inhale_seconds: float = Field(ge=2, le=10)
    exhale_seconds: float = Field(ge=2, le=12)
    breaths: int = Field(ge=1, le=60)
    hold_seconds: float = Field(default=0, ge=0, le=7)
    rest_seconds: float = Field(default=0, ge=0, le=4)


class Step(Checked):
    """Say, then do at most one thing, then go on."""

    say: Lines = {}
    again: list[Lines] = []
    """Said instead of `say`, in turn, when somebody comes by once more in a session."""
    ask: Ask | None = None
    wait_seconds: float | None = Field(default=None, ge=1, le=300)
    """An announced silence. The global words are listened for all the while."""
    pace: PaceCues | None = None
    during: dict[str, Answer] = {}
    """What may be said meanwhile, in a wait or in paced breathing, besides the words that work everywhere: "dizzy"."""
    branch: Branch | None = None
    sources: list[str] = []
    """Where a claim of these lines comes from ("research says"), besides the script's own sources."""
    suggest: str | None = None
    """The exercise that `start: suggested` will start."""
    go: str | None = None
    end: Ending | None = None

    @model_validator(mode="after")
    def _one_thing(self) -> "Step":
        things = (self.ask, self.wait_seconds, self.pace, self.branch)
        if sum(thing is not None for thing in things) > 1:
            raise ValueError("takes one of ask, wait_seconds, pace, branch")
        if self.go is not None and self.end is not None:
            raise ValueError("takes one of go, end")
        if self.again and not self.say:
            raise ValueError("`again` is said instead of `say`, so it needs one")
        if self.during and self.wait_seconds is None and self.pace is None:
            raise ValueError("`during` goes with wait_seconds or pace; a question's answers stand in its ask")
        return self

    def said(self, times_heard: int) -> Lines:
        """What this step says to somebody who has heard it so many times."""
        return self.again[(times_heard - 1) % len(self.again)] if times_heard and self.again else self.say

    @cached_property
    def offered(self) -> list[str]:
        """The answers to choose from, by name: each way once, and no exercise that can also be asked for by title."""
        names: list[str] = []
        ways: list[dict[str, Any]] = []
        for name, answer in self.answers.items():
            way = {field: value for field, value in answer if field not in ("phrases", "danger")}
            by_title = self.ask and self.ask.by_title and answer.start == name
            if not by_title and ((self.ask and self.ask.choice) or way not in ways):  # a choice is remembered as such
                ways.append(way)
                names.append(name)
        return names

    @cached_property
    def replies(self) -> Lines:
        """What is said to the answers, whichever is given."""
        return {id: text for route in self.routes() for id, text in route.say.items()}

    @cached_property
    def leads_to(self) -> list[str]:
        """The steps that answers lead to by name, each once."""
        by_answer = [route.go for route in self.routes()]
        by_number = [band.go for band in self.ask.bands] if self.ask else []
        return [*dict.fromkeys(filter(None, [*by_answer, *by_number]))]

    @property
    def onward(self) -> str | None:
        """The step that all other answers lead to by name; None: the next one."""
        return (self.ask.then if self.ask else None) or self.go

    @property
    def listens(self) -> bool:
        """Whether it opens the microphone. During a wait and during paced breathing "stop" is heard."""
        return self.ask is not None or self.wait_seconds is not None or self.pace is not None

    @property
    def answers(self) -> dict[str, Answer]:
        """What can be answered here, by name: to the question, or during the wait."""
        return self.ask.answers if self.ask else self.during

    def routes(self) -> list[Route]:
        """Every way that somebody's reply, or silence, may take from here."""
        return [*self.answers.values(), *([self.ask.unsure, self.ask.silent] if self.ask else [])]

    def reads(self) -> set[str]:
        """The ratings and choices on which it depends where this step leads."""
        if self.branch:
            return set(self.branch.reads().values())
        return {self.ask.read_back_above} if self.ask and self.ask.read_back_above else set()


class Script(Checked):
    """A script and where it comes from. What no clinician has signed says `status: draft`."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str
    """As it is said in a menu: "urge surfing"."""
    version: int = Field(ge=1)
    locale: str
    status: Literal["draft", "reviewed"]
    author: str
    reviewer: str | None = None
    reviewed_on: str | None = None
    sources: list[str]
    role_play: bool = False
    """Whether words are tried out in it, or imagined: a danger that is told there is asked about before it counts."""
    meanwhile: dict[str, Route] = {}
    """What an intent means here, or on a safety path another danger by its rule's name. "A gun beside me", said by
    somebody who thinks of ending their life, is no other path but a step of this one."""
    steps: dict[str, Step] = Field(min_length=1, max_length=200)

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for step in self.steps.values():
            hint = step.ask.hint if step.ask else {}
            for lines in (step.say, *step.again, hint, *(route.say for route in step.routes())):
                yield from ((f"{self.id}.{id}", text) for id, text in lines.items())
        for route in self.meanwhile.values():
            yield from ((f"{self.id}.{id}", text) for id, text in route.say.items())
