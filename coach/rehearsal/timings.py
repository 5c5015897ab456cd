"""When what happened in each turn of a rehearsal, for programs that watch how quick and how patient the coach is."""

from typing import Any

from coach.events import Heard
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.record import Turn


def timings(outcome: Outcome) -> dict[str, Any]:
    """The rehearsal's summary and its turns. All times are the room's, but for those that say `real`."""
    return outcome.summary() | {"turns": [_turn(turn) for turn in outcome.turns]}


def _turn(turn: Turn) -> dict[str, Any]:
    said = turn.utterance
    heard = turn.answer if isinstance(turn.answer, Heard) else None
    return {
        "about": turn.about,
        "listening_seconds": _rounded(turn.opened_seconds),
        "said": said.reply.say if said else None,
        "meant": said.meant if said else None,
        "start_of_speech_seconds": _rounded(said.began_seconds if said else None),
        "end_of_speech_seconds": _rounded(said.ended_seconds if said else None),
        "heard_end_of_speech_seconds": _rounded(heard.speech_ended_seconds if heard else None),
        "endpoint_seconds": _rounded(heard.endpoint_seconds if heard else turn.answered_seconds),
        "text": heard.phrase if heard else None,
        "open_text": heard.open_text if heard else None,
        "decision": str(heard.decision) if heard else None,
        "score": _rounded(heard.score if heard else None),
        "verdict": str(turn.verdict) if turn.verdict else None,
        "cut_off": turn.cut_off,
        "first_sound_seconds": _rounded(turn.first_sound_seconds),
        "response_seconds": _rounded(turn.response_seconds),
        "deciding_real_seconds": _rounded(heard.deciding_seconds if heard else None),
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 3)
