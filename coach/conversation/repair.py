"""What to say when nothing was understood, or nothing was said: a ladder, climbed rung by rung.

Before its first rung stands what somebody in the room can mend: a microphone that is dead, too loud, or hums.

The rungs are the pack's: ask again, offer the choices, offer the keys. After the last the conversation goes on by
itself. It never hangs up. The two kinds of trouble share one count, so that "hm" and silence in turn do not go on for
ever.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.content.repair import Repair
from coach.content.script import Lines
from coach.conversation.understanding import Meaning, Trouble
from coach.events import SoundFault

HEARD_BADLY: Mapping[SoundFault, str] = {
    "dead": "microphone_dead",
    "clipped": "microphone_clipped",
    "hum": "microphone_hums",
}
"""Each with its lines in `repair.yaml`."""
ASIDES_AT_MOST = 2
"""So often at one question somebody may say something else before it counts as not being understood."""


class Wording:
    """Says the same thing in turns: no line of a repair is heard twice in a row, not even two questions later."""

    def __init__(self) -> None:
        self._turns: dict[str, int] = {}

    def of(self, variants: Sequence[Lines]) -> Lines:
        """The next of these, of which each is said in its turn."""
        name = next(iter(variants[0]))
        turn = self._turns.get(name, 0)
        self._turns[name] = turn + 1
        return variants[turn % len(variants)]


@dataclass(frozen=True)
class Rung:
    """What to say, and whether the choices follow, or the question."""

    lines: Lines
    with_choices: bool


class Ladder:
    """How often in a row this question has not been answered, and how it went at the questions before.

    `height`: of the rung that comes next. `suspected`: what the last reply may have been, though it was too unclear to
    be asked about. `unanswered`: so many questions in a row were left without an answer. `guided`: the exercise that
    needs no answer has been offered.
    """

    def __init__(self, repair: Repair, wording: Wording) -> None:
        self._repair = repair
        self._rungs = {
            "no_match": repair.no_match,
            "no_input": repair.no_input,
            "no_answer": repair.no_match,
            "story": repair.no_match,
        }
        self._wording = wording
        self.height = 0
        self.suspected: Meaning | None = None
        self.unanswered = 0
        self.guided = False
        self._asides = 0
        self._short = False
        self._silent = False
        self._told: set[SoundFault] = set()

    def blame(self, fault: SoundFault | None, trouble: Trouble) -> Lines | None:
        """What to say about a fault of the sound; None if it is not to blame, or has been told.

        Only a dead microphone explains that nobody was heard at all.
        """
        if fault is None or fault not in HEARD_BADLY or fault in self._told:
            return None
        if trouble == "no_input" and fault != "dead":
            return None
        self._told.add(fault)
        lines: Lines = getattr(self._repair, HEARD_BADLY[fault])
        return lines

    def climb(self, trouble: Trouble) -> Rung | None:
        """The next rung; None when it is time to move on.

        Somebody who was not understood to the end of one question is not taken up the whole ladder at the next one, and
        somebody who was silent to the end of one is not asked again at the next.
        """
        if self._silent and trouble == "no_input":
            return None
        rungs = self._rungs[trouble]
        if trouble in ("no_answer", "story") and self._asides < ASIDES_AT_MOST:
            self._asides += 1
            thanks = self._repair.story if trouble == "story" else rungs.again
            return Rung(self._wording.of(thanks), with_choices=False)
        height, self.height = self.height, self.height + 1
        if height == 0:
            return Rung(self._wording.of(rungs.again), with_choices=False)
        if height == 1:
            return Rung(self._wording.of(rungs.choices), with_choices=True)
        if height == 2 and rungs.keys and not self._short:
            return Rung(self._wording.of(rungs.keys), with_choices=False)
        self.height, self._short, self._asides = 0, True, 0
        return None

    def give_up(self, trouble: Trouble) -> None:
        """On without an answer."""
        self._silent = self._silent or trouble == "no_input"
        self.unanswered += 1
        self.suspected = None

    def is_there(self) -> None:
        """Somebody did something, if only a noise: they are not silent."""
        self._silent = False

    def answered(self) -> None:
        """A question was answered, in whatever words."""
        self.unanswered = 0

    def begin(self) -> None:
        """Another question."""
        self.height, self.suspected, self._asides = 0, None, 0

    def reset(self) -> None:
        """Something was understood."""
        self.height, self._short, self.suspected, self._asides = 0, False, None, 0
        self.unanswered = 0
