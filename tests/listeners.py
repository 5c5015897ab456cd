"""The safety listener of a pack, made once for all tests."""

from pathlib import Path

from coach.content.pack import Pack
from coach.safety.listener import SafetyListener

_listeners: dict[tuple[Path, bool], SafetyListener] = {}


def safety_of(pack: Pack) -> SafetyListener:
    """With all that the pack has learnt. A pack is known by its folder."""
    return _listener(pack, learnt=True)


def rules_of(pack: Pack) -> SafetyListener:
    """The rules alone."""
    return _listener(pack, learnt=False)


def _listener(pack: Pack, learnt: bool) -> SafetyListener:
    if (pack.folder, learnt) not in _listeners:
        _listeners[pack.folder, learnt] = SafetyListener(pack.risk, pack.folder if learnt else None)
    return _listeners[pack.folder, learnt]
