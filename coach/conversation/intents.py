"""What may be said at any moment: how a reply that is one of the pack's intents is met, whatever was asked."""

from coach.content.pattern import plain
from coach.conversation.moves import Follow, Meet, Turn
from coach.conversation.turns.gentle_question import GentleQuestion
from coach.conversation.turns.pause import Pause
from coach.conversation.turns.standing_invitation import StandingInvitation
from coach.conversation.turns.wait import Wait
from coach.conversation.understanding import FALSE_ALARM, STORY_WORDS, Understood
from coach.events import Heard


def meet(heard: Heard, reply: Understood, turn: Turn) -> Meet | Follow | None:
    """How it is met here; None where it is a reply like any other.

    A phrase that the question expects is an answer, and so is a false alarm; a question about danger comes first. In a
    long story much is named and little asked.
    """
    answers = heard.phrase == plain(heard.open_text) or reply.clear == FALSE_ALARM or reply.words > STORY_WORDS
    if answers or isinstance(turn, GentleQuestion | StandingInvitation):
        return None
    context = turn.context
    where = "paths" if context.part == "safety" else "elsewhere"
    asked = not turn.vocabulary.open_words and not isinstance(turn, Wait | Pause)
    known = context.intents.find(heard.open_text, where, asked)
    if known is None:
        return None
    route = context.script.meanwhile.get(known.name)
    return Follow(route) if route else Meet(known.intent)
