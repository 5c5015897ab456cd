"""A voice that says the same session in the same way each time."""

from coach.effects import Line
from coach.rehearsal.repeatable import RepeatableVoice
from tests.fakes.voice import FakeVoice

LINE = Line("urge_surfing.short", "Breathe in.")


def test_lines_are_rendered_in_the_order_in_which_they_are_said() -> None:
    """Whatever could be prepared, and however long there was time for it: nothing is, and each line sounds."""
    voice = FakeVoice()
    repeatable = RepeatableVoice(voice)
    repeatable.prepare([LINE], 1.0)
    assert voice.prepared == []
    assert len(repeatable.render(LINE, 1.0))
    assert voice.rendered == [(LINE, 1.0)]
    assert repeatable.name == voice.name


def test_it_passes_on_what_ends_a_session() -> None:
    """Nothing is kept, no process stays."""
    voice = FakeVoice()
    repeatable = RepeatableVoice(voice)
    repeatable.render(LINE, 1.0)
    repeatable.forget()
    assert voice.rendered == []
    repeatable.close()
    assert voice.closed
