"""Every path through an exercise or a safety path, walked with the real session: what people may do at each place.

A place is a step that listens, with the ratings and choices that it depends on. From each place everything is done that
leads on: each answer, a number of each kind, "I don't know", silence, a wait that ends, and "stop". A place that was
reached before is not gone through again, so a loop counts once.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from coach.content.graph import reachable, ways_through
from coach.content.pack import Pack
from coach.content.script import Answer, Ask, ChangeBranch, ChoiceBranch, PlaceBranch, RatingBranch, Script, Step
from coach.content.wording import words_in
from coach.conversation.session import Session
from coach.conversation.understanding import Chose, Settled, Wished
from coach.effects import Effect, End, Line, Listen, Remember, Say
from coach.events import Decision, Event, FellSilent, Heard, SessionStarted
from coach.settings import Contacts

ANSWERING_SECONDS = 2.0
"""From the end of a question to the end of a short answer."""
WORDS_PER_MINUTE = 140
"""As the synthetic voice speaks."""
LOW_MIDDLE_HIGH = {2, 5, 8}
"""With three numbers a rating can fall, stay and rise."""
PATIENCE = 8
"""So many silences in a row lead on from any question."""
CALLED = "at__"
"""In the copy of the script that is walked, each step first says its own name: also those without words are seen."""
CONTACTS = {name: "" for name in Contacts.model_fields}
PLACE = {"place_name": "", "place_number": "", "place_hours": ""}

Doing = tuple[str, str]
"""What somebody does: its kind, and the answer or number."""
NEAR, NOWHERE = ("places", "near"), ("places", "none")
"""What a path begins with: whether the site's own directory has a place to name."""
PLACES = "places near here"
UNSURE, SILENT, WAITS, STOPS, SPEAKS = ("unsure", ""), ("silent", ""), ("waits", ""), ("stops", ""), ("speaks", "")


@dataclass(frozen=True)
class Place:
    """Where somebody is waited for, and what is remembered that may lead another way."""

    step: str
    remembered: tuple[tuple[str, int | str], ...]


@dataclass(frozen=True)
class Way:
    """What somebody did at a place, how long it took with all that was said then, and where it led; None: out."""

    doing: Doing
    seconds: float
    to: Place | None
    out: str = ""
    """The part of the session that followed, where it led out."""


@dataclass
class Walked:
    """All that was found. `steps` and `answers`: those that were reached, of all that there are."""

    script: str
    all_steps: frozenset[str]
    all_answers: frozenset[tuple[str, str]]
    steps: set[str] = field(default_factory=set)
    answers: set[tuple[str, str]] = field(default_factory=set)
    begins: list[Way] = field(default_factory=list)
    """From the beginning to where somebody is first waited for, by what was brought along."""
    ways: dict[Place, list[Way]] = field(default_factory=dict)
    stuck: set[str] = field(default_factory=set)
    """Steps after which nothing is said and nobody is listened to."""


def walk(pack: Pack, name: str) -> Iterator[Walked]:
    """Walk an exercise or a safety path; yields the same findings again and again while they grow."""
    script = pack.exercises[name] if name in pack.exercises else pack.safety[name]
    walker = _Walker(pack, script)
    yield from walker.walk()


