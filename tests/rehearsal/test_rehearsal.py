"""A whole session with a made-up person."""

from pathlib import Path

import numpy as np
import pytest

from coach import bootstrap, document
from coach.content.pack import Pack
from coach.document import Document
from coach.effects import Expectation
from coach.errors import DefectError
from coach.events import Heard
from coach.rehearsal import persona
from coach.rehearsal.meaning import Verdict
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.persona import Noise, Persona
from coach.rehearsal.rehearsal import LIMIT_SECONDS, Cast, hire, rehearse
from coach.settings import Settings
from tests.fakes.observer import FakeObserver
from tests.listeners import safety_of
from tests.rehearsal.spelling import SpellingEar, SpellingVoice

QUIET_ROOM = {"noise": Noise(), "echo_db": None}


def spelling_cast(pack: Pack, doubtful: tuple[str, ...] = ()) -> Cast:
    """A cast without speech engines."""
    session = bootstrap.open_session(Settings(), pack, safety_of(pack))
    return Cast(pack, session, SpellingEar(doubtful), SpellingVoice(), SpellingVoice())


def in_quiet_room(name: str) -> Document[Persona]:
    """A persona where a spelling ear can read everything."""
    found = persona.find(name)
    return Document(found.path, found.content.model_copy(update=QUIET_ROOM), found.root)


def try_spelled(pack: Pack, name: str) -> Outcome:
    """The rehearsal without engines."""
    outcome, _ = rehearse(spelling_cast(pack), in_quiet_room(name), seed=1)
    return outcome


def try_really(name: str) -> Outcome:
    """The rehearsal with Moonshine, espeak-ng and flite."""
    chosen = persona.find(name)
    with hire(Settings(ear="moonshine"), chosen) as cast:
        outcome, recording = rehearse(cast, chosen, seed=1)
    assert np.abs(recording).max(axis=0).min() > 0.01
    return outcome


def titles(pack: Pack, *names: str) -> list[str]:
    """The exercises' titles."""
    return [pack.exercises[name].title for name in names]


def test_calm_goes_through_all_three_kinds_of_exercises(english: Pack) -> None:
    """Every reply is understood, and the session comes to its end."""
    outcome = try_spelled(english, "calm")
    assert outcome.ended
    assert outcome.exercises == titles(english, "urge_surfing", "paced_breathing", "reframing")
    assert outcome.verdicts[Verdict.UNDERSTOOD] == outcome.replies > 20


def test_silent_is_guided_through_breathing_without_a_word(english: Pack) -> None:
    """Nobody is pressed to speak, and nothing is heard."""
    outcome = try_spelled(english, "silent")
    assert outcome.ended
    assert outcome.exercises == titles(english, "quiet_breathing")
    assert len(outcome.breaths) > 10
    assert set(outcome.verdicts) == {Verdict.SILENT}


def test_in_crisis_reaches_a_person_by_the_safety_path(english: Pack) -> None:
    """The phrase in the middle of an exercise leads to the path, and the truth counts it as understood."""
    outcome = try_spelled(english, "in_crisis")
    (alarm,) = [turn for turn in outcome.turns if turn.utterance and turn.utterance.meant == "suicide"]
    assert alarm.verdict is Verdict.UNDERSTOOD
    assert outcome.ended
    assert any("suicide" in prompt.scripts for prompt in outcome.prompts)


def test_hostile_is_refused_politely_until_stop_ends_it(english: Pack) -> None:
    """What is no answer is never taken for one; "stop it" ends the session."""
    outcome = try_spelled(english, "hostile")
    assert outcome.ended
    assert outcome.verdicts[Verdict.MISUNDERSTOOD] == 0
    assert outcome.verdicts[Verdict.RIGHTLY_REFUSED] > 3
    assert "stopped" in outcome.prompts[-1].scripts


def test_a_doubtful_reply_is_asked_back_and_said_again(english: Pack) -> None:
    """The first hearing counts as asked back, the second as understood."""
    cast = spelling_cast(english, doubtful=("ten",))
    outcome, _ = rehearse(cast, in_quiet_room("hostile"), seed=1)
    asked = [turn.verdict for turn in outcome.turns if turn.about == "check_in.craving"]
    assert asked[-2:] == [Verdict.ASKED_BACK, Verdict.UNDERSTOOD]


def test_the_coach_begins_to_speak_in_the_frame_in_which_the_ear_decides(english: Pack) -> None:
    """First sound and endpoint are on the room's clock, after the person's last sound."""
    for turn in try_spelled(english, "hostile").turns:
        if isinstance(turn.answer, Heard) and turn.utterance:
            assert turn.first_sound_seconds is not None
            assert turn.utterance.ended_seconds < turn.answer.endpoint_seconds <= turn.first_sound_seconds


def test_the_same_rehearsal_comes_out_the_same(english: Pack) -> None:
    """Sample for sample, with noise and echo."""
    first, second = (rehearse(spelling_cast(english), persona.find("silent"), seed=3) for _ in range(2))
    assert np.array_equal(first[1], second[1])
    assert first[0].turns == second[0].turns
    other = rehearse(spelling_cast(english), persona.find("silent"), seed=4)
    assert not np.array_equal(first[1][:1000], other[1][:1000])


