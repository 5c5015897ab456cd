"""The gaps in a pack's lines: which there are, where each may stand, and how they are filled.

Not every country has a line for people in a crisis, and not everybody's country is known. A sentence that names a line
which is not there is left out; where the rest of the line names no number either, the pack's own sentence for that
(`unknown.line`) stands in its place. So a line can be written for a place that has all numbers, and is right in each.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from string import Formatter

from coach.effects import Private

LINE_GAPS = ("crisis_line", "crisis_number", "violence_line", "violence_number")
TEXT_GAP = "crisis_text"
"""Where to write instead of calling. A sentence that names it is left out where a place has none."""
EMERGENCY_GAP = "emergency_number"
UNKNOWN_LINE = "unknown_line"
"""The gap that holds the sentence for a line that is not known; no pack's line names it."""
PLACE_GAPS = ("place_name", "place_number", "place_hours")
"""Of the place near here that a step has just come to."""
ANYWHERE = frozenset({EMERGENCY_GAP, TEXT_GAP, *LINE_GAPS, *PLACE_GAPS})
"""May stand in any line."""
CANDIDATE, SECOND = "candidate", "second"
"""What was heard, and the other thing that it may have been."""
IN_REPAIR = {
    "confirm": ANYWHERE | {CANDIDATE, SECOND},
    **dict.fromkeys(
        ("choosing", "confirm_single", "confirm_amount", "confirm_earlier", "read_back"), ANYWHERE | {CANDIDATE}
    ),
}
"""Where a line of repair.yaml reads something back."""
RATED = "rated_"
"""Begins a gap that tells a number given earlier: {rated_craving_before}."""
SENTENCES = re.compile(r"(?<=[.?!]) ")


def fill(text: str, gaps: Mapping[str, str]) -> str:
    """A line as it is said. `gaps`: what is said for each, without those of a line that is not known."""
    if "{" not in text:  # most lines
        return text
    missing = tuple(gap for gap in (TEXT_GAP, *LINE_GAPS) if gap not in gaps)
    return (_without(text, missing, gaps.get(UNKNOWN_LINE, "")) if missing else text).format_map(gaps)


def ratings_told(text: str) -> list[str]:
    """The ratings that a line tells again. It is said only to somebody who gave them all."""
    return re.findall(rf"{{{RATED}(\w+)}}", text) if RATED in text else []


def private_in(text: str) -> Private | None:
    """What of somebody's own a line tells."""
    if ratings_told(text):
        return "ratings"
    return "choices" if f"{{{CANDIDATE}}}" in text else None


def told(ratings: Mapping[str, str]) -> dict[str, str]:
    """The gaps that tell these numbers again, in words."""
    return {RATED + name: words for name, words in ratings.items()}


def tells_all(text: str, gaps: Collection[str]) -> bool:
    """Whether every number that a line tells again was given."""
    return all(RATED + rating in gaps for rating in ratings_told(text))


def gaps_in(text: str) -> list[str]:
    """The gaps of a line, by name."""
    try:
        return [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    except ValueError:
        return ["{ or }"]


def unfilled(text: str, gaps: Collection[str]) -> Iterator[str]:
    """What would stand in a line unfilled, or break it off when it is said: each gap must be a bare one of `gaps`."""
    try:
        parsed = [(name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None]
    except ValueError:
        parsed = [("{ or }", None, None)]
    for name, form, how in parsed:
        if form or how or name not in gaps:  # {candidate:d} is a format for numbers, and what is said is words
            yield name + (f"!{how}" if how else "") + (f":{form}" if form else "")


@lru_cache(maxsize=1000)  # of a pack's lines, their gaps still open: the same at each time that they are said
def _without(text: str, missing: tuple[str, ...], instead: str) -> str:
    """A line without the sentences that have a gap which nothing fills."""
    sentences = [sentence for sentence in SENTENCES.split(text) if not _has(sentence, {TEXT_GAP}.intersection(missing))]
    lacking = [_has(sentence, missing) for sentence in sentences]
    kept = [sentence for sentence, lacks in zip(sentences, lacking, strict=True) if not lacks]
    if any(lacking) and not any(_has(sentence, {EMERGENCY_GAP}) for sentence in kept):
        kept.insert(lacking.index(True), instead)
    return " ".join(kept)


def _has(sentence: str, gaps: Collection[str]) -> bool:
    return any(f"{{{gap}}}" in sentence for gap in gaps)
