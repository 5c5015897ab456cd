"""One reply at a time: the right sound reaches the engine, and one answer comes back."""

import numpy as np
import pytest

from coach.effects import Expectation
from coach.errors import EngineError
from coach.events import Decision, FellSilent, Heard
from coach.listening.listener import Listener
from coach.listening.recognition import Recognition
from coach.listening.thresholds import MOONSHINE
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS
from tests.fakes.executor import FakeExecutor
from tests.fakes.gate import LoudnessGate
from tests.fakes.recogniser import FakeRecogniser

SEVEN = Recognition((("seven", -0.5), ("stop", -7.0)), "Seven.", 0.0)
UNCLEAR = Recognition((("stop", -9.0),), "Um.", 9.0)
HESITATION = Recognition((), "Um,", float("inf"))
STORY = Recognition((), "It was a long day.", float("inf"))
THE_WHOLE_STORY = Recognition((), "It was a long day and I want to end my life.", float("inf"))
FIVE = Recognition((("five", -0.5), ("seven", -7.0)), "Seven, no, five.", 0.0)
BOTH = Expectation(("seven", "five"), {"seven": 7, "five": 5})
RATING = Expectation(("seven", "stop"), {"seven": 7})
THINKING = Expectation(("seven", "stop"), {"seven": 7}, hesitations=("um",))

Answer = Heard | FellSilent | None


class Conversation:
    """A listener over a scripted engine, and a clock."""

    def __init__(self, *script: Recognition | None, executor: FakeExecutor | None = None) -> None:
        self.engine = FakeRecogniser(*script)
        self.listener = Listener("test ear", self.engine, MOONSHINE, LoudnessGate(), executor)
        self.now = 50.0

    def hear(self, speech: bool, seconds: float) -> tuple[Answer, float]:
        """So much speech or silence, up to the first answer; and how long it took."""
        frame = np.full(FRAME_SAMPLES, 0.5 if speech else 0.001, np.float32)
        began = self.now
        for _ in range(round(seconds / FRAME_SECONDS)):
            self.now += FRAME_SECONDS
            answer = self.listener.hear(frame, self.now)
            if answer:
                return answer, self.now - began
        return None, self.now - began


def heard(answer: Answer) -> Heard:
    """The answer, which has to be Heard."""
    assert isinstance(answer, Heard)
    return answer


def test_a_clear_reply_is_answered_after_a_short_silence() -> None:
    """With all that is known about it, on the given clock."""
    talk = Conversation(SEVEN)
    talk.listener.expect(3, RATING, talk.now)
    talk.hear(False, 0.96)
    assert talk.hear(True, 0.64)[0] is None
    answer, seconds = talk.hear(False, 5.0)
    reply = heard(answer)
    assert 0.5 < seconds < 0.6
    assert (reply.listen_id, reply.decision, reply.phrase, reply.number) == (3, Decision.ACCEPT, "seven", 7)
    assert (reply.second, reply.open_text, reply.score) == ("stop", "Seven.", -0.5)
    assert reply.speech_started_seconds == pytest.approx(50.96)
    assert reply.speech_ended_seconds == pytest.approx(51.60)
    assert reply.endpoint_seconds == pytest.approx(talk.now)


def test_the_answer_is_ready_when_the_reply_is_over() -> None:
    """The engine begins in the first short silence, so nobody waits for it."""
    talk = Conversation(SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 0.4)[0] is None
    assert len(talk.engine.heard) == 1
    assert heard(talk.hear(False, 5.0)[0]).deciding_seconds == 0.0
    assert len(talk.engine.heard) == 1


def test_an_unclear_reply_is_given_time_and_heard_only_once() -> None:
    """The person might go on; if not, the sound is the same as before."""
    talk = Conversation(UNCLEAR)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    answer, seconds = talk.hear(False, 5.0)
    assert heard(answer).decision is Decision.REJECT
    assert 1.75 < seconds < 1.85
    assert len(talk.engine.heard) == 1


def test_a_hesitation_does_not_end_the_listening() -> None:
    """ "Um ..." and a long thought: what comes then is the answer, and it alone is heard."""
    talk = Conversation(HESITATION, SEVEN)
    talk.listener.expect(1, THINKING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 5.0)[0] is None
    talk.hear(True, 0.5)
    answer, seconds = talk.hear(False, 5.0)
    assert heard(answer).phrase == "seven"
    assert seconds < 0.6
    assert len(talk.engine.heard[-1]) < 2.0 * 16_000


