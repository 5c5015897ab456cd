"""A page that looks on."""

from coach.fleet.guest import Guest
from tests.fleet.served import apart


def test_a_slow_page_is_told_of_each_kiosk_once() -> None:
    """However often something happened; nothing grows."""

    async def looks_on() -> set[str] | None:
        guest = Guest()
        for number in range(1000):
            guest.tell([f"ward-{number % 3}"])
        return await guest.news()

    assert apart(looks_on()) == {"ward-0", "ward-1", "ward-2"}


def test_news_of_the_line_alone_are_news() -> None:
    """That the broker is away concerns no kiosk, and is told."""

    async def looks_on() -> set[str] | None:
        guest = Guest()
        guest.tell([])
        return await guest.news()

    assert apart(looks_on()) == set()
