"""The phrasebook of a pack: what can be said in each place, worked out when somebody first comes there.

It holds what the pack says, never what a person said, and serves all sessions with the pack.
"""

from typing import Any, Self
from weakref import WeakKeyDictionary

from coach.content.pack import Pack
from coach.content.script import Step
from coach.content.words import Words
from coach.conversation.understanding import Vocabulary, vocabulary_everywhere, vocabulary_of, vocabulary_to_settle


class Phrasebook:
    """`everywhere`: the words that work everywhere, and no others. `settling`: what answers a gentle question."""

    def __init__(self, words: Words) -> None:
        self.everywhere = vocabulary_everywhere(words)
        self.settling = vocabulary_to_settle(words)
        self._words = words
        self._places: dict[int, tuple[Step, Vocabulary]] = {}

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self  # whoever holds it finds the same in it

    def at(self, step: Step) -> Vocabulary:
        """All that can be said at a step: in answer to its question, or during its wait."""
        known = self._places.get(id(step))  # steps say much and are slow to compare; this one is held, so its id stays
        if known is None:
            known = self._places[id(step)] = (step, vocabulary_of(step, self._words))
        return known[1]


_phrasebooks: WeakKeyDictionary[Pack, Phrasebook] = WeakKeyDictionary()


def phrasebook_of(pack: Pack) -> Phrasebook:
    """The one of this pack, for as long as there is the pack."""
    known = _phrasebooks.get(pack)
    if known is None:
        known = _phrasebooks[pack] = Phrasebook(pack.words)
    return known