class _Walker:
    def __init__(self, pack: Pack, script: Script) -> None:
        self._script = script
        self._numbers = _numbers_of(script)
        onward = {name: {way.to for way in ways if way.to} for name, ways in ways_through(script).items()}
        after = {name: reachable({name}, onward) for name in onward}
        self._read_from = {
            name: set().union(*(_read_at(script.steps[later]) for later in later_steps))
            for name, later_steps in after.items()
        }
        self._pack = _prepared(pack, script)
        self.found = Walked(
            script.id,
            frozenset(script.steps),
            frozenset((step, answer) for step, content in script.steps.items() for answer in content.answers),
        )

    def walk(self) -> Iterator[Walked]:
        queue: deque[tuple[Place, tuple[Doing, ...]]] = deque()
        for entry in self._entries():
            way = self._try(entry[:-1], entry[-1])
            self.found.begins.append(way)
            if way.to is not None and way.to not in self.found.ways:
                self.found.ways[way.to] = []
                queue.append((way.to, entry))
        yield self.found
        while queue:
            place, trace = queue.popleft()
            for doing in self._doings(self._script.steps[place.step]):
                way = self._try(trace, doing, place.step)
                self.found.ways[place].append(way)
                if way.to is not None and way.to not in self.found.ways:
                    self.found.ways[way.to] = []
                    queue.append((way.to, (*trace, doing)))
            yield self.found

    def _entries(self) -> Iterator[tuple[Doing, ...]]:
        """Everything that people may bring along from the check-in."""
        by_place = any(isinstance(step.branch, PlaceBranch) for step in self._script.steps.values())
        traces: list[tuple[Doing, ...]] = [(NEAR,), (NOWHERE,)] if by_place else [(NEAR,)]
        for step in list(self._pack.session["welcome"].steps.values())[:-1]:
            brought = [doing for doing in self._doings(step) if doing not in (SILENT, STOPS)]
            traces = [(*trace, doing) for trace in traces for doing in brought]
        yield from ((*trace, ("answer", "begin")) for trace in traces)

    def _doings(self, step: Step) -> Iterator[Doing]:
        yield from (("answer", name) for name in step.answers)
        if step.ask:
            if step.ask.rating:
                yield from (("rates", str(number)) for number in sorted(self._numbers.get(step.ask.rating, {5})))
            if step.ask.open:
                yield SPEAKS
            yield from (UNSURE, SILENT)
        else:
            yield WAITS
        yield STOPS

    def _replay(self, trace: Sequence[Doing]) -> "_Visit":
        near, *doings = trace
        visit = _Visit(self._pack, self._script.id, [PLACE] if near == NEAR else [])
        for doing in doings:
            visit.do(doing, aloud=False)
        return visit

    def _try(self, trace: tuple[Doing, ...], doing: Doing, step: str = "") -> Way:
        visit = self._replay(trace)
        visit.begin_anew()
        visit.do(doing)
        if step and doing[0] == "answer" and visit.understood:
            self.found.answers.add((step, doing[1]))
        to = self._arrive(visit)
        if to is None and visit.listen is None and not visit.ended:
            self.found.stuck.add(step)
        return Way(doing, visit.seconds, to, "" if to else visit.session.state)

    def _arrive(self, visit: "_Visit") -> Place | None:
        """Where a visit has come to; None outside of the script."""
        self.found.steps |= visit.steps
        script, _, step = visit.listen.about.partition(".") if visit.listen else ("", "", "")
        if script != self._script.id:
            return None
        kept = {name: value for name, value in visit.remembered.items() if name in self._read_from[step]}
        return Place(step, tuple(sorted(kept.items())))


class _Visit:
    """One session with somebody who does what it is told to do, and how long it has taken since `begin_anew`."""

    def __init__(self, pack: Pack, script: str, places: Sequence[Mapping[str, str]]) -> None:
        self.session = Session(pack, CONTACTS, places=places)
        self.listen: Listen | None = None
        self.remembered: dict[str, int | str] = {PLACES: len(places)}
        self.steps: set[str] = set()
        self.ended = False
        self._script = script
        self._now = 0.0
        self.begin_anew()
        self._take(self.session.receive(SessionStarted(), 0.0))

    def begin_anew(self) -> None:
        """Count from here."""
        self.seconds = 0.0
        self.understood = True

    def do(self, doing: Doing, aloud: bool = True) -> None:
        """Something is done, as often as it takes until it leads on.

        Not `aloud`: the words are known to be harmless, so the safety listener need not read them again.
        """
        asked = self.listen.about if self.listen else ""
        if doing == SILENT:
            for _ in range(PATIENCE):
                if self.listen and self.listen.about == asked:
                    self._send(FellSilent(self.listen.listen_id))
            return
        if self.listen:
            event = _event(doing, self.listen)
            self._send(replace(event, open_text="") if isinstance(event, Heard) and not aloud else event)
        if self.listen and (agrees := _phrase(self.listen, repr(Settled(True)))):  # a number was read back
            self._send(_said(self.listen, agrees))

    def _send(self, event: Event) -> None:
        waited = self.listen.expectation.no_input_seconds if isinstance(event, FellSilent) and self.listen else None
        seconds = ANSWERING_SECONDS if waited is None else waited
        self.seconds += seconds
        self._now += seconds
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
            seconds = len(words_in(line.text)) * 60 / WORDS_PER_MINUTE
            self.seconds += seconds
            self._now += seconds


