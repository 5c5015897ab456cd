"""What the echo check advises. Devices and engines are tried in tests/commands/test_doctor.py."""

import pytest

from coach.doctor.echo_check import advise, tell_delay
from coach.doctor.finding import Finding
from coach.settings import Settings


@pytest.mark.parametrize(
    ("is_set", "fits", "state", "says"),
    [
        ("off", "headset", "ok", "Did you hear the sentence"),
        ("headset", "headset", "ok", "headset is set, and fits"),
        ("headset", "off", "look", "With `barge_in: off`"),
    ],
)
def test_what_fits_is_said_in_words(is_set: str, fits: str, state: str, says: str) -> None:
    """For somebody who has never heard of an echo; a setting that does not fit is worth a look."""
    advice = advise(Settings.model_validate({"barge_in": is_set}), fits, -12.0 if fits == "off" else -45.0)
    assert advice.state == state and says in f"{advice.found} {advice.to_do}"


@pytest.mark.parametrize("delay_seconds", [None, 0.06, 0.3])
def test_a_loudspeaker_that_is_hardly_late_is_not_spoken_of(delay_seconds: float | None) -> None:
    """Nobody notices."""
    finding = Finding("barge-in", "ok", "not at all")
    assert tell_delay(finding, delay_seconds) == finding


def test_a_late_loudspeaker_is_told_in_words() -> None:
    """What it may be, and what would be better."""
    told = tell_delay(Finding("barge-in", "ok", "the microphone hears the coach's own voice at -10 dB", "Try."), 0.83)
    assert told.state == "ok" and "heard 0.8 s after it was said" in told.found
    assert told.to_do.endswith(" Try.") and "Bluetooth" in told.to_do and "cable" in told.to_do
