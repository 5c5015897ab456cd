"""What the page knows of the machine."""

from coach.screen.display import Display


def test_at_home_nothing_has_to_be_told() -> None:
    """The microphone is open in turn, a pixel is what the browser takes it for, one reads at 60 cm and is alone."""
    assert Display() == Display("in turn", None, 600, quiet=False)
