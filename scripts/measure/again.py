"""Right after one question at most: what a conversation would make of hearings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from scripts.measure.hearing import Hearing


def right_after_one_question(hearings: Sequence[Hearing]) -> list[bool]:
    """For each hearing of one task and noise: would the right thing have been done, with one question at most?

    Asked "did you say seven, or five?" a person picks the right one of the two (by key, so surely). Where neither is
    right, where nothing was understood or heard, they say it again: the next clip of this word by this speaker, or by
    another one. It is right then if that is accepted and right; a second question is one too many.
    """
    same_speaker = _next_of(hearings, lambda hearing: (hearing.means, hearing.speaker))
    same_word = _next_of(hearings, lambda hearing: (hearing.means,))
    results = []
    for place, hearing in enumerate(hearings):
        if hearing.outcome == "accept":
            results.append(hearing.right)
        elif hearing.outcome == "confirm" and (hearing.right or hearing.second_right):
            results.append(True)
        else:
            again = same_speaker.get(place, same_word.get(place))
            results.append(again is not None and hearings[again].accepted_right)
    return results


def _next_of(hearings: Sequence[Hearing], key: Callable[[Hearing], tuple[str, ...]]) -> dict[int, int]:
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, hearing in enumerate(hearings):
        alike[key(hearing)].append(place)
    return {place: later for places in alike.values() if len(places) > 1 for place, later in _around(places)}


def _around(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(places, [*places[1:], places[0]], strict=True)
