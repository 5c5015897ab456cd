"""When somebody has begun, and when they have finished. Time is an argument, so minutes pass in no time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.listening.endpointing import Endpointing, Moment, Patience
from coach.ports import FRAME_SECONDS

START_SECONDS = 100.0
PATIENT = Patience()


def follow(*parts: tuple[bool, float], patience: Patience = PATIENT) -> list[tuple[Moment, float]]:
    """Stretches of speech (True) and silence of so many seconds: what happened, and after how many seconds."""
    endpointing = Endpointing(patience, START_SECONDS)
    frames = [speech for speech, seconds in parts for _ in range(round(seconds / FRAME_SECONDS))]
    moments = []
    for count, speech in enumerate(frames, 1):
        moment = endpointing.process(speech, START_SECONDS + count * FRAME_SECONDS)
        if moment:
            moments.append((moment, count * FRAME_SECONDS))
        if moment in (Moment.ENDED, Moment.NOBODY):
            break
    return moments


def only(moments: list[tuple[Moment, float]]) -> list[Moment]:
    """What happened, without the times."""
    return [moment for moment, _ in moments]


def test_a_reply_begins_pauses_and_ends() -> None:
    """The pause comes after a short silence, the end after a long one."""
    (_, began), (_, hushed), (_, paused), (_, ended) = moments = follow((False, 1.0), (True, 0.5), (False, 3.0))
    assert only(moments) == [Moment.BEGAN, Moment.HUSHED, Moment.PAUSED, Moment.ENDED]
    assert 1.0 < began < 1.2
    assert 1.75 < hushed < 1.9
    assert 2.0 < paused < 2.15
    assert 3.2 < ended < 3.4


def test_somebody_who_goes_on_after_a_pause_is_waited_for_again() -> None:
    """ "Um ... maybe ... a six"."""
    moments = follow((True, 0.3), (False, 1.2), (True, 0.4), (False, 1.2), (True, 0.4), (False, 3.0))
    assert only(moments) == [Moment.BEGAN, *[Moment.HUSHED, Moment.PAUSED] * 3, Moment.ENDED]


def test_the_gap_between_two_words_is_only_time_to_get_ready() -> None:
    """ "A ... six", quickly: nothing pauses, nothing ends."""
    moments = follow((True, 0.3), (False, 0.4), (True, 0.3), (False, 0.1))
    assert only(moments) == [Moment.BEGAN, Moment.HUSHED]


def test_a_click_is_no_beginning() -> None:
    """Three frames of noise, again and again, and nobody is there."""
    clicks = [(True, 3 * FRAME_SECONDS), (False, 0.5)] * 20
    assert only(follow(*clicks)) == [Moment.NOBODY]


def test_a_word_with_a_stop_in_it_is_a_beginning() -> None:
    """The "t" of "eight" is silent for a moment."""
    assert Moment.BEGAN in only(follow((True, 2 * FRAME_SECONDS), (False, FRAME_SECONDS), (True, 2 * FRAME_SECONDS)))


def test_nobody_is_noticed_in_time() -> None:
    """After as long as the question allows."""
    ((moment, seconds),) = follow((False, 20), patience=Patience(no_input_seconds=6.4))
    assert moment is Moment.NOBODY
    assert seconds == pytest.approx(6.4)


def test_somebody_who_begins_at_the_last_moment_is_heard() -> None:
    """Speech that goes on when the time is up is no silence."""
    moments = follow((False, 7.95), (True, 0.5), (False, 3.0))
    assert only(moments) == [Moment.BEGAN, Moment.HUSHED, Moment.PAUSED, Moment.ENDED]


def test_speech_without_end_is_cut() -> None:
    """Twelve seconds of a radio in the room."""
    (_, began), (moment, ended) = follow((True, 60.0))
    assert moment is Moment.ENDED
    assert ended == pytest.approx(12.0, abs=0.1)
    assert began < 0.2


def test_only_a_reply_that_was_long_enough_was_cut() -> None:
    """What is cut may have had more to it; what ends in silence was whole, and so is what has not begun."""
    endpointing, cut = Endpointing(PATIENT, START_SECONDS), Endpointing(PATIENT, START_SECONDS)
    assert not endpointing.cut and endpointing.ended_seconds == START_SECONDS
    for count in range(1, round(13 / FRAME_SECONDS)):
        now = START_SECONDS + count * FRAME_SECONDS
        endpointing.process(count < 20, now)
        cut.process(True, now)
    assert cut.cut is True and endpointing.cut is False


def test_each_silence_ends_to_the_frame() -> None:
    """Where its time is a whole number of frames, with the frame that makes it so long."""
    early, complete, incomplete, reply = (count * FRAME_SECONDS for count in (10, 20, 60, 100))
    patience = Patience(
        early_seconds=early, complete_seconds=complete, incomplete_seconds=incomplete, reply_seconds=reply
    )
    spoken = 20 * FRAME_SECONDS
    _, (_, hushed), (_, paused), (_, ended) = follow((True, spoken), (False, 9.0), patience=patience)
    assert [hushed, paused, ended] == pytest.approx([spoken + early, spoken + complete, spoken + incomplete])
    assert follow((True, 9.0), patience=patience)[-1][1] == pytest.approx(reply)


def test_beginning_and_end_of_the_speech_are_known() -> None:
    """On the session's clock, to the frame."""
    endpointing = Endpointing(Patience(), START_SECONDS)
    for count in range(1, 60):
        endpointing.process(10 < count <= 30, START_SECONDS + count * FRAME_SECONDS)
    assert endpointing.started_seconds == pytest.approx(START_SECONDS + 10 * FRAME_SECONDS)
    assert endpointing.ended_seconds == pytest.approx(START_SECONDS + 30 * FRAME_SECONDS)


@given(st.lists(st.booleans(), max_size=400))
def test_whatever_is_heard_there_is_one_end(frames: list[bool]) -> None:
    """After any sound, silence ends it: nobody began, or somebody began before they ended."""
    moments = only(follow(*((speech, FRAME_SECONDS) for speech in frames), (False, 12.0)))
    assert moments[-1] in (Moment.ENDED, Moment.NOBODY)
    assert (moments[0] is Moment.BEGAN) == (moments[-1] is Moment.ENDED)
    assert moments.count(Moment.BEGAN) <= 1
