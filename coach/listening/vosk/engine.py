"""Vosk as an ear's engine: a closed grammar and an open recogniser hear the same sound, both while it is spoken.

The grammar's own confidence says little: it is near 1 for words that were never said. What the open decode confirms
is sure. Decoys stand beside the phrases, so that another word need not become one of them.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import vosk

from coach.effects import Expectation
from coach.errors import DeviceError
from coach.hush import hushed
from coach.listening.mention import after_hesitating
from coach.listening.recognition import Recognition
from coach.listening.vosk.agreement import words_apart
from coach.listening.vosk.decode import UNKNOWN, Decode, Word
from coach.listening.vosk.naming import name_number
from coach.ports import Samples

log = logging.getLogger(__name__)


class VoskEngine:
    """Scores are mean confidences of words, 0 to 1; gaps are how far the two decodes are apart, in words."""

    def __init__(self, folder: Path) -> None:
        vosk.SetLogLevel(-1)
        try:
            with hushed():  # Kaldi explains a damaged file in many lines of its own, at any log level
                # Only ever by path: by name or language Vosk would search the network, and may end the process.
                self._model = vosk.Model(model_path=str(folder))
                Decode(self._model)  # reads the graphs
        except Exception as unreadable:  # Vosk raises nothing more exact
            raise DeviceError(
                f"{folder}: Vosk cannot read this speech model.", f"Run `coach models fetch {folder.name}`."
            ) from unreadable
        self._reply: _Reply | None = None
        self._told: set[str] = set()

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """Decode ahead, while the reply goes on. What does not continue what was heard is left to `recognise`."""
        if start == 0:
            self._reply = self._begin(expectation)
        reply = self._reply
        if reply and (start, expectation) == (len(reply.samples), reply.expectation):
            if reply.finished:  # recognised too early: they went on speaking
                self._reply = reply = self._begin(expectation, reply.samples)
            reply.hear(samples)

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """Hear a whole reply against what was expected; what was followed of it is not decoded again."""
        reply = self._reply
        if not reply or not reply.leads_to(samples, expectation):
            reply = self._begin(expectation)
        self._reply = reply
        reply.hear(samples[len(reply.samples) :])
        closed, opened = reply.finish()
        return compare(closed, [word for word, _ in opened if word != UNKNOWN], _confidence(opened), expectation)

    def _begin(self, expectation: Expectation, samples: Samples | None = None) -> "_Reply":
        known = self._known(expectation.phrases)
        beside = self._known((*expectation.hesitations, *expectation.others.decoys), told=False)
        risks = self._known(expectation.risks, told=False)
        grammar = list(dict.fromkeys((*known, *risks, *beside))) if known or risks else []
        reply = _Reply(expectation, Decode(self._model, grammar) if grammar else None, Decode(self._model))
        reply.hear(np.zeros(0, np.float32) if samples is None else samples)
        return reply

    def _known(self, phrases: Sequence[str], told: bool = True) -> list[str]:
        """The phrases all of whose words the model knows. Vosk would drop the others' words without a sound."""
        known = []
        strange: set[str] = set()
        for phrase in phrases:
            unknown = {word for word in phrase.split() if self._model.vosk_model_find_word(word) < 0}
            strange |= unknown
            if not unknown:
                known.append(phrase)
        if told and (fresh := sorted(strange - self._told)):
            self._told |= strange
            log.warning("The ear's model does not know, so phrases with it cannot be heard: %s", ", ".join(fresh))
        return known


@dataclass
class _Reply:
    """A reply in both decodes, and its sound: who goes on speaking after it was finished is decoded anew."""

    expectation: Expectation
    closed: Decode | None
    opened: Decode
    samples: Samples = field(default_factory=lambda: np.zeros(0, np.float32), repr=False)
    finished: bool = False

    def hear(self, samples: Samples) -> None:
        self.samples = np.concatenate([self.samples, samples])
        for decode in (self.closed, self.opened):
            if decode:
                decode.hear(samples)

    def leads_to(self, samples: Samples, expectation: Expectation) -> bool:
        """Whether a sound begins with what was heard so far, so that only the rest has to be decoded."""
        heard = len(self.samples)
        same = heard <= len(samples) and np.array_equal(self.samples, samples[:heard])
        return same and not self.finished and expectation == self.expectation

    def finish(self) -> tuple[list[Word], list[Word]]:
        self.finished = True
        return self.closed.finish() if self.closed else [], self.opened.finish()


def compare(closed: list[Word], opened: list[str], openly: float, expectation: Expectation) -> Recognition:
    """What two decodes say together. `opened`: the open one's words, `openly` their confidence.

    The closed decode's phrase comes first, then the open one's if it means something else. The gap is between the first
    of them and what the other decode heard; a hesitation before an answer is no difference. Nor is a word that sounds
    the same: a grammar that holds "no" and "i don't know" gives each half of the confidence.
    """
    same = expectation.others.same_sound
    words, sure = [word for word, _ in closed if word != UNKNOWN], _confidence(closed)
    said_closed, said_openly = _sounds(_answer(words, expectation), same), _sounds(_answer(opened, expectation), same)
    by_sound = {tuple(_sounds(phrase.split(), same)): phrase for phrase in reversed(expectation.phrases)}
    first, second = by_sound.get(tuple(said_closed)), by_sound.get(tuple(said_openly))
    if first and second and expectation.meaning(first) == expectation.meaning(second):
        ranked, gap = [(first, sure)], 0.0
    elif first:
        ranked, gap = [(first, sure)], words_apart(_sounds(first.split(), same), said_openly)
        ranked += [(second, openly)] if second else []
    elif second:
        ranked, gap = [(second, openly)], words_apart(_sounds(second.split(), same), said_closed)
    else:
        ranked, gap = [], float("inf")
    other = None if first or not words else (" ".join(words), sure)
    numbers = expectation.number_words
    naming = name_number(" ".join(opened), openly, words, numbers) if numbers else None
    readings = () if gap == 0 else risky_readings(words, opened, expectation.risks)
    return Recognition(tuple(ranked), " ".join(opened), gap, other, naming, readings=readings)


def risky_readings(closed: Sequence[str], opened: Sequence[str], risks: Sequence[str]) -> tuple[str, ...]:
    """What the closed decode heard, if one of these phrases is in it and the open one heard something like it.

    At least half of the phrase's words: "i talk too much" is like "took too much".
    """
    text = f" {' '.join(closed)} "
    for risk in risks:
        said = risk.split()
        if f" {risk} " in text and words_apart(said, opened, beside=0.0) <= len(said) / 2:
            return (text.strip(),)
    return ()


def _answer(words: Sequence[str], expectation: Expectation) -> list[str]:
    """The words after what people say before an answer."""
    return after_hesitating(" ".join(words), expectation.hesitations)[1].split()


def _confidence(words: Sequence[Word]) -> float:
    known = [confidence for word, confidence in words if word != UNKNOWN]
    return sum(known) / len(known) if known else 0.0


def _sounds(words: Iterable[str], same: Mapping[str, str]) -> list[str]:
    """One spelling for words that sound the same."""
    return [same.get(word, word) for word in words]
