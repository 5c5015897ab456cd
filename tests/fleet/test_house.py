"""What a site says of its page."""

import re
import subprocess
from pathlib import Path

import pytest

from coach.errors import AuthorError
from coach.fleet import house
from coach.fleet.house import Fleet, Https

HERE = Path(__file__).parents[2]
EXAMPLE = HERE / "docs" / "centre" / "fleet.yaml"


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the script writes."""
    folder = tmp_path_factory.mktemp("house") / "site"
    words = ["--broker", "127.0.0.1", "--page", "staff.harbor.example", "ward-3"]
    subprocess.run([HERE / "scripts" / "make-site", folder, *words], check=True, stdout=subprocess.DEVNULL)
    return folder


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with a file."""
    path = folder / "fleet.yaml"
    path.write_text(text)
    try:
        house.read(path)
    except AuthorError as faulty:
        assert "coach fleet --check" in faulty.fix
        return [f"{fault.line}:{fault.column} {fault.code} {fault.message}" for fault in faulty.faults]
    return []


def least(papers: Path) -> str:
    """All that has to be there."""
    return f"place: Harbor Clinic\nbroker: 127.0.0.1\npapers: {papers}\npeople: /nowhere/people.json\n"


def test_the_example_of_the_documentation_shows_every_key(papers: Path, tmp_path: Path) -> None:
    """Somebody copies it, and names their own papers."""
    example = EXAMPLE.read_text()
    assert {name for model in (Fleet, Https) for name in model.model_fields} - set(
        re.findall(r"(\w+):", example)
    ) == set()
    assert faults(tmp_path, example.replace("/etc/coach/page  ", f"{papers}  ")) == []
    assert faults(tmp_path, example.replace("/etc/coach/page", str(papers)).replace("# https:", "https:")
                  .replace("#   cert", "  cert").replace("#   key", "  key")) == []  # fmt: skip


def test_four_keys_are_enough(papers: Path, tmp_path: Path) -> None:
    """On this machine alone, not kept."""
    assert faults(tmp_path, least(papers)) == []


def test_in_the_network_it_has_to_be_encrypted(papers: Path, tmp_path: Path) -> None:
    """No password goes over a wire as it is."""
    (fault,) = faults(tmp_path, least(papers) + "address: 192.0.2.7\n")
    assert fault.startswith("5:10 F003 at 192.0.2.7 passwords would go over the network as they are: set `https`")
    https = f"https: {{certificate: {papers}/page-https.crt, key: {papers}/page-https.key}}\n"
    assert faults(tmp_path, least(papers) + "address: 192.0.2.7\n" + https) == []
    (fault,) = faults(tmp_path, least(papers) + https.replace("page-https.key", "ward-3.key"))
    assert fault.startswith("5:1 F004 certificate and key cannot be used")


def test_who_signs_in_by_certificate_is_named_beside_whose_they_are(papers: Path, tmp_path: Path) -> None:
    """Or nobody's would be trusted; and what a name or a right may be is said."""
    https = f"https: {{certificate: {papers}/page-https.crt, key: {papers}/page-https.key%s}}\n"
    named = "by_certificate: {ana: answer, desk: see}\n"
    (fault,) = faults(tmp_path, least(papers) + https % "" + named)
    assert fault == "6:1 F005 nobody's certificates are trusted: set `authority` under `https`"
    assert faults(tmp_path, least(papers) + https % f", authority: {papers}/authority.crt" + named) == []
    (fault,) = faults(tmp_path, least(papers) + https % f", authority: {papers}/ward-3.key")
    assert fault.startswith("5:1 F004 certificate and key cannot be used")
    assert len(faults(tmp_path, least(papers) + "by_certificate: {Ana: answer, desk: all}\n")) == 2


def test_it_goes_to_the_broker_under_its_own_name(papers: Path, tmp_path: Path) -> None:
    """The broker lets nobody else answer."""
    (fault,) = faults(tmp_path, least(tmp_path))
    assert fault.startswith("3:9 F001 the papers of staff-page in ")
    for kind in ("crt", "key"):
        (tmp_path / f"staff-page.{kind}").write_bytes((papers / f"ward-3.{kind}").read_bytes())
    (tmp_path / "authority.crt").write_bytes((papers / "authority.crt").read_bytes())
    (fault,) = faults(tmp_path, least(tmp_path))
    assert fault == "3:9 F002 the certificate is ward-3's, and the broker lets only staff-page answer"


def test_an_address_is_one_of_a_machine(papers: Path, tmp_path: Path) -> None:
    """A host's name may be another one tomorrow."""
    (fault,) = faults(tmp_path, least(papers) + "address: staff.harbor.example\n")
    assert "is no address of this machine" in fault


def test_which_names_a_browser_may_call_it_by() -> None:
    """Any other is a page from elsewhere whose name was turned to this machine."""
    said = {"place": "x", "broker": "b", "papers": Path("p"), "people": Path("q")}
    assert Fleet.model_validate(said).hosts == ["127.0.0.1", "localhost"]
    inside = Fleet.model_validate(said | {"address": "192.0.2.7", "names": ["staff.harbor.example"]})
    assert inside.hosts == ["192.0.2.7", "staff.harbor.example"] and not inside.is_loopback
