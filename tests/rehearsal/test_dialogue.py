"""A session in text: time is counted, not spent."""

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import End, Say
from coach.events import Decision, FellSilent, Heard, SessionStarted
from coach.rehearsal.dialogue import ANSWERING_SECONDS, Dialogue
from tests.conversation.transcript import GAPS
from tests.listeners import safety_of


def begun(pack: Pack, started: SessionStarted) -> Dialogue:
    """A dialogue."""
    return Dialogue(Session(pack, safety_of(pack), GAPS), started)


def test_it_begins_with_the_welcome_and_waits(english: Pack) -> None:
    """As a session does; what was said took its time."""
    dialogue = begun(english, SessionStarted())
    assert dialogue.listen is not None
    assert dialogue.listen.about.startswith("welcome.")
    assert dialogue.seconds > 5
    assert any(isinstance(effect, Say) for effect in dialogue.effects)


def test_it_begins_at_a_step_with_what_was_answered_before(english: Pack) -> None:
    """Whoever looks at one place need not walk there."""
    dialogue = begun(english, SessionStarted("urge_surfing.locate", {"craving_before": 7}))
    assert dialogue.session.state == "exercise"
    assert dialogue.listen is not None
    assert dialogue.listen.about == "urge_surfing.locate"


def test_a_safety_path_can_be_begun_with(english: Pack) -> None:
    """It is a part of the session like others."""
    dialogue = begun(english, SessionStarted("suicide"))
    assert dialogue.session.state == "safety"


def test_a_silence_takes_as_long_as_somebody_is_waited_for(english: Pack) -> None:
    """An answer takes two seconds."""
    dialogue = begun(english, SessionStarted("urge_surfing.settle_feet"))
    assert dialogue.listen is not None
    assert dialogue.session.waits
    before, waited = dialogue.seconds, dialogue.listen.expectation.no_input_seconds
    dialogue.happen(FellSilent(dialogue.listen.listen_id))
    assert dialogue.seconds >= before + waited > before + ANSWERING_SECONDS


def test_after_the_end_nothing_is_waited_for(english: Pack) -> None:
    """Stop ends it."""
    dialogue = begun(english, SessionStarted())
    while not dialogue.ended:
        assert dialogue.listen is not None
        dialogue.happen(Heard(dialogue.listen.listen_id, Decision.ACCEPT, "stop"))
    assert dialogue.listen is None
    assert isinstance(dialogue.effects[-1], End)
