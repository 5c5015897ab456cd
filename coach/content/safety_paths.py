"""What every safety path must do, whatever else it says: name whom to call before it asks, and leave nobody alone."""

import re

from coach.content.faults import Flaw, Flaws
from coach.content.graph import Ways
from coach.content.risk import Risk
from coach.content.script import Script

CONTACT = re.compile(r"{(emergency|crisis|violence)_number}")


def check_unanswered(risk: Risk) -> Flaws:
    """Whether somebody who does not answer a gentle question is told whom to call before the session goes on."""
    for name, path in risk.paths.items():
        if path.unanswered and not CONTACT.search(" ".join(path.unanswered.values())):
            told = "name whom to call where nobody answers: {emergency_number} or {crisis_number}"
            yield Flaw(("paths", name, "unanswered"), "C056", told)


def check_path(script: Script, ways: Ways) -> Flaws:
    """Whether a safety path begins with a number to call, and goes on where nobody answers."""
    name, first = next(iter(script.steps.items()))
    if not CONTACT.search(" ".join(first.say.values())):
        told = "name whom to call before anything is asked: {emergency_number} or {crisis_number}, in the first step"
        yield Flaw(("steps", name), "C056", told)
    for name, out in ways.items():
        for way in out:
            silent = {"unsure", "silent"} & set(way.where)
            if silent and way.to is None:
                told = "who is silent or unsure here is not left alone: `go` on to another step"
                yield Flaw(("steps", name, "ask", *silent), "C057", told)
