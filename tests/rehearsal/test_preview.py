"""A page to read, to hear and to sign, whole in one file."""

import base64
import hashlib
import io
import re

import numpy as np
import pytest
import soundfile

from coach.content.loader import load_pack
from coach.ports import RATE_HERTZ
from coach.rehearsal.preview import as_address, page
from tests.content.scripts import GOOD

TONE = (0.3 * np.sin(2 * np.pi * 440 * np.arange(RATE_HERTZ) / RATE_HERTZ)).astype(np.float32)


def decoded(address: str) -> tuple[np.ndarray, int]:
    """The sound that an address holds."""
    samples, rate_hertz = soundfile.read(io.BytesIO(base64.b64decode(address.partition(",")[2])))
    return samples, rate_hertz


def test_a_sound_is_small_and_still_the_sound() -> None:
    """A second of a tone in a few kilobytes, at its pitch."""
    address = as_address(TONE)
    assert address.startswith("data:audio/mpeg;base64,") and len(address) < 12_000
    samples, rate_hertz = decoded(address)
    assert rate_hertz == RATE_HERTZ
    strongest = np.argmax(np.abs(np.fft.rfft(samples))) * rate_hertz / len(samples)
    assert strongest == pytest.approx(440, abs=5)


def test_the_page_holds_every_line_its_sound_and_the_sources() -> None:
    """And a box to sign, for just this file."""
    pack = load_pack(GOOD)
    for room, script in (("exercises", pack.exercises["rest"]), ("session", pack.session["check_in"])):
        file = GOOD / room / f"{script.id}.yaml"
        lines = dict(script.lines())
        html = page(pack, script, file, {id.partition(".")[2]: TONE for id in lines}, {"crisis_number": "9 8 8"})
        assert hashlib.sha256(file.read_bytes()).hexdigest() in html
        assert all(line_id in html for line_id in lines)
        assert html.count("<audio") == html.count('src="data:audio/mpeg;base64,') == len(lines)
        assert all(source in html for source in script.sources)
        assert "Signature" in html and "Draft." in html


def test_only_what_the_lines_name_is_told_of_the_site() -> None:
    """The numbers of other scripts are for their own pages."""
    pack = load_pack(GOOD)
    gaps = {"crisis_number": "9 8 8", "emergency_number": "9 1 1"}
    for script, told in ((pack.exercises["rest"], False), (pack.safety["danger"], True)):
        file = next(GOOD.rglob(f"{script.id}.yaml"))
        sounds = {id.partition(".")[2]: TONE for id, _ in script.lines()}
        assert ("Lines are filled in for this site" in page(pack, script, file, sounds, gaps)) is told


def test_the_page_needs_nothing_from_outside() -> None:
    """No script, no style sheet, no picture, no font of another place; links lead within the page."""
    pack = load_pack(GOOD)
    script = pack.session["check_in"]
    sounds = {id.partition(".")[2]: TONE for id, _ in script.lines()}
    html = page(pack, script, GOOD / "session" / "check_in.yaml", sounds, {})
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", html)
    assert all(address.startswith(("#", "data:")) for address in re.findall(r'(?:href|src)="([^"]*)"', html))


def test_what_an_author_writes_cannot_change_the_page() -> None:
    """Signs of HTML are shown as they are."""
    pack = load_pack(GOOD)
    script = pack.exercises["rest"].model_copy(update={"title": "<b>rest</b>", "sources": ["<script>x</script>"]})
    sounds = {id.partition(".")[2]: TONE for id, _ in script.lines()}
    html = page(pack, script, GOOD / "exercises" / "rest.yaml", sounds, {})
    assert "<script>" not in html and "<b>rest</b>" not in html
