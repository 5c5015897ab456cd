"""A pack from its folder: every file read, checked by itself and against the others, and all faults told at once."""

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from coach.content import (
    graph,
    menu,
    prompt_length,
    questions,
    references,
    safety_paths,
    signatures,
    vocabulary,
    wording,
)  # fmt: skip
from coach.content.faults import Flaw, Flaws
from coach.content.header import Header, Style
from coach.content.intents import INTENTS, Intents
from coach.content.learnt import paths_known
from coach.content.pack import READING, RISK_NETWORK, Pack
from coach.content.reading import Reading, check_instead, check_reading
from coach.content.repair import Repair
from coach.content.reviewer import Reviewer
from coach.content.risk import Risk
from coach.content.script import Script
from coach.content.words import Words
from coach.document import Document, read
from coach.errors import AuthorError, CallerError, Fault, meant

PACKS = Path(__file__).parents[1] / "packs"
UNKNOWN_STYLE = Style(readability=None, kinder={}, not_ours=[])
"""Where pack.yaml cannot be read, its other files are checked all the same."""

MOST_BYTES = 1_500_000
MOST_FILES = 500
"""Of YAML in a pack; the English one has 55 files of 420 000 bytes."""
MOST_NAMES = 10_000
"""Of anything in a pack, recordings too: nobody's whole disk is gone through for a path that was mistyped."""

M = TypeVar("M", bound=BaseModel)
Scripts = dict[str, Document[Script]]


def pack_folder(name_or_path: str) -> Path:
    """Where a pack is: a folder of that name in coach/packs, or a path. Raises CallerError when there is none."""
    for folder in (os.path.join(PACKS, name_or_path), os.path.expanduser(name_or_path)):
        if name_or_path and os.path.isdir(folder):
            return Path(folder)
    known = sorted(header.parent.name for header in PACKS.glob("*/pack.yaml"))
    fix = f"{meant(name_or_path, known)}Name one of these: {', '.join(known)}; or the path of a folder."
    raise CallerError(f"There is no pack {name_or_path!r}.", fix)


def read_header(folder: Path) -> Header:
    """What the pack in a folder says of itself. Raises AuthorError."""
    return read(folder / "pack.yaml", Header).content


def load_pack(folder: Path, reviewer: Reviewer | None = None) -> Pack:
    """The pack in a folder, checked. Raises AuthorError with every fault of every file.

    With a `reviewer` also those that keep nobody from speaking it, but a clinician from signing it.
    """
    return _Loading(folder).pack(reviewer)


