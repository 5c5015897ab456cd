"""Somebody who is there: walks up, wakes the kiosk in their way, answers in their way, and goes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import numpy as np

from coach.effects import Effect, Line, Listen
from coach.events import Event
from coach.ports import FRAME_SECONDS, RATE_HERTZ, Samples, Voice
from coach.rehearsal.meaning import Judge
from coach.rehearsal.noise import CHATTER
from coach.rehearsal.person import Person
from coach.sound.room import gain, speech_level_db
from scripts.day import search
from scripts.day.corridor import Corridor
from scripts.day.diary import Visit
from scripts.day.hands import Keypad
from scripts.day.visitor import Visitor

WAKE = "hello coach"
AGAIN_SECONDS = 10.0
"""Who sees that nothing happens tries once more, twice."""
TRIES = 3
HITS_A_SECOND = 10.0
LOOKS_SECONDS, TOUCHES_AGAIN_SECONDS = 20.0, 3.0


@dataclass(frozen=True)
class Surroundings:
    """Where somebody stands. `touch`: touches a button of the page, and says whether it was there."""

    corridor: Corridor
    keypad: Keypad
    touch: Callable[[str], bool]
    judge: Judge
    chance: Random


@dataclass(frozen=True)
class Wanted:
    """A button that was not on the page when it was to be touched."""

    key: str
    again_seconds: float
    until_seconds: float


class Presence:
    """Acts at each frame. `visit`: where it is noted how it went."""

    def __init__(self, who: Visitor, visit: Visit, voice: Voice, around: Surroundings) -> None:
        """`voice`: their own."""
        self._who, self.visit, self._around = who, visit, around
        self._corridor, self._chance = around.corridor, around.chance
        self._voice = voice
        self._person = Person(who, voice, around.corridor, around.judge)
        self._tries = 0
        self._wanted: Wanted | None = None
        if who.plays_speech_seconds:
            around.corridor.speak(self._speech(), visit.came_seconds)

    @property
    def gone(self) -> bool:
        """Whether nobody is there any more."""
        return self.visit.left_seconds is not None

    def says_own_words(self, listen_id: int) -> bool:
        """Whether what they said then were words that nobody else says."""
        said = self._person.utterances.get(listen_id)
        return said is not None and search.STEM in (said.reply.say or "")

    def note(self, what: Event | Effect) -> None:
        """See what the kiosk does."""
        if not self.gone:
            if isinstance(what, Listen):
                self._wanted = None
            self._person.note(what, self._corridor.now())

    def pass_frame(self) -> None:
        """What is to be done now."""
        now, visit = self._corridor.now(), self.visit
        if self.gone:
            return
        if visit.woke_seconds is None:
            self._call(now)
            return
        if visit.asleep_seconds is not None or now >= visit.woke_seconds + (self._who.leaves_after_seconds or 1e9):
            self._leave(now)
        elif now < visit.woke_seconds + self._who.mashes_seconds:
            if self._chance.random() < FRAME_SECONDS * HITS_A_SECOND:
                self._around.keypad.hit_any(self._chance)
        elif key := self._person.poll():
            self._press(key)
        elif self._wanted and now >= self._wanted.again_seconds:
            self._touch(self._wanted)

    def _call(self, now: float) -> None:
        """Wake it, and once more where it does not."""
        patience = self._who.plays_speech_seconds or AGAIN_SECONDS * TRIES
        if now >= self.visit.came_seconds + patience:
            self._leave(now)
        elif self._who.comes_by and now >= self.visit.came_seconds + AGAIN_SECONDS * self._tries:
            self._tries += 1
            match self._who.comes_by:
                case "key":
                    self._around.keypad.hit("go_on")
                case "touch":
                    self._around.touch("wake")
                case "voice":
                    self._corridor.speak(self._level(self._voice.render(Line("wake", WAKE), 1.0)), now)

    def _press(self, key: str) -> None:
        if self._who.answers_by == "key":
            self._around.keypad.hit(key)
        else:
            now = self._corridor.now()
            self._touch(Wanted(key, now, now + LOOKS_SECONDS))

    def _touch(self, wanted: "Wanted") -> None:
        """Who does not see their button looks for it for a while: the page may be coming back."""
        now = self._corridor.now()
        self._wanted = None
        if self._around.touch(wanted.key):
            return
        if now < wanted.until_seconds:
            self._wanted = replace(wanted, again_seconds=now + TOUCHES_AGAIN_SECONDS)
        else:
            self.visit.unseen.append(wanted.key)

    def _leave(self, now: float) -> None:
        self.visit.left_seconds = now
        self._corridor.fall_silent()

    def _speech(self) -> Samples:
        """What a phone plays: people who talk about something else."""
        sentences = CHATTER.read_text(encoding="utf-8").splitlines()
        most = round(self._who.plays_speech_seconds * RATE_HERTZ)
        spoken: list[Samples] = []
        while sum(map(len, spoken)) < most:
            sentence = self._chance.choice(sentences)
            spoken.append(self._level(self._voice.render(Line("phone", sentence), 1.0)))
        return np.concatenate(spoken)[:most]

    def _level(self, sound: Samples) -> Samples:
        return sound * np.float32(gain(self._who.level_db - speech_level_db(sound)))
