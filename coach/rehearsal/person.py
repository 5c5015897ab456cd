"""The person in the simulated room: sees what the coach asks, and answers as the persona says.

Like people do, this one repeats what was not understood, and breaks off when the coach begins to talk.
"""

from collections.abc import Hashable
from dataclasses import dataclass

import numpy as np

from coach.effects import Effect, Line, Listen, Say
from coach.errors import EngineError
from coach.events import Event, Heard
from coach.ports import RATE_HERTZ, Samples, Voice
from coach.rehearsal.meaning import NOTHING, Judge, Meant, Verdict
from coach.rehearsal.persona import SILENCE, Persona, Reply
from coach.sound.room import Room, gain, speech_level_db

PAUSE = "..."
EDGE_DB = -40.0
"""A voice's own silence before and after the words, this much softer than their peak, is cut off: it is not speech."""

GOES_SECONDS = 1200.0
"""Who has had nothing to say for so long goes, and presses stop: a coach that stays with somebody, as it does where it
heard of danger, would else stay for ever."""


@dataclass(frozen=True)
class Utterance:
    """What the person said, or typed, in answer to one Listen, and when in the room's time."""

    listen_id: int
    reply: Reply
    meant: Meant | None
    began_seconds: float
    ended_seconds: float


class Person:
    """Answers each Listen by speaking into the room. Is an observer of the runtime, and its keys."""

    def __init__(self, persona: Persona, voice: Voice, room: Room, judge: Judge) -> None:
        self._persona = persona
        self._voice = voice
        self._room = room
        self._judge = judge
        self._used: dict[str, int] = {}
        self._not_understood: set[str] = set()
        self._confirming: Hashable | None = None
        self._asked: Listen | None = None
        self._key: tuple[float, str] | None = None
        self._spoke_seconds = room.now()
        self.utterances: dict[int, Utterance] = {}
        """By the `listen_id` that they answer."""

    def note(self, what: Event | Effect, now: float) -> None:
        """See what happens, and answer."""
        match what:
            case Say():
                self._room.fall_silent()
            case Listen():
                self._asked = what
                self._answer(what, now)
            case Heard() if self._asked is not None and what.listen_id == self._asked.listen_id:
                self._take_notice(self._asked, what)
            case _:
                pass

    def poll(self) -> str | None:
        """The key that the person has just pressed."""
        now = self._room.now()
        if self._key is None and now >= self._spoke_seconds + GOES_SECONDS:
            self._spoke_seconds = now
            return "stop"
        if self._key is None or now < self._key[0]:
            return None
        _, name = self._key
        self._key = None
        return name

    def close(self) -> None:
        """Nothing to give back: the person has no terminal."""

    def _answer(self, asked: Listen, now: float) -> None:
        reply = self._reply_to(asked.about)
        begins = now + reply.after_seconds
        ends = begins
        meant = reply.means
        if reply.key is not None:
            self._key = (begins, reply.key)
        elif reply.say is not None:
            sound = self._sound(reply)
            self._room.speak(sound, begins)
            ends = begins + len(sound) / RATE_HERTZ
            meant = self._judge.meant(asked.about, reply.say) if reply.means is None else reply.means
        else:
            return
        self._spoke_seconds = ends
        self.utterances[asked.listen_id] = Utterance(asked.listen_id, reply, meant, begins, ends)

    def _reply_to(self, about: str) -> Reply:
        """The reply whose turn it is. Where nothing is asked (a wait), only a reply to that very step is given."""
        replies = self._persona.answers.get(about)
        if replies is None:
            return self._persona.default if self._judge.question(about) else SILENCE
        place = self._used.get(about, 0)
        self._used[about] = place + 1
        reply = replies[min(place, len(replies) - 1)]
        if about in self._not_understood and reply.plainly is not None:
            reply = reply.model_copy(update={"say": reply.plainly})
        self._not_understood.discard(about)
        return reply

    def _take_notice(self, asked: Listen, heard: Heard) -> None:
        """Say it again next time, and more plainly, if it was an answer and was not understood."""
        said = self.utterances.get(heard.listen_id)
        meant = said.meant if said else None
        judged = self._judge.judge(asked, meant, heard, self._confirming)
        self._confirming = judged.asked_about
        if meant is None or meant == NOTHING or self._judge.is_risk(meant) or judged.verdict is Verdict.UNDERSTOOD:
            return
        if asked.about in self._used:
            self._used[asked.about] -= 1
            self._not_understood.add(asked.about)

    def _sound(self, reply: Reply) -> Samples:
        """The reply as it reaches the microphone: its parts with silence between them, at the persona's level."""
        assert reply.say is not None
        parts = [part.strip() for part in reply.say.split(PAUSE)]
        spoken = [self._part(part) for part in parts if part]
        silence = np.zeros(round(reply.pause_seconds * RATE_HERTZ), np.float32)
        joined = np.concatenate([piece for sound in spoken for piece in (sound, silence)][:-1])
        if not joined.any():
            raise EngineError(f"The voice {self._persona.voice.name!r} gave no sound.", "Run `coach doctor`.")
        level = self._persona.level_db + reply.louder_db
        return joined * np.float32(gain(level - speech_level_db(joined)))

    def _part(self, words: str) -> Samples:
        sound = self._voice.render(Line("persona", words), self._persona.voice.rate)
        loud = np.flatnonzero(np.abs(sound) > np.abs(sound).max(initial=0.0) * gain(EDGE_DB))
        return sound[loud[0] : loud[-1] + 1] if len(loud) else sound
