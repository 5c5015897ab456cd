"""What is in force at a kiosk, and what was before."""

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.archives import workplace
from coach.editions.edition import Editions, Standing, complete
from coach.errors import CallerError
from tests.editions.maker import kiosk, version_spoken
from tests.full_disk import full_disk

KILLED = 9


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The site file of a kiosk that was set up by hand."""
    return kiosk(tmp_path)


def put(site: Path, version: int, keys: tuple[str, ...] = ()) -> None:
    """Put in force an edition whose words came with this update."""
    editions = Editions(site)
    with workplace(editions.folder) as place:
        fresh = place / "edition"
        words = fresh / "packs" / "good" / "exercises" / "rest.yaml"
        words.parent.mkdir(parents=True)
        words.write_text(f"words\n# version {version}\n")
        complete(fresh, site.resolve().parent)
        editions.adopt(place)
        editions.put(fresh, Standing(update=version, about="new words", newest=version, keys=list(keys)))


def back(site: Path) -> None:
    """Bring back what was before."""
    editions = Editions(site)
    with workplace(editions.folder) as place:
        editions.back(place)


def test_at_first_all_is_by_hand(site: Path) -> None:
    """Nobody is trusted, nothing was before."""
    assert Editions(site).told == "by hand" and Editions(site).standing == Standing()
    with pytest.raises(CallerError, match="Nothing was in force before by hand"):
        back(site)


def test_an_edition_takes_the_place_of_the_one_before(site: Path) -> None:
    """Under the same name; what it does not bring is as it was."""
    before = site.read_text()
    put(site, 7)
    assert (version_spoken(site), site.read_text()) == ("7", before)
    assert Editions(site).told == "update 7: new words"
    put(site, 8)
    assert version_spoken(site) == "8"


def test_what_was_before_is_brought_back_and_that_is_undone(site: Path) -> None:
    """What was made by hand too, as it was."""
    put(site, 7)
    back(site)
    assert (version_spoken(site), Editions(site).told) == ("", "by hand")
    back(site)
    assert version_spoken(site) == "7"


def test_what_is_trusted_is_not_brought_back(site: Path) -> None:
    """A key that was taken away stays away, and an older update stays out."""
    put(site, 7, ("RW" + "a" * 54,))
    put(site, 8, ("RW" + "b" * 54,))
    back(site)
    assert version_spoken(site) == "7"
    assert (Editions(site).standing.keys, Editions(site).standing.newest) == (["RW" + "b" * 54], 8)


def test_only_what_is_in_force_and_what_was_before_are_kept(site: Path) -> None:
    """A small card is not filled."""
    for version in (7, 8, 9, 10):
        put(site, version)
    assert len(list(Editions(site).folder.iterdir())) == 3  # and the link


def test_whoever_edits_the_site_edits_what_is_in_force(site: Path) -> None:
    """And not what was before."""
    put(site, 7)
    site.write_text(site.read_text() + "quiet: true\n")
    put(site, 8)
    assert "quiet: true" in site.read_text()
    back(site)
    back(site)
    assert "quiet: true" in site.read_text()


def test_a_file_of_their_own_in_its_place_is_in_force_until_the_next_update(site: Path) -> None:
    """As some editors write it; whose signature is trusted stays."""
    put(site, 7, ("RW" + "a" * 54,))
    text = site.read_text() + "quiet: true\n"
    site.unlink()
    site.write_text(text)
    assert Editions(site).told == "by hand" and Editions(site).standing.keys == ["RW" + "a" * 54]
    put(site, 8)
    assert version_spoken(site) == "8"
    back(site)
    assert (site.read_text(), version_spoken(site)) == (text, "")


def test_another_user_reads_it_and_writes_nothing(site: Path) -> None:
    """Whatever the mask of whoever installed it: the kiosk has a user of its own."""
    before = os.umask(0o077)
    try:
        put(site, 7)
    finally:
        os.umask(before)
    kept = [path.stat().st_mode & 0o777 for path in Editions(site).folder.rglob("*")]
    assert set(kept) == {0o755, 0o644}


def until_power_cut(doing: Callable[[], None], events: int) -> bool:
    """Do it in a process that is gone at its n-th change of the disk; whether it came to its end before."""
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != KILLED
    left = [events]

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        changes = event in (
            "os.rename",
            "os.symlink",
            "os.mkdir",
            "os.rmdir",
            "os.remove",
            "os.chmod",
            "shutil.copyfile",
        )
        if changes or (
            event == "open" and isinstance(arguments[2], int) and arguments[2] & os.O_ACCMODE != os.O_RDONLY
        ):
            left[0] -= 1
            if left[0] < 0:
                os._exit(KILLED)

    sys.addaudithook(watch)
    try:
        doing()
    finally:
        os._exit(0)


@pytest.fixture
def memory() -> Iterator[Path]:
    """A disk that is quick: what is waited for here is waited for hundreds of times."""
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def small(folder: Path, version: int) -> Path:
    """A kiosk of three files, in which the editions up to this one were in force."""
    site = folder / "site.yaml"
    words = folder / "packs" / "good" / "exercises" / "rest.yaml"
    words.parent.mkdir(parents=True)
    for file in (site, words, words.with_name("more.yaml")):
        file.write_text("by hand\n")
    for number in range(7, version + 1):
        put(site, number)
    return site


@pytest.mark.parametrize(
    ("doing", "before", "after"),
    [(lambda site: put(site, 7), "", "7"), (lambda site: put(site, 8), "7", "8"), (back, "8", "7")],
    ids=["first", "second", "back"],
)
def test_a_power_cut_at_any_moment_leaves_one_of_the_two_whole(
    memory: Path, doing: Callable[[Path], None], before: str, after: str
) -> None:
    """And the next try does what was meant."""
    seen, events, ended = set(), 0, False
    while not ended:
        site = small(memory / str(events), int(before or 0))
        ended = until_power_cut(partial(doing, site), events)
        seen.add(spoken := version_spoken(site))
        assert spoken in (before, after) and site.read_text() == "by hand\n"
        files = [path.name for path in (site.resolve().parent / "packs").rglob("*.yaml")]
        assert sorted(files) == (["rest.yaml"] if spoken else ["more.yaml", "rest.yaml"])
        if spoken == before:
            doing(site)
        assert version_spoken(site) == after
        events += 1
    assert seen == {before, after} and events > 10


def test_a_full_disk_leaves_what_was_there(site: Path) -> None:
    """Whole."""
    put(site, 7)
    with full_disk(10), pytest.raises(OSError, match="too large"):
        put(site, 8)
    assert version_spoken(site) == "7" and Editions(site).told == "update 7: new words"
    put(site, 8)
    assert version_spoken(site) == "8"