def test_who_only_hesitates_said_nothing() -> None:
    """After the silence that the question allows; and somebody who hesitates for ever is answered at last."""
    talk = Conversation(HESITATION)
    talk.listener.expect(1, THINKING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 60)[0] == FellSilent(1)
    talk.listener.expect(2, THINKING, talk.now)
    answer: Answer = None
    for _ in range(10):
        answer = answer or talk.hear(True, 0.5)[0] or talk.hear(False, 3.0)[0]
    assert heard(answer).decision is Decision.REJECT


def test_somebody_who_goes_on_is_heard_as_a_whole() -> None:
    """ "Um ... seven": the second hearing has all of it."""
    talk = Conversation(UNCLEAR, SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 1.2)[0] is None
    talk.hear(True, 0.5)
    answer, _ = talk.hear(False, 5.0)
    assert heard(answer).phrase == "seven"
    first, second = talk.engine.heard
    assert len(second) - len(first) == pytest.approx(1.7 * 16_000, abs=2 * FRAME_SAMPLES)


def test_the_engine_may_follow_a_reply_while_it_is_spoken() -> None:
    """Part by part from its beginning; the silence at its end is not followed, one within it is."""
    talk = Conversation(UNCLEAR, SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(False, 2.0)
    talk.hear(True, 1.0)
    talk.hear(False, 1.0)
    talk.hear(True, 0.5)
    talk.hear(False, 5.0)
    (_, whole), followed = talk.engine.heard, talk.engine.followed
    assert len(followed) > 4
    so_far = np.concatenate([part for _, part in followed])
    assert [start for start, _ in followed[1:]] == list(np.cumsum([len(part) for _, part in followed])[:-1])
    assert np.array_equal(so_far, whole[: len(so_far)])
    assert np.flatnonzero(whole > 0.1)[-1] - len(so_far) < 0.2 * 16_000
    assert len(so_far) <= np.flatnonzero(whole > 0.1)[-1] + 1


def test_the_engine_gets_the_reply_with_a_little_around_it() -> None:
    """What came long before is cut, and what is silent long after."""
    talk = Conversation(UNCLEAR)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(False, 5.0)
    talk.hear(True, 1.0)
    talk.hear(False, 5.0)
    (sound,) = talk.engine.heard
    speech = np.flatnonzero(sound > 0.1)
    assert 0.3 < speech[0] / 16_000 < 0.6
    assert len(speech) == pytest.approx(1.0 * 16_000, abs=FRAME_SAMPLES)
    assert 0.25 < (len(sound) - speech[-1]) / 16_000 < 0.4


@pytest.mark.parametrize("goes_on", [True, False])
def test_a_machine_that_stood_still_for_minutes_hears_what_it_has(goes_on: bool) -> None:
    """The clock went on, and no sound came: what was said before is heard, and nothing fails."""
    talk = Conversation(SEVEN)
    talk.listener.expect(3, RATING, talk.now)
    talk.hear(True, 0.64)
    talk.now += 300
    answer, _ = talk.hear(goes_on, 5.0)
    assert heard(answer).phrase == "seven"
    assert len(talk.engine.heard[-1]) >= 0.64 / FRAME_SECONDS * FRAME_SAMPLES


def test_open_words_are_given_more_time() -> None:
    """Two seconds, even after words that would have been an answer elsewhere."""
    talk = Conversation(SEVEN, STORY)
    telling = Expectation(("seven",), open_words=True)
    talk.listener.expect(1, telling, talk.now)
    talk.hear(True, 0.5)
    answer, seconds = talk.hear(False, 5.0)
    assert heard(answer).phrase == "seven"
    assert 1.95 < seconds < 2.05
    talk.listener.expect(2, telling, talk.now)
    talk.hear(True, 3.0)
    answer, _ = talk.hear(False, 5.0)
    assert (heard(answer).decision, heard(answer).phrase) == (Decision.ACCEPT, None)
    assert heard(answer).open_text == "It was a long day."


def test_nobody_says_anything() -> None:
    """The engine is not even asked."""
    talk = Conversation(SEVEN)
    talk.listener.expect(4, Expectation(("seven",), no_input_seconds=3.2), talk.now)
    answer, seconds = talk.hear(False, 60)
    assert answer == FellSilent(4)
    assert seconds == pytest.approx(3.2)
    assert talk.engine.heard == []


def test_it_rests_after_an_answer() -> None:
    """Until the next question, nothing is heard and nothing kept."""
    talk = Conversation(SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 1.0)[0] is not None
    talk.hear(True, 0.5)
    assert talk.hear(False, 60)[0] is None


def test_its_engine_may_put_itself_in_order_after_each_reply_and_never_in_one() -> None:
    """Where it has grown, another one is begun."""
    talk = Conversation(UNCLEAR)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    talk.hear(False, 1.0)
    assert len(talk.engine.heard) == 1 and talk.engine.rested == 0
    assert talk.hear(False, 5.0)[0]
    assert talk.engine.rested == 1
    talk.listener.expect(2, RATING, talk.now)
    assert isinstance(talk.hear(False, 60.0)[0], FellSilent)
    assert talk.engine.rested == 2


def test_between_two_people_the_engine_forgets_too() -> None:
    """What it was given is gone."""
    talk = Conversation(SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    talk.hear(False, 5.0)
    talk.listener.forget()
    assert talk.engine.heard == talk.engine.followed == []


def test_rest_forgets_what_was_said_so_far() -> None:
    """Somebody pressed a key in the middle of a word."""
    talk = Conversation(SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    talk.listener.rest()
    assert talk.hear(False, 60)[0] is None
    talk.listener.expect(2, RATING, talk.now)
    assert talk.hear(False, 60)[0] == FellSilent(2)


def test_a_dead_engine_is_told_and_the_next_question_can_be_asked() -> None:
    """EngineError is for the one who runs the session; the listener itself stays usable."""
    talk = Conversation(None, SEVEN)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    with pytest.raises(EngineError):
        talk.hear(False, 5.0)
    talk.listener.expect(2, RATING, talk.now)
    talk.hear(True, 0.5)
    assert heard(talk.hear(False, 5.0)[0]).listen_id == 2


def test_closing_lets_the_engine_go() -> None:
    """And forgets."""
    talk = Conversation(SEVEN)
    talk.listener.close()
    assert talk.engine.closed


def test_nobody_waits_for_a_slow_engine_and_what_is_said_meanwhile_is_heard() -> None:
    """ "It was a hard day ... and I want to end my life": the second half comes while the engine has the first."""
    executor = FakeExecutor()
    talk = Conversation(STORY, THE_WHOLE_STORY, executor=executor)
    talk.listener.expect(1, Expectation((), open_words=True), talk.now)
    talk.hear(True, 1.5)
    assert talk.hear(False, 1.3)[0] is None
    assert not talk.engine.heard  # it has been asked, and is slow
    assert talk.hear(True, 2.0)[0] is None
    executor.work()
    assert talk.hear(False, 5.0)[0] is None  # for all that was said there is no answer yet
    executor.work()
    answer, _ = talk.hear(False, FRAME_SECONDS)
    assert heard(answer).open_text == THE_WHOLE_STORY.open_text


def test_who_never_falls_silent_is_answered_however_slow_the_engine_is() -> None:
    """A television beside a busy machine: the engine is asked once, not with each frame anew, and with no more than a
    reply's length. Each question holds the whole sound, and waiting ones filled gigabytes of memory."""
    executor = FakeExecutor()
    talk = Conversation(THE_WHOLE_STORY, executor=executor)
    talk.listener.expect(1, Expectation((), open_words=True), talk.now)
    assert talk.hear(True, 60.0)[0] is None
    assert executor.waiting == 1
    executor.work()
    answer, seconds = talk.hear(True, 1.0)
    assert seconds == pytest.approx(FRAME_SECONDS)
    assert heard(answer).open_text == THE_WHOLE_STORY.open_text
    assert [round(len(sound) * FRAME_SECONDS / FRAME_SAMPLES) for sound in talk.engine.heard] == [12]


def test_a_short_pause_is_no_end_while_the_engine_works() -> None:
    """ "Seven ... no, five": five is what was said."""
    executor = FakeExecutor()
    talk = Conversation(FIVE, executor=executor)
    talk.listener.expect(1, BOTH, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 0.42)[0] is None
    assert talk.hear(True, 0.8)[0] is None
    assert talk.hear(False, 1.0)[0] is None
    executor.work()
    answer, _ = talk.hear(False, FRAME_SECONDS)
    assert heard(answer).phrase == "five"
    assert len(talk.engine.heard) == 1  # the sound up to the pause was dropped before it was heard


def test_a_slow_engine_that_fails_is_an_error_in_the_round_in_which_it_is_seen() -> None:
    """The runtime tells it, and asks again."""
    executor = FakeExecutor()
    talk = Conversation(None, executor=executor)
    talk.listener.expect(1, RATING, talk.now)
    talk.hear(True, 0.5)
    assert talk.hear(False, 2.0)[0] is None
    executor.work()
    with pytest.raises(EngineError):
        talk.hear(False, FRAME_SECONDS)


def test_an_ear_that_is_let_go_takes_its_executor_along() -> None:
    """No thread stays behind."""
    executor = FakeExecutor()
    Conversation(SEVEN, executor=executor).listener.close()
    assert executor.closed
