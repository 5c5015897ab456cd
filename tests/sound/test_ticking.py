"""A session without sound."""

from coach.sound.ticking import TickingMicrophone


def test_it_has_no_frame() -> None:
    """The runtime takes none for silence, and goes on."""
    microphone = TickingMicrophone()
    assert microphone.read() is None
    assert microphone.name == "none"
    microphone.close()
