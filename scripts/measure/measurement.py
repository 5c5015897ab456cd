"""Clips through an ear, by the way of `coach hear`: gate, endpointing, engine, decision; then the safety listener."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.commands.hear import describe, expectation_from
from coach.content.pack import Pack
from coach.effects import Expectation
from coach.events import Decision, FellSilent, Heard
from coach.listening.recording import hear_sound
from coach.ports import Ear
from coach.safety.listener import SafetyListener
from coach.sound.wav import read_sound
from models.speech.corpus import Clip
from models.speech.noise import Kitchen
from scripts.measure.hearing import Hearing
from scripts.measure.manner import MANNERS
from scripts.measure.task import TASKS


class Measurement:
    """An ear with a pack and a kitchen."""

    def __init__(self, ear: Ear, pack: Pack, kitchen: Kitchen) -> None:
        self._ear = ear
        self._words = pack.words
        self._safety = SafetyListener(pack.risk, pack.folder)
        self._risks = pack.risk.sounds()
        self._kitchen = kitchen

    def clips(self, task: str, corpus: Mapping[str, Sequence[Clip]]) -> Sequence[Clip]:
        """What a task hears. Raises DeviceError where synthetic voices are needed and missing."""
        return TASKS[task].clips(corpus, self._words)

    def hear(self, task: str, clips: Sequence[Clip], way: float | str | None) -> Iterator[Hearing]:
        """Hear one after the other. Raises CallerError, EngineError.

        `way`: in so many dB of noise, in one of the manners, or None for clean.
        """
        expected = expectation_from(TASKS[task].expect(self._words), self._words)
        expectation = replace(expected, risks=self._risks)
        noise = way if isinstance(way, str) else noise_name(way)
        for clip in clips:
            sound = read_sound(clip.path)
            if isinstance(way, str):
                sound = MANNERS[way](sound)
            elif way is not None:
                sound = self._kitchen.around(clip.path, sound, way)
            yield self._hearing(task, noise, clip, hear_sound(self._ear, sound, expectation), expectation)

    def read(self, task: str, clips: Sequence[Clip]) -> Iterator[Hearing]:
        """What the safety listener finds in the very words, nothing misheard: no ear can do better than that."""
        for clip in clips:
            written = Heard(0, Decision.REJECT, None, open_text=clip.said)
            yield self._hearing(task, "in writing", clip, written, Expectation(()))

    def _hearing(
        self, task: str, noise: str, clip: Clip, answer: Heard | FellSilent, expectation: Expectation
    ) -> Hearing:
        described = describe(answer, self._ear.name)
        return Hearing(
            task=task,
            noise=noise,
            file=clip.path.name,
            said=clip.said,
            means=clip.means,
            speaker=clip.speaker,
            list=clip.list,
            outcome=described["decision"],
            phrase=described["phrase"],
            right=means(described["phrase"], clip.means, expectation),
            second_right=means(described["second"], clip.means, expectation),
            open_text=described["open_text"],
            score=described["score"] or 0.0,
            deciding_seconds=described["seconds"],
            engine_seconds=described["engine_seconds"],
            path=self._safety.hear(answer).path if isinstance(answer, Heard) else None,
            readings=answer.readings if isinstance(answer, Heard) else (),
        )


def noise_name(noise_db: float | None) -> str:
    """How noises are called in tables: "15 dB", or "clean"."""
    return "clean" if noise_db is None else f"{noise_db:g} dB"


def means(phrase: str | None, wanted: str, expectation: Expectation) -> bool:
    """Whether a phrase means what was wanted; "" wants nothing, so no phrase does."""
    return bool(phrase and wanted) and expectation.meaning(phrase or "") == expectation.meaning(wanted)
