"""The graph, and the whole folder, read by the real library."""

import json
from pathlib import Path

import pytest
import vosk

from coach.ports import RATE_HERTZ
from models.vosk.graph import write_graph
from models.vosk.lexicon import lexicon
from models.vosk.model import write_acoustics
from tests.models.vosk.test_kaldi import random_acoustics


@pytest.mark.engines
def test_vosk_reads_what_is_written(tmp_path: Path) -> None:
    """A network that learnt nothing with a graph of three words: it takes a grammar, and answers to silence."""
    write_acoustics(tmp_path, random_acoustics())
    write_graph(tmp_path / "graph", lexicon(["begin", "seven", "stop"]), ["stop", "begin stop"])
    vosk.SetLogLevel(-1)
    model = vosk.Model(model_path=str(tmp_path))
    assert model.vosk_model_find_word("seven") > 0
    assert model.vosk_model_find_word("eight") < 0
    recogniser = vosk.KaldiRecognizer(model, RATE_HERTZ, '["stop", "[unk]"]')
    recogniser.AcceptWaveform(bytes(2 * RATE_HERTZ))
    assert set(json.loads(recogniser.FinalResult())["text"].split()) <= {"stop", "[unk]"}


@pytest.mark.engines
def test_the_words_are_listed_once_each(tmp_path: Path) -> None:
    """Looking ahead gives them other numbers; each keeps one of its own."""
    write_graph(tmp_path, lexicon(["begin", "seven", "stop"]), ["stop"])
    lines = [line.split() for line in (tmp_path / "words.txt").read_text().splitlines()]
    assert sorted(word for word, _ in lines) == ["<eps>", "[unk]", "begin", "seven", "stop"]
    assert len({number for _, number in lines}) == len(lines)
