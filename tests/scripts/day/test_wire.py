"""What goes between the kiosk's process and the corridor."""

from multiprocessing import Pipe

import numpy as np
import pytest

from coach.errors import DeviceError
from coach.events import Decision, Heard, Interrupted
from coach.sound.volume import Volume
from scripts.day.wire import Asked, Frame, Noted, Played, Stopped, Wire

SAID = Heard(3, Decision.ACCEPT, "ready", "six", open_text="purple elephant", readings=("purple element",))


def test_a_frame_is_asked_for_and_brings_the_time() -> None:
    """It is the microphone, and the clock."""
    ours, theirs = Pipe()
    wire = Wire(theirs)
    ours.send(Frame(7.5, np.zeros(512, np.float32), sounding=True, over=True))
    assert wire.read() is not None and ours.recv() == Asked()
    assert (wire.now(), wire.sounding, wire.over) == (7.5, True, True)


def test_a_microphone_that_went_away_is_told_as_by_a_real_one() -> None:
    """By an error, once; then there is nothing to hear."""
    ours, theirs = Pipe()
    wire = Wire(theirs)
    ours.send(Frame(1.0, None, sounding=False, unplugged=True))
    ours.send(Frame(1.1, None, sounding=False))
    with pytest.raises(DeviceError):
        wire.read()
    assert wire.read() is None


def test_sound_goes_out_as_loud_as_it_is_set() -> None:
    """And with how loud that is."""
    ours, theirs = Pipe()
    wire, volume = Wire(theirs), Volume(-6, 18, 3)
    wire.turn_by(volume)
    volume.louder()
    wire.play(np.ones(2, np.float32))
    assert wire.sounding
    wire.stop()
    played, stopped = ours.recv(), ours.recv()
    assert isinstance(played, Played) and played.decibels == 3 and stopped == Stopped()
    assert np.allclose(played.samples, 10 ** (-15 / 20)) and not wire.sounding


def test_no_word_that_was_said_goes_over_it() -> None:
    """Only which phrase of the pack it was taken for."""
    ours, theirs = Pipe()
    wire = Wire(theirs)
    for what in (SAID, Interrupted(SAID, "spoken by the coach")):
        wire.note(what, 1.0)
        noted = ours.recv()
        assert isinstance(noted, Noted)
        heard = noted.what.heard if isinstance(noted.what, Interrupted) else noted.what
        assert isinstance(heard, Heard) and heard.phrase == "ready"
        assert (heard.open_text, heard.readings, heard.second) == ("", (), None)
