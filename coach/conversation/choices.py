"""The choices at hand: for each key that answers here, what its button says. For whoever answers by touch."""

from coach.conversation.moves import Turn
from coach.conversation.turns.confirmation import Confirmation
from coach.conversation.turns.gentle_question import GentleQuestion
from coach.conversation.understanding import FALSE_ALARM


def choices_at(turn: Turn) -> dict[str, str]:
    """By the key's name, the first phrase that means it. Of answers that lead the same way, the first.

    A number has a key of its own, and so has a word that works everywhere: they are not among these.
    """
    named = turn.vocabulary.answers
    chosen = {name: named[name] for name in turn.context.step.offered if name in named}
    if isinstance(turn, Confirmation | GentleQuestion):  # a yes is only needed where what was heard has no button
        said = turn.context.pack.words.shared
        chosen.pop(FALSE_ALARM.name, None)
        return (chosen or {"yes": said["yes"][0]}) | {"no": said["no"][0]} | chosen
    return chosen
