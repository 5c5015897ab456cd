"""What a danger that was heard calls for: one function for replies, for what is said over the coach, for late words."""

from coach.content.script import Route
from coach.conversation.moves import Alarm, Follow, Move, Take, Turn
from coach.conversation.turns.gentle_question import GentleQuestion, ask_gently
from coach.conversation.understanding import Chose, Understood
from coach.safety.finding import SOUND, Danger, Finding


def move_for(finding: Finding, reply: Understood, turn: Turn) -> Move | None:
    """The path at once, the gentle question, or the answer on somebody's own path; None: it is a reply like any other.

    `reply`: what the same words are as an answer. What was said again after the gentle question is no "no".
    """
    path = finding.path
    if path is None or _gives_way(finding, path, reply, turn):
        return None
    if turn.context.is_on(path):
        return _on_its_own_path(reply, turn)
    if finding.danger is Danger.RISK or isinstance(turn, GentleQuestion):
        return Alarm(path)
    return ask_gently(turn, path)


def breaks_off(move: Move | None) -> bool:
    """Whether a move cannot wait until the coach has finished: all but an answer on the path that somebody is on."""
    return move is not None and not isinstance(move, Take | Follow)


def _gives_way(finding: Finding, path: str, reply: Understood, turn: Turn) -> bool:
    """What may be a risk gives way to an answer that was heard for sure, and to another path that somebody is on.

    By sound alone it gives way also to its own path, to the gentle question, and to a "no" that was said before.
    """
    if finding.danger is not Danger.ASK:
        return False
    own = turn.context.is_on(path)
    settled = own or isinstance(turn, GentleQuestion) or path in turn.context.denied
    return bool((finding.rule == SOUND and settled) or reply.clear or (turn.context.part == "safety" and not own))


def _on_its_own_path(reply: Understood, turn: Turn) -> Move | None:
    """A yes to its direct question; elsewhere nothing has changed: no "sorry, I did not catch that" here."""
    if Chose("yes") in turn.vocabulary.meanings.values():
        return Take(Chose("yes"))
    ask = turn.context.step.ask
    return None if reply.meaning else Follow(ask.unsure.unsaid() if ask else Route())
