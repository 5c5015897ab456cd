"""One turn after the other, from the microphone to the loudspeaker, with parts that are told what happens."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pytest

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Expectation, Listen, Pace, Say
from coach.errors import EngineError
from coach.events import (
    BreathCued,
    DeviceBack,
    DeviceLost,
    Event,
    FellSilent,
    Heard,
    Interrupted,
    KeyPressed,
    PromptFinished,
    PromptStarted,
    StaffAnswered,
    StaffCalled,
    StaffNews,
)
from coach.listening.listener import Listener
from coach.listening.recognition import Recognition
from coach.listening.thresholds import MOONSHINE
from coach.ports import FRAME_SAMPLES, FRAME_SECONDS, RATE_HERTZ, Samples
from coach.runtime import Parts, Runtime
from coach.sound.mute import MUTE_TAIL_SECONDS
from coach.sound.room import ECHO_DELAY_SECONDS, Room
from coach.speaking.rendering import LINE_SECONDS, READING_SECONDS
from coach.speaking.speech import HELD_SECONDS
from tests.conversation.transcript import GAPS
from tests.fakes.clock import FakeClock
from tests.fakes.ear import FakeEar
from tests.fakes.executor import FakeExecutor
from tests.fakes.gate import LoudnessGate
from tests.fakes.journal import FakeJournal
from tests.fakes.keys import FakeKeys
from tests.fakes.loudspeaker import FakeLoudspeaker
from tests.fakes.microphone import FakeMicrophone
from tests.fakes.observer import FakeObserver
from tests.fakes.recogniser import FakeRecogniser
from tests.fakes.staff import FakeStaff
from tests.fakes.voice import FakeVoice
from tests.listeners import safety_of

TO_BREATHING = ("ready", "seven", "four", "something else", "breathing")


class House:
    """A session in a simulated room."""

    def __init__(
        self,
        pack: Pack,
        replies: Sequence[str | None] = (),
        echo_db: float | None = None,
        barge_in: bool = False,
        echo_delay_seconds: float = ECHO_DELAY_SECONDS,
        *,
        staff: FakeStaff | None = None,
    ) -> None:
        self.room = Room(echo_db=echo_db, echo_delay_seconds=echo_delay_seconds)
        self.ear = FakeEar(replies)
        self.voice = FakeVoice()
        self.keys, self.journal, self.observer = FakeKeys(), FakeJournal(), FakeObserver()
        self.staff = staff or FakeStaff()
        self.parts = Parts(
            self.ear, self.voice, self.room, self.room, self.room, self.keys, self.journal, self.staff
        )  # fmt: skip
        self.session = Session(pack, safety_of(pack), GAPS)
        self.runtime = Runtime(self.session, self.parts, [self.observer], barge_in)
        self.played: Samples = np.zeros(0, np.float32)

    def when(self, *kinds: type[Event] | type[Effect]) -> list[float]:
        """The times at which something of these kinds happened."""
        return [seconds for seconds, what in self.observer.seen if isinstance(what, kinds)]


def test_a_session_comes_to_its_end(english: Pack) -> None:
    """From the greeting to the close, with an exercise, and the choice is told to the journal."""
    house = House(english, [*TO_BREATHING, "stop"])
    house.runtime.run()
    assert isinstance(house.observer.seen[-1][1], End)
    assert ("exercise", "paced_breathing") in house.journal.entries


def test_the_microphone_opens_when_the_prompt_is_over(english: Pack) -> None:
    """Nobody is listened to while the coach still asks, and nobody waits after it did."""
    house = House(english, ["stop"])
    house.runtime.run()
    (opened,) = house.when(Listen)
    finished = house.when(PromptFinished)[0]
    assert finished <= opened <= finished + FRAME_SECONDS


def test_prompts_follow_one_another(english: Pack) -> None:
    """Each prompt begins after the one before has ended."""
    house = House(english, [*TO_BREATHING, "stop"])
    house.runtime.run()
    bounds = house.when(PromptStarted, PromptFinished)
    assert bounds == sorted(bounds) and len(house.when(PromptStarted)) == len(house.when(Say))


LATE_SECONDS = [ECHO_DELAY_SECONDS, 0.8, 2.0]
"""Loudspeakers on a cable, on Bluetooth at its worst, in a television."""


@pytest.mark.parametrize("echo_delay_seconds", LATE_SECONDS)
@pytest.mark.parametrize("echo_db", [-30.0, 0.0])
def test_the_coach_never_hears_itself(english: Pack, echo_db: float, echo_delay_seconds: float) -> None:
    """Its own voice and cues come back, however late, and the ear gets silence instead."""
    house = House(english, [*TO_BREATHING, None, "stop"], echo_db, echo_delay_seconds=echo_delay_seconds)
    house.runtime.run()
    assert house.ear.loud_frames == 0


@pytest.mark.parametrize("echo_delay_seconds", LATE_SECONDS)
def test_who_answers_as_soon_as_the_coach_was_heard_to_its_end_is_heard(
    english: Pack, echo_delay_seconds: float
) -> None:
    """The ear is open again a moment after the last of the sound, however late that comes."""
    nobody, somebody_quick = (
        House(english, [None, "stop"], -20.0, echo_delay_seconds=echo_delay_seconds) for _ in range(2)
    )
    nobody.runtime.run()
    asked = nobody.when(PromptFinished)[0] + echo_delay_seconds
    somebody_quick.room.speak(np.full(RATE_HERTZ, 0.1, np.float32), asked)
    somebody_quick.runtime.run()
    waited = somebody_quick.ear.first_loud_seconds - asked
    assert waited == pytest.approx(MUTE_TAIL_SECONDS, abs=2 * FRAME_SECONDS)


def test_the_ear_is_open_again_soon_after_a_prompt(english: Pack) -> None:
    """Somebody who talks all the time is heard from a moment after the coach has ended."""
    house = House(english, ["stop"])
    house.room.speak(np.full(60 * RATE_HERTZ, 0.1, np.float32), 0.0)
    house.runtime.run()
    waited = house.ear.first_loud_seconds - house.when(PromptFinished)[0]
    assert MUTE_TAIL_SECONDS - FRAME_SECONDS <= waited <= MUTE_TAIL_SECONDS + FRAME_SECONDS


def test_breathing_is_cued_at_its_pace(english: Pack) -> None:
    """Every five seconds, in and out in turn, beginning with in."""
    house = House(english, [*TO_BREATHING, None, "stop"])
    house.runtime.run()
    cues = [(seconds, what.direction) for seconds, what in house.observer.seen if isinstance(what, BreathCued)]
    (pace,) = [what for _, what in house.observer.seen if isinstance(what, Pace)]
    assert [direction for _, direction in cues] == ["in", "out"] * pace.breaths
    gaps = np.diff([seconds for seconds, _ in cues])
    assert np.abs(gaps - 5.0).max() <= FRAME_SECONDS


def test_stop_silences_the_pacer_at_once(english: Pack) -> None:
    """After "stop" no cue sounds any more."""
    house = House(english, [*TO_BREATHING, "stop"])
    house.runtime.run()
    assert max(house.when(BreathCued)) <= max(house.when(Heard))


def test_a_key_breaks_into_a_prompt(english: Pack) -> None:
    """The coach is quiet at once, and does what the key says."""
    house = House(english)
    house.keys.pressed.append("stop")
    house.runtime.run()
    assert not house.when(Listen)
    greeted, farewell, *_ = house.when(PromptStarted)
    assert farewell - greeted <= 2 * FRAME_SECONDS


def somebody(seconds: float = 0.7) -> Samples:
    """As loud as somebody who speaks."""
    return np.random.default_rng(2).normal(0, 0.2, round(seconds * RATE_HERTZ)).astype(np.float32)


@pytest.mark.parametrize("echo_delay_seconds", LATE_SECONDS)
def test_stop_is_heard_while_the_coach_speaks(english: Pack, echo_delay_seconds: float) -> None:
    """Where the room allows it: the coach pauses as soon as somebody speaks, and ends at "stop"."""
    house = House(english, ["stop"], echo_db=-40.0, barge_in=True, echo_delay_seconds=echo_delay_seconds)
    house.room.speak(somebody(), 1.5)
    house.runtime.run()
    played = house.room.recording()[:, 1]
    assert not house.when(Listen) and house.when(Interrupted)
    assert len(house.when(PromptStarted)) == 2
    quiet_from = round(1.75 * RATE_HERTZ)
    assert not played[quiet_from : quiet_from + RATE_HERTZ // 5].any()


class KeyAt(FakeKeys):
    """One key, at one moment."""

    def __init__(self, room: Room, seconds: float, key: str) -> None:
        super().__init__()
        self._room, self._seconds, self._key = room, seconds, key

    def poll(self) -> str | None:
        """The key, when it is time."""
        if self._key and self._room.now() >= self._seconds:
            self.pressed, self._key = [self._key], ""
        return super().poll()


def test_a_key_while_somebody_is_heard_out_begins_anew(english: Pack) -> None:
    """What was heard until then is no interruption of what is said next."""
    house = House(english, [None] * 4 + ["stop"], echo_db=-40.0, barge_in=True)
    house.room.speak(somebody(0.4), 1.5)
    keys = KeyAt(house.room, 2.2, "repeat")
    Runtime(house.session, replace(house.parts, keys=keys), [house.observer], barge_in=True).run()
    played = house.room.recording()[:, 1]
    begins, lasts = round(2.3 * RATE_HERTZ), 2 * RATE_HERTZ
    said = np.abs(played[begins : begins + lasts].reshape(-1, RATE_HERTZ // 10)).max(axis=1) > 0
    assert said.mean() > 0.9


def test_without_barge_in_nobody_is_heard_while_the_coach_speaks(english: Pack) -> None:
    """Half-duplex: the microphone opens when the coach has asked."""
    house = House(english, ["stop"], echo_db=-40.0)
    house.room.speak(somebody(), 3.0)
    house.runtime.run()
    assert house.when(Listen) and not house.when(Interrupted)


@pytest.mark.parametrize("reply", [None, "the weather is nice"])
def test_a_false_interruption_costs_no_word(english: Pack, reply: str | None) -> None:
    """The coach goes on from the beginning of its phrase, and comes to the question."""
    heard, undisturbed = (
        House(english, [*([reply] if said else []), "stop"], echo_db=-40.0, barge_in=True) for said in (True, False)
    )
    heard.room.speak(somebody(), 3.0)
    for house in (heard, undisturbed):
        house.runtime.run()
    assert heard.when(Listen)[0] > undisturbed.when(Listen)[0]
    for house in (heard, undisturbed):
        house.played = house.room.recording()[: round(house.when(Listen)[0] * RATE_HERTZ), 1]
    assert np.count_nonzero(heard.played) >= np.count_nonzero(undisturbed.played) - FRAME_SAMPLES
    assert len(heard.when(PromptStarted)) == len(undisturbed.when(PromptStarted))


@pytest.mark.parametrize("echo_delay_seconds", LATE_SECONDS[:2])
@pytest.mark.parametrize("echo_db", [-30.0, -20.0, -10.0, -6.0, 0.0])
def test_the_coach_never_interrupts_itself(english: Pack, echo_db: float, echo_delay_seconds: float) -> None:
    """However loud and late it comes back, also where barge-in should have been off."""
    house = House(english, [*TO_BREATHING, "stop"], echo_db, barge_in=True, echo_delay_seconds=echo_delay_seconds)
    house.runtime.run()
    assert not house.when(Interrupted) and house.ear.loud_frames == 0


@pytest.mark.parametrize("echo_db", [-20.0, 0.0])
def test_a_coach_that_is_heard_seconds_late_interrupts_its_first_words_at_most(english: Pack, echo_db: float) -> None:
    """Before it is known how late it is, it is somebody else's voice."""
    house = House(english, [*TO_BREATHING, "stop"], echo_db, barge_in=True, echo_delay_seconds=2.0)
    house.runtime.run()
    assert all(at < house.when(PromptFinished)[0] for at in house.when(Interrupted))


