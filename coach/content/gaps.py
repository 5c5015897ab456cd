"""The gaps in a pack's lines that tell whom to call, and what is said where a number is not known.

Not every country has a line for people in a crisis, and not everybody's country is known. A sentence that names a line
which is not there is left out; where the rest of the line names no number either, the pack's own sentence for that
(`unknown.line`) stands in its place. So a line can be written for a place that has all numbers, and is right in each.
"""

import re
from collections.abc import Mapping

LINE_GAPS = ("crisis_line", "crisis_number", "violence_line", "violence_number")
EMERGENCY_GAP = "emergency_number"
UNKNOWN_LINE = "unknown_line"
"""The gap that holds the sentence for a line that is not known; no pack's line names it."""
SENTENCES = re.compile(r"(?<=[.?!]) ")


def fill(text: str, gaps: Mapping[str, str]) -> str:
    """A line as it is said. `gaps`: what is said for each, without those of a line that is not known."""
    missing = [f"{{{gap}}}" for gap in LINE_GAPS if gap not in gaps]
    if any(gap in text for gap in missing):
        text = _without(missing, SENTENCES.split(text), gaps[UNKNOWN_LINE])
    return text.format_map(gaps)


def _without(missing: list[str], sentences: list[str], instead: str) -> str:
    """These sentences without those that have a gap which nothing fills."""
    lacking = [any(gap in sentence for gap in missing) for sentence in sentences]
    kept = [sentence for sentence, lacks in zip(sentences, lacking, strict=True) if not lacks]
    if not any(f"{{{EMERGENCY_GAP}}}" in sentence for sentence in kept):
        kept.insert(lacking.index(True), instead)
    return " ".join(kept)
