"""An update comes in, or is refused with its reason; then nothing has changed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.content import signatures
from coach.editions import installing, minisign, update
from coach.editions.edition import Editions, Standing
from coach.errors import CoachError, DeviceError
from coach.kiosk.site import Site
from tests.editions.maker import DRAFTS, SITE, content, key_pair, kiosk, made, version_spoken
from tests.full_disk import full_disk

Made = Callable[..., Path]


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A secret key, its public one beside it."""
    return key_pair(tmp_path_factory.mktemp("keys"))


@pytest.fixture
def editions(tmp_path: Path, secret: Path) -> Editions:
    """Of a kiosk that trusts this key."""
    known = Editions(kiosk(tmp_path))
    installing.trust(known, [public(secret)])
    return known


def public(secret: Path) -> str:
    """The key that a signature is compared with."""
    return minisign.key_of(secret.with_suffix(".pub"))


def install(file: Path, editions: Editions, is_good: Callable[[Site], bool] = lambda _: True) -> Standing:
    """With no variables set."""
    return installing.install(file, editions, is_good, {})


def test_an_update_comes_in_force_with_all_that_it_brings(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """Content and settings; what was before is one command away."""
    standing = install(made(tmp_path, secret, 7, site=f"{SITE}idle_seconds: 45\n"), editions)
    assert (standing.update, standing.about, version_spoken(editions.site)) == (7, "new words", "7")
    assert "idle_seconds: 45" in editions.site.read_text()
    installing.bring_back(editions)
    assert version_spoken(editions.site) == "" and "idle_seconds" not in editions.site.read_text()


def test_settings_that_it_does_not_bring_stay(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """Content alone is for each kiosk of a place."""
    editions.site.write_text(f"{SITE}idle_seconds: 45\n")
    install(made(tmp_path, secret, 7, site=None), editions)
    assert version_spoken(editions.site) == "7" and "idle_seconds: 45" in editions.site.read_text()


def test_the_self_test_is_held_with_it_before_it_is_in_force(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """With the new words; one that fails leaves what was."""
    tested = []

    def fails(place: Site) -> bool:
        tested.append((Path(place.settings.pack) / "exercises" / "rest.yaml").read_text().splitlines()[-1])
        return False

    with pytest.raises(DeviceError, match="Update 7 failed the self-test, and is not in force"):
        install(made(tmp_path, secret, 7), editions, fails)
    assert tested == ["# version 7"] and version_spoken(editions.site) == ""
    assert install(tmp_path / "7.update", editions).update == 7


@pytest.mark.parametrize(
    ("more", "site", "told"),
    [
        ("kiosks: [ward-4, ward-5]\n", SITE, "is for ward-4, ward-5, and this is ward-3"),
        ("", SITE.replace("ward-3", "ward-4"), "site.yaml is of 'Harbor Clinic', ward-4, and this is"),
        ("", SITE.replace("Harbor", "Hill"), "site.yaml is of 'Hill Clinic', ward-3, and this is"),
        ("", SITE.replace(DRAFTS, ""), "S006 nobody has signed .* files of the pack"),
        ("", SITE.replace("ward-3", "ward-3\nidle_secconds: 20"), r"site.yaml:4:1: D004 unknown key 'idle_secconds'"),
        (
            "",
            SITE.replace("pack: good", "pack: en").replace("risk", "risk, intents, reading"),
            "It brings packs, and the site's file names none of them",
        ),
        ("", SITE.replace("pack: good", "pack: klingon"), "S001 There is no pack 'klingon'"),
    ],
)
def test_what_is_not_meant_for_this_kiosk_or_not_right_is_refused(
    tmp_path: Path, secret: Path, editions: Editions, *, more: str, site: str, told: str
) -> None:
    """With the reason, and the fix."""
    with pytest.raises(CoachError, match=told):
        install(made(tmp_path, secret, 7, more, site), editions)
    assert version_spoken(editions.site) == "" and editions.standing.newest == 0


def test_an_update_for_another_place_is_refused(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """Though the same key has signed it."""
    place = content(tmp_path, 7)
    manifest = place / update.MANIFEST
    manifest.write_text(manifest.read_text().replace("Harbor", "Hill"))
    update.seal(place, secret, tmp_path / "7.update")
    with pytest.raises(CoachError, match="This update is for 'Hill Clinic', and this is 'Harbor Clinic'"):
        install(tmp_path / "7.update", editions)


def test_a_fault_in_its_content_is_told_to_its_maker(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """As `coach check` tells it, by the file's name in the update."""
    place = content(tmp_path, 7)
    (place / "packs" / "good" / "exercises" / "rest.yaml").write_text("id: rest\n")
    update.seal(place, secret, tmp_path / "7.update")
    with pytest.raises(CoachError, match=r"(?m)^packs/good/exercises/rest\.yaml:\d+:\d+: D005") as told:
        install(tmp_path / "7.update", editions)
    assert "coach update make" in told.value.fix and version_spoken(editions.site) == ""


def test_what_was_signed_and_changed_since_is_refused(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """By a clinician's signature: it no longer holds."""
    place = content(tmp_path, 7)
    pack = place / "packs" / "good"
    signatures.sign(pack, "repair.yaml", "Dr Jane Roe", update.read_manifest(place).made_on)
    (pack / "repair.yaml").write_text((pack / "repair.yaml").read_text() + "\n")
    update.seal(place, secret, tmp_path / "7.update")
    with pytest.raises(CoachError, match="C067 changed since Dr Jane Roe signed it"):
        install(tmp_path / "7.update", editions)


def test_no_older_one_comes_in_again(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """Whoever kept it: nor the same, nor after somebody went back."""
    seventh, eighth = made(tmp_path, secret, 7), made(tmp_path, secret, 8)
    install(eighth, editions)
    for again in (seventh, eighth):
        with pytest.raises(CoachError, match="and 8 was in force here already"):
            install(again, editions)
    installing.bring_back(editions)
    with pytest.raises(CoachError, match="and 8 was in force here already"):
        install(seventh, editions)
    installing.bring_back(editions)
    assert version_spoken(editions.site) == "8"


def test_a_key_is_followed_by_the_next_one(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """The old key signs the update that brings the new one; after the next update it is trusted no more."""
    new = key_pair(tmp_path, "new")
    install(made(tmp_path, secret, 7, f"keys: [{public(secret)}, {public(new)}]\n"), editions)
    install(made(tmp_path, new, 8, f"keys: [{public(new)}]\n"), editions)
    with pytest.raises(DeviceError, match="not trusted here"):
        install(made(tmp_path, secret, 9), editions)
    installing.bring_back(editions)
    with pytest.raises(DeviceError, match="not trusted here"):
        install(tmp_path / "9.update", editions)


def test_an_update_that_nobody_trusted_signed_changes_no_key(tmp_path: Path, editions: Editions) -> None:
    """Whatever it says itself."""
    stranger = key_pair(tmp_path, "stranger")
    before = editions.standing.keys
    with pytest.raises(DeviceError, match="not trusted here"):
        install(made(tmp_path, stranger, 7, f"keys: [{public(stranger)}]\n"), editions)
    assert editions.standing.keys == before


def test_a_clock_that_says_1970_refuses_nothing(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """Content that was reviewed yesterday is not from the future: the update tells on which day it was made."""
    if shutil.which("faketime") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("faketime is missing: apt-get install faketime")
    place = content(tmp_path, 7)
    words = place / "packs" / "good" / "exercises" / "rest.yaml"
    reviewed = 'status: reviewed\nreviewer: Dr Jane Roe\nreviewed_on: "2026-11-29"'
    words.write_text(words.read_text().replace("status: draft", reviewed))
    update.seal(place, secret, tmp_path / "7.update")
    program = (
        "import sys\nfrom pathlib import Path\nfrom coach.editions import installing\n"
        "from coach.editions.edition import Editions\n"
        "installing.install(Path(sys.argv[1]), Editions(Path(sys.argv[2])), lambda _: True, {})"
    )
    command = [
        "faketime",
        "1970-01-02 00:00:00",
        sys.executable,
        "-c",
        program,
        str(tmp_path / "7.update"),
        str(editions.site),
    ]
    installed = subprocess.run(command, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stderr
    assert version_spoken(editions.site) == "7"


def test_a_full_disk_is_told_and_what_was_in_force_stays(tmp_path: Path, secret: Path, editions: Editions) -> None:
    """With what to do; and it comes in once there is room."""
    file = made(tmp_path, secret, 7)
    with full_disk(1000), pytest.raises(DeviceError, match=r"File too large.*Make room there.*stays in force"):
        install(file, editions)
    assert version_spoken(editions.site) == "" and sorted(path.name for path in editions.folder.iterdir()) == [
        "1",
        "in-force",
    ]
    assert install(file, editions).update == 7


def test_an_emptied_site_file_is_mended_by_an_update(
    tmp_path: Path, secret: Path, editions: Editions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which kiosk it is, is known from when all was well."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    install(made(tmp_path, secret, 7), editions)
    editions.site.write_text("")
    install(made(tmp_path, secret, 8), editions)
    assert editions.site.read_text() == SITE
