"""What the words that work everywhere do: stop, repeat, pause, slower, help, back, skip ..."""

from collections.abc import Callable

from coach.content.pack import URGENT_FROM
from coach.content.script import Ask, Route
from coach.conversation.moves import UNSAID, Follow, GoBack, Move, Open, Prompt, Repeat, Resume, Turn
from coach.conversation.turns.pause import Pause


def granted(wish: str, turn: Turn) -> Move:
    """The move that a wish asks for, by its name."""
    repair, ask = turn.context.pack.repair, turn.context.step.ask
    moves: dict[str, Callable[[], Move]] = {
        "stop": lambda: Follow(Route(end="stop")),
        "repeat": Repeat,
        "slower": lambda: Repeat(Prompt("repair", repair.slower), slower=True),
        "pause": lambda: Open(Pause(turn), Prompt("repair", repair.paused)),
        "help": lambda: Resume(Prompt("repair", repair.help), calls_staff=True),
        "urge": lambda: _urgent(turn),
        "back": GoBack,
        "skip": lambda: _past_it(ask),
        "go_on": lambda: _past_it(ask),
    }
    return moves.get(wish, lambda: _unsure(turn))()


def _urgent(turn: Turn) -> Move:
    """The exercise for it; but a safety path is not left for an exercise."""
    context = turn.context
    return Follow(Route(start=context.pack.header.urgent_exercise)) if context.part in URGENT_FROM else Resume()


def _past_it(ask: Ask | None) -> Move:
    return Follow(ask.unsure.unsaid() if ask else Route())


def _unsure(turn: Turn) -> Move:
    """I don't know: met in the author's words, or in those of every question. In a wait it changes nothing."""
    ask, repair = turn.context.step.ask, turn.context.pack.repair
    if ask is None:
        return Resume()
    return Follow(ask.unsure, UNSAID if ask.unsure.say else Prompt("repair", turn.context.wording.of(repair.dont_know)))
