"""What made-up people say and press, in every mixture, where a session listens. Nothing is heard wrongly on purpose;
what an ear makes of sounds is measured elsewhere."""

from collections.abc import Callable, Hashable, Mapping
from itertools import accumulate
from random import Random

from coach.conversation.understanding import Wished
from coach.effects import Listen
from coach.events import Decision, Event, FellSilent, Heard, KeyPressed
from coach.rehearsal.doing import said
from coach.rehearsal.noise import CHATTER

DANGERS = (
    "i want to kill myself", "i don't want to live any more", "i took all my pills", "he is not breathing",
    "my chest hurts and my arm is numb", "i think i am having a heart attack", "he is going to hit me again",
    "i stopped drinking yesterday and i am seeing things",
)  # fmt: skip
DOUBTS = ("i wish i could just disappear", "what's the point of anything")
"""What may be a danger, and is asked about."""
QUESTIONS = ("who hears this", "what does it cost", "are you a real person", "why are you asking me that", "not now")
KEYS = ("1", "2", "3", "7", "9", "0", "help", "pause", "go_on", "back", "skip", "repeat", "stop", "nonsense")
WEIGHTS = {
    "answer": 60.0,
    "silent": 12.0,
    "key": 6.0,
    "wish": 5.0,
    "off_topic": 5.0,
    "unsure": 4.0,
    "mumble": 4.0,
    "story": 2.0,
    "stop": 1.0,
    "doubt": 0.5,
    "danger": 0.5,
}
"""How often people do what, where the coach waits for them. A guess, and meant as one: it decides what is tried how
often, and stands for nobody."""
KINDS, UP_TO = list(WEIGHTS), list(accumulate(WEIGHTS.values()))
SMALL_TALK = CHATTER.read_text(encoding="utf-8").splitlines()
LEAVES = 0.01
"""How likely it is at each turn that somebody goes away, and is silent from there on."""


class Talker:
    """One made-up person. `left`: they have gone away."""

    def __init__(self, chance: Random) -> None:
        self.left = False
        self._chance = chance
        self._kinds: dict[str, Callable[[Listen], Event]] = {
            "answer": self._answer,
            "silent": _silent,
            "key": lambda listen: KeyPressed(chance.choice(KEYS)),
            "wish": lambda listen: said(listen, self._phrase(listen, wished=True)),
            "off_topic": lambda listen: _talks(listen, chance.choice((*SMALL_TALK, *QUESTIONS))),
            "unsure": lambda listen: self._heard(listen, Decision.CONFIRM),
            "mumble": lambda listen: self._heard(listen, Decision.REJECT),
            "story": lambda listen: _talks(listen, " ".join(SMALL_TALK)),
            "stop": lambda listen: said(listen, "stop"),
            "doubt": lambda listen: _talks(listen, chance.choice(DOUBTS)),
            "danger": lambda listen: _talks(listen, chance.choice(DANGERS)),
        }

    def does(self, listen: Listen) -> Event:
        """The next thing, where the coach listens like this."""
        self.left = self.left or self._chance.random() < LEAVES
        if self.left:
            return _silent(listen)
        (kind,) = self._chance.choices(KINDS, cum_weights=UP_TO)
        return self._kinds[kind](listen)

    def _answer(self, listen: Listen) -> Event:
        """What fits; during a wait nothing need be said, and where any words will do, it is any words."""
        if listen.expectation.open_words:
            return _talks(listen, self._chance.choice(SMALL_TALK))
        phrase = self._phrase(listen, wished=False)
        return said(listen, phrase) if phrase else _silent(listen)

    def _heard(self, listen: Listen, decision: Decision) -> Event:
        phrase, second = (self._chance.choice(listen.expectation.phrases) for _ in range(2))
        return Heard(listen.listen_id, decision, phrase, second, listen.expectation.numbers.get(phrase), phrase)

    def _phrase(self, listen: Listen, wished: bool) -> str | None:
        """One that means something here: a word that works everywhere, or an answer."""
        wishes, answers = _sorted_at(listen.about, listen.expectation.meanings)
        fitting = wishes if wished else answers
        return self._chance.choice(fitting) if fitting else None


def _sorted_at(about: str, meanings: Mapping[str, Hashable]) -> tuple[list[str], list[str]]:
    """The words that work everywhere, and the answers: sorted once for each step, whose phrases are always the same."""
    known = _sorted.get(about)
    if known is None or known[0] is not meanings:
        wishes = [phrase for phrase, meaning in meanings.items() if isinstance(meaning, Wished)]
        answers = [phrase for phrase, meaning in meanings.items() if not isinstance(meaning, Wished)]
        known = _sorted[about] = meanings, wishes, answers
    return known[1:]


_sorted: dict[str, tuple[Mapping[str, Hashable], list[str], list[str]]] = {}


def _silent(listen: Listen) -> Event:
    return FellSilent(listen.listen_id)


def _talks(listen: Listen, text: str) -> Event:
    """None of the phrases."""
    decision = Decision.ACCEPT if listen.expectation.open_words else Decision.REJECT
    return Heard(listen.listen_id, decision, None, open_text=text)
