"""All that a kiosk is made of, opened together."""

import pytest

from coach.content.pack import Pack
from coach.errors import DeviceError
from coach.floor import Floor
from coach.kiosk.opening import opened
from coach.kiosk.site import Site
from coach.settings import Settings


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
