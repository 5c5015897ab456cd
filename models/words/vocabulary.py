"""What the second view is taught: replies that it shall know, and words that it shall know to be none of them."""

from wordfreq import top_n_list

from coach.content.words import Words
from models.speech.strange import STRANGE_WORDS

COMMANDS = ("up", "down", "left", "right", "on", "off", "go")
"""Words of the recordings that are in no pack: it learns to tell them apart, so they are no answer by mistake."""
ANSWERS = """
breath|breathing|feet|my feet|chest|stomach|throat|mouth|head|tight|tense|warm|heavy|restless|shaky|buzzing|exercise
another exercise|the end|person|surfing|urge surfing|the wave|breathe|a thought|water|a call|hands|maybe|sometimes
a little|me|stay|nobody|neither|nothing|myself|false alarm
"""
"""Short answers of single questions of the packs."""
SOUND_LIKE_ANSWERS = frozenset("know for won of to too ate knew fore fort tents bak".split())  # noqa: SIM905
"""Nobody can tell these from an answer, so they are neither."""
SHORT_WORDS = frozenset("he me we be my by do so it in is as at an am us if or".split())  # noqa: SIM905 - readable
"""Two letters and a word: the others in the list are abbreviations."""


def replies(words: Words) -> tuple[str, ...]:
    """All that it shall know: what the pack understands everywhere, numbers, and short answers."""
    numbers = [name for names in words.numbers.values() for name in names]
    said = [phrase for names in (words.everywhere, words.shared) for phrases in names.values() for phrase in phrases]
    answers = ANSWERS.strip().replace("\n", "|").split("|")
    return tuple(dict.fromkeys((*numbers, *COMMANDS, *said, *answers)))


def other_words(known: tuple[str, ...], hesitations: tuple[str, ...], count: int) -> list[str]:
    """The commonest English words that are none of them (the package wordfreq).

    Without the strange words that are kept for measuring, or that figure would say nothing.
    """
    left_out = {*known, *hesitations, *STRANGE_WORDS, *SOUND_LIKE_ANSWERS}
    common = (word for word in top_n_list("en", 3 * count) if word.isalpha() and word not in left_out)
    return [word for word in common if len(word) > 2 or word in SHORT_WORDS][:count]
