"""The speech models on this machine: listed in `models/catalogue.yaml`, fetched when asked, checked, never half there.

A model is unpacked and checked beside its place and comes there by one rename. Nothing else in the coach opens a
connection.

`folder` is the models' folder of the settings. It may be shared and somebody else's: what is there is used, and what
has to be fetched by somebody who may not write there goes into their own data folder, where it is looked for too.
"""

import json
import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from coach import archives, document, installation
from coach.archives import Inside
from coach.checksums import sha256
from coach.document import Checked
from coach.errors import AuthorError, CallerError, DeviceError, meant
from coach.sources import Source, Zip

CATALOGUE = installation.CATALOGUE_FOLDER / "catalogue.yaml"
OWN = "own.yaml"
"""A catalogue of the site's own, in the models' folder: models that this one does not have."""
KOKORO = ("kokoro-v1.0", "kokoro-voices-v1.0")
"""What the voice of that name is made of: the network, and whose voices it has."""
CONTENTS = "contents.json"
"""Stands in the folder of a model whose files the catalogue does not list: what they were when it was installed."""

EarName = Literal["vosk", "moonshine"]


def _folder_name(name: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name):
        raise ValueError(f"{name!r} is no name of a model: it has letters, digits, dots, _ and -")
    return name


ModelName = Annotated[str, AfterValidator(_folder_name)]
"""It names a folder in the models' folder, and never one elsewhere."""
Checksum = Callable[[Path], str]

_log = logging.getLogger(__name__)


class File(Checked):
    """What a file must be."""

    bytes: int
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Contents(Checked):
    """The files of an installed model, by path."""

    files: dict[Inside, File]


class Model(Checked):
    """A model, and where to get it. Without `files`, the checksum of the archive vouches for them."""

    ear: EarName | None = None
    """The engine that hears with it."""
    voice: Literal["kokoro"] | None = None
    """The engine that speaks with it, in place of an ear."""
    language: str = Field(pattern=r"^[a-z]{2,3}$")
    """What it hears or speaks, as a pack's locale begins: "en"; "mul" for several languages."""
    purpose: str
    licence: str
    sources: list[Source] = Field(min_length=1)
    files: dict[Inside, File] = {}

    @model_validator(mode="after")
    def _vouched_for(self) -> "Model":
        if not self.files and not all(isinstance(source, Zip) for source in self.sources):
            raise ValueError("files are needed for all but a zip: its checksum vouches for what is in it")
        return self

    @model_validator(mode="after")
    def _of_one_engine(self) -> "Model":
        if (self.ear is None) == (self.voice is None):
            raise ValueError("either ear or voice is needed")
        return self


class Catalogue(Checked):
    """All models, by name, in the order of choice."""

    models: dict[ModelName, Model]

    def __getitem__(self, name: str) -> Model:
        """The model of that name. Raises CallerError."""
        if name not in self.models:
            fix = f"{meant(name, self.models)}The catalogue has {', '.join(self.models)}."
            raise CallerError(f"There is no model {name!r}.", fix)
        return self.models[name]


@dataclass(frozen=True)
class Chosen:
    """An installed model."""

    name: str
    ear: EarName
    folder: Path


def catalogue(folder: Path, path: Path = CATALOGUE) -> Catalogue:
    """The catalogue; after it the site's own and the user's, where there are any. Raises AuthorError, CallerError."""
    known = document.read(path, Catalogue).content.models
    for place in _places(folder):
        if os.path.exists(place / OWN):
            more = document.read(place / OWN, Catalogue).content.models
            if twice := ", ".join(known.keys() & more.keys()):
                raise CallerError(f"{place / OWN}: an earlier catalogue has {twice} too.", "Give it another name.")
            known |= more
    return Catalogue(models=known)


