"""What the Spanish pack promises: the clinical notes, as far as a test can read, and Spanish for everybody."""

import re
import statistics

import pytest

from coach.content.graph import ways_through
from coach.content.pack import Pack
from coach.content.readability import FORMULAS, LONG_ENOUGH_WORDS, count, spoken_words
from coach.content.script import Script
from coach.conversation.safety import Danger, SafetyListener
from coach.conversation.understanding import Rated, vocabulary_of
from coach.speaking.pronunciation import pronounce

WANTED = {"urge_surfing", "paced_breathing", "long_out_breath", "quiet_breathing", "reframing"}
HOW_STRONG = "De cero a diez, ¿cuánta fuerza tienen las ganas ahora mismo?"
OF_A_GENDER = re.compile(
    r"\b(estás|estar|estés|eres|te sientes|sentirte|quéda\w+|te quedas|sigues|te ves) (muy |tan |más )?"
    r"(sol|list|segur|cansad|tranquil|content|preparad|maread|perdid|sentad|ocupad|despiert)[oa]\b"
)
"""What says of the person that they are something: "estás sola", "quédate tranquilo"."""
FORMAL = re.compile(r"\b(usted|ustedes|dígame|dígalo|siéntese|quédese|tómese|vosotr[oa]s|vuestr[oa]s?)\b")


def scripts(pack: Pack) -> list[Script]:
    """All scripts of a pack."""
    return [*pack.session.values(), *pack.exercises.values(), *pack.safety.values()]


def test_it_has_what_a_second_language_needs(spanish: Pack, english: Pack) -> None:
    """Check-in, urge surfing, breathing, reframing, and each safety path of the English pack."""
    assert spanish.exercises.keys() >= WANTED
    assert spanish.safety.keys() == english.safety.keys()


@pytest.mark.engines
def test_every_line_can_be_read_in_the_sixth_grade(spanish: Pack) -> None:
    """By Crawford's formula: at most 6, half of them under 5."""
    lines = dict(spanish.lines())
    sounds = pronounce(list({word for text in lines.values() for word in spoken_words(text)}), spanish.header.locale)
    counts = {line_id: count(text, sounds) for line_id, text in lines.items()}
    long = {line_id: counted for line_id, counted in counts.items() if counted.words >= LONG_ENOUGH_WORDS}
    grades = {line_id: FORMULAS["crawford"](counted) for line_id, counted in long.items()}
    assert {line_id: round(grade, 1) for line_id, grade in grades.items() if grade > 6.05} == {}
    assert statistics.median(grades.values()) < 5


def test_it_speaks_to_everybody_alike(spanish: Pack) -> None:
    """No word tells the person's gender, and the person is "tú" everywhere."""
    lines = {line_id: text.lower() for line_id, text in spanish.lines()}
    assert {line_id: found[0] for line_id, text in lines.items() if (found := OF_A_GENDER.search(text))} == {}
    assert {line_id: found[0] for line_id, text in lines.items() if (found := FORMAL.search(text))} == {}


def test_a_question_is_opened_and_closed(spanish: Pack) -> None:
    """As many "¿" as "?": a voice raises its tone by them."""
    assert [line_id for line_id, text in spanish.lines() if text.count("¿") != text.count("?")] == []


def test_the_name_of_a_line_in_another_language_is_not_said(spanish: Pack) -> None:
    """Numbers are digits in every language; "the Lifeline" is not."""
    assert [line_id for line_id, text in spanish.lines() if re.search(r"{(crisis|violence)_line}", text)] == []


def test_strength_is_asked_in_the_same_words_each_time(spanish: Pack) -> None:
    """Otherwise the numbers could not be compared."""
    before, after = spanish.session["check_in"].steps, spanish.session["check_out"].steps
    middles = [step for step in spanish.exercises["urge_surfing"].steps.values() if step.ask and step.ask.rating]
    assert list(before["ability"].say.values()) == list(after["ability"].say.values())
    for step in (before["craving"], after["craving"], *middles):
        assert list(step.say.values()) == [HOW_STRONG]


def test_breathing_is_six_a_minute_without_holds_and_ends_on_dizzy(spanish: Pack) -> None:
    """Ten seconds a breath; "mareo" and "peor" are heard all the while."""
    breathing = [step for script in spanish.exercises.values() for step in script.steps.values() if step.pace]
    for step in breathing:
        assert step.pace and step.pace.inhale_seconds + step.pace.exhale_seconds == 10
        assert not (step.pace.hold_seconds or step.pace.rest_seconds)
        assert {"dizzy", "worse"} <= step.during.keys()


def test_every_silence_is_announced(spanish: Pack) -> None:
    """The line before a wait says that it will be quiet."""
    silent = [
        (script.id, name)
        for script in scripts(spanish)
        for name, step in script.steps.items()
        if step.wait_seconds and "silencio" not in " ".join(step.say.values())
    ]
    assert silent == []


def test_nobody_in_crisis_is_left_because_they_are_silent_or_unsure(spanish: Pack) -> None:
    """A number before any question, and another step after silence and "no sé"."""
    for script in spanish.safety.values():
        said = " ".join(next(iter(script.steps.values())).say.values())
        assert "_number}" in said and "?" not in said
        for name, step in script.steps.items():
            for way in ways_through(script)[name] if step.ask else []:
                if not {"unsure", "silent"}.isdisjoint(way.where):
                    assert way.to is not None, (script.id, name)


def test_no_answer_is_taken_for_danger(spanish: Pack) -> None:
    """Otherwise the person could never give it. On a safety path an answer may speak of that path's danger."""
    listener = SafetyListener(spanish.risk)
    for script in scripts(spanish):
        for name, step in script.steps.items():
            for answer, given in step.ask.answers.items() if step.ask else []:
                for phrase in given.phrases or spanish.words.shared[answer]:
                    finding = listener.read(phrase)
                    assert finding.danger is not Danger.RISK or finding.path == script.id, (script.id, name, phrase)


@pytest.mark.parametrize(
    ("said", "number"),
    [("siete", 7), ("un siete", 7), ("como un siete", 7), ("diez de diez", 10), ("creo que un cero", 0)],
)
def test_numbers_are_understood_as_people_say_them(spanish: Pack, said: str, number: int) -> None:
    """Bare, and in what stands around them."""
    asked = spanish.session["check_in"].steps["craving"]
    assert vocabulary_of(asked, spanish.words).meaning(said) == Rated(number)


def test_what_no_clinician_has_signed_says_so(spanish: Pack) -> None:
    """Until then every script is a draft."""
    assert {script.status for script in scripts(spanish)} == {"draft"}
