"""What a place says about its kiosk."""

import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest

from coach.content import signatures
from coach.errors import AuthorError
from coach.kiosk import site
from coach.kiosk.site import Site
from tests.content.scripts import GOOD

EXAMPLE = Path(__file__).parents[2] / "docs" / "centre" / "site.yaml"
DRAFTS = "drafts: [pack, words, repair, risk, intents, reading, session, exercises, safety]\n"
LEAST = f"{DRAFTS}place: Harbor Clinic\nkiosk: ward-3\nsettings:\n  country: gb\n"


def written(folder: Path, text: str) -> Path:
    """A site file that says this."""
    path = folder / "site.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    """What is wrong with it: line, column, code and message."""
    with pytest.raises(AuthorError) as raised:
        site.read(written(folder, text), {})
    assert "run `coach kiosk --check --site FILE` again" in raised.value.fix
    return [f"{fault.line}:{fault.column} {fault.code} {fault.message}" for fault in raised.value.faults]


def test_the_example_of_the_documentation_is_right() -> None:
    """Somebody copies it."""
    example = site.read(EXAMPLE, {})
    assert (example.place, example.settings.country, example.roles[0]) == ("Harbor Clinic", "gb", "nurse")


def test_the_example_shows_every_key_there_is() -> None:
    """But for what only a home sets; the defaults that it shows are the defaults."""
    example = EXAMPLE.read_text(encoding="utf-8")
    shown = set(re.findall(r"(\w+):", example))
    models = (Site, site.StaffLine, site.Keys, site.Volume, site.Screen)
    assert {name for model in models for name in model.model_fields} - shown == set()
    read = site.read(EXAMPLE, {})
    assert (read.volume, read.screen, read.idle_seconds) == (site.Volume(), site.Screen(), 30.0)
    assert read.keys.buttons == site.Keys().buttons


def test_three_keys_are_enough(tmp_path: Path) -> None:
    """The name of the place, of the kiosk, and the country."""
    assert site.read(written(tmp_path, LEAST), {}).idle_seconds == 30.0


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ("idle_secconds: 20\n", "6:1 D004 unknown key 'idle_secconds'. Did you mean idle_seconds?"),
        ("  contry: us\n", "6:3 D004 unknown key 'contry'. Did you mean country?"),
        ("debug_transcripts: true\n", "6:1 D004 unknown key 'debug_transcripts'. Take it out."),
        ("  debug_transcripts: true\n", "6:3 D004 unknown key 'debug_transcripts'. Take it out."),
        ("idle_seconds: 3\n", "6:15 D006 idle_seconds: input should be greater than or equal to 10"),
        ("quiet: yes please\n", "6:8 D006 quiet: input should be a valid boolean"),
        ("kiosk: ward\n", "6:1 D003 key 'kiosk' stands twice"),
        ("  pack: klingon\n", "6:9 S001 There is no pack 'klingon'."),
        ("  crisis_line: us\n  barge_in: often\n", "7:13 D006 barge_in: input should be 'off', 'headset' or"),
        ("keys: {pins: {17: go, 27: choose}}\n", "6:1 S003 no key is for 'help': give it one under `buttons` or"),
        ("keys: {buttons: {kp11: go}}\n", "6:18 D006 'kp11': value error, is no key of a keypad; did you mean kp1?"),
        ("keys: {pins: {40: go}}\n", "6:15 D006 40: input should be less than or equal to 27"),
        ("volume: {loudest_decibels: 6}\n", "6:28 S004 at least 18, for who hears badly, and then turn"),
        ("quiet: true\n", "6:8 S010 what is not said aloud has to stand on a screen: say `screen`, if only {}"),
        ('screen: {browser: "\'"}\n', "6:19 D006 browser: value error, cannot be split into words"),
        ("aloud: [history]\n", "6:9 D006 0: input should be 'ratings' or 'choices'"),
        ("volume: {step_decibels: 5}\n", "6:25 S004 no step comes to +12 dB: take 1, 2, 3, 4 or 6"),
    ],
)
def test_every_fault_is_told_with_its_place_and_its_remedy(tmp_path: Path, more: str, told: str) -> None:
    """As for a pack."""
    assert any(fault.startswith(told) for fault in faults(tmp_path, LEAST + more)), faults(tmp_path, LEAST + more)


def test_a_line_has_a_name_and_a_number(tmp_path: Path) -> None:
    """In a country of which we know no line, a place that names its own may forget one of them."""
    (fault,) = faults(tmp_path, LEAST.replace("gb", "am") + "  crisis_line: the house line\n")
    assert fault.startswith("4:1 S002 Of crisis_line and crisis_number only one is known. Set crisis_number too.")


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Not only the first of them."""
    assert len(faults(tmp_path, "plase: Harbor Clinic\nkiosk: Ward 3\nsettings: {pack: 3}\n")) == 4


def test_whom_to_call_is_never_guessed_at_a_kiosk(tmp_path: Path) -> None:
    """A machine's time zone is no reason to send a stranger to a number."""
    (fault,) = faults(tmp_path, LEAST.replace("country: gb", "pack: en"))
    assert fault.startswith("4:1 S002 no country and no emergency_number")


def test_what_nobody_has_signed_is_not_spoken(tmp_path: Path) -> None:
    """Unless the place accepts it by name; what is not accepted is told, with what to do."""
    (fault,) = faults(tmp_path, LEAST.replace("risk, ", "").replace("exercises, ", ""))
    assert fault.startswith("1:1 S006 nobody has signed 4") and "exercises/after_setback.yaml" in fault
    assert "coach preview ID --sign NAME" in fault
    (fault,) = faults(tmp_path, LEAST.replace(DRAFTS, "").replace("\n  country", "\n  pack: en\n  country"))
    assert "S006 nobody has signed 6" in fault


