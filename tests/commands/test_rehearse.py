"""`coach rehearse`: a whole session with a made-up person."""

import json
from pathlib import Path

import pytest

from coach.cli import main
from coach.rehearsal import persona


def test_without_a_name_it_lists_who_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A line each, with what they are like."""
    assert main(["rehearse"]) == 0
    out = capsys.readouterr().out
    for name in persona.names():
        assert f"{name} " in out
        assert persona.find(name).content.about in out


def test_the_list_can_be_read_by_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON."""
    assert main(["rehearse", "--json"]) == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)] == persona.names()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nobody"], "There is no persona 'nobody'"),
        (["calm", "--snr", "200"], "--snr 200 is out of range"),
        (["calm", "--snr", "nan"], "--snr nan is out of range"),
        (["calm", "--noise", "nowhere.wav"], "nowhere.wav is not there"),
        (["calm", "--echo", "60"], "--echo 60 is out of range"),
        (["calm", "--out", "pyproject.toml"], "pyproject.toml is not a folder"),
        (["calm", "--seed", "-1"], "--seed -1 is below 0"),
    ],
)
def test_called_wrongly_it_says_so_before_anything_is_opened(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2."""
    monkeypatch.chdir(Path(__file__).parent.parent.parent)
    assert main(["rehearse", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert len(captured.err.splitlines()) == 1


def test_a_persona_with_faults_is_named_with_their_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All of them, exit code 1, before an engine is started."""
    path = tmp_path / "me.yaml"
    answers = "answers:\n  no.step: [{}]\n  no.other: [{}]\n"
    path.write_text(f"id: me\nabout: Me.\nvoice: {{name: rms}}\n{answers}", encoding="utf-8")
    assert main(["rehearse", str(path), "--out", str(tmp_path / "out")]) == 1
    assert f"{path}:5:3: P001" in (error := capsys.readouterr().err)
    assert f"{path}:6:3: P001" in error
    assert not (tmp_path / "out").exists()


@pytest.mark.engines
def test_a_rehearsal_leaves_sound_transcript_times_and_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In rehearsals/PERSONA, with a closing line that says how it went; no bar where there is no terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COACH_EAR", "moonshine")
    assert main(["rehearse", "hostile", "--snr", "25", "--echo", "-40", "--seed", "2"]) == 0
    captured = capsys.readouterr()
    assert "replies understood" in captured.out
    assert "simulated seconds" not in captured.err
    written = {path.name for path in Path("rehearsals/hostile").iterdir()}
    assert written == {"session.flac", "transcript.md", "timings.json", "session.png"}
    transcript = Path("rehearsals/hostile/transcript.md").read_text(encoding="utf-8")
    assert "25 dB below the person · the coach leaks back at -40 dB · seed 2" in transcript


@pytest.mark.engines
def test_the_summary_can_be_read_by_a_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing else is on stdout."""
    monkeypatch.setenv("COACH_EAR", "moonshine")
    assert main(["rehearse", "hostile", "--json", "--out", str(tmp_path / "out")]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["ended"] is True
    assert summary["folder"] == str(tmp_path / "out")
