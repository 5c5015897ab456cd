"""What the English pack promises: the clinical notes, as far as a test can read."""

import re
import statistics

import pytest

from coach.content.graph import ways_through
from coach.content.pack import Pack
from coach.content.prompt_length import WORDS_IN_A_ROW
from coach.content.script import PaceCues, Script
from coach.events import Decision, Heard
from coach.safety.finding import Danger, Finding
from tests.listeners import safety_of

GAPS = {
    "rated_craving_before": "seven",
    "emergency_number": "nine one one", "crisis_line": "the crisis line", "crisis_number": "nine eight eight",
    "violence_line": "the violence line", "violence_number": "nine one",
    "crisis_text": "five five", "candidate": "seven", "second": "five",
    "place_name": "the clinic", "place_number": "nine one", "place_hours": "on all days",
}  # fmt: skip

TOLD = {  # what people say, and the path that it must lead to
    "overdose": [
        "i took too many pills", "i think i overdosed", "he took too much and he won't wake up", "she's not breathing",
        "i swallowed all my pills", "i drank bleach", "i took a whole bottle of pills", "my friend is not responding",
    ],
    "medical": [
        "my chest hurts", "i can't really breathe", "i think i'm having a heart attack", "i'm going to pass out",
        "i have a really bad pain in my chest", "i had a seizure", "call an ambulance", "i'm hallucinating",
    ],
    "violence": [
        "he's hitting me", "he said he is going to kill me tonight", "i'm not safe here", "i'm going to hurt my kids",
        "i want to kill that guy", "i'm afraid i will hurt my wife", "he has a knife", "call the police",
    ],
    "withdrawal": [
        "i stopped drinking and i'm shaking", "i haven't had a drink since monday and i'm seeing things",
        "i ran out of my benzos and i'm shaking", "i've got the dts", "i'm shaking and seeing things",
    ],
    "suicide": [
        "i want to kill myself", "honestly i just wanna die", "i'm gonna end my life", "i don't want to live anymore",
        "everyone would be better off without me", "i want to end it all", "i've been cutting myself again",
        "i don't think i want to be here anymore", "i can't go on living", "no one would miss me",
    ],
}  # fmt: skip
HINTED = {
    "suicide": ["i can't do this anymore", "what's the point of anything", "i wish i could just disappear"],
    "overdose": ["i don't know what i took", "i used on my own and i feel odd"],
    "medical": ["my heart is pounding", "i think i'm dying", "i feel dizzy"],
    "violence": ["i'm scared of him", "i don't feel safe"],
    "withdrawal": ["i can't stop shaking", "i'm in withdrawal", "i stopped taking my valium"],
}
NOT_MEANT_SO = [
    "this craving is killing me", "i'm dying for a line", "i could murder a coffee", "i took too much on at work",
    "my friend overdosed last year", "i crashed yesterday", "killing this craving", "i can breathe easier now",
    "i want to diet", "i'm going to hug him", "i don't want to smoke anymore", "i took too many days off last month",
    "it's tight in my chest", "i feel it in my chest", "i can't wait to breathe fresh air", "i need a break",
    "i want to end the session", "my phone is not responding", "i cut myself some slack", "my heart is racing a bit",
    "i'm not going to hurt myself", "i don't want to die", "i was suicidal ten years ago", "i'd kill for a beer",
    "that joke killed me", "i don't have a gun", "my wife will kill me if i'm late", "i had a fit of laughter",
]  # fmt: skip


def scripts(pack: Pack) -> list[Script]:
    """All scripts of a pack."""
    return [*pack.session.values(), *pack.exercises.values(), *pack.safety.values()]


def grade(text: str) -> float:
    """Flesch and Kincaid's school grade; syllables are counted by groups of vowels, which is right for most words."""
    words = re.findall(r"[\w']+", text.lower())
    silent_end = re.compile(r"(?<=[^aeiouy])e$|(?<![td])ed$")
    syllables = sum(max(1, len(re.findall(r"[aeiouy]+", silent_end.sub("", word)))) for word in words)
    return 0.39 * len(words) / max(1, len(re.findall(r"[.?]", text))) + 11.8 * syllables / len(words) - 15.59


def paces(*some: Script) -> list[PaceCues]:
    """The paced breathing of these scripts."""
    return [step.pace for script in some for step in script.steps.values() if step.pace]