def choose(
    ear: EarName | Literal["auto"], language: str, folder: Path, path: Path = CATALOGUE, checksum: Checksum = sha256
) -> Chosen:
    """The model for an ear and a language: the first that is installed and right, else the first that can be fetched.

    So a machine that could not reach the first choice once does not wait for it at every start;
    `coach models fetch NAME` tries again. Raises DeviceError when none can be had.

    `checksum`: what knows a file's; one flipped bit, and nothing that is said would be understood.
    """
    require_candidate(ear, language, folder, path)
    failures = []
    for name, engine, model in _candidates(ear, language, folder, path):
        for place in _whole_places(name, model, folder):
            if not (wrong := _wrong(_expected(model, place), place, checksum)):
                return Chosen(name, engine, place)
            _log.warning("%s is damaged: %s. Run `coach models fetch %s`.", place, ", ".join(wrong), name)
    for name, engine, _ in _candidates(ear, language, folder, path):
        try:
            return Chosen(name, engine, fetch(name, folder, path))
        except DeviceError as failure:
            failures.append(failure)
    raise DeviceError(" ".join(failure.problem for failure in failures), failures[-1].fix)


def choose_installed(
    ear: EarName | Literal["auto"], language: str, folder: Path, path: Path = CATALOGUE
) -> Chosen | None:
    """The first installed model for an ear and a language. Nothing is fetched."""
    for name, engine, _ in _candidates(ear, language, folder, path):
        if place := installed(name, folder, path):
            return Chosen(name, engine, place)
    return None


def require_candidate(ear: EarName | Literal["auto"], language: str, folder: Path, path: Path = CATALOGUE) -> None:
    """Raises DeviceError where the catalogue has no model for an ear and a language, so that none can be had."""
    if not _candidates(ear, language, folder, path):
        which = "no ear" if ear == "auto" else f"no {ear} model"
        raise DeviceError(
            f"There is {which} for this language ({language}).",
            f"Answer with keys: `coach run --keys`. Or add a model to {_writable(folder) / OWN}, "
            f"as {installation.CATALOGUE_FOLDER / 'README.md'} tells.",
        )


def ensure(name: str, folder: Path, path: Path = CATALOGUE) -> Path:
    """The installed model's folder, fetched if it is missing. Raises CallerError, DeviceError."""
    return installed(name, folder, path) or fetch(name, folder, path)


def installed(name: str, folder: Path, path: Path = CATALOGUE) -> Path | None:
    """The model's folder if all its files are there in their sizes; checksums are for `wrong_files`."""
    model = catalogue(folder, path)[name]
    return next(_whole_places(name, model, folder), None)


def found(name: str, folder: Path, path: Path = CATALOGUE) -> Path | None:
    """The model's folder, whole or not."""
    anywhere = (place / name for place in _places(folder) if os.path.exists(place / name))
    return installed(name, folder, path) or next(anywhere, None)


def wrong_files(name: str, folder: Path, path: Path = CATALOGUE) -> list[str]:
    """The files of an installed model that are missing or not what they should be, by their checksums."""
    model, place = catalogue(folder, path)[name], found(name, folder, path)
    files = _expected(model, place or folder / name)
    if place and not files:
        return [CONTENTS]
    return _wrong(files, place or folder / name)


def fetch(name: str, folder: Path, path: Path = CATALOGUE, brought: Sequence[Path] = ()) -> Path:
    """Install a model anew, from what was `brought` by hand, else from its sources in order. Returns its folder.

    What was there before stays until the new files are checked. Raises CallerError, DeviceError.
    """
    model = catalogue(folder, path)[name]
    for archive in brought:
        if not archive.is_file():
            raise CallerError(f"There is no file {archive}.", "Name the archive of the model.")
    writable = _writable(folder)
    try:
        with archives.workplace(writable) as workplace:
            fresh = _unpack_first(name, model, workplace, brought)
            os.sync()  # a power cut after the rename must not find empty files
            place = writable / name
            _refuse_other(name, model, place)
            if os.path.lexists(place):
                place.rename(workplace / "before")
            return fresh.rename(place)
    except OSError as failure:
        raise DeviceError(
            f"The model {name} could not be installed in {writable}: {failure.strerror or failure}.",
            "Make room there, or set models_folder to a folder that you may write to.",
        ) from None