def test_a_room_that_interrupts_again_and_again_has_to_hear_the_prompt_out(english: Pack) -> None:
    """A television: the coach pauses twice in a prompt, not for ever."""
    house = House(english, ["the weather"] * 100, echo_db=-40.0, barge_in=True)
    for second in range(3, 60):
        house.room.speak(somebody(0.5), float(second))
    house.runtime.run()
    before_question = [at for at in house.when(Interrupted) if at < house.when(Listen)[0]]
    assert len(before_question) == 2


def test_staff_is_called_by_the_safety_path_s_name(english: Pack) -> None:
    """As soon as the risk was heard."""
    house = House(english, ["ready", "i want to kill myself", "no", "stop"])
    house.runtime.run()
    assert house.staff.reasons == ["suicide"]


def test_where_staff_cannot_be_called_that_is_said_before_all_else(english: Pack) -> None:
    """So somebody calls out instead, and the safety path begins all the same."""
    house = House(english, ["ready", "i want to kill myself", "stop"])
    house.staff.reached = False
    house.runtime.run()
    said = [[line.id for line in what.lines] for _, what in house.observer.seen if isinstance(what, Say)]
    at = said.index(["repair.staff_not_reached"])
    assert said[at + 1][0] == "suicide.heard"


def said(house: House) -> list[list[str]]:
    """The ids of the lines of each prompt."""
    return [[line.id for line in what.lines] for _, what in house.observer.seen if isinstance(what, Say)]


