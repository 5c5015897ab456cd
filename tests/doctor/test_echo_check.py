"""What the echo check advises. Devices and engines are tried in tests/commands/test_doctor.py."""

import pytest

from coach.doctor.echo_check import advise
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