def hear(pack: Pack, text: str) -> Finding:
    """What these words lead to."""
    return safety_of(pack).hear(Heard(1, Decision.REJECT, phrase=None, open_text=text))


def test_every_line_can_be_read_in_the_sixth_grade(english: Pack) -> None:
    """Each line at most 6, half of them under 5."""
    grades = {line_id: grade(text.format(**GAPS)) for line_id, text in english.lines()}
    assert {line_id: round(found, 1) for line_id, found in grades.items() if found > 6.05} == {}
    assert statistics.median(grades.values()) < 5


def test_strength_and_ability_are_asked_in_the_same_words_each_time(english: Pack) -> None:
    """Otherwise the numbers could not be compared."""
    before, after = english.session["check_in"].steps, english.session["check_out"].steps
    middles = [step for step in english.exercises["urge_surfing"].steps.values() if step.ask and step.ask.rating]
    assert list(before["ability"].say.values()) == list(after["ability"].say.values())
    for step in (before["craving"], after["craving"], *middles):
        assert list(step.say.values()) == ["From zero to ten, how strong is the craving right now?"]


def test_breathing_that_nobody_asked_for_is_six_a_minute(english: Pack) -> None:
    """Five in and five out, the pattern that was studied, in what the coach offers by itself."""
    offered = [english.exercises[name] for name in ("paced_breathing", "quiet_breathing", "putting_it_off")]
    assert {(pace.inhale_seconds, pace.exhale_seconds) for pace in paces(*offered)} == {(5, 5)}


def test_the_breath_is_held_only_after_a_caution_and_a_choice(english: Pack) -> None:
    """The exercise first says what holds can do and who leaves them out; unsure and silent lead past them."""
    holding = [script for script in scripts(english) if any(p.hold_seconds or p.rest_seconds for p in paces(script))]
    assert [script.id for script in holding] == ["box_breathing", "four_seven_eight"]
    for script in holding:
        said, ask = next((" ".join(step.say.values()), step.ask) for step in script.steps.values() if step.ask)
        assert all(word in said for word in ("panic", "pregnant", "heart", "lungs"))
        for route in (ask.unsure, ask.silent):
            assert route.go == "easy_begin"
        onward = {way.to for name, out in ways_through(script).items() if name.startswith("easy") for way in out}
        assert not any(pace.hold_seconds for name in onward if name and (pace := script.steps[name].pace))


def test_nobody_is_hurried_in_breathing(english: Pack) -> None:
    """Never faster than eight a minute, and every breathing ends at once on "dizzy" and on "worse"."""
    assert min(pace.inhale_seconds + pace.exhale_seconds for pace in paces(*scripts(english))) >= 60 / 8
    deaf = [
        (script.id, name)
        for script in english.exercises.values()
        for name, step in script.steps.items()
        if step.pace and not {"dizzy", "worse"} <= step.during.keys()
    ]
    assert deaf == []


def test_every_silence_is_announced(english: Pack) -> None:
    """The line before a wait says that it will be quiet, in each of its wordings."""
    silent = [
        (script.id, name)
        for script in scripts(english)
        for name, step in script.steps.items()
        for said in (step.say, *step.again)
        if step.wait_seconds and "quiet" not in " ".join(said.values())
    ]
    assert silent == []


def test_a_safety_path_names_a_number_before_it_asks_anything(english: Pack) -> None:
    """A person and a number at once, whatever the answer will be."""
    for script in english.safety.values():
        said = " ".join(next(iter(script.steps.values())).say.values())
        assert "{emergency_number}" in said and "?" not in said
        assert len(said.split()) < WORDS_IN_A_ROW


def test_nobody_in_crisis_is_left_because_they_are_silent_or_unsure(english: Pack) -> None:
    """On every safety path silence and "I don't know" lead to another step, never to an end."""
    for script in english.safety.values():
        for name, step in script.steps.items():
            for way in ways_through(script)[name] if step.ask else []:
                if not {"unsure", "silent"}.isdisjoint(way.where):
                    assert way.to is not None, (script.id, name)


def test_no_safety_path_ends_unless_somebody_says_that_it_is_enough(english: Pack) -> None:
    """A path is left by an answer of the person, or by a step that such an answer alone leads to."""
    for script in english.safety.values():
        ways = ways_through(script)
        closing = {name for name, step in script.steps.items() if step.end}
        for name, out in ways.items():
            for way in out:
                assert way.to not in closing or {"answers"} & set(way.where), (script.id, name, way.where)