def _refuse_other(name: str, model: Model, place: Path) -> None:
    """What stands in a model's place and is none is somebody's. Raises DeviceError."""
    if os.path.lexists(place) and not any(os.path.lexists(place / file) for file in (CONTENTS, *model.files)):
        raise DeviceError(f"{place} is there already, and is not the model {name}.", "Move it away, and fetch again.")


def _candidates(
    ear: EarName | Literal["auto"], language: str, folder: Path, path: Path
) -> list[tuple[str, EarName, Model]]:
    models = catalogue(folder, path).models
    return [
        (name, model.ear, model)
        for name, model in models.items()
        if model.ear and ear in ("auto", model.ear) and model.language == language
    ]


def _places(folder: Path) -> list[Path]:
    """Where models are looked for, in order."""
    return list(dict.fromkeys([folder, installation.own_models_folder()]))


def _writable(folder: Path) -> Path:
    """Where models are put: the folder, or the user's own where it is somebody else's or on a read-only disk."""
    nearest = next(place for place in (folder.absolute(), *folder.absolute().parents) if os.path.exists(place))
    is_closed = nearest.is_dir() and not os.access(nearest, os.W_OK | os.X_OK, effective_ids=True)
    return installation.own_models_folder() if is_closed else folder


def _whole_places(name: str, model: Model, folder: Path) -> Iterator[Path]:
    """Where all files of a model are, in their sizes."""
    return (place / name for place in _places(folder) if _is_whole(model, place / name))


def _is_whole(model: Model, place: Path) -> bool:
    files = _expected(model, place)
    return bool(files) and all(_size(place / file) == expected.bytes for file, expected in files.items())


def _unpack_first(name: str, model: Model, workplace: Path, given: Sequence[Path]) -> Path:
    """The model from the first source that has it, unpacked and checked. Raises DeviceError with all that failed."""
    sizes = {file: expected.bytes for file, expected in model.files.items()} or None
    failures = []
    for number, source in enumerate(model.sources):
        room = workplace / str(number)
        room.mkdir()
        try:
            source.unpack(given or source.get(room), room / "fresh", sizes)
            _check(model, room / "fresh", given[0].name if given else str(source))
            return room / "fresh"
        except DeviceError as failure:
            failures.append(failure.problem)
    raise DeviceError(
        f"The model {name} could not be fetched: {' '.join(failures)}",
        f"Try again, or get its archive elsewhere: `coach models fetch {name} --from FILE`.",
    )


def _check(model: Model, fresh: Path, source: str) -> None:
    if wrong := _wrong(model.files, fresh):
        raise DeviceError(f"{source} holds other files than it should: {', '.join(wrong)}.", archives.GET_AGAIN)
    if not model.files:
        (fresh / CONTENTS).write_text(_describe(fresh), encoding="utf-8")


def _describe(fresh: Path) -> str:
    files = {
        str(file.relative_to(fresh)): {"bytes": _size(file), "sha256": sha256(file)}
        for file in sorted(fresh.rglob("*"))
        if file.is_file()
    }
    return json.dumps({"files": files}, indent=1)


def _expected(model: Model, place: Path) -> Mapping[str, File]:
    """What the model's files must be: as the catalogue lists them, else as they were when installed."""
    if model.files or not os.path.exists(place / CONTENTS):
        return model.files
    try:
        return document.read(place / CONTENTS, Contents).content.files
    except AuthorError:  # torn or edited: then it is not whole
        return {}


def _wrong(files: Mapping[str, File], place: Path, checksum: Checksum = sha256) -> list[str]:
    return [name for name, expected in files.items() if not _is_right(place / name, expected, checksum)]


def _is_right(path: Path, expected: File, checksum: Checksum) -> bool:
    try:
        return _size(path) == expected.bytes and checksum(path) == expected.sha256
    except OSError:  # it is there, and cannot be read: a worn card
        return False


def _size(path: Path) -> int | None:
    return path.stat().st_size if os.path.isfile(path) else None  # also where nobody may look: then it is not there
