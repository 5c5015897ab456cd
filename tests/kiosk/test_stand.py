"""What stands before a person at a kiosk beside the voice."""

from dataclasses import replace

import pytest

from coach.bootstrap import WallClock
from coach.content.pack import Pack
from coach.effects import Line
from coach.journal import NothingKept
from coach.kiosk.site import Screen, Site
from coach.kiosk.stand import Stand, display_of, open_stand
from coach.listening.no_ear import NoEar
from coach.runtime import Parts
from coach.settings import BargeIn, Settings
from coach.sound.ticking import TickingMicrophone
from coach.speaking.discretion import DiscreetVoice
from coach.terminal.typed import NoLoudspeaker
from tests.fakes.clock import FakeClock
from tests.fakes.keys import FakeKeys
from tests.fakes.staff import FakeStaff
from tests.fakes.voice import FakeVoice
from tests.screen.sitting import line_to

RATED = Line("check_out.strong_was", "You said eight at the start.", "ratings")


def site(screen: Screen | None = None, barge_in: BargeIn = "off", quiet: bool = False) -> Site:
    """A place with such a screen."""
    settings = Settings(barge_in=barge_in)
    return Site(place="Harbor Clinic", kiosk="ward-3", settings=settings, screen=screen, quiet=quiet)


def parts() -> Parts:
    """With a voice that hums."""
    return Parts(
        NoEar(), FakeVoice(), TickingMicrophone(), NoLoudspeaker(), FakeClock(), FakeKeys(), NothingKept(), FakeStaff()
    )


def test_a_kiosk_without_a_screen_has_its_keys(english: Pack) -> None:
    """And serves no page."""
    keys = FakeKeys()
    stand = open_stand(site(), english, keys, WallClock(), print)
    assert stand == Stand(keys) and stand.observers == [] and stand.is_well


def test_what_is_touched_comes_as_a_key(english: Pack) -> None:
    """Louder, softer and aloud too; and what the keyboard types beside it."""
    told, keyboard = list[object](), FakeKeys()
    stand = open_stand(site(Screen(browser=None)), english, keyboard, WallClock(), told.append)
    assert stand.page is not None and told == [f"Screen at {stand.page.address}"] and stand.window is None
    with line_to(stand.page.address) as page:
        for key in ("help", "louder", "aloud"):
            page.send(f'{{"kind": "touch", "key": "{key}"}}')
        page.send('{"kind": "ping", "page_seconds": 0.5}')
        while "pong" not in str(page.recv(timeout=10)):
            pass
    keyboard.pressed.append("stop")
    assert [stand.keys.poll() for _ in range(5)] == ["stop", "help", "louder", "aloud", None]
    stand.close()
    stand.keys.close()
    assert keyboard.closed


def test_the_page_knows_the_place() -> None:
    """How far away one stands, how large a pixel is, when the microphone is open, and whether others hear it."""
    said = Screen(pixel_pitch_millimetres=0.19, distance_millimetres=800)
    display = display_of(site(said), said)
    assert (display.pixel_pitch_millimetres, display.distance_millimetres, display.quiet) == (0.19, 800, False)
    told = [display_of(site(said, how, quiet), said).microphone for how, quiet in BY_MICROPHONE]
    assert told == ["in turn", "always", "none"]


BY_MICROPHONE: list[tuple[BargeIn, bool]] = [("off", False), ("headset", False), ("off", True)]


@pytest.mark.parametrize(
    ("quiet", "barge_in", "said"), [(True, "off", False), (True, "headset", True), (False, "off", True)]
)
def test_where_others_can_hear_nothing_of_somebody_s_own_is_said(
    english: Pack, quiet: bool, barge_in: BargeIn, said: bool
) -> None:
    """But into a headset, which only they wear; or once they have chosen it."""
    stand, given = Stand(FakeKeys()), parts()
    quietened = stand.quieten(given, site(Screen(), barge_in, quiet), english)
    assert isinstance(quietened.voice, DiscreetVoice) is not said
    assert quietened == (given if said else replace(given, voice=quietened.voice))
    quietened.voice.render(RATED, 1.0)
    stand.speak_aloud()
    assert quietened.voice.render(RATED, 1.0).any()
