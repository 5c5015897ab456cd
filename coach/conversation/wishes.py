"""What the words that work everywhere do: stop, repeat, pause, slower, help, back, skip ..."""

from coach.content.pack import URGENT_FROM
from coach.content.script import Route
from coach.conversation.moves import UNSAID, Follow, GoBack, Move, Open, Prompt, Repeat, Resume, Turn
from coach.conversation.turns.pause import Pause


def granted(wish: str, turn: Turn) -> Move:
    """The move that a wish asks for, by its name."""
    repair, ask = turn.context.pack.repair, turn.context.step.ask
    past_it = Follow(ask.unsure.unsaid() if ask else Route())
    may_begin = turn.context.part in URGENT_FROM  # a safety path is not left for an exercise
    moves: dict[str, Move] = {
        "stop": Follow(Route(end="stop")),
        "repeat": Repeat(),
        "slower": Repeat(Prompt("repair", repair.slower), slower=True),
        "pause": Open(Pause(turn), Prompt("repair", repair.paused)),
        "help": Resume(Prompt("repair", repair.help)),
        "urge": Follow(Route(start=turn.context.pack.header.urgent_exercise)) if may_begin else Resume(),
        "back": GoBack(),
        "skip": past_it,
        "go_on": past_it,
    }
    return moves.get(wish) or _unsure(turn)


def _unsure(turn: Turn) -> Move:
    """I don't know: met in the author's words, or in those of every question. In a wait it changes nothing."""
    ask, repair = turn.context.step.ask, turn.context.pack.repair
    if ask is None:
        return Resume()
    return Follow(ask.unsure, UNSAID if ask.unsure.say else Prompt("repair", turn.context.wording.of(repair.dont_know)))
