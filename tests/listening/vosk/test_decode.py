"""One recogniser on one reply; and the traps of libvosk 0.3.45, each shown to be there before it is stepped around."""

import json
import resource
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest
import vosk

from coach.listening.vosk.decode import UNKNOWN, Decode, words_in
from coach.ports import RATE_HERTZ, Samples
from tests.listening.speech import spoken

pytestmark = pytest.mark.engines

YES: Samples = np.pad(spoken("yes"), (0, RATE_HERTZ // 2))
PULSES = (YES * 32767).astype(np.int16).tobytes()
BEGIN = """
    import sys, vosk
    vosk.SetLogLevel(-1)
    model = vosk.Model(model_path=sys.argv[1])
    recogniser = vosk.KaldiRecognizer(model, 16000, '["yes", "[unk]"]')
    recogniser.AcceptWaveform(bytes(32000))
"""


@pytest.fixture(scope="module")
def model(vosk_folder: Path) -> vosk.Model:
    """The test model, in this process."""
    vosk.SetLogLevel(-1)
    return vosk.Model(model_path=str(vosk_folder))


def dies(lines: str, folder: Path) -> bool:
    """Whether a process that runs these lines is ended by a signal."""
    program = textwrap.dedent(BEGIN) + lines
    ran = subprocess.run([sys.executable, "-c", program, str(folder)], capture_output=True, check=False)
    assert ran.returncode <= 0, ran.stderr.decode(errors="replace")
    return ran.returncode < 0


@pytest.mark.parametrize(
    ("lines", "died"),
    [
        ("""recogniser.SetGrammar('["no"]')""", True),
        ("""recogniser.FinalResult(); recogniser.SetGrammar('["no"]')""", False),
        ("""vosk.KaldiRecognizer(model, 16000, '[ ]').AcceptWaveform(bytes(32000))""", True),
        ("""vosk.KaldiRecognizer(model, 16000, '["carousel"]').AcceptWaveform(bytes(32000))""", False),
    ],
    ids=["another grammar while decoding", "after its end", "an empty grammar", "only words it does not know"],
)
def test_the_library_ends_the_process(lines: str, died: bool, vosk_folder: Path) -> None:
    """Another grammar while decoding, and an empty one: Python cannot catch either."""
    assert dies(lines, vosk_folder) is died


def test_an_empty_grammar_is_refused(model: vosk.Model) -> None:
    """Before the library sees it."""
    with pytest.raises(ValueError, match="empty"):
        Decode(model, [])


def test_confidence_is_near_one_for_a_wrong_word(model: vosk.Model) -> None:
    """ "Guess" becomes a sure yes where nothing nearer is expected: so it is not what decides."""
    decode = Decode(model, ["yes", "no"])
    decode.hear(np.pad(spoken("guess"), (0, RATE_HERTZ // 2)))
    ((word, confidence),) = decode.finish()
    assert word == "yes" and confidence == pytest.approx(1.0, abs=0.05)


def test_alternatives_take_the_confidence_of_words_away(model: vosk.Model) -> None:
    """So they are not asked for."""
    recogniser = vosk.KaldiRecognizer(model, RATE_HERTZ, '["yes", "no"]')
    recogniser.SetWords(True)
    recogniser.SetMaxAlternatives(3)
    recogniser.AcceptWaveform(PULSES)
    (first, *_) = json.loads(recogniser.FinalResult())["alternatives"]
    assert "conf" not in first["result"][0]


def test_the_library_leaves_the_end_of_a_reply_to_us(model: vosk.Model) -> None:
    """The newest wheel has no way to say how long a silence ends an utterance."""
    assert not hasattr(vosk.KaldiRecognizer(model, RATE_HERTZ), "SetEndpointerMode")


@pytest.mark.parametrize("answer", ["{}", '{"text": ""}', '{"partial": ""}', '{"result": []}'])
def test_an_answer_may_lack_any_key(answer: str) -> None:
    """Partial ones and silent ones do."""
    assert list(words_in(answer)) == []


def test_words_outside_the_grammar_are_unknown(model: vosk.Model) -> None:
    """Where nothing in it is near."""
    decode = Decode(model, ["stop", "pause"])
    decode.hear(np.pad(spoken("banana"), (0, RATE_HERTZ // 2)))
    assert {word for word, _ in decode.finish()} == {UNKNOWN}


def test_it_is_the_same_in_pieces(model: vosk.Model) -> None:
    """However the frames come."""
    whole, pieces = Decode(model), Decode(model)
    reply = np.pad(spoken("i don't know"), (0, RATE_HERTZ // 2))
    whole.hear(reply)
    for start in range(0, len(reply), 512):
        pieces.hear(reply[start : start + 512])
    said = [word for word, _ in whole.finish()]
    assert said == ["i", "don't", "know"]
    assert [word for word, _ in pieces.finish()] == said


def test_a_minute_of_noise_takes_no_memory(model: vosk.Model) -> None:
    """Each end that the library sees is taken up; otherwise the utterance, and the time for each frame, would grow."""
    chance = np.random.default_rng(1)
    decode = Decode(model)
    for _ in range(20):
        decode.hear(noise(chance))
    before = resident_megabytes()
    for _ in range(40):
        decode.hear(noise(chance))
    assert resident_megabytes() - before < 15  # 46 where the ends are not taken up


def noise(chance: np.random.Generator) -> Samples:
    """A second of it, as loud as speech."""
    sound: Samples = (chance.standard_normal(RATE_HERTZ) * 0.1).astype(np.float32)
    return sound


def resident_megabytes() -> float:
    """What this process holds now. Linux only."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6
