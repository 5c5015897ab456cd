"""Whole sessions with the Vosk ear and the test model: the made-up people of the rehearsals, spoken by flite."""

from pathlib import Path

import pytest

from coach import bootstrap
from coach.document import Document
from coach.listening.ears import vosk_ear
from coach.rehearsal import persona
from coach.rehearsal.flite import Flite
from coach.rehearsal.meaning import Verdict
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.persona import Noise
from coach.rehearsal.rehearsal import Cast, rehearse
from coach.settings import Settings
from tests.listeners import safety_of

pytestmark = pytest.mark.engines


def rehearsed(name: str, folder: Path) -> Outcome:
    """What came of a persona's session in a quiet room."""
    found = persona.find(name)
    quiet = found.content.model_copy(update={"noise": Noise(), "echo_db": None})
    chosen = Document(found.path, quiet, found.root)
    pack = bootstrap.open_pack(Settings())
    with Cast(
        pack,
        bootstrap.open_session(Settings(), pack, safety_of(pack)),
        vosk_ear(folder),
        bootstrap.open_voice(Settings(), stored=False),
        Flite(quiet.voice.name),
    ) as cast:
        outcome, _ = rehearse(cast, chosen, seed=1)
    return outcome


def test_calm_is_understood_from_the_first_word_to_the_last(vosk_folder: Path) -> None:
    """Ratings, choices, exercises, open words: nothing is asked twice."""
    outcome = rehearsed("calm", vosk_folder)
    assert outcome.ended
    assert len(outcome.exercises) == 3
    assert outcome.verdicts[Verdict.UNDERSTOOD] == outcome.replies > 20


def test_in_crisis_is_heard_in_the_middle_of_an_exercise(vosk_folder: Path) -> None:
    """Through sound, by the open text, whatever was asked."""
    outcome = rehearsed("in_crisis", vosk_folder)
    (alarm,) = [turn for turn in outcome.turns if turn.utterance and turn.utterance.meant == "suicide"]
    assert alarm.verdict is Verdict.UNDERSTOOD
    assert outcome.ended
