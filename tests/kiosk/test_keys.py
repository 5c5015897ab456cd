"""The keys of a kiosk."""

from pathlib import Path

from coach.kiosk.keypad import Keypad
from coach.kiosk.keys import KioskKeys, Steady, open_keys
from coach.kiosk.site import Keys
from coach.sound.volume import Volume
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys


class Corner:
    """A kiosk's keys, a hand, and a clock."""

    def __init__(self) -> None:
        self.clock, self.volume, self.hand, self.other = FakeClock(), Volume(-6, 18, 3), FakeKeys(), FakeKeys()
        self.keys = KioskKeys([self.hand, self.other], Steady(0.5), self.volume, self.clock)

    def hit(self, use: str, after_seconds: float) -> str | None:
        """A key is hit so long after the last one."""
        self.clock.seconds += after_seconds
        self.hand.pressed.append(use)
        return self.keys.poll()


def test_a_trembling_hand_is_one_press() -> None:
    """The same key within half a second counts no more, and so on until the hand rests."""
    corner = Corner()
    hits = [corner.hit("go", 0.1) for _ in range(20)]
    assert hits == ["go_on", *[None] * 19]
    assert corner.hit("go", 0.5) == "go_on"


def test_keys_that_are_mashed_are_one_press_each_until_the_hand_rests() -> None:
    """A child, or a fist: ten seconds of it leave no queue behind; afterwards a key counts at once."""
    corner = Corner()
    mashed = [corner.hit(use, 0.02) for _ in range(150) for use in ("go", "choose", "help")]
    assert [use for use in mashed if use] == ["go_on", "choose", "help"]
    assert corner.keys.poll() is None and corner.hit("choose", 0.6) == "choose"


def test_another_key_counts_at_once() -> None:
    """Help is never held up by a key that was hit just before."""
    corner = Corner()
    assert [corner.hit("choose", 0.0), corner.hit("help", 0.05)] == ["choose", "help"]


def test_time_is_an_argument() -> None:
    """So that nobody has to wait for a test of it."""
    steady = Steady(0.5)
    assert [steady.takes("go", now) for now in (10.0, 10.4, 10.8, 11.4)] == [True, False, False, True]


def test_louder_and_softer_change_the_volume_and_answer_nothing() -> None:
    """They wake nobody, and no question takes them for an answer."""
    corner = Corner()
    assert [corner.hit("louder", 1.0) for _ in range(3)] == [None] * 3
    assert corner.volume.decibels == 9
    corner.hit("softer", 1.0)
    assert corner.volume.decibels == 6


def test_that_it_is_said_aloud_is_chosen_before_the_session_says_it() -> None:
    """Where others can hear: by who wants it so, on the page or by a key."""
    chosen, hand = list[str](), FakeKeys()
    keys = KioskKeys([hand], Steady(0.5), Volume(), FakeClock(), lambda: chosen.append("aloud"))
    hand.pressed.append("aloud")
    assert keys.poll() == "aloud" and chosen == ["aloud"]


def test_all_sources_are_asked(tmp_path: Path) -> None:
    """A keyboard beside the keypad; each is given back."""
    corner = Corner()
    corner.other.pressed.append("7")
    assert corner.keys.poll() == "7"
    corner.keys.close()
    assert corner.hand.closed and corner.other.closed


def test_a_site_without_keys_has_its_terminals_keyboard() -> None:
    """Nothing else is opened."""
    keyboard = FakeKeys()
    keyboard.pressed.append("stop")
    keys = open_keys(Keys(), keyboard, Volume(), FakeClock())
    assert keys.poll() == "stop" and keys.poll() is None


def test_a_keypad_that_is_not_there_yet_keeps_nobody_waiting(tmp_path: Path) -> None:
    """The kiosk speaks and hears without it."""
    keys = open_keys(Keys(keypad=tmp_path / "keypad"), FakeKeys(), Volume(), FakeClock())
    assert keys.poll() is None
    assert not Keypad(tmp_path / "keypad", {"kp1": "go"}, FakeClock()).is_there
