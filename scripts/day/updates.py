"""What had to become of the updates of a day, and did not."""

from collections.abc import Iterator

from scripts.day.diary import Diary, Update
from scripts.day.stick import WORDS

SPOILED = "is not as it was signed"
"""How a spoiled one is refused."""


def unmet(diary: Diary) -> Iterator[str]:
    """One sentence each."""
    for update in diary.updates:
        yield from _of_update(update)
    yield from _of_greetings(diary)


def _of_update(update: Update) -> Iterator[str]:
    """It comes in as a whole, or is refused with its reason and changes nothing; and the kiosk stands again."""
    if update.came_seconds is None:
        yield f"{update} was not brought: the kiosk never slept without anybody there"
    elif update.back_seconds is None:
        yield f"{update}: the kiosk did not stand again: {update.told}"
    elif not update.spoiled:
        if not update.in_force:
            yield f"{update} was not put in force: {update.told}"
    elif update.in_force:
        yield f"{update} was put in force, and it was not as it was signed"
    elif update.changed:
        yield f"{update} was refused, and something was changed"
    elif SPOILED not in update.told:
        yield f"{update} was refused for another reason than its signature: {update.told}"


def _of_greetings(diary: Diary) -> Iterator[str]:
    """Everybody is spoken with in the words that are in force."""
    greeted = [visit for visit in diary.visits if visit.greeting]
    for visit in greeted:
        taken = [each for each in diary.updates if each.in_force and (each.back_seconds or 0.0) <= visit.came_seconds]
        in_force = taken[-1] if taken else None
        heard = [version for version, words in WORDS.items() if words in visit.greeting]
        if heard != ([in_force.version] if in_force else []):
            yield f"{visit} was greeted with {visit.greeting!r}, and {in_force or 'no update'} was in force"
    for each in diary.updates:
        if each.in_force and not any(visit.came_seconds >= (each.back_seconds or 0.0) for visit in greeted):
            yield f"{each}: nobody was greeted after it, so that it is in force was not seen"
