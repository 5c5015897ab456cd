"""All that a kiosk is made of, opened together."""

import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.events import FellAsleep
from coach.floor import Floor
from coach.journal import NothingKept
from coach.kiosk.opening import opened
from coach.kiosk.site import Site
from coach.listening.no_ear import NoEar
from coach.ports import Keys, StaffCall
from coach.runtime import Parts
from coach.settings import Settings
from coach.sound.volume import Volume
from coach.terminal.typed import NoLoudspeaker
from tests.fakes.clock import FakeClock
from tests.fakes.microphone import FakeMicrophone
from tests.fakes.observer import FakeObserver
from tests.fakes.voice import FakeVoice


def test_where_no_kiosk_is_possible_that_is_told_and_nothing_stays_open(english: Pack) -> None:
    """The reason and the fix of the part that is missing; another coach may begin."""
    place = Site(place="Harbor", kiosk="one", settings=Settings(loudspeaker="a loudspeaker of nobody's"))
    with (
        pytest.raises(DeviceError, match=r"No kiosk is possible here\. .*loudspeaker") as missing,
        opened(place, english, print),
    ):
        pass
    assert missing.value.fix
    floor = Floor()
    floor.take()
    floor.leave()


def test_of_two_kiosks_on_one_machine_the_second_says_so(english: Pack) -> None:
    """Before it opens anything."""
    first = Floor()
    first.take()
    with (
        pytest.raises(DeviceError, match="No kiosk is possible here"),
        opened(Site(place="Harbor", kiosk="one", settings=Settings()), english, print),
    ):
        pass
    first.leave()


def test_a_rehearsal_brings_its_own_sound_and_time(english: Pack) -> None:
    """All else is as at a centre: it sleeps until it is time to end, and lets everything go."""
    clock, microphone, observer = FakeClock(), FakeMicrophone(), FakeObserver()

    def open_parts(
        settings: Settings, pack: Pack, keys: Keys, staff: StaffCall, no_ear: NoEar | None = None, *, volume: Volume
    ) -> Parts:
        return Parts(NoEar(), FakeVoice(), microphone, NoLoudspeaker(), clock, keys, NothingKept(), staff)

    place = Site(place="Harbor", kiosk="one", settings=Settings(country="us"))
    with opened(place, english, print, open_parts, clock) as kiosk:
        kiosk.keep([observer], print, lambda: bool(observer.seen))
        assert not microphone.closed
    assert [type(what) for _, what in observer.seen] == [FellAsleep] and microphone.closed
