"""A whole session with a made-up person: the real ear and the real voice in a simulated room."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coach import bootstrap
from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.document import Document
from coach.errors import DefectError
from coach.events import BreathCued
from coach.ports import Ear, Observer, Samples, Voice
from coach.rehearsal import noise, persona
from coach.rehearsal.flite import Flite, require_language
from coach.rehearsal.meaning import Judge
from coach.rehearsal.outcome import Outcome, Setting
from coach.rehearsal.person import Person
from coach.rehearsal.persona import Persona
from coach.rehearsal.record import Record, prompts, turns
from coach.rehearsal.repeatable import RepeatableVoice
from coach.runtime import Parts, Runtime
from coach.settings import Settings
from coach.sound.room import Room

LIMIT_SECONDS = 3600.0


@dataclass(frozen=True)
class Cast:
    """The parts of a rehearsal that are made elsewhere: everything that a test may want to fake.

    `make_room`: of its noise, how loud the echo is, and the limit in seconds. `make_person`: who answers, and presses
    the keys.
    """

    pack: Pack
    session: Session
    ear: Ear
    voice: Voice
    person_voice: Voice
    make_room: Callable[[Samples | None, float | None, float], Room] = Room
    make_person: Callable[[Persona, Voice, Room, Judge], Person] = Person

    def __enter__(self) -> "Cast":
        return self

    def __exit__(self, *_: object) -> None:
        for part in (self.ear, self.voice, self.person_voice):
            part.close()


def hire(settings: Settings, chosen: Document[Persona]) -> Cast:
    """The real parts. Raises AuthorError where persona and pack do not fit, DeviceError, CallerError."""
    pack = bootstrap.open_pack(settings)
    require_language(pack.header.language_code)
    persona.check(chosen, pack)
    return Cast(
        pack,
        bootstrap.open_session(settings, pack, bootstrap.open_safety(settings, pack)),
        person_voice=Flite(chosen.content.voice.name),
        ear=bootstrap.open_ear(settings),
        voice=RepeatableVoice(bootstrap.open_voice(settings, stored=False)),
    )


def rehearse(
    cast: Cast,
    chosen: Document[Persona],
    seed: int,
    observers: Sequence[Observer] = (),
    limit_seconds: float = LIMIT_SECONDS,
) -> tuple[Outcome, Samples]:
    """Hold the session: what came out, and both sides' sound. After `limit_seconds` it is broken off, not `ended`."""
    person_is = chosen.content
    background = noise.loop(
        person_is.noise, person_is.level_db - person_is.noise.snr_db, seed, cast.person_voice, chosen.path.parent
    )
    room = cast.make_room(noise.hiss(seed) if background is None else background, person_is.echo_db, limit_seconds)
    judge, record = Judge(cast.pack), Record()
    person = cast.make_person(person_is, cast.person_voice, room, judge)
    began = time.monotonic()
    parts = Parts(
        ear=cast.ear,
        voice=cast.voice,
        microphone=room,
        loudspeaker=room,
        clock=room,
        keys=person,
        journal=record,
        staff=record,
    )
    try:
        Runtime(cast.session, parts, [record, person, *observers]).run()
    except DefectError:
        if room.now() < limit_seconds:
            raise  # the room's limit was not the reason; what was said until then is worth reading
    real_seconds = time.monotonic() - began
    known = cast.pack.session | cast.pack.exercises | cast.pack.safety
    said = prompts(record.moments)
    gone_through = dict.fromkeys(name for prompt in said for name in prompt.scripts if name in cast.pack.exercises)
    outcome = Outcome(
        setting=_setting(cast, person_is, seed),
        turns=turns(record.moments, person.utterances, judge),
        prompts=said,
        titles={name: script.title for name, script in known.items()},
        exercises=[cast.pack.exercises[name].title for name in gone_through],
        breaths=[(m.seconds, m.what.direction) for m in record.moments if isinstance(m.what, BreathCued)],
        ended=record.ended,
        simulated_seconds=room.now(),
        real_seconds=real_seconds,
    )
    return outcome, room.recording()


def _setting(cast: Cast, person_is: Persona, seed: int) -> Setting:
    return Setting(
        persona=person_is.id,
        about=person_is.about,
        ear=cast.ear.name,
        voice=cast.voice.name,
        person_voice=cast.person_voice.name,
        noise=person_is.noise.kind,
        snr_db=person_is.noise.snr_db,
        echo_db=person_is.echo_db,
        seed=seed,
    )
