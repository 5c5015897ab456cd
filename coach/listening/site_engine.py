"""A recogniser of the site's own beside the ear's: both hear a reply, and what both heard is acted on.

The ear's own engine always hears, so that nobody waits for a machine that is away, and so that what tells of danger is
found by whichever of the two wrote it. Only the answer to a question is sent: asleep, and in a silence that was
announced, nothing leaves this machine.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.listening.mention import after_hesitating, in_words, words_of
from coach.listening.recognition import Engine, Recognition
from coach.listening.thresholds import Thresholds
from coach.ports import Samples

PATIENCE_SECONDS = 1.0
"""For what the site's recogniser makes of a reply, once the ear's own engine has done its part."""

_log = logging.getLogger(__name__)


class SiteEngine:
    """Implements `coach.listening.recognition.Engine`.

    One that fails is asked no more until the next person comes; one that is late, again once it has answered after all.
    """

    def __init__(self, own: Engine, ask: Callable[[Samples], str], bounds: Thresholds) -> None:
        """`ask`: what the site's recogniser makes of a sound; raises DeviceError. `bounds`: those of the own engine."""
        self._own = own
        self._ask = ask
        self._bounds = bounds
        self._asking = ThreadPoolExecutor(1, "asking the site's recogniser")
        self._missed: Future[str] | None = None

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """As `Engine`."""
        self._own.follow(samples, start, expectation)

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """As `Engine`; alone where the site's recogniser does not answer in time. Raises EngineError."""
        if expectation.unasked or not self._answers:
            return self._own.recognise(samples, expectation)
        asked = self._asking.submit(self._ask, samples)
        own = self._own.recognise(samples, expectation)
        try:
            text = asked.result(timeout=PATIENCE_SECONDS)
        except (DeviceError, TimeoutError) as failure:
            self._missed = asked
            _log.warning("%s", str(failure) or "The site's recogniser is late: the ear of this machine hears alone.")
            return own
        return united(own, text, expectation, self._bounds)

    def rest(self) -> None:
        """As `Engine`."""
        self._own.rest()

    def forget(self) -> None:
        """As `Engine`; the site's recogniser has another chance."""
        self._missed = None
        self._own.forget()

    def close(self) -> None:
        """As `Engine`."""
        self._asking.shutdown(wait=False, cancel_futures=True)
        self._own.close()

    @property
    def _answers(self) -> bool:
        missed = self._missed
        return missed is None or (missed.done() and missed.exception() is None)


def united(own: Recognition, text: str, expectation: Expectation, bounds: Thresholds) -> Recognition:
    """What two engines say of the same sound. `text`: what the site's wrote.

    A phrase that both heard is acted on, one that only one of them heard is asked about. The other's whole text is kept
    as a reading, so that no word of danger is lost between them.
    """
    if not any(letter.isalnum() for letter in text):
        return own
    said = " ".join(in_words(words_of(after_hesitating(text, expectation.hesitations)[1]), expectation))
    readings = tuple(dict.fromkeys((*own.readings, own.open_text)))
    heard = replace(own, open_text=text, readings=readings, view={})
    if said not in expectation.phrases:
        naming = own.naming if own.naming and f" {own.naming.ranked[0][0]} " in f" {said} " else None
        return replace(heard, gap=max(own.gap, bounds.confirm_gap), naming=naming)
    meaning = expectation.meaning(said)
    both = bool(own.ranked) and expectation.meaning(own.ranked[0][0]) == meaning
    behind = bounds.accept_score - bounds.accept_margin
    others = [(phrase, min(score, behind)) for phrase, score in own.ranked if expectation.meaning(phrase) != meaning]
    gap = min(own.gap, 0.0) if both else bounds.confirm_gap
    return replace(heard, ranked=((said, bounds.accept_score), *others), gap=gap, other=None, naming=None)
