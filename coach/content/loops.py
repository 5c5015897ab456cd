"""Steps that somebody can come to once more: what they say the second time should not be what they said the first."""

from coach.content.faults import Flaw, Flaws
from coach.content.graph import Ways, reachable
from coach.content.script import Script, Step


def check_loops(script: Script, ways: Ways) -> Flaws:
    """Whether each step of a loop has other words for who comes by once more.

    A question for a number may be asked in the same words: numbers can only be compared if the question is the same.
    """
    onward = {name: {way.to for way in out if way.to in script.steps} for name, out in ways.items()}
    for name, step in script.steps.items():
        if step.say and not step.again and not _is_only_a_rating(step) and name in reachable(onward[name], onward):
            told = f"{name} can be reached again, and would say the same: add `again`, its words for the next times"
            yield Flaw(("steps", name, "say"), "C066", told)


def _is_only_a_rating(step: Step) -> bool:
    return step.ask is not None and step.ask.rating is not None and len(step.say) == 1
