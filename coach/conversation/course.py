"""The course of a session: makes the moves that turns answer with, and leads from part to part as the machine says."""

from collections.abc import Mapping

from coach.content.branch import way_by_band
from coach.content.intents import Intent
from coach.content.pack import MAY_START
from coach.content.script import Ending, Route, Script
from coach.conversation.context import Context, Place
from coach.conversation.guide import Guide
from coach.conversation.moves import (
    Alarm,
    Begin,
    Defer,
    Follow,
    GoBack,
    ListenOn,
    Meet,
    Move,
    Open,
    Prompt,
    Repeat,
    Resume,
    Take,
)
from coach.conversation.response import Response
from coach.conversation.turns.wait import Wait
from coach.conversation.understanding import Chose, Meaning, Rated, Wished
from coach.conversation.wishes import granted
from coach.effects import CallStaff, End, Remember, StopSpeaking

HELP = "help"
"""Why staff are called when somebody asks for a person."""


class Course:
    """The only place where a move is made. The guide leads within a part."""

    def __init__(self, context: Context, guide: Guide, response: Response) -> None:
        self._context = context
        self._guide = guide
        self._response = response

    def make(self, move: Move, now: float) -> None:
        """Do what a turn has decided."""
        guide = self._guide
        match move:
            case Begin(at, ratings):
                self._begin_at(at, ratings, now)
            case Take(meaning):
                self._take(meaning, now)
            case Follow(route, first):
                guide.prompt(first)
                self._follow(route, now)
            case Open():
                self._open(move, now)
            case Resume():
                self._resume(move, now)
            case Repeat(first, slower):
                if slower:
                    self._response.slow_down()
                guide.prompt(first)
                self._lead(guide.proceed(now), now)
            case GoBack():
                self._go_back(now)
            case ListenOn():
                self._lead(guide.listen_on(now), now)
            case Meet(intent):
                self._meet(intent, now)
            case Alarm(path):
                self._context.break_off()
                self._alarm(path, now)
            case Defer(path):
                self._defer(path, now)

    def _take(self, meaning: Meaning, now: float) -> None:
        """Act on an answer."""
        ladder, slots, step = self._context.ladder, self._context.slots, self._context.step
        ladder.reset()
        match meaning:
            case Wished(name):
                self.make(granted(name, self._guide.turn), now)
            case Chose(name):
                if step.ask and step.ask.choice:
                    slots.choices[step.ask.choice] = name
                    self._response.add(Remember(step.ask.choice, name))
                self._follow(step.answers[name], now)
            case Rated(value) if step.ask and step.ask.rating:
                slots.rate(step.ask.rating, value)
                self._response.tell(slots.told(self._context.pack.words))
                self._response.add(Remember(step.ask.rating, value))
                self._follow(Route(go=way_by_band(step.ask.bands, value)), now)
            case _:
                self._follow(Route(), now)

    def _follow(self, route: Route, now: float) -> None:
        """Say what an answer is answered with, and go where it leads."""
        self._guide.say(route.say)
        if route.start:
            self._start(self._context.slots.suggested if route.start == "suggested" else route.start, now)
        elif route.alarm:
            self._be_told(route.alarm, now)
        elif route.end:
            self._lead(route.end, now)
        else:
            ask = self._context.step.ask
            self._lead(self._guide.go(route.go or (ask.then if ask else None), now), now)

    def _resume(self, move: Resume, now: float) -> None:
        if move.calls_staff:
            self._response.add(CallStaff(HELP))
        self._guide.prompt(move.first)
        self._lead(self._guide.resume(move.with_choices, now), now)

    def _open(self, move: Open, now: float) -> None:
        """The turn at hand stands still meanwhile."""
        self._guide.turn.broken_off(now)
        if move.calls_staff:
            self._response.add(CallStaff(self._context.script.id))
        self._guide.prompt(move.first)
        self._guide.listen(move.turn, now)

    def _go_back(self, now: float) -> None:
        """To the place before, where there is one."""
        if self._context.walk.back():
            self._lead(self._guide.proceed(now), now)
        else:
            nothing_before = self._context.wording.of(self._context.pack.repair.nothing_before)
            self.make(Resume(Prompt("repair", nothing_before)), now)

    def _start(self, exercise: str, now: float) -> None:
        self._context.machine.fire("start")
        self._response.add(Remember("exercise", exercise))
        self._begin(self._context.pack.exercises[exercise], now)

    def _meet(self, intent: Intent, now: float) -> None:
        """Answer it; then its exercise, where one can begin, or back to where it was."""
        context = self._context
        context.slots.choices.update(intent.remember)
        self._guide.prompt(Prompt("intents", intent.say))
        if intent.start and intent.start != context.script.id and context.part in MAY_START:
            self._start(intent.start, now)
        else:
            self.make(Resume(), now)

    def _defer(self, path: str, now: float) -> None:
        """The path at hand goes on."""
        self._response.add(CallStaff(path))
        self._context.defer(path)
        heard_too = self._context.wording.of(self._context.pack.repair.heard_too)
        self.make(Resume(Prompt("repair", heard_too)), now)

    def _be_told(self, path: str, now: float) -> None:
        """An answer tells of a danger: to its path, or after the more urgent ones that were broken off before."""
        if self._context.has_more_urgent_to_come(path):
            self._response.add(CallStaff(path))
            self._context.defer(path)
            self._lead("finish", now)
        else:
            self._context.forget_to_come(path)
            self._alarm(path, now)

    def _alarm(self, path: str, now: float) -> None:
        """Leave whatever it was for a safety path, and call staff."""
        self._response.add(StopSpeaking(), CallStaff(path))
        self._context.machine.fire("alarm")
        self._begin(self._context.pack.safety[path], now)

    def _lead(self, ending: Ending | None, now: float) -> None:
        """A script came to this ending: on to the part that the machine names. None: somebody is waited for."""
        if ending is None:
            return
        if place := self._context.back_from(ending):
            self._return_to(place, now)
        elif self._context.machine.fire("come_back" if ending == "go_back" else ending) == "ended":
            self._guide.turn = Wait(self._context, self._context.step, 0.0)  # for who breaks in on the last words
            self._response.add(End())
        else:
            self._begin(self._context.pack.session[self._context.part], now)

    def _return_to(self, place: Place, now: float) -> None:
        """On where a safety path broke in; or with the path that it was more urgent than."""
        repair = self._context.pack.repair
        self._context.return_to(place)
        back = repair.back_to_path if place.part == "safety" else repair.back_to_place
        self._guide.prompt(Prompt("repair", self._context.wording.of(back)))
        self._lead(self._guide.proceed(now), now)

    def _begin_at(self, at: str, ratings: Mapping[str, int], now: float) -> None:
        """At a script, or at one of its steps."""
        pack, (script, _, step) = self._context.pack, at.partition(".")
        self._context.slots.ratings.update(ratings)
        self._response.tell(self._context.slots.told(pack.words))
        self._context.machine.begin(pack.part_of(script))
        self._context.enter(pack.scripts[script])
        if step:
            self._context.walk.go(step)
        self._lead(self._guide.proceed(now), now)

    def _begin(self, script: Script, now: float) -> None:
        self._context.enter(script)
        self._response.begin_places()
        self._lead(self._guide.proceed(now), now)
