"""What a danger that was heard calls for: one function for replies, for what is said over the coach, for late words."""

from coach.content.script import Route
from coach.conversation.moves import Alarm, Defer, Follow, Meet, Move, Take, Turn
from coach.conversation.turns.gentle_question import GentleQuestion, ask_gently
from coach.conversation.understanding import FALSE_ALARM, Chose, Understood
from coach.safety.finding import LEARNT, SOUND, Danger, Finding


def move_for(finding: Finding, reply: Understood, turn: Turn, meet: Meet | Follow | None = None) -> Move | None:
    """The path at once, the gentle question, or what it means on the path at hand; None: it is a reply like any other.

    `reply`: what the same words are as an answer. What was said again after the gentle question is no "no".
    `meet`: how they are met as an intent.
    """
    path = finding.path
    if path is None or _gives_way(finding, path, reply, turn) or _is_met(finding, path, meet, turn):
        return None
    context = turn.context
    if context.is_on(path):
        return _on_its_own_path(reply, turn)
    if known := _as_this_path_has_it(finding, path, turn):
        return known
    if not context.is_more_urgent(path):
        return None if context.is_to_come(path) else Defer(path)
    if isinstance(turn, GentleQuestion) or (finding.danger is Danger.RISK and not _belongs_to_the_play(finding, turn)):
        return Alarm(path)
    return ask_gently(turn, path)


def _gives_way(finding: Finding, path: str, reply: Understood, turn: Turn) -> bool:
    """What may be a risk gives way to an answer that was heard for sure, and on a path to what is no more urgent.

    By sound alone it gives way also to its own path, to the gentle question, and to a "no" that was said before.
    What no rule found gives way to a false alarm, however sure it is.
    """
    if finding.danger is not Danger.ASK:
        return reply.clear == FALSE_ALARM and finding.rule == LEARNT
    own = turn.context.is_on(path)
    settled = own or isinstance(turn, GentleQuestion) or path in turn.context.denied
    elsewhere = not own and not turn.context.is_more_urgent(path)
    return bool((finding.rule == SOUND and settled) or reply.clear or elsewhere)


def _is_met(finding: Finding, path: str, meet: Meet | Follow | None, turn: Turn) -> bool:
    """Whether an intent says more of the same words: on the path that they are about, or where no rule found them."""
    if isinstance(meet, Follow) or (meet and turn.context.is_on(path)):
        return True
    if meet is None or finding.rule not in (LEARNT, SOUND):
        return False
    return meet.intent.outweighs in (Danger.RISK, finding.danger)


def _as_this_path_has_it(finding: Finding, path: str, turn: Turn) -> Move | None:
    """Another danger that belongs to the path at hand: an answer to its question, or a step of its own."""
    script, step = turn.context.script, turn.context.step
    if finding.rule in script.meanwhile:
        return Follow(script.meanwhile[finding.rule])
    return next((Take(Chose(name)) for name, answer in step.answers.items() if answer.danger == path), None)


def _belongs_to_the_play(finding: Finding, turn: Turn) -> bool:
    """A threat to the seller, a death in a story played forward; but not what a clinician marked `always`."""
    return turn.context.script.role_play and not finding.always


def _on_its_own_path(reply: Understood, turn: Turn) -> Move | None:
    """A yes to its direct question; elsewhere nothing has changed: no "sorry, I did not catch that" here."""
    if Chose("yes") in turn.vocabulary.meanings.values():
        return Take(Chose("yes"))
    ask = turn.context.step.ask
    return None if reply.meaning else Follow(ask.unsure.unsaid() if ask else Route())
