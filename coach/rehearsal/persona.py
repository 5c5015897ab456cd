"""A persona: somebody made up, who answers the coach in a rehearsal. The YAML of a persona is these models, key by key.

A persona answers the questions of one pack, so it is also checked against it:

    P001 there is no such question in the pack
    P002 `means` names nothing that can be answered there
    P003 the pack does not know these words: `means` has to say what is meant
"""

import os
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, model_validator

from coach import document
from coach.content.pack import Pack
from coach.content.pattern import plain
from coach.conversation.understanding import vocabulary_of
from coach.document import Checked, Document
from coach.errors import AuthorError, CallerError, Fault, meant
from coach.rehearsal.flite import FliteVoice
from coach.rehearsal.meaning import NOTHING, WORDS, name_of

PERSONAS = Path(__file__).parent / "personas"


class PersonVoice(Checked):
    """A synthetic voice that is not the coach's: slt is a woman's, rms, awb and kal16 are men's."""

    name: FliteVoice
    rate: float = Field(default=1.0, ge=0.5, le=2.0)
    """1.0 is the voice's own speed, 0.8 is slower."""


class Noise(Checked):
    """What else is in the room: nothing, pink noise (a fan), mains hum, other people talking, or a recording."""

    kind: Literal["none", "pink", "hum", "babble", "file"] = "none"
    file: str | None = None
    """A wav or flac file, beside the persona's."""
    snr_db: float = Field(default=25.0, ge=-20, le=80)
    """How much louder the person's speech is than the noise."""

    @model_validator(mode="after")
    def _file_is_named(self) -> "Noise":
        if (self.kind == "file") != (self.file is not None):
            raise ValueError("`file` names the recording when kind is file, and only then")
        return self


class Reply(Checked):
    """One reply.

    `say`: the words; each "..." is a silence of `pause_seconds`. Without words the person says nothing.
    `plainly`: what is said instead where that was not understood; without it the same again.
    `key`: a key that is pressed instead: a word's name (stop, pause, help) or a digit.
    `means`: a number for a rating, an answer's name, a word's name (stop, dont_know), a safety path's name, `words` for
    an open answer, `nothing` for what is no answer at all. Left out: what the words mean in the pack.
    """

    say: str | None = None
    plainly: str | None = None
    key: str | None = None
    means: int | str | None = None
    after_seconds: float = Field(default=0.8, ge=0, le=60)
    """Thinking time, from the moment the microphone opens."""
    pause_seconds: float = Field(default=1.0, ge=0, le=20)
    louder_db: float = Field(default=0.0, ge=-40, le=20)
    """A mumbled reply is softer than the persona's level: below 0."""

    @model_validator(mode="after")
    def _one_way(self) -> "Reply":
        if self.say is not None and self.key is not None:
            raise ValueError("takes one of say, key")
        if self.say is not None and not plain(self.say):
            raise ValueError("`say` has no words; leave it out for a reply of silence")
        return self


SILENCE = Reply()


class Persona(Checked):
    """Who answers. `answers`: by question (`check_in.craving`), the replies in turn; after the last, the last again."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    about: str
    voice: PersonVoice
    level_db: float = Field(default=-26.0, ge=-60, le=-6)
    """Of speech at the microphone, RMS below full scale; -26 dB is the usual level in telephony (ITU-T P.56)."""
    noise: Noise = Noise()
    echo_db: float | None = Field(default=-30.0, ge=-80, le=10)
    """How much softer the coach comes back from the loudspeaker into the microphone; null: headphones."""
    answers: dict[str, Annotated[list[Reply], Field(min_length=1)]]
    default: Reply = SILENCE
    """For questions that are not named."""


def names() -> list[str]:
    """The personas that come with the coach."""
    return sorted(path.stem for path in PERSONAS.glob("*.yaml"))


def find(name_or_path: str) -> Document[Persona]:
    """A persona by name, or from a YAML file. Raises CallerError if there is none, AuthorError with all its faults."""
    if name_or_path in names():
        return document.read(PERSONAS / f"{name_or_path}.yaml", Persona)
    path = Path(name_or_path)
    if path.suffix in (".yaml", ".yml") and os.path.isfile(path):
        return document.read(path, Persona)
    raise CallerError(
        f"There is no persona {name_or_path!r}.",
        f"{meant(name_or_path, names())}Choose one of {', '.join(names())}, or give the path of a YAML file.",
    )


def check(persona: Document[Persona], pack: Pack) -> None:
    """Whether its answers fit the questions of this pack. Raises AuthorError with every fault."""
    faults = [
        fault
        for about, replies in persona.content.answers.items()
        for place, reply in enumerate(replies)
        for fault in _check_reply(persona, pack, about, place, reply)
    ]
    if faults:
        raise AuthorError(faults)


def _check_reply(persona: Document[Persona], pack: Pack, about: str, place: int, reply: Reply) -> list[Fault]:
    script, _, step = about.partition(".")
    if script not in pack.scripts or step not in pack.scripts[script].steps:
        return [persona.fault(("answers", about), "P001", f"the pack has no step {about!r}")]
    if reply.say is None:
        return []
    vocabulary = vocabulary_of(pack.scripts[script].steps[step], pack.words)
    if reply.means is None:
        if vocabulary.open_words or vocabulary.meaning(plain(reply.say)):
            return []
        where = ("answers", about, place, "say")
        return [persona.fault(where, "P003", f"{about} does not know {reply.say!r}: add `means`")]
    possible = {name_of(meaning) for meaning in vocabulary.meanings.values()}
    possible |= {NOTHING, *pack.risk.paths} | ({WORDS} if vocabulary.open_words else set())
    if reply.means in possible:
        return []
    known = ", ".join(sorted(str(name) for name in possible))
    return [persona.fault(("answers", about, place, "means"), "P002", f"{reply.means!r} is none of {known}")]
