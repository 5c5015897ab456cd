"""One turn of a conversation, from the microphone to the loudspeaker, in the order in which it happens.

The loop is driven by sound: each round takes one frame (32 ms) from the microphone, and that frame is the tick of
everything else: the prompt that may be over, the breath that may be due, the key that may have been pressed, the
reply that may be complete. So a room that counts its frames runs a session faster than life, and repeatably.

While the loudspeaker sounds, and for a moment after, the ear is given silence (half-duplex): the coach never answers
itself (`coach/sound/mute.py`). Where the room allows it (barge-in), somebody who is clearly louder than the coach's
echo makes it pause; what they say is then heard in silence. If it was nothing for the coach, it goes on from the
beginning of its phrase.
"""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace

import numpy as np

from coach.at_once import AtOnce
from coach.conversation.session import Session
from coach.effects import CallStaff, Effect, End, Listen, Pace, Prepare, Remember, Say, StopSpeaking
from coach.errors import DeviceError, EngineError
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
    SessionStarted,
    StaffNotReached,
)
from coach.ports import (
    FRAME_SAMPLES,
    Clock,
    Ear,
    Journal,
    Keys,
    Loudspeaker,
    Microphone,
    Observer,
    Samples,
    StaffCall,
    Voice,
)
from coach.sound.echo import WITHIN_FRAMES
from coach.sound.health import Meter
from coach.sound.own_voice import OwnVoice
from coach.speaking.pacer import Pacer, cue_sound
from coach.speaking.rendering import Rendering
from coach.speaking.speech import HELD_SECONDS, Speech
from coach.speaking.utterance import Utterance

SILENCE: Samples = np.zeros(FRAME_SAMPLES, np.float32)
INTERRUPTION = -1
"""The `listen_id` of what is heard while the coach speaks; the session's own count from zero."""
SOFT_FRAMES = 4
"""Before somebody is louder than the echo, their first word may have begun softly: an "s" or an "h"."""
INTERRUPTIONS_AT_MOST = 2
"""A room that breaks into one prompt so often without a word for the coach (a television) has to hear it out."""


@dataclass(frozen=True)
class Parts:
    """What a session runs on: one of each port.

    `executor`: where lines are rendered while keys, captions and breath cues go on; without it each is waited for.
    """

    ear: Ear
    voice: Voice
    microphone: Microphone
    loudspeaker: Loudspeaker
    clock: Clock
    keys: Keys
    journal: Journal
    staff: StaffCall
    executor: Executor = field(default_factory=AtOnce)

    def close(self) -> None:
        """Let engines, devices and the terminal go."""
        for part in (self.ear, self.voice, self.microphone, self.loudspeaker, self.keys):
            part.close()
        self.executor.shutdown(wait=False, cancel_futures=True)


