"""The safety listener: hears every reply first, in every state, on the open transcript as well as the phrase.

Its phrases are the pack's (`risk.yaml`). It finds; the safety path's script asks and gives a person and a number.
A first version: what recognition makes of a risk phrase, negation and tense are the subject of a later issue.
"""

import re

from coach.content.pack import Risk, RiskPath
from coach.content.vocabulary import WRITTEN_OUT
from coach.events import Heard

GAP = r"(?:\S+ ){0,3}?"
SPOKEN_SHORT = {**WRITTEN_OUT, "\u2019": "'", "-": " "}


class SafetyListener:
    """Knows the pack's safety paths, the most urgent first."""

    def __init__(self, risk: Risk) -> None:
        self._paths = {name: _Listener(path) for name, path in risk.paths.items()}

    def hear(self, heard: Heard) -> str | None:
        """The safety path that a reply calls for, or None."""
        texts = [plain(text) for text in (heard.open_text, heard.phrase or "")]
        for name, path in self._paths.items():
            if any(path.matches(text) for text in texts):
                return name
        return None


class _Listener:
    def __init__(self, path: RiskPath) -> None:
        self._risks = [_pattern(phrase) for phrase in path.phrases]
        self._excuses = [_pattern(phrase) for phrase in path.unless]

    def matches(self, text: str) -> bool:
        excused = [match.span() for excuse in self._excuses for match in excuse.finditer(text)]
        return any(
            not any(start <= match.start() and match.end() <= end for start, end in excused)
            for risk in self._risks
            for match in risk.finditer(text)
        )


def plain(text: str) -> str:
    """Lower case, words and apostrophes only, "gonna" written out: the form in which phrases are compared."""
    text = text.lower()
    for short, long in SPOKEN_SHORT.items():
        text = text.replace(short, long)
    return " ".join(re.sub(r"[^\w' ]", " ", text).split())


def _pattern(phrase: str) -> re.Pattern[str]:
    words = [GAP if word == "*" else re.escape(plain(word)) + " " for word in phrase.split()]
    return re.compile(r"(?<!\S)" + "".join(words).rstrip(" ") + r"(?!\S)")
