"""What a pack was spoken into is kept, found again, and goes with its words."""

from pathlib import Path

import numpy as np
import soundfile

from coach.ports import Samples
from coach.speaking.kokoro.engine import KOKORO_HERTZ
from coach.speaking.pack_sounds import ENDING, INDEX, open_sounds
from scripts.voice.render import keep, missing, name_of, write_index

VOICE = "af_heart"


def spoken(seconds: float = 1.0) -> Samples:
    """What the voice gives."""
    return (0.05 * np.random.default_rng(1).normal(size=round(seconds * KOKORO_HERTZ))).astype(np.float32)


def test_what_was_spoken_is_found_by_its_words(tmp_path: Path) -> None:
    """In the form in which a session looks for it."""
    keep(tmp_path, "Breathe in.", VOICE, spoken(1.3))
    assert write_index(tmp_path, ["Breathe in.", "And out."], VOICE) == 1
    sounds = open_sounds(tmp_path)
    assert sounds is not None and sounds.voice == "kokoro af_heart"
    assert sounds.has("Breathe in.") and not sounds.has("And out.")
    assert sounds.find("Breathe in.", 1.0) is not None


def test_only_what_changed_is_spoken_anew(tmp_path: Path) -> None:
    """Other words, or another voice."""
    keep(tmp_path, "Breathe in.", VOICE, spoken())
    assert missing(tmp_path, ["Breathe in.", "Breathe out."], VOICE) == ["Breathe out."]
    assert missing(tmp_path, ["Breathe in."], "bf_emma") == ["Breathe in."]


def test_what_no_line_says_any_more_goes(tmp_path: Path) -> None:
    """And nothing that is not ours."""
    for sentence in ("Breathe in.", "Breathe out."):
        keep(tmp_path, sentence, VOICE, spoken())
    (tmp_path / "welcome.hello.wav").write_bytes(b"somebody's own")
    write_index(tmp_path, ["Breathe out."], VOICE)
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == sorted([f"{name_of('Breathe out.', VOICE)}{ENDING}", INDEX, "welcome.hello.wav"])


def test_it_is_small(tmp_path: Path) -> None:
    """24 kbit/s or thereabouts: noise is the most that there can be to keep."""
    keep(tmp_path, "Breathe in.", VOICE, spoken(10.0))
    (file,) = tmp_path.iterdir()
    assert file.stat().st_size < 10 * 32_000 / 8
    assert soundfile.info(file).samplerate == KOKORO_HERTZ