class SlowStaff(FakeStaff):
    """A fake of which it is known only after eight looks that the call went out."""

    looks = 8

    def call(self, reason: str) -> bool:
        """Note the call; it settles later."""
        self.settling = True
        return super().call(reason)

    def poll(self) -> StaffNews | None:
        """At the eighth look."""
        self.looks -= self.settling
        if self.settling and not self.looks:
            self.news.append(StaffCalled())
        return super().poll()


def test_the_first_words_wait_until_it_is_known_that_the_call_went_out(english: Pack) -> None:
    """A moment at the most; so the truth comes first, and nothing has to be taken back."""
    house = House(english, ["ready", "i want to kill myself", "stop"], staff=SlowStaff())
    house.runtime.run()
    prompts = said(house)
    at = prompts.index(["repair.staff_called", "repair.staff_limits"])
    assert prompts[at + 1][0] == "suicide.heard"
    (called,), (known,) = house.when(CallStaff), house.when(StaffCalled)
    assert known == pytest.approx(called + 8 * FRAME_SECONDS)
    assert not [seconds for seconds in house.when(PromptStarted) if called < seconds < known]


def test_what_becomes_of_a_call_is_told_between_two_breaths_and_never_in_the_middle_of_one(english: Pack) -> None:
    """Somebody breathes along and is breathing in: at the end of the breath they hear it, and breathe on."""

    class StaffWhoAnswerAmidBreath(FakeStaff):
        def poll(self) -> StaffNews | None:
            if len(house.when(BreathCued)) >= 3 and not house.when(StaffAnswered):
                self.news.append(StaffAnswered())
            return super().poll()

    house = House(english, [*TO_BREATHING, None, "stop"], staff=StaffWhoAnswerAmidBreath())
    house.runtime.run()
    (told,) = house.when(StaffAnswered)
    ways = [(seconds < told, what.direction) for seconds, what in house.observer.seen if isinstance(what, BreathCued)]
    assert ways[:5] == [(True, "in"), (True, "out"), (True, "in"), (True, "out"), (False, "in")]


