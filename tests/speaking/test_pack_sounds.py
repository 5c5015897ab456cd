"""What a pack was spoken into."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from coach.ports import RATE_HERTZ
from coach.speaking.pack_sounds import INDEX, PackSounds, open_sounds
from coach.speaking.sentences import PAUSE_SECONDS

TONE_SECONDS = 0.5


class Studio:
    """Speaks in tones: each file has one of its own, a hundred hertz above the last."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.index: dict[str, object] = {"voice": "kokoro af_heart"}
        self._tones = 0

    def spoken(self) -> dict[str, object]:
        """One more file."""
        self._tones += 1
        at = np.arange(round(TONE_SECONDS * 24_000)) / 24_000
        tone = 0.2 * np.sin(2 * np.pi * 100 * self._tones * at)
        name = f"{self._tones:012x}"
        soundfile.write(self.folder / f"{name}.opus", tone, 24_000, format="OGG", subtype="OPUS")
        return {"file": name, "seconds": TONE_SECONDS}

    def open(self) -> PackSounds:
        """What it has spoken so far."""
        (self.folder / INDEX).write_text(json.dumps(self.index), encoding="utf-8")
        sounds = open_sounds(self.folder)
        assert sounds is not None
        return sounds


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    """One in which three sentences were spoken, one of them with a gap."""
    made = Studio(tmp_path)
    made.index["sentences"] = {"Breathe in.": made.spoken(), "And out.": made.spoken()}
    made.index["carriers"] = {"Call {emergency_number} now.": [made.spoken(), made.spoken()]}
    made.index["values"] = {"9 1 1": made.spoken(), "1": made.spoken(), "2": made.spoken()}
    return made


def tones(sound: np.ndarray) -> list[int]:
    """Which files are in it, in their order."""
    frames = sound[: len(sound) // 1600 * 1600].reshape(-1, 1600)
    loud = [frame for frame in frames if np.abs(frame).max() > 0.1]
    found = [round(np.abs(np.fft.rfft(frame)).argmax() * 10 / 100) for frame in loud]
    return [tone for place, tone in enumerate(found) if place == 0 or found[place - 1] != tone]


@pytest.mark.parametrize(
    ("line", "files"),
    [
        ("Breathe in.", [1]),
        ("Breathe in. And out.", [1, 2]),
        ("Call 9 1 1 now. Breathe in.", [3, 5, 4, 1]),
        ("Call 1 1 2 now.", [3, 6, 7, 4]),  # of digits; two of one are one tone here
    ],
)
def test_a_line_is_put_together_from_what_was_spoken(studio: Studio, line: str, files: list[int]) -> None:
    """Sentence by sentence, and what is in a gap between the pieces around it."""
    sounds = studio.open()
    assert sounds.has(line)
    sound = sounds.find(line, 1.0)
    assert sound is not None and tones(sound) == files


@pytest.mark.parametrize("line", ["Hold.", "Breathe in. Hold.", "Call 9 9 9 now.", "", "breathe in."])
def test_a_line_of_which_a_part_is_missing_is_not_there(studio: Studio, line: str) -> None:
    """It is spoken by one voice or by another, never by two."""
    sounds = studio.open()
    assert not sounds.has(line)
    assert sounds.find(line, 1.0) is None


def test_slower_it_takes_longer(studio: Studio) -> None:
    """The silence after it too."""
    sound = studio.open().find("Breathe in.", 0.5)
    assert sound is not None
    assert len(sound) / RATE_HERTZ == pytest.approx(2 * (TONE_SECONDS + PAUSE_SECONDS), rel=0.03)


@pytest.mark.parametrize("fault", ["missing", "torn", "of another length", "no sound"])
def test_a_file_that_is_broken_leaves_the_line_to_another_voice(
    studio: Studio, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    """It is told, with its path; a shorter sound would break off in the middle of a word."""
    file = studio.folder / f"{1:012x}.opus"
    content = file.read_bytes()
    if fault == "missing":
        file.unlink()
    elif fault == "of another length":
        studio.index["sentences"] = {"Breathe in.": {"file": file.stem, "seconds": 2.0}}
    else:
        file.write_bytes(content[: len(content) // 2] if fault == "torn" else b"no sound")
    assert studio.open().find("Breathe in.", 1.0) is None
    assert str(file) in caplog.text


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"voice": 1, "sentences": {}}', '{"voice": "x", "sentences": {"a": {}}}']
)
def test_an_index_that_cannot_be_read_is_told(tmp_path: Path, content: str, caplog: pytest.LogCaptureFixture) -> None:
    """And another voice speaks."""
    (tmp_path / INDEX).write_text(content, encoding="utf-8")
    assert open_sounds(tmp_path) is None
    assert str(tmp_path / INDEX) in caplog.text


def test_a_pack_that_nobody_spoke_has_none(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """That is no fault."""
    assert open_sounds(tmp_path) is None
    assert not caplog.records


def test_a_name_in_the_index_leads_out_of_the_folder_never(studio: Studio) -> None:
    """A pack is data."""
    studio.index["sentences"] = {"Breathe in.": {"file": "../../../etc/pa", "seconds": 1.0}}
    with pytest.raises(AssertionError):
        studio.open()
