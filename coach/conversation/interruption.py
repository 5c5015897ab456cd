"""What may break into the coach's speech: "stop", "pause", and words of risk. And what is only the coach's own echo."""

from dataclasses import replace
from difflib import SequenceMatcher

from coach.content.pattern import plain
from coach.content.words import GlobalName, Words
from coach.conversation.understanding import Meaning, Vocabulary, Wished
from coach.events import Decision, Interrupted

WISHES: tuple[GlobalName, ...] = ("stop", "pause")
"""What cannot wait until the coach has finished its sentence. All else can."""
BEGIN_SECONDS = 1.5
"""A knock or a cough makes the coach pause no longer than this."""
OWN_SHARE = 0.5
"""Who hears half of the coach's own words, in their order, hears the coach. Moonshine writes a distant voice down with
about a third of its words wrong."""


class Interruptions:
    """What is listened for while the coach speaks, and what of it is acted on."""

    def __init__(self, words: Words, risks: tuple[str, ...]) -> None:
        """`risks`: how words of risk sound, for the ear."""
        self._small = frozenset(words.small)
        phrases: dict[str, Meaning] = {phrase: Wished(name) for name in WISHES for phrase in words.everywhere[name]}
        hesitations, others = tuple(words.hesitations), words.other_words()
        self._vocabulary = Vocabulary(phrases, {}, hesitations=hesitations, others=others)
        self.expectation = replace(self._vocabulary.expectation(BEGIN_SECONDS, risks), unasked=True)

    def wish(self, event: Interrupted) -> Meaning | None:
        """The wish that was said beyond doubt, and not by the coach itself; None if there was none."""
        heard = event.heard
        if (
            heard.decision is not Decision.ACCEPT
            or not heard.phrase
            or is_said(heard.phrase, event.spoken, self._small)
        ):
            return None
        return self._vocabulary.meaning(heard.phrase)


def is_own(text: str, spoken: str) -> bool:
    """Whether what was heard is what the coach was saying: most of its words stand there in the same order."""
    heard, said = _words(text), _words(spoken)
    if not heard:
        return False
    blocks = SequenceMatcher(None, heard, said, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= OWN_SHARE * len(heard)


def is_said(phrase: str, spoken: str, small: frozenset[str]) -> bool:
    """Whether the coach itself is saying what makes this phrase: its words, but for those that are `small`."""
    words = set(_words(phrase))
    return (words - small or words) <= set(_words(spoken))


def _words(text: str) -> list[str]:
    return plain(text).split()
