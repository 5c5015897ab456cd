"""The safety listener of a pack, made once for all tests."""

from functools import cache
from pathlib import Path

from coach.content.loader import load_pack
from coach.content.pack import Pack
from coach.safety.listener import SafetyListener


def safety_of(pack: Pack) -> SafetyListener:
    """With all that the pack has learnt. A pack is known by its folder."""
    return _listener(pack.folder, learnt=True)


def rules_of(pack: Pack) -> SafetyListener:
    """The rules alone."""
    return _listener(pack.folder, learnt=False)


@cache
def _listener(folder: Path, learnt: bool) -> SafetyListener:
    return SafetyListener(load_pack(folder).risk, folder if learnt else None)