def test_observers_see_what_happens(english: Pack) -> None:
    """A bar, or a screen, can follow."""
    observer = FakeObserver()
    outcome, recording = rehearse(spelling_cast(english), in_quiet_room("hostile"), 1, [observer])
    assert observer.seen[-1][0] <= outcome.simulated_seconds == pytest.approx(len(recording) / 16_000)


def test_a_session_that_does_not_end_is_broken_off(english: Pack, tmp_path: Path) -> None:
    """Somebody who asks for a repetition for ever can be looked at; a rehearsal allows sixty simulated minutes."""
    path = tmp_path / "parrot.yaml"
    path.write_text(
        "id: parrot\nabout: Says the same for ever.\nvoice: {name: rms}\nlevel_db: -20\necho_db: null\n"
        "answers:\n  welcome.ready: [{say: repeat}]\n",
        encoding="utf-8",
    )
    assert LIMIT_SECONDS == 60 * 60
    outcome, _ = rehearse(spelling_cast(english), document.read(path, Persona), seed=1, limit_seconds=180)
    assert not outcome.ended
    assert outcome.simulated_seconds == pytest.approx(180, abs=0.1)
    assert {turn.about for turn in outcome.turns} == {"welcome.ready"}


def test_a_defect_of_ours_is_not_mistaken_for_a_session_without_end(english: Pack, tmp_path: Path) -> None:
    """Whatever else goes wrong comes through."""
    cast = spelling_cast(english)
    broken = Cast(english, cast.session, BrokenEar(), cast.voice, cast.person_voice)
    with pytest.raises(DefectError, match="The ear is broken"):
        rehearse(broken, in_quiet_room("silent"), seed=1)


class BrokenEar(SpellingEar):
    """An ear with a mistake of ours."""

    def expect(self, listen_id: int, expectation: Expectation, now: float) -> None:
        """Fail."""
        raise DefectError("The ear is broken.", "Please report this.")


@pytest.mark.engines
def test_the_real_ear_understands_calm_in_all_three_kinds_of_exercises(english: Pack) -> None:
    """The done-when of the issue: nothing is misunderstood, hardly anything asked back."""
    outcome = try_really("calm")
    assert outcome.ended
    assert outcome.exercises == titles(english, "urge_surfing", "paced_breathing", "reframing")
    assert outcome.verdicts[Verdict.MISUNDERSTOOD] == outcome.verdicts[Verdict.HEARD_NOISE] == outcome.cut_off == 0
    assert outcome.verdicts[Verdict.UNDERSTOOD] >= 0.9 * outcome.replies > 20


@pytest.mark.engines
def test_the_real_ear_waits_for_hesitant() -> None:
    """Nobody is cut off while thinking, and the session gets to its end."""
    outcome = try_really("hesitant")
    assert outcome.ended
    assert outcome.cut_off == outcome.verdicts[Verdict.MISUNDERSTOOD] == 0
    assert outcome.verdicts[Verdict.UNDERSTOOD] >= 9


@pytest.mark.engines
def test_the_real_ear_follows_rising_to_another_way(english: Pack) -> None:
    """A craving that grows leads to grounding and to the offer of another exercise, and of a person."""
    outcome = try_really("rising")
    assert outcome.ended
    assert outcome.exercises == titles(english, "urge_surfing", "paced_breathing")
    assert outcome.verdicts[Verdict.MISUNDERSTOOD] == 0
    assert any(turn.about == "check_out.more" for turn in outcome.turns)


@pytest.mark.engines
def test_the_real_ear_hears_nothing_from_silent(english: Pack) -> None:
    """Noise, and the coach leaking back, are never taken for a reply."""
    outcome = try_really("silent")
    assert outcome.ended
    assert outcome.exercises == titles(english, "quiet_breathing")
    assert set(outcome.verdicts) == {Verdict.SILENT}


@pytest.mark.engines
def test_the_real_ear_takes_no_swearing_for_an_answer() -> None:
    """Hostile ends it with "stop it", and kindly."""
    outcome = try_really("hostile")
    assert outcome.ended
    assert outcome.verdicts[Verdict.MISUNDERSTOOD] == 0
    assert "stopped" in outcome.prompts[-1].scripts


@pytest.mark.engines
def test_the_real_ear_hears_a_crisis() -> None:
    """The safety path is taken the first time that the phrase is said, and gone through to its end."""
    outcome = try_really("in_crisis")
    (alarm,) = [turn for turn in outcome.turns if turn.utterance and turn.utterance.meant == "suicide"]
    assert alarm.verdict is Verdict.UNDERSTOOD
    assert outcome.ended


@pytest.mark.engines
def test_the_real_ear_gets_mumbling_through_an_exercise(english: Pack) -> None:
    """Soft speech among other voices is asked back, not misunderstood."""
    outcome = try_really("mumbling")
    assert outcome.ended
    assert outcome.exercises == titles(english, "paced_breathing")
    # With Debian 13's voices "maybe" is half a yes to a question about danger, which a "no" then ends.
    assert outcome.verdicts[Verdict.MISUNDERSTOOD] <= 1