def test_what_may_be_said_next_is_prepared_while_somebody_thinks(english: Pack) -> None:
    """So that the reply comes at once."""
    house = House(english, ["ready", "stop"])
    house.runtime.run()
    assert "check_in.ability" in {line.id for line, _ in house.voice.prepared}


def test_two_sessions_alike_are_alike_to_the_frame(english: Pack) -> None:
    """A rehearsal can be repeated."""
    first, second = House(english, [*TO_BREATHING, None, "stop"]), House(english, [*TO_BREATHING, None, "stop"])
    first.runtime.run()
    second.runtime.run()
    assert first.observer.seen == second.observer.seen


class TickingMicrophone(FakeMicrophone):
    """A fake that lets time pass with each read."""

    def __init__(self, clock: FakeClock, loudspeaker: FakeLoudspeaker) -> None:
        super().__init__()
        self._clock = clock
        self._loudspeaker = loudspeaker
        self._later: list[tuple[float, Callable[[], None]]] = []

    def at(self, seconds: float, do: Callable[[], None]) -> None:
        """Let this happen then."""
        self._later.append((seconds, do))

    def read(self) -> Samples | None:
        """The next frame, a frame's time later."""
        while self._later and self._later[0][0] <= self._clock.seconds:
            self._later.pop(0)[1]()
        self._clock.seconds += FRAME_SECONDS
        self._loudspeaker.pass_time(FRAME_SECONDS)
        return super().read()


