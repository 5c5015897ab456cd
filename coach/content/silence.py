"""Silences: somebody who was not told of one thinks that the machine has stopped, or that it waits for them."""

from collections.abc import Iterable

from coach.content.faults import Flaw, Flaws
from coach.content.script import Script
from coach.content.wording import wordings, words_in


def check_silences(script: Script, silence_words: Iterable[str]) -> Flaws:
    """Whether each silence is announced, every time that somebody comes to it, by one of these words of the pack."""
    known = frozenset(silence_words)
    for name, step in script.steps.items():
        if step.wait_seconds and known:
            for where, said in wordings(name, step):
                if said and not any(known & set(words_in(text)) for text in said.values()):
                    told = f"{step.wait_seconds:g} seconds of silence follow: say so, as in {', '.join(sorted(known))}"
                    yield Flaw(where, "C039", told)
