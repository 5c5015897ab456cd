"""What an ear wrote when synthetic voices spoke the phrases in a kitchen: the network learns to read that too.

`heard.tsv` has a phrase and what was heard of it on each line. Made by `scripts/hear-phrases`; nobody's own words.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from random import Random

from coach.content.learnt import NONE
from models.risk.examples import Example

HEARD = Path(__file__).parent / "heard.tsv"
"""Of English. Another language has an ear's writing only once it has an ear."""
NOISES_DB = (None, None, 15.0, 10.0, 10.0, 6.0)
"""Speech above the kitchen; None is without."""
MOST_LOST = 0.5
"""Of a phrase's words. What lost more says nothing of danger any more: to call it danger would teach fear of babble."""
ACCENTS = ("en-us", "gmw/en", "en-gb-scotland", "en-gb-x-rp", "en-029", "en-gb-x-gbclan")
VARIANTS = ("", *(f"+m{number}" for number in range(1, 8)), *(f"+f{number}" for number in range(1, 6)))
FLITE = ("slt", "rms", "awb", "kal16")


def voice(said: str, into: Path, chance: Random) -> Sequence[str]:
    """The command of a voice by chance, of more than those that measure: the network is to know none of them well."""
    if chance.random() < 0.6:
        name = chance.choice(ACCENTS) + chance.choice(VARIANTS)
        pace, pitch = str(chance.randrange(115, 190)), str(chance.randrange(30, 70))
        return ["espeak-ng", "-v", name, "-s", pace, "-p", pitch, "-w", str(into), said]
    stretch = f"duration_stretch={chance.uniform(0.9, 1.3):.2f}"
    return ["flite", "-voice", chance.choice(FLITE), "--setf", stretch, "-t", said, "-o", str(into)]


def read(path: Path = HEARD) -> dict[str, str]:
    """What was heard of each phrase."""
    with path.open(encoding="utf-8", newline="") as lines:
        return dict(csv.reader(lines, dialect=csv.excel_tab))


def heard(written: Sequence[Example], pairs: Mapping[str, str]) -> Iterator[Example]:
    """What was heard otherwise than it was said, and still tells as much; harmless babble is harmless."""
    for example in written:
        text = pairs.get(example.text, example.text)
        if text != example.text and (example.kind == NONE or share_lost(example.text, text) <= MOST_LOST):
            yield Example(text, example.kind)


def share_lost(said: str, text: str) -> float:
    """Of the words, 0 to 1; what was added counts too."""
    words, others = said.split(), text.split()
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_matching_blocks()
    return 1 - sum(block.size for block in blocks) / max(len(words), len(others), 1)
