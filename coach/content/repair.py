"""What is said when nothing was understood, on pause, help and the like, in several wordings: `repair.yaml`."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from coach.content.script import Lines
from coach.document import Checked, Where

Variants = Annotated[list[Lines], Field(min_length=2)]
"""The same in several wordings, said in turn: nobody hears one twice in a row."""


class Rungs(Checked):
    """What to say when a question was not answered once, twice, and three times. Each in several wordings, in turn."""

    again: Variants
    """The question follows."""
    choices: Variants
    """What can be said here follows: the question's `hint`."""
    keys: list[Lines] = []
    """The keys are named, and the question follows. Left out, there is no such rung."""


class Repair(Checked):
    """Spoken when things go wrong, and in answer to the global words. Full line ids are `repair.id`.

    Gaps that may stand in a line: {candidate} {second} in confirm, {candidate} in the others that read something back;
    {emergency_number} {crisis_line} {crisis_number} {violence_line} {violence_number} in any line of a pack.
    """

    no_match: Rungs
    """A ladder. After the last rung the conversation moves on by itself."""
    no_input: Rungs
    """The same where nothing was said: somebody who is silent is not asked as often."""
    choosing: Lines
    """Names the answer that a key has come to; another key takes it."""
    moving_on: Variants
    confirm: Variants
    """Names the candidate and offers the second: one of them was said, or both were ("six or seven")."""
    confirm_single: Variants
    """Names the candidate when there is no second."""
    confirm_amount: Variants
    """Names the number that "a lot" may be."""
    confirm_earlier: Variants
    """Names the number that "the same as before" was."""
    read_back: Variants
    """Names a rating that leads another way. Silence means that it is right."""
    not_so: Variants
    """What was read back was not meant. The question follows."""
    standing: Variants
    """On a safety path, where nobody answers: names the number, stays, asks nothing more, and says what wakes it."""
    still_there: Variants
    """At a kiosk, where nobody has answered for long: asks whether somebody is there. Any word or key says so."""
    paused: Lines
    still_paused: Variants
    going_on: Lines
    slower: Lines
    help: Lines
    dont_know: Variants
    nothing_before: Variants
    """There is nothing to go back to."""
    staff_not_reached: Lines
    """Somebody was to be called, and could not be. Whom to call instead; the safety path goes on."""
    staff_called: Lines
    """The call is where staff see it; that anybody comes is not said."""
    staff_answered: Lines
    """Somebody has answered it. When they come is not said, nor that they do: a touch on a page shows no more."""
    nobody_answered: Lines
    """All who were to be called were, and none has answered: what somebody can do now, with the numbers."""
    not_aloud: Lines
    """Where others can hear: in place of the first line that tells something of somebody's own, which stands on the
    screen."""
    microphone_lost: Lines
    microphone_dead: Lines
    """It gives no sound at all, not even that of a quiet room. Names the keys. The question follows, as after these:"""
    microphone_clipped: Lines
    """Nothing was understood, and the voice is too loud for the microphone."""
    microphone_hums: Lines
    """Nothing was understood, and the mains hums in the microphone."""
    story: Variants
    """Thanks for a long story, in which no answer was found. The question follows."""
    heard_too: Variants
    """A danger was told that is less urgent than the safety path at hand, which is gone on with."""
    back_to_path: Variants
    """The more urgent path is over: back to the one before, or to what was told meanwhile."""
    back_to_place: Variants
    """A false alarm: on where it broke in."""
    silent_exercise: Variants
    """Said before the exercise for somebody who says nothing, or whom the coach cannot understand."""

    def lines(self) -> Iterator[tuple[str, str]]:
        """Every spoken line: its full id and its text, gaps still open."""
        for _, lines in self.variants():
            yield from ((f"repair.{id}", text) for id, text in lines.items())

    def variants(self) -> Iterator[tuple[Where, Lines]]:
        """Every wording's lines, and where they stand in the file."""
        for name, said in self:
            groups = {(name, rung): lines for rung, lines in said} if isinstance(said, Rungs) else {(name,): said}
            for where, lines in groups.items():
                if isinstance(lines, list):
                    yield from (((*where, index), each) for index, each in enumerate(lines))
                else:
                    yield where, lines
