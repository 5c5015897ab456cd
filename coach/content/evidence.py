"""What a script says of itself and of the world: who signed it and when, and where its claims come from."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from coach.content.faults import Flaw, Flaws
from coach.content.pattern import plain
from coach.content.script import Script
from coach.content.wording import lines_of

REVIEW_HOLDS = timedelta(days=365)


def check_review(script: Script, today: date) -> Flaws:
    """Whether a review is of the last year. What no clinician has signed is a draft, and needs none."""
    if script.status != "reviewed" or not script.reviewed_on:
        return
    try:
        reviewed = date.fromisoformat(script.reviewed_on)
    except ValueError:
        return  # told as C005
    if reviewed > today:
        yield Flaw(("reviewed_on",), "C064", f"{reviewed} is still to come")
    elif today - reviewed > REVIEW_HOLDS:
        yield Flaw(("reviewed_on",), "C064", f"{reviewed} is over a year ago: review it again, or say `status: draft`")


def check_claims(script: Script, claim_words: Iterable[str]) -> Flaws:
    """Whether each step that claims something about the world names its source."""
    claims = re.compile(rf"\b(?:{'|'.join(map(re.escape, claim_words)) or '(?!)'})\b")
    for where, _, text in lines_of(script):
        step = script.steps[str(where[1])]
        if not step.sources and (claimed := claims.search(plain(text))):
            told = f"{claimed[0]!r} claims something: name where it is from, as `sources` of this step"
            yield Flaw(where, "C065", told)
