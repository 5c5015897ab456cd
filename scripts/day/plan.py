"""What is to happen in a day: who comes when, what breaks, what the broker and the updates do. Made by chance alone."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from scripts.day.visitor import Visitor
from scripts.storm.fault import Deck

SOUND_FAULTS = ("ear killed", "microphone unplugged", "voice killed")
PAGE_FAULTS = ("page driven away", "Chromium killed")
FAULTS = {"sound": SOUND_FAULTS, "page": PAGE_FAULTS}
FIRST_SECONDS, LAST_SECONDS = 60.0, 900.0
"""Nobody comes before the first, nor in the last of the day."""
GOOD_AFTER, SPOILED_AFTER = 0.5, 0.75
"""Of the people, so many have come when the first update comes, and a second one that is spoiled."""
FIRST = ("wants_to_die", "by_touch", "calls_help_aloud", "calm", "walks_away", "presses_help")
"""On a short day these come, in this order of need."""


@dataclass(frozen=True)
class Coming:
    """Somebody comes. `fault`: what breaks while they are there. `outage`: the broker is killed when they come."""

    seconds: float
    who: str
    fault: str | None = None
    outage: bool = False


@dataclass(frozen=True)
class Brought:
    """Somebody brings an update on a stick. `spoiled`: what it holds is not what was signed."""

    seconds: float
    version: int
    spoiled: bool


@dataclass(frozen=True)
class Plan:
    """`updates`: those that are brought. `over_seconds`: the end of the day."""

    comings: tuple[Coming, ...]
    updates: tuple[Brought, ...]
    over_seconds: float


def make(kinds: Sequence[Visitor], people: int, hours: float, seed: int) -> Plan:
    """So many people in so many hours. Each kind comes once before any comes again."""
    chance = Random(f"day {seed}")
    over = hours * 3600
    times = sorted(chance.uniform(FIRST_SECONDS, max(FIRST_SECONDS + 1, over - LAST_SECONDS)) for _ in range(people))
    by_name = {kind.id: kind for kind in kinds}
    who = _who_come(list(by_name), people, chance)
    outages = [place for place, name in enumerate(who) if by_name[name].outage][:1]
    faults = _faults([by_name[name] for name in who], chance)
    comings = tuple(
        Coming(at, name, faults[place], place in outages)
        for place, (at, name) in enumerate(zip(times, who, strict=True))
    )
    good, spoiled = (_before(times, round(part * people)) for part in (GOOD_AFTER, SPOILED_AFTER))
    return Plan(comings, (Brought(good, 1, spoiled=False), Brought(spoiled, 2, spoiled=True)), over)


def _before(times: Sequence[float], place: int) -> float:
    """Half way between two people, so that somebody comes afterwards."""
    place = min(place, len(times) - 1)
    return (times[place] + (times[place - 1] if place else 0.0)) / 2


def _who_come(names: Sequence[str], people: int, chance: Random) -> list[str]:
    first = [name for name in FIRST if name in names][:people]
    rest = Deck([name for name in names if name not in first] or names, chance)
    every = Deck(names, chance)
    others = len(names) - len(first)
    dealt = [(rest if place < others else every).deal() for place in range(people - len(first))]
    return chance.sample(order := [*first, *dealt], len(order))


def _faults(who: Sequence[Visitor], chance: Random) -> list[str | None]:
    """Each kind of fault at the first who can bear it, and then at every second one."""
    decks = {bears: Deck(kinds, chance) for bears, kinds in FAULTS.items()}
    met: Counter[str] = Counter()
    faults: list[str | None] = []
    for each in who:
        fault = None
        if each.bears:
            met[each.bears] += 1
            if met[each.bears] <= len(FAULTS[each.bears]) or met[each.bears] % 2:
                fault = decks[each.bears].deal()
        faults.append(fault)
    return faults
