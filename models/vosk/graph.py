"""The graph: which sounds make which word (HCLr.fst), and which words follow each other (Gr.fst).

Written as text, compiled by OpenFst's own programs. Each fact about the format was checked by libvosk 0.3.45.
"""

import math
import os
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from coach.errors import DeviceError
from models.vosk.kaldi import KALDI_PHONES, states, transitions
from models.vosk.lexicon import UNKNOWN, Pronunciation
from models.vosk.phones import SILENCE

SILENCE_COST = 0.69
"""Between two words there is silence or there is none, as likely as not: -ln 0.5."""
SEEN_SHARE = 0.55
"""Of what follows a word, so much is as in the phrases; the rest is any word."""
END_SHARE, UNKNOWN_SHARE = 0.25, 0.01
EXPECTED_WEIGHT = 4.0
"""A word of the phrases is so much likelier than a decoy."""
LOOKAHEAD = "libfstlookahead.so"
"""Debian 12 ships .so.22, Debian 13 .so.26."""
INSTALL = "Run: sudo apt install libfst-tools"
PLACE_NAMES = {"B": "begin", "E": "end", "I": "internal", "S": "singleton"}

Numbers = Mapping[str, int]
"""Words and the numbers that stand for them in a graph."""


def write_graph(folder: Path, lexicon: Sequence[tuple[str, Pronunciation]], phrases: Sequence[str]) -> None:
    """Write all files of a `graph` folder. Raises DeviceError where OpenFst is missing."""
    words = sorted({word for word, _ in lexicon})
    numbers = {word: number for number, word in enumerate(words, 1)}
    (folder / "phones").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        _let_look_ahead(work)
        (work / "sounds.txt").write_text(_lines(_sounds(lexicon, numbers)))
        (work / "grammar.txt").write_text(_lines(_grammar(numbers, phrases)))
        # Looking ahead gives the words other numbers; the grammar and the list of words must follow.
        sort = "fstarcsort --sort_type"
        _shell(
            f"fstcompile sounds.txt | {sort}=olabel"
            " | fstconvert --fst_type=olabel_lookahead --save_relabel_opairs=relabelled > HCLr.fst",
            work,
        )
        _shell(
            "fstcompile grammar.txt | fstrelabel --relabel_ipairs=relabelled --relabel_opairs=relabelled"
            f" | {sort}=ilabel | fstconvert --fst_type=const > Gr.fst",
            work,
        )
        for file in ("HCLr.fst", "Gr.fst"):
            (folder / file).write_bytes((work / file).read_bytes())
        pairs = (line.split() for line in (work / "relabelled").read_text().splitlines())
        moved = {int(number): int(became) for number, became in pairs}
    listed = sorted((moved.get(number, number), word) for word, number in numbers.items())
    (folder / "words.txt").write_text(_lines(["<eps> 0", *(f"{word} {number}" for number, word in listed)]))
    (folder / "disambig_tid.int").write_text(f"{2 * len(transitions()) + 1}\n")  # must be there; never used
    (folder / "phones" / "word_boundary.int").write_text(_lines(_boundaries()))


def _sounds(lexicon: Sequence[tuple[str, Pronunciation]], numbers: Numbers) -> Iterator[str]:
    """A tree of phones; a word is given out with its last. State 0 is between words, with silence or without.

    Kaldi's order: the transition onward comes first, those that stay after it.
    """
    steps = transitions()
    count = 1

    def add(state: int, phone: str, word: int = 0, cost: float = 0.0) -> Iterator[str]:
        nonlocal count
        last = states(phone) - 1
        for place in range(last + 1):
            stay, onward = steps[phone, place]
            yield f"{state} {count} {onward} {word if place == last else 0} {0.0 if place else cost}"
            yield f"{count} {count} {stay} 0"
            state, count = count, count + 1

    yield from add(0, SILENCE, cost=SILENCE_COST)
    silence = count - 1
    yield f"{silence} 0 0 0"
    into_silence = steps[SILENCE, 0][1]
    reached: dict[Pronunciation, int] = {}
    for word, pronunciation in lexicon:
        state, phones = 0, _placed(pronunciation)
        for length, phone in enumerate(phones[:-1], 1):
            if phones[:length] not in reached:
                yield from add(state, phone)
                reached[phones[:length]] = count - 1
            state = reached[phones[:length]]
        yield from add(state, phones[-1], numbers[word])
        end = count - 1
        yield f"{end} 0 0 0 {-math.log(1 - math.exp(-SILENCE_COST))}"
        yield f"{end} {silence} {into_silence} 0 {SILENCE_COST}"
    yield "0 0.0"


def _placed(pronunciation: Pronunciation) -> Pronunciation:
    if len(pronunciation) == 1:
        return (pronunciation[0] + "_S",)
    first, *inside, last = pronunciation
    return (first + "_B", *(phone + "_I" for phone in inside), last + "_E")


def _grammar(numbers: Numbers, phrases: Sequence[str]) -> Iterator[str]:
    """What follows what in the phrases, and now and then any word at all: state 0, from which every word goes on."""
    followers: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase in phrases:
        said = ["", *phrase.split(), ""]
        for word, following in pairwise(said):
            followers[word][following] += 1
    state = {word: place for place, word in enumerate(followers, 1)}  # "": the beginning, and in the counts the end
    for word, counts in sorted(followers.items(), key=lambda item: item[0] != ""):  # the first line is where it begins
        for following, count in counts.items():
            cost = -math.log(SEEN_SHARE * count / counts.total())
            if following:
                number = numbers[following]
                yield f"{state[word]} {state.get(following, 0)} {number} {number} {cost}"
            else:
                yield f"{state[word]} {cost}"
        yield f"{state[word]} 0 0 0 {-math.log(1 - SEEN_SHARE)}"
    weights = {word: EXPECTED_WEIGHT if word in followers else 1.0 for word in numbers if word != UNKNOWN}
    share = (1 - END_SHARE - UNKNOWN_SHARE) / sum(weights.values())
    for word, number in numbers.items():
        cost = -math.log(UNKNOWN_SHARE if word == UNKNOWN else share * weights[word])
        yield f"0 {state.get(word, 0)} {number} {number} {cost}"
    yield f"0 {-math.log(END_SHARE)}"


def _boundaries() -> Iterator[str]:
    for number, phone in enumerate(KALDI_PHONES, 1):
        yield f"{number} " + (PLACE_NAMES[phone[-1]] if "_" in phone else "nonword")


def _let_look_ahead(work: Path) -> None:
    """OpenFst looks for a graph's type under its name; Debian ships the library under another."""
    found = sorted(Path("/usr/lib").glob(f"*/{LOOKAHEAD}.*"))
    if not found:
        raise DeviceError(f"{LOOKAHEAD} is not installed.", INSTALL)
    (work / "olabel_lookahead-fst.so").symlink_to(found[0])


def _shell(command: str, work: Path) -> None:
    try:
        subprocess.run(
            ["bash", "-o", "pipefail", "-c", command],
            cwd=work, env=os.environ | {"LD_LIBRARY_PATH": str(work)}, capture_output=True, text=True, check=True,
        )  # fmt: skip
    except subprocess.CalledProcessError as failed:
        raise DeviceError(f"OpenFst failed: {failed.stderr.strip()}", INSTALL) from None


def _lines(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