def test_signed_content_needs_no_leave(tmp_path: Path) -> None:
    """As it was signed; with one comma more it is a draft again."""
    pack = Path(shutil.copytree(GOOD, tmp_path / "pack"))
    text = LEAST.replace(DRAFTS, "") + f"  pack: {pack}\n"
    for name in signatures.contents(pack):
        signatures.sign(pack, name, "Dr Jane Roe", date(2026, 11, 30))
    assert site.read(written(tmp_path, text), {}).drafts == []
    (pack / "repair.yaml").write_text((pack / "repair.yaml").read_text() + "\n")
    (fault,) = faults(tmp_path, text)
    assert "S006 nobody has signed 1 files of the pack as they are now (repair.yaml)" in fault


def test_a_pack_and_a_voice_beside_the_file_come_before_those_of_the_coach(tmp_path: Path) -> None:
    """So an update brings them; where there is none, it is the coach's."""
    text = LEAST.replace("intents, reading, ", "") + "  pack: en\n  piper_model: voices/joe.onnx\n"
    shutil.copytree(GOOD, tmp_path / "packs" / "en")
    (tmp_path / "voices").mkdir()
    (tmp_path / "voices" / "joe.onnx").touch()
    settings = site.read(written(tmp_path, text), {}).settings
    assert settings.pack == str(tmp_path / "packs" / "en")
    assert settings.piper_model == str(tmp_path / "voices" / "joe.onnx")
    assert site.read(EXAMPLE, {}).settings.pack == "en"


def test_a_draft_that_is_not_there_is_a_slip_of_the_pen(tmp_path: Path) -> None:
    """With what may have been meant."""
    (fault,) = faults(tmp_path, LEAST.replace("[pack", "[urge_serfing, pack"))
    assert fault == "1:10 S005 no content is called 'urge_serfing'. Did you mean urge_surfing?"


def test_a_variable_wins_as_it_does_at_home(tmp_path: Path) -> None:
    """And is checked with the rest."""
    assert site.read(written(tmp_path, LEAST), {"COACH_COUNTRY": "us"}).settings.country == "us"


@pytest.mark.parametrize(
    ("began", "now", "due"),
    [
        ("2026-11-30 04:00", "2026-11-30 05:29", False),
        ("2026-11-30 04:00", "2026-11-30 05:30", True),
        ("2026-11-30 05:31", "2026-11-30 23:00", False),
        ("2026-11-30 22:00", "2026-12-01 05:31", True),
        ("1970-01-01 00:01", "2026-11-30 04:00", True),
        ("2026-11-30 05:31", "1970-01-01 00:01", False),
    ],
)
def test_it_begins_anew_once_a_day(began: str, now: str, due: bool) -> None:
    """At the time that the site says, by the clock on the wall, also where that was wrong before; or never."""
    times = datetime.fromisoformat(began), datetime.fromisoformat(now)
    assert site.is_due("05:30", *times) is due and not site.is_due(None, *times)


def network(folder: Path, *kiosks: str) -> Path:
    """A folder with the papers of these kiosks, as the script writes them."""
    script = Path(__file__).parents[2] / "scripts" / "make-site"
    subprocess.run([script, folder, "--broker", "127.0.0.1", *kiosks], check=True, stdout=subprocess.DEVNULL)
    return folder


def with_line(papers: Path, more: str = "") -> str:
    """A site that names a line to staff."""
    return f"{LEAST}{more}staff_line: {{broker: 127.0.0.1, papers: {papers}}}\n"


def test_a_line_to_staff_needs_the_papers_of_this_kiosk(tmp_path: Path) -> None:
    """What is missing, torn, another site's or another kiosk's is told before somebody in danger needs it."""
    papers = network(tmp_path / "site", "ward-3", "ward-4")
    said = site.read(written(tmp_path, with_line(papers)), {}).staff_line
    assert said and (said.broker, said.port, said.answer_seconds) == ("127.0.0.1", 8883, 60.0)
    (fault,) = faults(tmp_path, with_line(tmp_path / "nowhere"))
    assert fault.startswith("6:41 S007 there is no authority.crt, ward-3.crt, ward-3.key in ") and "make-site" in fault
    shutil.copy(papers / "ward-4.crt", papers / "ward-3.crt")
    (fault,) = faults(tmp_path, with_line(papers))
    assert fault.startswith("6:41 S007 the papers of ward-3 in ") and "may this user read them" in fault
    shutil.copy(papers / "ward-4.key", papers / "ward-3.key")
    (fault,) = faults(tmp_path, with_line(papers))
    assert fault == "6:41 S008 the certificate is ward-4's: bring ward-3's, or call this kiosk ward-4"
    shutil.copy(network(tmp_path / "other", "ward-3") / "authority.crt", papers / "authority.crt")
    (fault,) = faults(tmp_path, with_line(papers))
    assert fault.startswith("6:41 S007 the papers of ward-3 in ") and "did one scripts/make-site write all" in fault


def test_staff_are_called_in_one_way(tmp_path: Path) -> None:
    """Nobody has to guess which of the two rang."""
    papers = network(tmp_path / "site", "ward-3")
    (fault,) = faults(tmp_path, with_line(papers, "  staff_command: /usr/bin/true\n"))
    assert "S009 staff are called by staff_command too: take one of the two out" in fault
