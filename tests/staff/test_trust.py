"""Whom a kiosk trusts, and who is let in."""

import os
import shutil
import ssl
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from coach.staff.line import Broker, Down, Line, Up
from coach.staff.trust import Papers
from tests.kiosk.site import Site, happening

IN_1970 = """
import sys
from pathlib import Path
from coach.staff.line import Broker, Line
from coach.staff.trust import Papers
folder = Path(sys.argv[1])
papers = Papers(folder / "authority.crt", folder / "ward-3.crt", folder / "ward-3.key")
line = Line(Broker("127.0.0.1", int(sys.argv[2])), "ward-3", papers)
line.open()
print(type(line.happened.get(timeout=30)).__name__)
line.close()
"""


def first(site: Site, name: str, papers: Papers, broker: Broker | None = None) -> type:
    """Whether the line stands, or does not."""
    line = Line(broker or site.broker, name, papers)
    line.open()
    happened = type(happening(line, (Up, Down)))
    line.close()
    return happened


def test_who_has_a_certificate_of_the_site_is_let_in(site: Site) -> None:
    """And only who has one."""
    assert first(site, "ward-3", site.papers("ward-3")) is Up


def test_who_has_a_certificate_of_another_site_is_not(site: Site, tmp_path: Path) -> None:
    """Whatever name it says."""
    other = Site(tmp_path / "other")
    stranger = replace(other.papers("ward-3"), authority=site.folder / "authority.crt")
    assert first(site, "ward-3", stranger) is Down


def test_a_broker_of_another_site_or_under_another_name_is_not_trusted(site: Site, tmp_path: Path) -> None:
    """No call goes to somebody who only says that they are the broker."""
    other = Site(tmp_path / "other")
    own = site.papers("ward-3")
    assert first(site, "ward-3", replace(own, authority=other.folder / "authority.crt")) is Down
    assert first(site, "ward-3", own, Broker("localhost", site.broker.port)) is Down


def test_a_certificate_opens_no_other_name(site: Site) -> None:
    """The broker asks the certificate, not the client: who says that they are ward-4 evicts nobody."""
    standing = site.line("ward-4")
    happening(standing, Up)
    assert first(site, "ward-4", site.papers("ward-3")) is Up
    assert standing.stands
    standing.close()


def test_a_kiosk_that_wakes_in_1970_is_let_in(site: Site) -> None:
    """Its certificates seem to begin in fifty years, and no call waits for that."""
    if shutil.which("faketime") is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("faketime is missing: apt-get install faketime")
    alone = os.environ | {"FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    program = [sys.executable, "-c", IN_1970, str(site.folder), str(site.broker.port)]
    answer = subprocess.run(
        ["faketime", "1970-01-02 00:00:00", *program], env=alone, capture_output=True, text=True, check=False
    )
    assert answer.stdout == "Up\n", answer.stderr


def test_a_certificate_that_had_ended_when_the_time_was_last_known_is_refused(tmp_path: Path) -> None:
    """A wrong clock is no way to bring an old one back."""
    site = Site(tmp_path / "site", "--days", "1")
    site.start()
    known = tmp_path / "last_known"
    known.touch()
    papers = replace(site.papers("ward-3"), last_known=known)
    assert first(site, "ward-3", papers) is Up
    in_two_days = time.time() + 2 * 86_400
    os.utime(known, (in_two_days, in_two_days))
    assert first(site, "ward-3", papers) is Down
    papers.note_time()
    assert known.stat().st_mtime == pytest.approx(in_two_days), "a clock that is wrong is kept"
    site.stop()


def test_the_time_is_kept_where_it_is_known(tmp_path: Path) -> None:
    """For the next start without a clock."""
    papers = replace(Site(tmp_path / "site").papers("ward-3"), last_known=tmp_path / "last_known")
    papers.note_time()
    assert (tmp_path / "last_known").stat().st_mtime == pytest.approx(time.time(), abs=60.0)


def test_papers_that_are_missing_or_are_none_are_told_at_once(tmp_path: Path) -> None:
    """When the kiosk starts, and somebody can mend it."""
    site = Site(tmp_path / "site")
    with pytest.raises(FileNotFoundError):
        site.papers("nobody").trust()
    (site.folder / "ward-3.crt").write_text("torn")
    with pytest.raises(ssl.SSLError):
        site.papers("ward-3").trust()


def test_whose_a_certificate_is_and_when_it_ends_can_be_read(tmp_path: Path) -> None:
    """Without a broker, and also where it has ended or has not begun; not where another authority stands for it."""
    site, other = Site(tmp_path / "site", "--days", "20"), Site(tmp_path / "other")
    certificate = Papers.of("ward-3", site.folder).holder()
    assert certificate.name == "ward-3"
    assert certificate.ends_seconds == pytest.approx(time.time() + 20 * 86_400, abs=3600.0)
    with pytest.raises(ssl.SSLError):
        replace(site.papers("ward-3"), authority=other.folder / "authority.crt").holder()
    with pytest.raises(ssl.SSLError):
        replace(site.papers("ward-3"), key=site.folder / "ward-4.key").holder()