def on_devices(english: Pack, replies: Sequence[str | None]) -> tuple[House, TickingMicrophone, FakeLoudspeaker]:
    """A session on devices that can be lost."""
    house, clock, loudspeaker = House(english, replies), FakeClock(), FakeLoudspeaker()
    microphone = TickingMicrophone(clock, loudspeaker)
    parts = replace(house.parts, microphone=microphone, loudspeaker=loudspeaker, clock=clock)
    house.runtime = Runtime(house.session, parts, [house.observer])
    return house, microphone, loudspeaker


def test_a_microphone_without_sound_is_silence(english: Pack) -> None:
    """Time goes on, and the session guides somebody it cannot hear."""
    house, _, _ = on_devices(english, [])
    house.runtime.run()
    assert len(house.when(FellSilent)) > 3
    assert ("exercise", english.header.silent_exercise) in house.journal.entries


def test_the_question_is_asked_again_when_the_microphone_is_back(english: Pack) -> None:
    """Told once, however often it is opened in vain; and the reply is listened for anew."""
    house, microphone, _ = on_devices(english, [])
    for second in (12.0, 14.0, 16.0):
        microphone.at(second, microphone.lose)
        microphone.at(second + 0.1, microphone.come_back)
    microphone.at(25.0, lambda: microphone.hear(np.full(RATE_HERTZ, 0.01, np.float32)))
    house.runtime.run()
    (lost,), (back,) = house.when(DeviceLost), house.when(DeviceBack)
    assert lost == pytest.approx(12.0, abs=0.1) and back == pytest.approx(25.0, abs=0.1)
    assert min(at for at in house.when(Say) if at >= back) - back <= 2 * FRAME_SECONDS
    assert min(at for at in house.when(Listen) if at >= back) - back < 10.0


def test_a_microphone_of_zeros_is_told_aloud(english: Pack) -> None:
    """ "I cannot hear anything from the microphone": once, and the session goes on."""
    house = House(english)
    house.runtime.run()
    said = [line.id for _, what in house.observer.seen if isinstance(what, Say) for line in what.lines]
    assert said.count("repair.microphone_dead") == 1
    assert ("exercise", english.header.silent_exercise) in house.journal.entries


