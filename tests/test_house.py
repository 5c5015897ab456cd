"""The rules of the house that a machine can check."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach import INTENDED_USE
from coach.cli import main
from coach.commands.command_line import COMMANDS
from coach.content.claims import MedicalClaims
from coach.content.pack import Pack

HOUSE = Path(__file__).parent.parent
SCRIPTS = [path for path in sorted((HOUSE / "scripts").rglob("*")) if path.suffix in ("", ".bash") and path.is_file()]
RUN = [*SCRIPTS, HOUSE / ".ci" / "run"]
TOOLS = [path for room in ("models", "scripts", "tests") for path in sorted((HOUSE / room).rglob("*.py"))]
SOURCES = sorted(path.relative_to(HOUSE) for path in (HOUSE / "coach").rglob("*.py"))
NETWORK = {
    "pooch",
    "requests",
    "urllib",
    "http",
    "socket",
    "ssl",
    "ftplib",
    "smtplib",
    "websockets",
    "httpx",
    "uvicorn",
    "starlette",
    "paho",
    "wyoming",
}
MAY_CONNECT = {
    "coach/sources.py": "fetches models, when somebody says so",
    "coach/fleet/door.py": "who is let in at the staff's page: reads requests, opens nothing",
    "coach/fleet/handshake.py": "whose certificate a browser showed at that page: opens nothing",
    "coach/fleet/house.py": "whether a certificate fits its key: opens nothing",
    "coach/fleet/messages.py": "reads a form: opens nothing",
    "coach/fleet/server.py": "serves the staff's page, where the site's file says, on loopback unless it is encrypted",
    "coach/staff/line.py": "calls staff, through the broker that the site names",
    "coach/staff/trust.py": "whom that line trusts",
    "coach/kiosk/watchdog.py": "tells systemd that it lives: a socket of this machine's own, AF_UNIX",
    "coach/screen/server.py": "serves the page, on loopback alone",
    "coach/wyoming.py": "asks the recogniser or the voice that the settings name, by its address",
    "coach/screen/guest.py": "one page that looks on",
}
"""And what for; whatever else wants to has to be added here, and to the privacy page."""
ENGINES_AND_DEVICES = ("sounddevice", "soundfile", "vosk", "onnxruntime", "pyttsx3", "pebble")
TALKATIVE = {"onnxruntime", "piper"}
"""What only keeps quiet once the coach is imported, see coach/__init__.py. Piper runs on onnxruntime."""
MOST_LINES = 400
PAGES = [
    path
    for path in (
        HOUSE / "README.md",
        HOUSE / "models" / "README.md",
        *HOUSE.glob("docs/**/*.md"),
        *HOUSE.glob("coach/packs/*.md"),
    )
    if path.name != "ear-tables.md"  # which words the ear took for which: no sentences
]
CLAIM_NOTHING = [
    INTENDED_USE,
    "It is for somebody alone on a bad evening, and for a patient in a treatment centre in front of a kiosk.",
    "It is no treatment and makes no diagnosis.",
    "I am not a treatment.",
    "Words by which only a medical device may call itself stand in each pack (medical_claims in "
    "[pack.yaml](../coach/packs/en/pack.yaml)).",
    "Whether a program of this kind is a medical device differs by country.",
]
"""Sentences of pages and help texts that have a word of treatment, each as a whole: what was read and is honest."""


def imported(source: Path, anywhere: bool = True) -> Iterator[str]:
    """The packages that a file names in its imports, wherever they stand, or only those that it loads with itself."""
    tree = ast.parse((HOUSE / source).read_text(encoding="utf-8"))
    for node in ast.walk(tree) if anywhere else tree.body:
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_every_source_file_has_its_test_file(source: Path) -> None:
    """`coach/sound/wav.py` is specified in `tests/sound/test_wav.py`."""
    if source.name == "__init__.py":
        return
    room = source.relative_to("coach").parent
    assert (HOUSE / "tests" / room / f"test_{source.name}").is_file()


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_no_source_file_is_too_long_to_read_in_one_sitting(source: Path) -> None:
    """A file is one noun."""
    assert len((HOUSE / source).read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize(
    ("folder", "never"), [("coach", {"models", "scripts", "tests"}), ("models", {"scripts", "tests"})]
)
def test_what_is_installed_needs_nothing_of_the_workshop(folder: str, never: set[str]) -> None:
    """The coach is what the wheel holds. What makes models knows it, and what measures knows both; never back."""
    sources = {path.relative_to(HOUSE) for path in (HOUSE / folder).rglob("*.py")}
    assert sources
    assert [source for source in sources if not never.isdisjoint(imported(source))] == []


@pytest.mark.parametrize("source", SOURCES, ids=str)
def test_only_few_files_can_open_a_connection(source: Path) -> None:
    """Those that have to."""
    if source.as_posix() not in MAY_CONNECT:
        assert NETWORK.isdisjoint(imported(source))


def test_no_tool_loads_what_talks_before_the_coach() -> None:
    """What trains and measures keeps the promise too: the coach is loaded with the file, onnxruntime later."""
    talking = [tool for tool in TOOLS if not TALKATIVE.isdisjoint(imported(tool))]
    at_once = {tool: set(imported(tool, anywhere=False)) for tool in talking}
    assert talking and all("coach" in first and TALKATIVE.isdisjoint(first) for first in at_once.values())


def test_every_dependency_has_bounds() -> None:
    """A version that nobody has tried, and that may talk or speak differently, comes in by a change of ours only."""
    said = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    project = said["project"]
    named = [*said["build-system"]["requires"], *project["dependencies"]]
    named += [each for extra in project["optional-dependencies"].values() for each in extra]
    assert [each for each in named if not re.fullmatch(r"[\w-]+>=[\d.]+,<[\d.]+", each)] == []


def test_imports_point_one_way() -> None:
    """The contracts in pyproject.toml hold."""
    lint = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([lint, "--no-cache"], cwd=HOUSE, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_a_conversation_loads_no_engine_and_no_device() -> None:
    """The core can be imported and tried where none of them is installed."""
    program = "import coach.conversation.session, coach.content.loader, sys; print(*sys.modules)"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert set(ENGINES_AND_DEVICES).isdisjoint(answer.stdout.split())


def test_what_was_learnt_is_read_in_one_thread() -> None:
    """Threads that wait for each other beside a busy engine would make somebody in danger wait."""
    program = (
        "import os, coach.safety.network as network, numpy; from coach.content.loader import pack_folder;"
        "before = len(os.listdir('/proc/self/task'));"  # onnxruntime brings one that sleeps
        "network.Network(pack_folder('en') / 'risk.npz').read('i took all my pills ' * 40);"
        "numpy.ones((512, 512)) @ numpy.ones((512, 512));"
        "print(len(os.listdir('/proc/self/task')) - before)"
    )
    alone = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=alone)
    assert answer.stdout == "0\n"


def test_every_command_is_in_the_readme() -> None:
    """Nobody has to guess what there is."""
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"coach {command}" not in readme] == []


@pytest.mark.parametrize("script", RUN, ids=lambda path: path.name)
def test_every_script_can_be_run(script: Path) -> None:
    """It says what runs it and is allowed to run; what is only sourced is a .bash file. Bash scripts parse."""
    first = script.read_text(encoding="utf-8").splitlines()[0]
    sourced = script.suffix == ".bash"
    assert first.startswith("#!/usr/bin/env ") is not sourced
    assert bool(script.stat().st_mode & 0o100) is not sourced
    if sourced or first.endswith("bash"):
        subprocess.run(["bash", "-n", script], check=True)


def prose(markdown: str) -> Iterator[str]:
    """The paragraphs, list items and cells of a page, each without line breaks and marks."""
    for block in re.split(r"\n\s*\n|\n(?=\s*(?:[-*>|#]|\d+\.))", markdown):
        yield from (" ".join(re.sub(r"[*`>#]", "", cell).split()) for cell in block.split("|"))


def helped(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What `--help` says."""
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    return capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOUSE).as_posix())
def test_no_page_claims_what_only_a_medical_device_may(page: Path, english: Pack) -> None:
    """The words are those that the English pack never says."""
    claims = MedicalClaims(words=english.header.style.medical_claims.words, allowed=CLAIM_NOTHING)
    assert [claimed for text in prose(page.read_text(encoding="utf-8")) for claimed in claims.claims_in(text)] == []


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_help_claims_what_only_a_medical_device_may(
    command: str, english: Pack, capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither the commands' own words nor their options'."""
    claims = MedicalClaims(words=english.header.style.medical_claims.words, allowed=CLAIM_NOTHING)
    told = helped(capsys, *command.split())
    assert [claimed for text in prose(told) for claimed in claims.claims_in(text)] == []


def test_a_new_claim_on_a_page_is_found(english: Pack) -> None:
    """In a paragraph, an item, a cell and a heading; and beside a sentence that is allowed."""
    claims = MedicalClaims(words=english.header.style.medical_claims.words, allowed=CLAIM_NOTHING)
    page = """# A therapy

It is no treatment and makes no diagnosis. It is
clinically proven.

- It **treats** you.
- A plan.

| it | does |
|---|---|
| coach | prevents relapse |
"""
    found = [claimed for text in prose(page) for claimed in claims.claims_in(text)]
    assert found == ["therapy", "clinically", "treats", "prevents"]


def test_the_intended_use_is_the_same_sentence_everywhere(capsys: pytest.CaptureFixture[str]) -> None:
    """In the package, the help, and on its own page."""
    package = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert package["description"] == INTENDED_USE
    assert INTENDED_USE in " ".join(helped(capsys).split())
    assert INTENDED_USE in list(prose((HOUSE / "docs" / "intended-use.md").read_text(encoding="utf-8")))
