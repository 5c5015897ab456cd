"""Which number was named in a sentence that is none of the expected phrases? Both decodes have to hear the same one."""

from collections.abc import Sequence

from coach.effects import NumberWords
from coach.listening.number import find
from coach.listening.recognition import Naming


def name_number(open_text: str, openly: float, closed: Sequence[str], words: NumberWords) -> Naming | None:
    """The number in the open text, with that decode's confidence; None without one, or among strange words.

    `closed`: the words of the closed decode. The gap is 0 where they hold the same number, else 1.
    """
    mention = find(open_text, words)
    if mention is None or not mention.numbers or mention.strange or mention.counts:
        return None
    both_heard = set(mention.numbers) <= {words.names[word] for word in closed if word in words.names}
    names = [next(name for name, named in words.names.items() if named == number) for number in mention.numbers]
    return Naming(tuple((name, openly) for name in names), 0.0 if both_heard else 1.0)