def test_a_quiet_room_is_not_a_microphone_of_zeros(english: Pack) -> None:
    """The softest hiss is a microphone at work."""
    house = House(english)
    house.parts = replace(house.parts, microphone=HissingMicrophone(house.room))
    Runtime(house.session, house.parts, [house.observer]).run()
    said = [line.id for _, what in house.observer.seen if isinstance(what, Say) for line in what.lines]
    assert "repair.microphone_dead" not in said


def test_sound_that_is_no_number_is_silence(english: Pack) -> None:
    """A broken driver breaks nothing else: the ear is never given it."""
    house, microphone, _ = on_devices(english, ["stop"])
    microphone.hear(np.full(30 * RATE_HERTZ, np.nan, np.float32))
    house.runtime.run()
    assert house.ear.loud_frames == 0 and house.when(End)


class HissingMicrophone:
    """A room's microphone, with the softest hiss."""

    name = "hissing microphone"
    late_seconds = 0.0

    def __init__(self, room: Room) -> None:
        self._room = room
        self._chance = np.random.default_rng(1)

    def read(self) -> Samples:
        """The next frame."""
        return self._room.read() + self._chance.normal(0, 1e-5, FRAME_SAMPLES).astype(np.float32)

    def close(self) -> None:
        """Nothing to let go."""


class BrokenEar(FakeEar):
    """A fake whose engine fails at the first reply, and works afterwards."""

    broken = True

    def hear(self, frame: Samples, now: float) -> Heard | FellSilent | None:
        """The next reply; the first is lost."""
        answer = super().hear(frame, now)
        if answer is not None and self.broken:
            self.broken = False
            raise EngineError("The fake ear died twice.", "Make a better one.")
        return answer


def test_an_ear_that_fails_is_told_and_the_question_stays_open(english: Pack) -> None:
    """ "I cannot hear you any more, please use the keys": and the session goes on."""
    house = House(english)
    parts = replace(house.parts, ear=BrokenEar(["ready", "ready", "stop"]))
    Runtime(house.session, parts, [house.observer]).run()
    said = [line.id for _, what in house.observer.seen if isinstance(what, Say) for line in what.lines]
    assert "repair.microphone_lost" in said
    assert "check_in.craving" in said[said.index("repair.microphone_lost") :]


def test_a_lost_loudspeaker_does_not_end_the_session(english: Pack) -> None:
    """The captions still say what was to be said; the first prompt waits for it, the others for their own length."""
    house, _, loudspeaker = on_devices(english, ["stop"])
    loudspeaker.lose()
    house.runtime.run()
    assert house.when(DeviceLost) and house.when(Say) and house.when(End)
    waited = [end - begin for begin, end in zip(house.when(PromptStarted), house.when(PromptFinished), strict=True)]
    assert waited[0] > HELD_SECONDS > min(waited[1:])


@pytest.mark.parametrize("lost_after_seconds", [0.0, 2.0])
def test_what_nobody_could_hear_is_said_again_when_the_loudspeaker_is_back(
    english: Pack, lost_after_seconds: float
) -> None:
    """No question is asked meanwhile; it begins anew, and takes its whole time."""
    house, microphone, loudspeaker = on_devices(english, ["stop"])
    microphone.at(lost_after_seconds, loudspeaker.lose)
    microphone.at(lost_after_seconds + 4.5, loudspeaker.come_back)
    house.runtime.run()
    assert [what.device for _, what in house.observer.seen if isinstance(what, DeviceLost)] == ["loudspeaker"]
    welcome = len(loudspeaker.played[0]) / RATE_HERTZ
    assert house.when(PromptFinished)[0] == pytest.approx(lost_after_seconds + 4.5 + welcome, abs=1.1)


def test_a_voice_that_fails_leaves_the_captions_and_the_session_goes_on(english: Pack) -> None:
    """It is told, the line stands as long as it takes to read, and the next question is asked."""
    house = House(english, ["stop"])
    first_line = next(text for _, text in english.session["welcome"].lines())
    parts = replace(house.parts, voice=FakeVoice(frozenset({first_line})))
    Runtime(house.session, parts, [house.observer]).run()
    assert [what.device for _, what in house.observer.seen if isinstance(what, DeviceLost)] == ["voice"]
    assert house.when(End)
    started, finished = house.when(PromptStarted)[0], house.when(PromptFinished)[0]
    assert finished - started > len(first_line) * READING_SECONDS


