"""The ears there are: built from a folder, or a clear error that names the fix."""

import shutil
from contextlib import closing
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from coach import wyoming
from coach.effects import Expectation
from coach.errors import DeviceError
from coach.events import Decision, Heard
from coach.listening import moonshine, vosk
from coach.listening.ears import moonshine_ear, vosk_ear
from coach.listening.listener import Listener
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS
from tests.listening.speech import OTHERS, spoken
from tests.wyoming_server import wyoming_server


def hear(ear: Listener, *texts: str, expectation: Expectation, pause_seconds: float = 1.0) -> Heard:
    """What an ear makes of the texts, spoken with pauses between."""
    sound = spoken(*texts, pause_seconds=pause_seconds)
    sound = np.pad(sound, (0, -len(sound) % FRAME_SAMPLES + 100 * FRAME_SAMPLES))
    ear.expect(1, expectation, 0.0)
    for count, frame in enumerate(sound.reshape(-1, FRAME_SAMPLES), 1):
        answer = ear.hear(frame, count * FRAME_SECONDS)
        if isinstance(answer, Heard):
            return answer
    raise AssertionError("nothing was heard")


def test_an_incomplete_model_names_what_it_lacks_and_how_to_get_it(tmp_path: Path) -> None:
    """An empty folder, none at all, an empty file."""
    with pytest.raises(DeviceError, match=f"lacks encoder_model.*coach models fetch {tmp_path.name}"):
        moonshine_ear(tmp_path)
    for name in ("am", "conf", "graph"):
        (tmp_path / name).mkdir()
    for name in vosk.FILES:
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "graph" / "Gr.fst").write_bytes(b"")
    with pytest.raises(DeviceError, match=rf"lacks graph/Gr\.fst.*coach models fetch {tmp_path.name}"):
        vosk_ear(tmp_path)
    with pytest.raises(DeviceError, match=r"lacks am/final\.mdl"):
        vosk_ear(tmp_path / "nowhere")


def test_a_vosk_model_that_would_ignore_the_grammar_is_refused(tmp_path: Path) -> None:
    """With a static graph Vosk only warns, and hears anything."""
    (tmp_path / "graph").mkdir()
    (tmp_path / "graph" / "HCLG.fst").write_bytes(b"x")
    with pytest.raises(DeviceError, match="cannot be told what to expect"):
        vosk_ear(tmp_path)


@pytest.mark.engines
@pytest.mark.parametrize("name", ["am/final.mdl", "graph/HCLr.fst", "graph/Gr.fst"])
def test_a_damaged_vosk_model_is_noticed_at_once(name: str, vosk_folder: Path, tmp_path: Path) -> None:
    """Not in the middle of a conversation, and without Kaldi's many lines."""
    folder = tmp_path / "model"
    shutil.copytree(vosk_folder, folder)
    (folder / name).write_bytes(b"not what it was" * 1000)
    with pytest.raises(DeviceError, match="coach"):
        vosk_ear(folder)


@pytest.mark.engines
@pytest.mark.parametrize("name", moonshine.FILES)
def test_a_damaged_moonshine_model_is_noticed_at_once(name: str, moonshine_folder: Path, tmp_path: Path) -> None:
    """Each file is named."""
    folder = tmp_path / "model"
    shutil.copytree(moonshine_folder, folder)
    (folder / name).write_bytes(b"not what it was" * 1000)
    with pytest.raises(DeviceError, match=f"{name}: this file is damaged.*coach models fetch {moonshine.MODEL}"):
        moonshine_ear(folder)


@pytest.mark.engines
@pytest.mark.parametrize("kind", ["vosk", "moonshine_tiny"])
def test_somebody_who_hesitates_is_heard_to_the_end(kind: str, request: pytest.FixtureRequest) -> None:
    """ "Um ... six" is a six; "um" alone would have been nothing."""
    expectation = Expectation(("six", "seven", "maybe a six"), {"six": 6, "seven": 7, "maybe a six": 6})
    answer = hear(request.getfixturevalue(kind), "um", "six", expectation=expectation)
    assert (answer.phrase, answer.number) == ("six", 6)
    assert answer.speech_ended_seconds - answer.speech_started_seconds > 1.0


@pytest.mark.engines
@pytest.mark.parametrize("kind", ["vosk", "moonshine_tiny"])
def test_telling_something_is_an_answer_where_that_is_wanted(kind: str, request: pytest.FixtureRequest) -> None:
    """With the open text, for the safety listener, and no phrase."""
    telling = Expectation(("stop",), open_words=True)
    answer = hear(request.getfixturevalue(kind), "i feel worse and i want to talk", expectation=telling)
    assert (answer.decision.value, answer.phrase) == ("accept", None)
    assert "worse" in answer.open_text


@pytest.mark.engines
def test_a_recogniser_of_the_sites_own_hears_too_and_its_end_costs_no_reply(moonshine_folder: Path) -> None:
    """A real server, killed while the ear is awake: the reply after it is heard by this machine alone."""
    expected = Expectation(("yes", "seven", "stop"), numbers={"seven": 7}, others=OTHERS)
    with wyoming_server("Seven.") as server:
        ask = partial(wyoming.transcribe, server.address, language="en")
        with closing(moonshine_ear(moonshine_folder, ask=ask)) as ear:
            both = hear(ear, "seven", expectation=expected)
            server.process.kill()
            server.process.wait()
            alone = hear(ear, "seven", expectation=expected)
        assert [said for said in server.asked if said.startswith("transcribe")] != []
    assert [(heard.phrase, heard.decision) for heard in (both, alone)] == [("seven", Decision.ACCEPT)] * 2
    assert both.readings and not alone.readings
