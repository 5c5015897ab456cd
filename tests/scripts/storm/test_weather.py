"""What breaks in a session, and when it counts as mended."""

import os
import select
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from coach.content.pack import Pack
from coach.events import Decision, DeviceLost, Heard, KeyPressed, PromptStarted
from coach.ports import FRAME_SECONDS
from coach.worker import Worker
from scripts.storm.fault import Deck
from scripts.storm.step import Step, StepWatch
from scripts.storm.weather import AWAY_SECONDS, KINDS, OFTEN, Weather
from tests.test_worker import PROMPT_SECONDS, Engine

HOUR_FRAMES = round(3600 / FRAME_SECONDS)
HEARD = Heard(1, Decision.ACCEPT, "yes")


def weather(kind: str, pack: Pack, folder: Path, left: int = 3) -> Weather:
    """In which only this breaks."""
    return Weather(Random(1), Deck((kind,), Random(1)), left, StepWatch(pack), folder)


def pass_hour(sky: Weather, began_seconds: float = 0.0) -> None:
    """An hour in which nobody says or hears anything."""
    for frame in range(HOUR_FRAMES):
        sky.pass_frame(began_seconds + frame * FRAME_SECONDS)


def test_there_are_faults_of_every_row() -> None:
    """Engines, their files, disks, clocks, devices."""
    assert {kind.partition(" ")[0] for kind in KINDS} == {
        "ear", "voice", "disk", "stored", "clock", "microphone", "loudspeaker",
    }  # fmt: skip


def test_a_device_is_away_for_some_seconds_and_then_something_else_may_break(english: Pack, tmp_path: Path) -> None:
    """As often as was asked for, one after the other."""
    sky = weather("microphone away", english, tmp_path)
    pass_hour(sky)
    assert [fault.kind for fault in sky.faults] == ["microphone away"] * 3 and sky.broken is None
    for fault in sky.faults:
        assert fault.until_seconds is not None
        assert AWAY_SECONDS[0] <= fault.until_seconds - fault.at_seconds <= AWAY_SECONDS[1] + 1
    assert [fault.at_seconds for fault in sky.faults] == sorted(fault.at_seconds for fault in sky.faults)


def test_more_breaks_where_little_broke_so_far(english: Pack, tmp_path: Path) -> None:
    """So every kind of step meets its faults, also those that are short or seldom."""
    deck, worn = Deck(("clock a day on",), Random(1)), Deck(("clock a day on",), Random(1))
    worn.met[Step("session", "prompt")] = OFTEN
    rare, often = (Weather(Random(1), each, 1, StepWatch(english), tmp_path) for each in (deck, worn))
    for sky in (rare, often):
        with closing(sky):
            pass_hour(sky)
    assert 5 * rare.faults[0].at_seconds < often.faults[0].at_seconds


@pytest.mark.engines
def test_an_engine_that_was_killed_is_mended_when_it_is_seen_to_work(english: Pack, tmp_path: Path) -> None:
    """The ear when it has heard: that the coach speaks shows nothing of it. Nothing else breaks meanwhile."""
    with closing(Worker("The ear test", Engine)) as worker:
        home = worker.call("pid", timeout_seconds=PROMPT_SECONDS)
        ended = os.pidfd_open(home)
        with closing(weather("ear killed", english, tmp_path)) as sky:
            pass_hour(sky)
            assert len(sky.faults) == 1
            assert select.select([ended], [], [], PROMPT_SECONDS)[0]  # readable when the process has ended
            os.close(ended)
            sky.note(PromptStarted(), 3600.0)
            assert sky.faults[0].until_seconds is None
            while sky.faults[0].until_seconds is None:  # the signal was sent by another thread
                sky.note(HEARD, 3601.0)
            assert sky.faults[0].until_seconds == 3601.0 and sky.faults[0].recovery_seconds is not None
        assert worker.call("pid", timeout_seconds=PROMPT_SECONDS) != home


@pytest.mark.parametrize("kind", ["disk full", "stored prompts gone", "stored prompts torn"])
def test_no_disk_breaks_where_nothing_is_stored(kind: str, english: Pack, tmp_path: Path) -> None:
    """It would count as a fault that the session stood, and was none."""
    sky = weather(kind, english, tmp_path)
    pass_hour(sky)
    assert sky.faults == []


def test_stored_prompts_are_torn_as_by_a_power_cut(english: Pack, tmp_path: Path) -> None:
    """Each is cut in half."""
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    (prompts / "a.ogg").write_bytes(b"12345678")
    sky = weather("stored prompts torn", english, tmp_path, left=1)
    pass_hour(sky)
    assert (prompts / "a.ogg").read_bytes() == b"1234"


def test_keys_and_lines_that_are_only_shown_count_for_the_fault_at_hand(english: Pack, tmp_path: Path) -> None:
    """And the voice's files are whole again when its time is over."""
    sky = weather("voice writes nothing", english, tmp_path, left=1)
    now = 0.0
    while not sky.broken:
        now += FRAME_SECONDS
        sky.pass_frame(now)
    assert (tmp_path / "mark").read_text() == "nothing" and sky.may_press()
    sky.note(KeyPressed("repeat"), now)
    sky.note(DeviceLost("voice"), now)
    assert not sky.may_press()
    sky.pass_frame(now + AWAY_SECONDS[1] + 1)
    assert not (tmp_path / "mark").exists()
    assert (sky.faults[0].keys, sky.faults[0].unspoken) == (1, 1)
