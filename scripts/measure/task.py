"""What is measured: which clips, expected how, in what noise."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import yaml

from coach.content.words import Words
from models.risk.phrases import TUNED_ON, Phrase, phrases
from models.speech import voices
from models.speech.corpus import Clip
from models.speech.strange import STRANGE_WORDS

NOISES: tuple[float | None, ...] = (None, 24, 15, 9, 6)
"""dB of speech above noise; None is clean."""
CARRIERS_A_NUMBER = 2
"""For each number and voice, so that each carrier is heard by several voices with several numbers."""
VOICES_A_SENTENCE = 3
RISK = Path(__file__).parent / "risk.yaml"
CARRIERS = Path(__file__).parent / "carriers.yaml"
"""Ways to name a number. Those that a pack has learnt by now are left out."""

Sort = Literal["answers", "nothing", "risk"]
Corpus = Mapping[str, Sequence[Clip]]


@dataclass(frozen=True)
class Task:
    """`sort`: its clips answer, answer nothing, or are about risk. `expect`: what is expected, as for `coach hear`.

    `clips`: synthetic ones are spoken when they are asked for.
    """

    title: str
    sort: Sort
    expect: Callable[[Words], str]
    clips: Callable[[Corpus, Words], Sequence[Clip]]
    noises: tuple[float | None, ...] = NOISES


def yes_or_no(words: Words) -> str:
    """The state that asks yes or no."""
    return "|".join(["yes", "no", *_everywhere(words)])


def rating(words: Words) -> str:
    """The state that asks for a number."""
    return "|".join(["0-10", *_everywhere(words)])


def ten_commands(words: Words) -> str:
    """The ten words of the recordings."""
    return "yes|no|up|down|left|right|on|off|stop|go"


def _everywhere(words: Words) -> list[str]:
    return [phrase for phrases in words.everywhere.values() for phrase in phrases]


def _yes_no_stop(corpus: Corpus, words: Words) -> Sequence[Clip]:
    return [clip for clip in corpus["commands"] if clip.said in ("yes", "no", "stop")]


def _words_but_numbers(corpus: Corpus, words: Words) -> Sequence[Clip]:
    return _unmeant(clip for clip in corpus["other_words"] if clip.said not in words.number_phrases())


def _unmeant(clips: Iterable[Clip]) -> Sequence[Clip]:
    return [replace(clip, means="") for clip in clips]


def _strange_words(corpus: Corpus, words: Words) -> Sequence[Clip]:
    return [voices.spoken(word, "", voice) for voice in voices.VOICES for word in STRANGE_WORDS]


def _global_words(corpus: Corpus, words: Words) -> Sequence[Clip]:
    return [voices.spoken(phrase, phrase, voice) for voice in voices.VOICES for phrase in _everywhere(words)]


def _carriers(corpus: Corpus, words: Words) -> Sequence[Clip]:
    return _ratings(words, words.carriers)


def _other_carriers(of_list: str) -> Callable[[Corpus, Words], Sequence[Clip]]:
    lists: dict[str, list[str]] = yaml.safe_load(CARRIERS.read_text(encoding="utf-8"))

    def clips(corpus: Corpus, words: Words) -> Sequence[Clip]:
        known = words.number_phrases()
        strange = [carrier for carrier in lists[of_list] if carrier.format(number="seven") not in known]
        return _ratings(words, strange)

    return clips


def _ratings(words: Words, carriers: Sequence[str]) -> Sequence[Clip]:
    clips = []
    turn = 0
    for voice in voices.VOICES:
        for names in words.numbers.values():
            for _ in range(CARRIERS_A_NUMBER):
                said = carriers[turn % len(carriers)].format(number=names[0])
                clips.append(voices.spoken(said, names[0], voice))
                turn += 1
        turn += 1  # so that a carrier does not meet the same number in each voice
    return clips


def _risk(corpus: Corpus, words: Words) -> Sequence[Clip]:
    lists: dict[str, list[str]] = yaml.safe_load(RISK.read_text(encoding="utf-8"))
    sentences = [(said, of_list) for of_list, said_of_list in lists.items() for said in said_of_list]
    apart = len(voices.VOICES) // VOICES_A_SENTENCE
    return [
        voices.spoken(said, "", voices.VOICES[(place + step * apart) % len(voices.VOICES)], of_list)
        for place, (said, of_list) in enumerate(sentences)
        for step in range(VOICES_A_SENTENCE)
    ]


def _phrases(corpus: Corpus, words: Words) -> Sequence[Clip]:
    """Those of the safety listener that nothing learnt from, each by one voice; named by what is wanted."""
    unlearnt = (phrase for phrase in phrases() if phrase.part != TUNED_ON)
    return [
        voices.spoken(phrase.said, "", voices.VOICES[place % len(voices.VOICES)], _list_of(phrase))
        for place, phrase in enumerate(unlearnt)
    ]


def _list_of(phrase: Phrase) -> str:
    return f"{phrase.part} {phrase.wanted}" + ("_benign" if phrase.wanted == "none" else "")


TASKS: Mapping[str, Task] = {
    "yes-no-stop": Task("Yes, no, stop; expected: yes, no, the global words", "answers", yes_or_no, _yes_no_stop),
    "digits": Task(
        "Digits; expected: 0 to 10 in carrier phrases, the global words",
        "answers",
        rating,
        lambda corpus, words: corpus["digits"],
    ),
    "commands": Task(
        "Ten command words; expected: these ten", "answers", ten_commands, lambda corpus, words: corpus["commands"]
    ),
    "other-words": Task(
        "Other single words where yes or no is expected",
        "nothing",
        yes_or_no,
        lambda corpus, words: _unmeant(corpus["other_words"]),
    ),
    "other-words-rating": Task("Other single words where a number is expected", "nothing", rating, _words_but_numbers),
    "strange-words": Task(
        "Words that no ear was tuned on, by synthetic voices, where yes or no is expected",
        "nothing",
        yes_or_no,
        _strange_words,
    ),
    "strange-words-rating": Task(
        "Words that no ear was tuned on, by synthetic voices, where a number is expected",
        "nothing",
        rating,
        _strange_words,
    ),
    "off-topic": Task(
        "Sentences on something else where yes or no is expected",
        "nothing",
        yes_or_no,
        lambda corpus, words: _unmeant(corpus["off_topic"]),
    ),
    "off-topic-rating": Task(
        "Sentences on something else where a number is expected",
        "nothing",
        rating,
        lambda corpus, words: _unmeant(corpus["off_topic"]),
    ),
    "no-speech": Task(
        "Noise, a second each, where yes or no is expected",
        "nothing",
        yes_or_no,
        lambda corpus, words: _unmeant(corpus["no_speech"]),
        (None,),
    ),
    "global-words": Task(
        "The global words by synthetic voices; expected: yes, no, the global words",
        "answers",
        yes_or_no,
        _global_words,
    ),
    "carriers": Task("Ratings in carrier phrases of the pack, by synthetic voices", "answers", rating, _carriers),
    "other-carriers": Task(
        "Ratings in carrier phrases that are not in the pack, by synthetic voices",
        "answers",
        rating,
        _other_carriers("tuned_on"),
    ),
    "held-out-carriers": Task(
        "Ratings in carrier phrases that nobody looked at, by synthetic voices",
        "answers",
        rating,
        _other_carriers("held_out"),
    ),
    "phrases": Task(
        "The safety listener's held-out phrases, by synthetic voices, where yes or no is expected",
        "risk",
        yes_or_no,
        _phrases,
        (None, 10),
    ),
    "risk": Task(
        "Sentences about risk, by synthetic voices, where yes or no is expected", "risk", yes_or_no, _risk, (None, 10)
    ),
}