class Runtime:
    """Carries events to the session and effects to the parts, until the session ends."""

    def __init__(
        self, session: Session, parts: Parts, observers: Sequence[Observer] = (), barge_in: bool = False
    ) -> None:
        """`barge_in`: the room allows that somebody is heard while the coach speaks."""
        self._session = session
        self._barge_in = barge_in
        self._own_voice = OwnVoice()
        self._recent: deque[tuple[Samples, float]] = deque(maxlen=WITHIN_FRAMES + SOFT_FRAMES)
        self._parts = parts
        self._observers = observers
        self._effects: deque[Effect] = deque()
        self._rendering: Rendering | None = None
        self._speech: Speech | None = None
        self._unheard = False  # what was said last: the loudspeaker is away, and not waited for again
        self._pacer: Pacer | None = None
        self._meter = Meter()
        self._deaf = False  # the microphone was lost, and has given nothing since
        self._ended = False

    def run(self) -> None:
        """Hold the session from its first word to its last."""
        self._happen(SessionStarted())
        while not self._ended:
            self._round()

    def _round(self) -> None:
        frame = self._next_frame()
        now = self._parts.clock.now()
        captured_seconds = now - self._parts.microphone.late_seconds
        key = self._parts.keys.poll()
        if key is not None:
            self._happen(KeyPressed(key))
        speech = self._speech
        if speech and speech.paused_seconds is None and not self._parts.loudspeaker.sounding:
            self._end_speech(speech, now)
        self._speak_what_is_rendered()
        self._hear_of_staff(now)
        self._perform()
        self._breathe(now)
        filled = self._own_voice.fills(captured_seconds, self._parts.loudspeaker.sounding, now)
        if self._speech and self._speech.paused_seconds is None:
            self._own_voice.learn_delay(frame, captured_seconds)
        if self._speech and self._barge_in:
            self._listen_while_speaking(self._speech, frame, captured_seconds)
        else:
            self._listen(SILENCE if filled else frame, captured_seconds)

    def _next_frame(self) -> Samples:
        """The microphone's next frame; silence where it has none, so that time goes on for the ear."""
        try:
            frame = self._parts.microphone.read()
        except DeviceError:
            self._lose_microphone()
            frame = None
        if frame is None or not np.isfinite(frame).all():
            return SILENCE
        self._meter.hear(frame)
        if self._deaf:
            self._find_microphone()
        return frame

    def _lose_microphone(self) -> None:
        """Told once, however often it is opened in vain."""
        if not self._deaf:
            self._deaf = True
            self._happen(DeviceLost("microphone"))

    def _find_microphone(self) -> None:
        """A question that is being said anyway is not broken off for it."""
        self._deaf = False
        back = DeviceBack("microphone")
        if self._speech or self._rendering:
            self._tell(back, self._parts.clock.now())
        else:
            self._happen(back)

    def _listen(self, frame: Samples, now: float) -> None:
        try:
            answer: Event | None = self._parts.ear.hear(frame, now)
        except EngineError:  # it did not come back, but keys, captions and exercises that need no answer go on
            answer = DeviceLost("ear")
        if isinstance(answer, Heard | FellSilent):
            answer = replace(answer, fault=self._meter.fault())
        if answer is not None:
            self._happen(answer)

    def _listen_while_speaking(self, speech: Speech, frame: Samples, now: float) -> None:
        """The ear is closed until somebody is louder than the echo; then the coach pauses and hears them out."""
        self._recent.append((frame, now))
        if speech.paused_seconds is not None:
            self._hear_interruption(speech, [(frame, now)])
        elif self._own_voice.is_talked_over(frame, now) and speech.interruptions < INTERRUPTIONS_AT_MOST:
            speech.paused_seconds = now
            speech.interruptions += 1
            self._be_quiet()
            from_beginning = list(self._recent)[-self._own_voice.frames_since_louder - SOFT_FRAMES :]
            self._parts.ear.expect(INTERRUPTION, self._session.interruption, from_beginning[0][1])
            self._hear_interruption(speech, from_beginning)

    def _hear_interruption(self, speech: Speech, frames: Sequence[tuple[Samples, float]]) -> None:
        for frame, now in frames:
            try:
                answer = self._parts.ear.hear(frame, now)
            except EngineError:
                answer = FellSilent(INTERRUPTION)
            if isinstance(answer, Heard):
                self._happen(Interrupted(answer, speech.utterance.words(speech.paused_seconds or now)))
            if answer is not None:
                break
        else:
            return
        self._recent.clear()
        self._own_voice.forget_speech()
        if self._speech is speech and speech.paused_seconds is not None:  # it was nothing for the coach
            now = frames[-1][1]
            self._say(speech.utterance.again(speech.paused_seconds, now), now, speech.interruptions)

    def _happen(self, event: Event) -> None:
        now = self._parts.clock.now()
        self._tell(event, now)
        effects = self._session.receive(event, now)
        if any(isinstance(effect, StopSpeaking) for effect in effects):
            self._effects.clear()
            self._speech = self._rendering = None
            self._recent.clear()
            self._own_voice.forget_speech()
        self._effects += effects
        self._perform()

    def _perform(self) -> None:
        """Do what is to be done, in order; what comes after a Say waits until it was said."""
        while self._effects and self._quiet and not self._parts.staff.settling and not self._ended:
            effect = self._effects.popleft()
            now = self._parts.clock.now()
            self._tell(effect, now)
            match effect:
                case Say():
                    self._rendering = Rendering(effect, self._parts.voice, self._parts.executor, now)
                    self._speak_what_is_rendered()
                case Prepare(lines, rate):
                    self._parts.voice.prepare(lines, rate)
                case Listen(listen_id, expectation):
                    self._meter.reset()
                    self._parts.ear.expect(listen_id, expectation, now)
                case Pace():
                    self._pacer = Pacer(effect, now)
                case StopSpeaking():
                    self._be_quiet()
                    self._parts.ear.rest()
                    self._pacer = None
                case CallStaff(reason):
                    if not self._parts.staff.call(reason):
                        self._say_first(StaffNotReached(), now)
                case Remember(name, value):
                    self._parts.journal.remember(name, value)
                case End():
                    self._ended = True

    @property
    def _quiet(self) -> bool:
        """Whether nothing is being said, nor about to be."""
        return self._speech is None and self._rendering is None

    def _hear_of_staff(self, now: float) -> None:
        """Never into a sentence, nor into a breath."""
        if self._quiet and not (self._pacer and self._pacer.amid_breath(now)):
            news = self._parts.staff.poll()
            if news is not None:
                self._say_first(news, now)

    def _speak_what_is_rendered(self) -> None:
        now = self._parts.clock.now()
        rendered = self._rendering.result(now) if self._rendering else None
        if rendered is None:
            return
        self._rendering = None
        if rendered.failed:
            self._tell(DeviceLost("voice"), now)
        self._say(Utterance(rendered.texts, rendered.sounds, now), now)
        self._tell(PromptStarted(rendered.line_seconds), now)

    def _say_first(self, event: Event, now: float) -> None:
        """What this event is answered with comes before what was to be done anyway."""
        self._tell(event, now)
        self._effects.extendleft(reversed(self._session.receive(event, now)))

    def _say(self, utterance: Utterance, now: float, interruptions: int = 0) -> None:
        held_seconds = 0.0 if self._unheard else HELD_SECONDS
        self._speech = Speech(utterance, now, held_seconds, interruptions)
        self._speak(self._speech, now)

    def _speak(self, speech: Speech, now: float) -> None:
        self._own_voice.begin()
        played = self._play(speech.utterance.samples, now)
        speech.tried(now, played)
        if not played and not speech.lost:
            speech.lost = True
            self._tell(DeviceLost("loudspeaker"), now)  # the captions still speak

    def _end_speech(self, speech: Speech, now: float) -> None:
        """The step is held while nobody can hear it: it is tried once a second, and at last left to the screen."""
        if speech.over(now):
            self._unheard = not speech.heard(now)
            self._speech = None
            self._happen(PromptFinished())
        elif speech.due(now):
            self._speak(speech, now)

    def _breathe(self, now: float) -> None:
        if self._pacer is None:
            return
        direction = self._pacer.due(now)
        if direction is not None:
            self._play(cue_sound(direction), now)
            self._tell(BreathCued(direction), now)
        if self._pacer.finished(now):
            self._pacer = None

    def _play(self, samples: Samples, now: float) -> bool:
        """Whether the loudspeaker took it."""
        sounding = self._parts.loudspeaker.sounding
        try:
            self._parts.loudspeaker.play(samples)
        except DeviceError:
            return False
        self._own_voice.play(samples, sounding, now)
        return True

    def _be_quiet(self) -> None:
        self._parts.loudspeaker.stop()
        self._own_voice.stop(self._parts.clock.now())

    def _tell(self, what: Event | Effect, now: float) -> None:
        for observer in self._observers:
            observer.note(what, now)