class _Loading:
    """What was read so far, and the faults found. A file that cannot be read keeps no other from being checked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._names = list(islice(_names(folder), MOST_NAMES + 1))
        self._faults: list[Fault] = []
        self._documents: dict[str, Document[Any]] = {}

    def pack(self, reviewer: Reviewer | None) -> Pack:
        self._refuse_too_much()
        header, words = self._read("pack.yaml", Header), self._read("words.yaml", Words)
        repair, risk = self._read("repair.yaml", Repair), self._read("risk.yaml", Risk)
        reading, intents = self._read(READING, Reading), self._read(INTENTS, Intents)
        session, exercises, safety = (self._read_scripts(name) for name in ("session", "exercises", "safety"))
        session = {name: menu.with_titles(script, exercises) for name, script in session.items()}
        style = header.content.style if header else UNKNOWN_STYLE
        self._check_files(risk.content if risk else None)
        for script in (*session.values(), *exercises.values(), *safety.values()):
            self._note(script, _check_alone(script, style))
        for path in safety.values():
            self._note(path, safety_paths.check_path(path.content, graph.ways_through(path.content)))
        if words:
            self._note(words, vocabulary.check_words(words.content))
        if repair:
            self._note(repair, wording.check_repair(repair.content, style))
        if risk:
            self._note(risk, vocabulary.check_risk(risk.content))
            self._note(risk, safety_paths.check_unanswered(risk.content))
            self._note(risk, wording.check_risk_lines(risk.content, style))
        if risk and intents:
            self._note(intents, vocabulary.check_intents(intents.content, risk.content))
            self._note(intents, wording.check_intent_lines(intents.content, style))
        if not (header and words and repair and risk) or self._unread:
            raise AuthorError(self._faults)
        pack = Pack(
            self._folder, header.content, words.content, repair.content, risk.content,
            _contents(session), _contents(exercises), _contents(safety), intents.content if intents else Intents(),
            reading.content.root if reading else {},
        )  # fmt: skip
        if reading:
            self._note(reading, check_reading(reading.content, pack))
        if intents:
            self._note(intents, references.check_intents(intents.content, pack.exercises))
        self._note(header, check_instead(pack))
        self._note(header, references.check_header(pack.header, pack.exercises))
        self._note(header, wording.check_screen(pack.header.screen, style))
        self._note(header, wording.check_unknown(pack.header.unknown, style))
        self._note(header, vocabulary.check_wake_phrases(pack.header.wake_phrases, pack.words))
        remembered = references.Remembered.of(pack)
        for script in (*session.values(), *exercises.values(), *safety.values()):
            self._note(script, references.check_belonging(script.content, pack))
            self._note(script, references.check_remembered(script.content, remembered))
            self._note(script, questions.check_answers(script.content, pack.words))
        self._check_network(pack)
        self._check_recordings(pack)
        self._check_signed(reviewer)
        for name, flaw in reviewer.review(pack) if reviewer else ():
            self._note(self._documents[name], [flaw])
        if self._faults:
            raise AuthorError(self._faults)
        return pack

    @property
    def _unread(self) -> bool:
        return any(fault.code.startswith("D") for fault in self._faults)

    def _refuse_too_much(self) -> None:
        """Before anything is read. What is no file has no size, and is told later."""
        if not os.access(self._folder, os.R_OK | os.X_OK):
            raise AuthorError([Fault(self._folder, 0, 0, "D001", "cannot be read: nobody but its owner may")])
        if len(self._names) > MOST_NAMES:
            raise AuthorError([Fault(self._folder, 0, 0, "D009", f"over {MOST_NAMES} files; is this a pack?")])
        files = (name for name in self._names if name.suffix == ".yaml" and os.path.isfile(name))
        sizes = [file.stat().st_size for file in files]
        if len(sizes) > MOST_FILES or sum(sizes) > MOST_BYTES:
            told = f"{len(sizes)} files of {sum(sizes)} bytes; a pack has at most {MOST_FILES} of {MOST_BYTES}"
            raise AuthorError([Fault(self._folder, 0, 0, "D009", told)])

    def _read(self, name: str, model: type[M]) -> Document[M] | None:
        path = self._folder / name
        if not os.path.lexists(path):
            return None  # told by _check_files
        try:
            document = read(path, model)
        except AuthorError as unread:
            self._faults += unread.faults
            return None
        self._documents[name] = document
        return document

    def _read_scripts(self, room: str) -> Scripts:
        names = sorted(path.stem for path in (self._folder / room).glob("*.yaml"))
        documents = {name: self._read(f"{room}/{name}.yaml", Script) for name in names}
        return {name: document for name, document in documents.items() if document}

    def _check_files(self, risk: Risk | None) -> None:
        needed = references.files_needed(risk)
        for name in needed:
            if not os.path.isfile(self._folder / name):
                self._note_file(name, "C001", "every pack needs this file")
        if not list((self._folder / "exercises").glob("*.yaml")):
            self._note_file("exercises", "C001", "every pack needs an exercise")
        if not os.path.exists(self._folder / "pack.yaml"):
            return  # another folder than was meant: nothing in it is out of place
        for file in sorted(path for path in self._names if os.path.isfile(path) or _leads_astray(path)):
            inside = file.relative_to(self._folder)
            unknown_yet = risk is None and inside.parts[0] == "safety"
            if not references.belongs(inside, needed) and not unknown_yet:
                self._note_file(inside.as_posix(), "C007", "nothing reads this file; is its name or place wrong?")

    def _check_network(self, pack: Pack) -> None:
        network = self._folder / RISK_NETWORK
        if not os.path.lexists(network):
            return
        try:
            strange = paths_known(network) ^ pack.risk.paths.keys()
        except ValueError as unread:
            self._note_file(RISK_NETWORK, "C019", str(unread))
        else:
            if strange:
                self._note_file(RISK_NETWORK, "C019", f"it and risk.yaml differ about {', '.join(sorted(strange))}")

    def _check_recordings(self, pack: Pack) -> None:
        known = {line_id for line_id, _ in pack.lines()}
        for recording in sorted((self._folder / "sound").glob("*.wav")):
            if recording.stem not in known:
                self._note_file(f"sound/{recording.name}", "C008", f"no line has the id {recording.stem}")

    def _check_signed(self, reviewer: Reviewer | None) -> None:
        """Only a careful reader compares them with the files as they are now."""
        signed = self._read(signatures.FILE, signatures.Signatures)
        for name, last in signatures.outdated(self._folder, signed.content.root) if signed and reviewer else ():
            told = f"changed since {last.by} signed it on {last.signed_on}: have it read and signed again"
            self._note_file(name, "C067", told)

    def _note(self, document: Document[M], flaws: Iterable[Flaw]) -> None:
        self._faults += [document.fault(*flaw) for flaw in flaws]

    def _note_file(self, name: str, code: str, message: str) -> None:
        self._faults.append(Fault(self._folder / name, 0, 0, code, message))


def _contents(scripts: Scripts) -> dict[str, Script]:
    return {name: script.content for name, script in scripts.items()}


def _names(folder: Path) -> Iterator[Path]:
    """All that lies in a folder and below. Where nobody may look, and through links, it does not go."""
    for place, folders, files in os.walk(folder):
        yield from (Path(place, name) for name in (*folders, *files))


def _leads_astray(path: Path) -> bool:
    """Whether this is a link to nowhere, or to a folder that it stands in itself."""
    return path.is_symlink() and (not os.path.exists(path) or path.parent.resolve().is_relative_to(path.resolve()))


def _check_alone(document: Document[Script], style: Style) -> Flaws:
    """All that can be said about a script without looking at other files."""
    script, ways = document.content, graph.ways_through(document.content)
    yield from references.check_identity(script, document.path.stem)
    yield from graph.check_ways(script, ways)
    yield from questions.check_questions(script)
    yield from wording.check_lines(script, style)
    yield from prompt_length.check_lengths(script, ways)