def _event(doing: Doing, listen: Listen) -> Event:
    kind, what = doing
    match kind:
        case "answer":
            return _said(listen, _phrase(listen, repr(Chose(what))))
        case "rates":
            phrases = listen.expectation.numbers.items()
            return _said(listen, next((phrase for phrase, number in phrases if number == int(what)), None))
        case "unsure":
            return _said(listen, _phrase(listen, repr(Wished("dont_know"))))
        case "stops":
            return _said(listen, _phrase(listen, repr(Wished("stop"))))
        case "speaks":
            return _said(listen, None)
        case _:
            return FellSilent(listen.listen_id)


def _said(listen: Listen, phrase: str | None) -> Heard:
    number = listen.expectation.numbers.get(phrase or "")
    return Heard(listen.listen_id, Decision.ACCEPT, phrase, number=number, open_text=phrase or "")


def _phrase(listen: Listen, meaning: str) -> str | None:
    return next((phrase for phrase, meant in listen.expectation.meanings.items() if meant == meaning), None)


def _read_at(step: Step) -> set[str]:
    """The ratings and choices on which it depends where a step leads."""
    read_back = {step.ask.read_back_above} if step.ask and step.ask.read_back_above else set()
    match step.branch:
        case RatingBranch():
            return {step.branch.rating}
        case ChangeBranch():
            return {step.branch.first, step.branch.second}
        case ChoiceBranch():
            return {step.branch.choice}
        case PlaceBranch():
            return {PLACES}
    return read_back


def _given_at(ask: Ask) -> set[str]:
    """The rating and the choice that a question remembers."""
    return {name for name in (ask.rating, ask.choice) if name}


def _numbers_of(script: Script) -> dict[str, set[int]]:
    """For each rating numbers of every kind: one for each way that it may lead."""
    numbers: dict[str, set[int]] = {}
    for step in script.steps.values():
        match step.branch:
            case RatingBranch():
                numbers.setdefault(step.branch.rating, set()).update(band.up_to for band in step.branch.bands)
            case ChangeBranch():
                for name in (step.branch.first, step.branch.second):
                    numbers.setdefault(name, set()).update(LOW_MIDDLE_HIGH)
        if step.ask and step.ask.rating and step.ask.bands:
            numbers.setdefault(step.ask.rating, set()).update(band.up_to for band in step.ask.bands)
    return numbers


def _prepared(pack: Pack, script: Script) -> Pack:
    """The pack, its script saying the names of its steps, and a welcome that asks what it depends on and begins it."""
    steps = {name: _called(name, step) for name, step in script.steps.items()}
    copy = {script.id: script.model_copy(update={"steps": steps})}
    by_choice = {
        step.ask.choice: step.ask.answers
        for other in (*pack.session.values(), *pack.exercises.values(), *pack.safety.values())
        for step in other.steps.values()
        if step.ask and step.ask.choice
    }
    brought: dict[str, Step] = {}
    read = {name for step in script.steps.values() for name in _read_at(step)}
    given = {name for step in script.steps.values() if step.ask for name in _given_at(step.ask)}
    for name in sorted(read - given - {PLACES}):
        known = {answer: Answer(phrases=[f"answer {answer}"]) for answer in by_choice.get(name, ())}
        ask = Ask(choice=name, answers=known) if known else Ask(rating=name)
        brought[name] = Step(say={name: ""}, ask=ask)
    safety = script.id in pack.safety
    begin = Answer(phrases=["begin it"], alarm=script.id) if safety else Answer(phrases=["begin it"], start=script.id)
    brought["begin"] = Step(say={"begin": ""}, ask=Ask(answers={"begin": begin}))
    welcome = pack.session["welcome"].model_copy(update={"steps": brought})
    return replace(
        pack,
        session=pack.session | {"welcome": welcome},
        exercises=pack.exercises if safety else pack.exercises | copy,
        safety=pack.safety | copy if safety else pack.safety,
    )


def _called(name: str, step: Step) -> Step:
    call = {f"{CALLED}{name}": ""}
    return step.model_copy(update={"say": call | step.say, "again": [call | said for said in step.again]})
