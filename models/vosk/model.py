"""The folder of a Vosk model: acoustics, graph, settings."""

from collections.abc import Sequence
from pathlib import Path

from models.vosk.graph import write_graph
from models.vosk.kaldi import Acoustics, final_mdl
from models.vosk.lexicon import lexicon
from models.vosk.vocabulary import Vocabulary, vocabulary

TEST_MODEL = Path(__file__).parents[2] / "tests" / "models" / "vosk-test"
SIZE_AT_MOST_BYTES = 5_000_000

MODEL_CONF = """\
--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=4.0
--acoustic-scale=0.4
--frame-subsampling-factor=3
--endpoint.silence-phones=1:2:3:4:5:6:7:8:9:10
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""
"""An acoustic scale of 0.4 was the best of 16 settings in the research."""
MFCC_CONF = """\
--sample-frequency=16000
--use-energy=false
--num-mel-bins=40
--num-ceps=40
--low-freq=20
--high-freq=7600
--dither=0.0
"""
"""Without dither the same sound is heard in the same way twice. `features.py` computes the same."""


def write_acoustics(folder: Path, acoustics: Acoustics) -> None:
    """Write what was trained, and how to use it."""
    for name in ("am", "conf"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "am" / "final.mdl").write_bytes(final_mdl(acoustics))
    (folder / "conf" / "model.conf").write_text(MODEL_CONF)
    (folder / "conf" / "mfcc.conf").write_text(MFCC_CONF)


def write_vocabulary(folder: Path) -> Vocabulary:
    """Write the graph for the words of today. The acoustics stay as they are. Raises AuthorError, DeviceError."""
    today = vocabulary()
    write_graph(folder / "graph", lexicon(today.words), today.phrases)
    return today


def words_missing(folder: Path) -> Sequence[str]:
    """The words of today that a model's graph does not hold."""
    lines = (folder / "graph" / "words.txt").read_text().splitlines()
    known = {line.split()[0] for line in lines}
    return [word for word in vocabulary().words if word not in known]
