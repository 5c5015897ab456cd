"""What stands on the screen."""

import io

from coach.content.loader import PACKS, read_header
from coach.effects import Effect, Expectation, Line, Listen, Pace, Say
from coach.events import BreathCued, Decision, DeviceBack, DeviceLost, Event, FellAsleep, Heard, WokeUp
from coach.terminal.captions import CLEAR, Captions

WORDS = read_header(PACKS / "en").screen


def shown(*seen: Event | Effect) -> str:
    """The screen after all this."""
    screen = io.StringIO()
    captions = Captions(WORDS, screen)
    for what in seen:
        captions.note(what, 0.0)
    return screen.getvalue()


def test_every_line_that_is_said_can_be_read() -> None:
    """A person who does not hear misses nothing."""
    assert shown(Say((Line("a.b", "First."), Line("a.c", "Second.")))) == "First.\nSecond.\n"


def test_the_screen_says_when_the_microphone_is_open() -> None:
    """Once for each turn, not again and again."""
    listen = Listen(1, Expectation(("yes",)), "a.b")
    assert shown(listen, listen) == "  (listening)\n"


def test_what_a_person_says_is_not_shown() -> None:
    """Somebody may be looking over their shoulder."""
    assert "zebracorn" not in shown(Heard(1, Decision.ACCEPT, "zebracorn", open_text="zebracorn"))


def test_breathing_can_be_followed_without_hearing() -> None:
    """Cues are shown as they sound."""
    screen = shown(Pace(5, 5, 6), BreathCued("in"), BreathCued("out"))
    assert "6 breaths" in screen and screen.index("breathe in") < screen.index("breathe out")
    assert "held" not in screen
    assert "5 seconds in, 4 held, 5 out, 3 at rest" in shown(Pace(5, 5, 6, 4, 3))


def test_a_lost_device_is_named_until_it_is_back() -> None:
    """A nurse can see which plug to look at, and that it was the right one."""
    lost, back = shown(DeviceLost("microphone"), DeviceBack("microphone")).splitlines()
    assert "microphone" in lost and "works again" in back


def test_the_screen_speaks_the_packs_language() -> None:
    """What is not spoken is in the pack as well."""
    screen = io.StringIO()
    captions = Captions(read_header(PACKS / "es").screen, screen)
    for what in (Pace(5, 5, 6), BreathCued("in"), Listen(1, Expectation(("sí",)), "a.b"), DeviceLost("ear")):
        captions.note(what, 0.0)
    assert screen.getvalue().splitlines() == [
        "  6 veces, 5 segundos para tomar aire, 5 para soltarlo", "  ▲ toma aire", "  (te escucho)",
        "  Ya no se entiende lo que dices. Las teclas sirven.",
    ]  # fmt: skip


class Terminal(io.StringIO):
    """A screen that can be cleared."""

    def isatty(self) -> bool:
        """Yes."""
        return True


def test_between_two_people_the_screen_is_cleared() -> None:
    """The next one does not read which way the conversation went; in a file nothing is cleared."""
    screen = Terminal()
    captions = Captions(WORDS, screen)
    for what in (FellAsleep(("hello coach",)), WokeUp("key")):
        captions.note(what, 0.0)
    assert screen.getvalue().count(CLEAR) == 2
    assert shown(FellAsleep(("hello coach",)), WokeUp("key")) == 'Asleep. Say "hello coach", or press a key.\n'
