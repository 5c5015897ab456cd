"""Hearings for the tests of what is made of them."""

from dataclasses import replace

from scripts.measure.hearing import Hearing

RIGHT = Hearing(
    task="digits",
    noise="clean",
    file="a.flac",
    said="seven",
    means="seven",
    speaker="ann",
    list="",
    outcome="accept",
    phrase="seven",
    right=True,
    second_right=False,
    open_text="Seven.",
    score=-1.0,
    deciding_seconds=0.0,
    engine_seconds=0.1,
    path=None,
)
WRONG = replace(RIGHT, phrase="eleven", right=False)
REJECTED = replace(WRONG, outcome="reject")
SILENT = replace(WRONG, outcome="no_input", phrase=None, open_text="", engine_seconds=0.0)
ASKED = replace(RIGHT, outcome="confirm")
ASKED_WRONGLY = replace(WRONG, outcome="confirm")
