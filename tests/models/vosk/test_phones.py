"""What the synthesisers call their sounds."""

from models.vosk.phones import ESPEAK, FLITE, NUMBER, SPEECH, from_espeak, from_flite


def test_every_name_leads_to_phones_that_there_are() -> None:
    """None of them is "speech of some kind"."""
    for phones in [from_espeak(name) for name in ESPEAK] + [from_flite(name) for name in FLITE]:
        assert set(phones) <= NUMBER.keys() - {SPEECH}


def test_marks_of_stress_are_left_out() -> None:
    """They are no part of the sound."""
    assert (from_flite("ey1"), from_espeak("'eI"), from_espeak("A@")) == (["EY"], ["EY"], ["AA", "R"])


def test_an_unknown_name_is_speech_of_some_kind() -> None:
    """Silence has names too."""
    assert (from_flite("xx"), from_espeak("\u0283"), from_espeak("_:")) == ([SPEECH], [SPEECH], ["SIL"])
