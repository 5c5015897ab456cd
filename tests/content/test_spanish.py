"""What the Spanish pack promises: the clinical notes, as far as a test can read, and Spanish for everybody."""

import re
import statistics

import pytest

from coach.bootstrap import gaps
from coach.content.gaps import fill
from coach.content.graph import ways_through
from coach.content.pack import Pack
from coach.content.readability import FORMULAS, LONG_ENOUGH_WORDS, count, spoken_words
from coach.content.script import Script
from coach.conversation.understanding import Rated, vocabulary_of
from coach.safety.finding import Danger
from coach.settings import Settings
from coach.speaking.pronunciation import pronounce
from tests.listeners import rules_of

WANTED = {"urge_surfing", "paced_breathing", "long_out_breath", "quiet_breathing", "reframing"}
HOW_STRONG = "De cero a diez, ¿cuánta fuerza tienen las ganas ahora mismo?"
TOLD = {  # what people say, and the path that it must lead to
    "overdose": [
        "me tomé demasiadas pastillas", "creo que es una sobredosis", "mi amigo no se despierta", "no respira",
        "bebí lejía", "me tragué todo el frasco de pastillas", "e tomado demaciadas pastiyas",
        "tiene los labios azules",
    ],
    "medical": [
        "me duele el pecho", "no puedo respirar", "me está dando un infarto", "me boy a desmayar",
        "llamen una ambulancia", "tuve una convulsión", "oigo voces que me hablan", "bomito sangre",
    ],
    "violence": [
        "mi marido me pega", "me ha amenazado de muerte", "me ba a matar", "tengo miedo de hacerle daño a mis hijos",
        "lo voy a matar", "tiene una pistola", "llamen a la policía", "no me deja salir de la casa",
    ],
    "withdrawal": [
        "dejé de beber y estoy temblando", "llevo dos días sin tomar y veo cosas", "tengo delirium tremens",
        "dejé el rivotril y me dio una convulsión",
    ],
    "suicide": [
        "me quiero matar", "ya solo quiero morirme", "me boy a kitar la bida", "no quiero seguir viviendo",
        "todos estarían mejor sin mí", "pienso en tirarme del puente", "me estoy cortando otra vez",
        "quiero hacerme daño",
    ],
}  # fmt: skip
HINTED = {
    "suicide": ["ya no puedo más", "para qué seguir", "quisiera desaparecer"],
    "overdose": ["no sé qué me dieron", "mezclé alcohol con pastillas"],
    "medical": ["me late muy rápido el corazón", "siento que me voy a morir"],
    "violence": ["le tengo miedo", "no me siento segura aquí"],
    "withdrawal": ["no paro de temblar", "tengo síndrome de abstinencia"],
}
NOT_MEANT_SO = [
    "me muero de hambre", "estas ganas me están matando", "mi mamá me va a matar si se entera",
    "estoy muerto de cansancio", "me corté el pelo", "fue un partido de infarto", "me ahogo en un vaso de agua",
    "mataría por un cigarro", "no quiero morirme", "no me voy a hacer daño", "mi marido no me pega",
    "ya no me duele el pecho", "hace diez años me quise matar", "mi amigo murió de sobredosis el año pasado",
    "en la película se suicida", "lo siento en el pecho", "mi teléfono no responde", "tomé demasiado café",
    "quiero acabar con esta sesión", "tiemblo de frío", "llevo un mes sin beber", "un siete más o menos",
    "veo una lámpara una silla y una mesa",
]  # fmt: skip
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
    listener = rules_of(spanish)
    for script in scripts(spanish):
        for name, step in script.steps.items():
            for answer, given in step.ask.answers.items() if step.ask else []:
                for phrase in given.phrases or spanish.words.shared[answer]:
                    finding = listener.read(phrase)
                    assert finding.danger is not Danger.RISK or finding.path == script.id, (script.id, name, phrase)


@pytest.mark.parametrize(("path", "said"), [(path, said) for path, all_said in TOLD.items() for said in all_said])
def test_what_is_said_plainly_leads_to_its_path(spanish: Pack, path: str, said: str) -> None:
    """Also without accents, and with letters that sound the same."""
    finding = rules_of(spanish).read(said)
    assert (finding.danger, finding.path) == (Danger.RISK, path)


@pytest.mark.parametrize(("path", "said"), [(path, said) for path, all_said in HINTED.items() for said in all_said])
def test_what_may_be_danger_is_asked_about(spanish: Pack, path: str, said: str) -> None:
    """One gentle question comes first."""
    finding = rules_of(spanish).read(said)
    assert (finding.danger, finding.path) == (Danger.ASK, path)


@pytest.mark.parametrize("said", NOT_MEANT_SO)
def test_what_is_not_meant_so_is_no_danger(spanish: Pack, said: str) -> None:
    """Idioms, what is denied, long past or on a screen, and what is only said."""
    assert rules_of(spanish).read(said).danger is Danger.NONE


@pytest.mark.parametrize("country", ["us", "mx", "es", "ar", "cl", "co", "pe", "uy", "ec", "gb"])
def test_every_country_has_a_number_for_every_path(spanish: Pack, country: str) -> None:
    """Each line can be said there, and each safety path names a number before its first question."""
    numbers = gaps(Settings(country=country).contacts(), spanish.header.unknown)
    for script in spanish.safety.values():
        first = " ".join(next(iter(script.steps.values())).say.values())
        assert re.search(r"\d", fill(first, numbers)), script.id
    assert [line_id for line_id, text in spanish.risk.lines() if "{" in fill(text, numbers)] == []


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