def test_keys_are_heard_while_a_line_is_made(english: Pack) -> None:
    """A slow voice holds up nobody; what was to be said is not said any more."""
    house = House(english)
    house.keys.pressed.append("stop")
    room, executor = RoomThatWorksAfterKeys(house.keys), FakeExecutor()
    parts = replace(house.parts, microphone=room, loudspeaker=room, clock=room, executor=executor)
    room.executor = executor
    Runtime(house.session, parts, [house.observer]).run()
    assert house.when(End)
    (started,), (pressed,) = house.when(PromptStarted), house.when(KeyPressed)
    assert pressed < started
    assert len(house.when(Say)) == 2  # the welcome, and the close, which alone is heard


def test_a_voice_that_hangs_is_not_waited_for(english: Pack) -> None:
    """Its lines stand on the screen after a few seconds, and questions are asked."""
    house = House(english, ["stop"])
    Runtime(house.session, replace(house.parts, executor=FakeExecutor()), [house.observer]).run()
    assert house.when(End) and house.when(Listen)
    welcome = next(what for _, what in house.observer.seen if isinstance(what, Say))
    assert house.when(DeviceLost)[0] == pytest.approx(LINE_SECONDS * len(welcome.lines), abs=0.1)


class RoomThatWorksAfterKeys(Room):
    """A room in which engines get to work when all keys were pressed."""

    executor: FakeExecutor

    def __init__(self, keys: FakeKeys) -> None:
        super().__init__()
        self._keys = keys

    def read(self) -> Samples:
        """The next frame."""
        if not self._keys.pressed:
            self.executor.work()
        return super().read()


def test_who_speaks_while_the_engine_works_is_heard_at_the_time_at_which_they_spoke(english: Pack) -> None:
    """The room goes on for a second at each look of the engine: what waits is no silence."""
    room = Room()
    room.speak(np.full(round(1.5 * RATE_HERTZ), 0.5, np.float32), 0.5)
    room.speak(np.full(2 * RATE_HERTZ, 0.5, np.float32), 0.5 + 1.5 + 1.3)
    engine = FakeRecogniser(*[Recognition((), "It was a long day.", float("inf"))] * 9)
    listener = Listener("slow ear", HeldUp(engine, room), MOONSHINE, LoudnessGate())
    listener.expect(1, Expectation((), open_words=True), room.now())
    answer = None
    while answer is None:
        frame = room.read()
        answer = listener.hear(frame, room.now() - room.late_seconds)
    assert isinstance(answer, Heard)
    assert answer.speech_ended_seconds == pytest.approx(0.5 + 1.5 + 1.3 + 2.0, abs=0.1)
    assert len(engine.heard[-1]) > 4.5 * RATE_HERTZ  # both halves


class HeldUp:
    """An engine that takes a second of the room's time."""

    def __init__(self, engine: FakeRecogniser, room: Room) -> None:
        self._engine, self._room = engine, room

    def follow(self, samples: Samples, start: int, expectation: Expectation) -> None:
        """It waits for the whole."""

    def recognise(self, samples: Samples, expectation: Expectation) -> Recognition:
        """A second later."""
        self._room.pass_time(1.0)
        return self._engine.recognise(samples, expectation)

    def rest(self) -> None:
        """In no time."""
        self._engine.rest()

    def forget(self) -> None:
        """In no time."""
        self._engine.forget()

    def close(self) -> None:
        """Nothing to let go."""


def test_everything_is_let_go_of(english: Pack) -> None:
    """Engines, devices and the terminal."""
    house = House(english)
    house.parts.close()
    assert house.ear.closed and house.voice.closed and house.keys.closed
