"""What a pack is: its language, how that is written plainly and kindly, what stands on the screen. `pack.yaml`."""

from collections.abc import Sequence
from functools import cached_property
from typing import Literal

from pydantic import Field

from coach.content.claims import MedicalClaims
from coach.content.on_screen import Screen
from coach.document import Checked

Formula = Literal["flesch_kincaid", "crawford"]
"""How easily something is read, as a school grade: in English, in Spanish. `coach/content/readability.py` has them."""


class Style(Checked):
    """What a language says plainly and kindly."""

    readability: Formula | None
    """The formula for how easily a line is read; None where there is none for the language: then nothing is graded."""
    kinder: dict[str, list[str]]
    """What to say, and the words that hurt in its place, each form of them: "addict" (NIDA, "Words Matter")."""
    not_ours: list[str]
    """Words that only a companion may say: "we". The coach is a program."""
    promises: list[str] = []
    """Words that promise what nobody can know: "will pass"."""
    medical_claims: MedicalClaims = MedicalClaims()
    """Words that claim what only a medical device may: "treats"."""

    def kinder_than(self, word: str) -> str | None:
        """What to say instead of a word that hurts; None for any other."""
        return self._kinder_by_word.get(word)

    def promise_in(self, words: Sequence[str]) -> str | None:
        """The promise that stands in these words of a line; None where there is none."""
        said = f" {' '.join(words)} "
        return next((promise for promise in self.promises if f" {promise} " in said), None)

    @cached_property
    def _kinder_by_word(self) -> dict[str, str]:
        return {word: kinder for kinder, words in reversed(self.kinder.items()) for word in words}


class Unknown(Checked):
    """What is said where the number of a place is not known."""

    emergency_number: str
    """In the gap of that name: "call your emergency number"."""
    line: str
    """In place of a sentence that names a line for people in a crisis or hurt at home. Names {emergency_number}."""


class Spoken(Checked):
    """Who speaks a pack, once for everybody (`scripts/render-voice`), and whose numbers they say in its lines."""

    voice: str
    """One of Kokoro's: "af_heart"."""
    countries: list[str] = Field(min_length=1)
    """ISO 3166, in lower case. In another country lines with numbers are spoken where they are needed."""


class Header(Checked):
    """What a pack is."""

    id: str
    language: str
    locale: str
    style: Style
    screen: Screen
    unknown: Unknown
    silent_exercise: str
    """The exercise for a person who says nothing three times: one that needs no answer."""
    urgent_exercise: str
    """The exercise that "urge" begins, wherever somebody is: it starts with the body, and asks afterwards."""
    silence_words: list[str] = []
    """What announces a silence: "quiet", "seconds"."""
    claim_words: list[str] = []
    """What a line says that claims something about the world, and so needs a source: "percent", "research"."""
    wake_phrases: list[str] = Field(min_length=1)
    """What wakes a coach that sleeps on a shelf (`coach kiosk`): two words or more, as spoken."""
    spoken: Spoken | None = None
    """How the pack is spoken into its sounds; None where nobody has begun to."""
    elsewhere: dict[str, str] = {}
    """Lines in place of others, by full id, that say so where another machine hears too. Without them it may not."""
    unheard: dict[str, str] = {}
    """Lines in place of others, by full id, where no microphone is open: nobody is told that they are listened to."""

    @property
    def language_code(self) -> str:
        """The language without its country, as models and voices name theirs: "en" of "en-US"."""
        return self.locale.partition("-")[0].lower()