def test_a_first_no_on_a_safety_path_is_asked_about_once_more(english: Pack) -> None:
    """VERA-MH: gently, in other words; the second no is respected."""
    noes = [("suicide", "now", "no"), ("violence", "now", "no_danger"), ("withdrawal", "now", "no_signs")]
    for path, step, no in [*noes, ("overdose", "who", "nobody")]:
        answers = english.safety[path].steps[step].answers
        assert answers[no].go == "check"
        second = english.safety[path].steps["check"]
        assert second.ask and any(answer.go in ("respected", "not_now") for answer in second.answers.values())


def test_suicide_is_asked_about_directly_and_once(english: Pack) -> None:
    """One direct question, and no question that expects a no."""
    questions = [text for _, text in english.safety["suicide"].lines() if "ending your life" in text]
    assert questions == ["Are you thinking about ending your life right now?"]


def test_a_thought_record_asks_at_most_five_questions(english: Pack) -> None:
    """Thought, belief, what it leaves out, what a friend would hear, belief again; and whether somebody is safe."""
    asked = [name for name, step in english.exercises["reframing"].steps.items() if step.ask]
    assert asked == ["thought", "safe", "belief", "leaves_out", "friend", "belief_again"]


def test_who_says_that_they_cannot_cope_is_asked_whether_they_are_safe(english: Pack) -> None:
    """It is one of the thoughts that are offered, so no listener asks; the exercise does, and "no" is an alarm."""
    for exercise, step, leads_to in (("reframing", "thought", "safe"), ("permission_thoughts", "pick", "cant_cope")):
        script = english.exercises[exercise]
        assert script.steps[step].answers["cant_cope"].go == leads_to
        assert script.steps[leads_to].answers["no"].alarm == "suicide"


def test_the_end_of_a_session_says_how_to_reach_a_person(english: Pack) -> None:
    """Also when somebody said stop."""
    for part in ("welcome", "close", "stopped"):
        said = " ".join(text for _, text in english.session[part].lines())
        assert "{crisis_number}" in said and "{emergency_number}" in said


def test_what_no_clinician_has_signed_says_so(english: Pack) -> None:
    """Until then every script is a draft."""
    assert {script.status for script in scripts(english)} == {"draft"}


@pytest.mark.parametrize(("path", "words"), [(path, words) for path, said in TOLD.items() for words in said])
def test_words_of_danger_lead_to_their_path(english: Pack, path: str, words: str) -> None:
    """Explicit words, also hedged and in a longer sentence."""
    finding = hear(english, words)
    assert (finding.danger, finding.path) == (Danger.RISK, path)


@pytest.mark.parametrize(("path", "words"), [(path, words) for path, said in HINTED.items() for words in said])
def test_what_may_be_danger_is_asked_about(english: Pack, path: str, words: str) -> None:
    """Somebody who says half of it is asked, gently, and not alarmed."""
    finding = hear(english, words)
    assert (finding.danger, finding.path) == (Danger.ASK, path)


@pytest.mark.parametrize("words", NOT_MEANT_SO)
def test_idioms_raise_no_alarm(english: Pack, words: str) -> None:
    """What sounds alike, what is denied, and what is long past."""
    assert hear(english, words).danger is Danger.NONE


def test_no_answer_is_taken_for_danger(english: Pack) -> None:
    """Otherwise the person could never give it. On a safety path an answer may speak of that path's danger."""
    listener = safety_of(english)
    for script in scripts(english):
        for name, step in script.steps.items():
            for answer, given in step.ask.answers.items() if step.ask else []:
                for phrase in given.phrases or english.words.shared[answer]:
                    finding = listener.hear(Heard(1, Decision.ACCEPT, phrase, open_text=phrase))
                    assert finding.danger is not Danger.RISK or finding.path == script.id, (script.id, name, phrase)


def test_every_path_has_a_gentle_question(english: Pack) -> None:
    """One question; after "no" and after silence the person still hears whom to call."""
    for name, path in english.risk.paths.items():
        assert sum(text.count("?") for text in path.question.values()) == 1, name
        for lines in (path.settled, path.unanswered):
            assert "_number}" in " ".join(lines.values()), name
