"""Whatever happened to a file that the coach reads, it is read, or an error of the tree says what is wrong with it.

Real files are cut, overwritten and spliced, as by a torn disk, a slip of the hand, or malice. Nothing but an error of
ours comes out, and nothing is lost or written elsewhere.
"""

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from coach import archives, cli, last_good, models
from coach.content.learnt import paths_known
from coach.content.loader import load_pack
from coach.errors import AuthorError, CallerError, CoachError, DeviceError
from coach.rehearsal.persona import find, names
from coach.settings import Settings, load
from coach.sound.wav import read_sound
from tests.content.scripts import GOOD
from tests.publisher import packed, write_catalogue, zip_model

SETTINGS = b"""\
# The site's own.
pack: en
ear: auto
country: gb
emergency_number: "2222"
crisis_line: the Desk
crisis_number: 116 123
staff_command: ring --room 'number 4'
models_folder: ~/models
cache_folder: /var/cache/coach
directory:
  - {name: the Harbor Clinic, number: 020 7946 0018, hours: on weekdays from nine to five}
"""
ARCHIVE = packed({"inside/am/final.mdl": bytes(range(256)) * 8, "inside/conf": b"--beam=13\n", "other/a": b"1"})
CATALOGUE_ENTRY = zip_model("https://publisher/model.zip", ARCHIVE) | {
    "files": {"am/final.mdl": {"bytes": 2048, "sha256": "0" * 64}}
}
PACK_FILES = sorted(str(file.relative_to(GOOD)) for file in GOOD.rglob("*.yaml"))
COMMAND_LINES = [
    "run --typed --json", "kiosk --site site.yaml --check --json", "rehearse calm --out /tmp/x",
    "hear a.wav --expect 0-10 --ear vosk", "say hello --rate 1",
    "converse --at check_in.craving --say craving_before=7", "safety words.txt --json", "check en --explain C042",
    "paths urge_surfing", "preview urge_surfing --out x", "models fetch vosk --from x.zip", "doctor --json",
]  # fmt: skip
SIGNS = ["-", "--", "=", " ", "--json", "--out", "\0", "\n", "é", "9" * 30, "''", "/", "..", "x" * 5000]

Mutation = Callable[[bytes], bytes]


def _spliced(content: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    for at, cut, put in changes:
        place = int(at * len(content))
        content = content[:place] + put + content[place + cut :]
    return content


CHANGE = some.tuples(some.floats(0, 1), some.integers(0, 60), some.binary(max_size=12))
FATE = some.lists(CHANGE, min_size=1, max_size=3) | some.floats(0, 1).map(lambda at: [(at, 1_000_000, b"")])
"""Pieces taken out and put in; or all that comes after some place is gone."""
SPLICE: some.SearchStrategy[Mutation] = FATE.map(lambda changes: lambda content: _spliced(content, changes))
ZEROS: some.SearchStrategy[Mutation] = some.just(lambda content: bytes(len(content)))
DISASTER = SPLICE | ZEROS
tried = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def lost(path: Path, content: bytes) -> Path:
    """The file with this content."""
    path.write_bytes(content)
    return path


@tried
@given(DISASTER)
def test_settings(tmp_path: Path, happens: Mutation) -> None:
    """They are right, or the caller's mistake, exit code 2, that names the file; a session has the last good ones."""
    file = lost(tmp_path / "coach.yaml", SETTINGS)
    environment = {"COACH_SETTINGS": str(file)}
    last_good.load(environment)
    left = happens(SETTINGS)
    lost(file, left)
    try:
        assert isinstance(load(environment), Settings)
    except CallerError as told:
        assert told.exit_code == 2 and "coach.yaml" in told.problem
        assert last_good.load(environment)[0].emergency_number == "2222"
    assert file.read_bytes() == left


@tried
@given(some.sampled_from(PACK_FILES), DISASTER)
def test_a_pack(tmp_path: Path, name: str, happens: Mutation) -> None:
    """Every fault has its file and code."""
    folder = shutil.copytree(GOOD, tmp_path / "pack", dirs_exist_ok=True)
    lost(folder / name, happens((GOOD / name).read_bytes()))
    try:
        load_pack(folder)
    except AuthorError as told:
        assert all(fault.code and fault.path.is_relative_to(folder) for fault in told.faults)


@tried
@given(DISASTER)
def test_what_a_pack_has_learnt(tmp_path: Path, happens: Mutation) -> None:
    """The pack's check tells it with its reason."""
    stored = io.BytesIO()
    np.savez(stored, kinds=np.array(["none", "risk overdose"]), pieces=np.array(["[CLS]", "[SEP]", "a"]))
    try:
        paths_known(lost(tmp_path / "risk.npz", happens(stored.getvalue())))
    except ValueError as told:
        assert "no network can be read from it" in str(told)


@tried
@given(some.sampled_from(["WAV", "FLAC", "OGG"]), DISASTER)
def test_a_sound(tmp_path: Path, kind: str, happens: Mutation) -> None:
    """It is heard as far as it is whole, or the caller's mistake that names it."""
    written = io.BytesIO()
    soundfile.write(written, np.sin(np.arange(4000) / 9) / 2, 16_000, format=kind)
    file = lost(tmp_path / f"a.{kind.lower()}", happens(written.getvalue()))
    try:
        samples = read_sound(file)
    except CallerError as told:
        assert file.name in told.problem and told.exit_code == 2
    else:
        assert np.isfinite(samples).all() and np.abs(samples).max(initial=0) <= 1.5


@tried
@given(DISASTER)
def test_an_archive(tmp_path: Path, happens: Mutation) -> None:
    """What can be unpacked lies in its folder; of all else it is said that it is no whole archive."""
    shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
    archive = lost(tmp_path / "model.zip", happens(ARCHIVE))
    try:
        archives.unpack(archive, "inside", tmp_path / "fresh")
    except DeviceError as told:
        assert told.fix == archives.GET_AGAIN
    except OSError as unnamed:  # a name that the disk does not take
        assert unnamed.filename
    assert {path.name for path in tmp_path.iterdir()} <= {"model.zip", "fresh"}


@tried
@given(DISASTER)
def test_a_catalogue_of_the_site_s_own(tmp_path: Path, happens: Mutation) -> None:
    """Each model that it then has stays in its folder, with all its files."""
    own = write_catalogue(tmp_path / models.OWN, {"own": CATALOGUE_ENTRY})
    lost(own, happens(own.read_bytes()))
    try:
        listed = models.catalogue(tmp_path).models
    except (AuthorError, CallerError) as told:
        assert models.OWN in str(told)
    else:
        paths = [tmp_path / name / file for name, model in listed.items() for file in (".", *model.files)]
        assert all(path.resolve().is_relative_to(tmp_path) for path in paths)


@tried
@given(some.sampled_from(names()), DISASTER)
def test_a_persona(tmp_path: Path, name: str, happens: Mutation) -> None:
    """Every fault has its file."""
    file = tmp_path / "somebody.yaml"
    lost(file, happens(find(name).path.read_bytes()))
    try:
        find(str(file))
    except CoachError as told:
        assert "somebody.yaml" in str(told)


@tried
@given(some.sampled_from(COMMAND_LINES), some.lists(some.tuples(some.floats(0, 1), some.sampled_from(SIGNS))))
def test_a_command_line(capsys: pytest.CaptureFixture[str], line: str, put_in: list[tuple[float, str]]) -> None:
    """It is understood, or called wrongly, exit code 2, with one line that says why."""
    words = line.split()
    for at, sign in put_in:
        place = int(at * len(words))
        words[place:place] = [sign]
    try:
        cli.read(words)
    except SystemExit as left:
        told = capsys.readouterr()
        assert left.code in (0, 2) and "Traceback" not in told.err
        assert left.code == 0 or told.err.strip()
