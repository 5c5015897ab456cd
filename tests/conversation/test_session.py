"""What holds in every conversation, whatever somebody says, and in which order."""

import subprocess
import sys
from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content.pack import Pack
from coach.conversation.session import Session
from coach.conversation.turns.standing_invitation import STANDING_SECONDS
from coach.effects import CallStaff, Effect, End, Listen, Pace, Prepare, Remember, Say, StopSpeaking
from coach.events import (
    Decision,
    DeviceBack,
    DeviceLost,
    FellSilent,
    Heard,
    Interrupted,
    KeyPressed,
    NobodyAnswered,
    PromptFinished,
    SessionStarted,
    SoundFault,
    StaffAnswered,
    StaffCalled,
    StaffNews,
    StaffNotReached,
)
from tests.conversation.transcript import GAPS, event_of
from tests.listeners import safety_of

A_SECRET = "zebracorn"
TROUBLE = ("(silent)", "(unclear)", "(talks: the weather is nice)")


def listening(effects: list[Effect]) -> Listen:
    """The one place where the coach listens."""
    (listen,) = [effect for effect in effects if isinstance(effect, Listen)]
    return listen


def started(pack: Pack) -> tuple[Session, list[Effect]]:
    """A session that has just begun."""
    session = Session(pack, safety_of(pack), GAPS)
    return session, session.receive(SessionStarted(), 0.0)


def led(session: Session, effects: list[Effect], *doings: str) -> list[Effect]:
    """What the coach does after all these."""
    for doing in doings:
        effects = session.receive(event_of(doing, listening(effects)), 0.0)
    return effects


def said(effects: list[Effect]) -> list[str]:
    """The ids of the lines that are said."""
    return [line.id for effect in effects if isinstance(effect, Say) for line in effect.lines]


@settings(max_examples=30, deadline=None)
@given(doings=st.lists(st.sampled_from(["(silent)", "(unclear)"]), min_size=120, max_size=120))
def test_nobody_is_kept_for_ever(english: Pack, doings: list[str]) -> None:
    """Somebody who is never understood comes to the end all the same."""
    session, effects = started(english)
    for doing in doings:
        if session.state == "ended":
            break
        effects = session.receive(event_of(doing, listening(effects)), 0.0)
    assert session.state == "ended"


@settings(max_examples=20, deadline=None)
@given(doings=st.lists(st.sampled_from(["(key: 1)", "(key: 2)", "(silent)", "(unclear)"]), max_size=12))
def test_a_copy_of_a_session_goes_its_own_way(english: Pack, doings: list[str]) -> None:
    """It answers as the session itself would, and leaves no trace in it."""
    session, effects = started(english)
    for doing in doings:
        if session.state == "ended":
            break
        event = event_of(doing, listening(effects))
        elsewhere = deepcopy(session)
        elsewhere.receive(KeyPressed("stop"), 0.0)
        tried = deepcopy(session).receive(event, 0.0)
        answer = session.receive(event, 0.0)
        assert tried == answer
        effects = answer or effects


REPAIRS = ("no_match", "no_input", "confirm", "moving_on", "not_so", "read_back", "still_paused", "nothing_before")


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_no_repair_is_heard_twice_in_a_row(english: Pack, data: st.DataObject) -> None:
    """Whatever goes wrong, in whatever order, at whatever question: never the same line as the last time."""
    session, effects = started(english)
    last = ""
    for _ in range(60):
        repairs = [line.text for effect in effects if isinstance(effect, Say) for line in effect.lines
                   if line.id.removeprefix("repair.").startswith(REPAIRS)]  # fmt: skip
        for text in repairs:
            assert text != last
            last = text
        if session.state == "ended":
            return
        listen = listening(effects)
        phrases = st.sampled_from(listen.expectation.phrases)
        others = st.sampled_from([*TROUBLE, "back", "pause"])
        doing = data.draw(st.one_of(phrases, phrases.map(lambda p: f"(perhaps: {p})"), others))
        effects = session.receive(event_of(doing, listen), 0.0)


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_every_session_ends_or_stands_where_one_word_leads_out(english: Pack, data: st.DataObject) -> None:
    """When nobody answers any more it ends, or waits with a standing invitation. Stop ends that too."""
    session, effects = started(english)
    for _ in range(data.draw(st.integers(0, 25))):
        if session.state == "ended":
            return
        listen = listening(effects)
        others = st.sampled_from([*TROUBLE, "(talks: i want to kill myself)", "(talks: my chest hurts)"])
        doing = st.one_of(st.sampled_from(listen.expectation.phrases), others)
        effects = session.receive(event_of(data.draw(doing), listen), 0.0)
    for _ in range(60):
        if session.state == "ended" or listening(effects).expectation.no_input_seconds == STANDING_SECONDS:
            break
        effects = session.receive(event_of("(silent)", listening(effects)), 0.0)
    else:
        raise AssertionError(f"still asking at {listening(effects).about}")
    for _ in range(2):
        if session.state != "ended":
            effects = session.receive(KeyPressed("stop"), 0.0)
    assert session.state == "ended"


def test_somebody_at_risk_who_does_not_answer_is_neither_left_nor_pressed(english: Pack) -> None:
    """After a few questions without an answer: the number once more, staff called again, then quiet without end."""
    session, effects = started(english)
    effects = session.receive(event_of("(talks: i want to kill myself)", listening(effects)), 0.0)
    everything = list(effects)
    for _ in range(20):
        effects = session.receive(event_of("(silent)", listening(effects)), 0.0)
        everything += effects
    stands = listening(effects)
    assert (session.state, said(effects), everything.count(CallStaff("suicide"))) == ("safety", [], 2)
    assert said(everything).count("repair.standing") == 1
    effects = session.receive(event_of("(talks: hello)", stands), 0.0)
    assert said(effects) == ["suicide.stay_yet"]


def test_any_key_wakes_a_standing_invitation(english: Pack) -> None:
    """A digit, which means nothing there, as well as a word."""
    session, effects = started(english)
    effects = session.receive(event_of("(talks: i want to kill myself)", listening(effects)), 0.0)
    while listening(effects).expectation.no_input_seconds != STANDING_SECONDS:
        effects = session.receive(event_of("(silent)", listening(effects)), 0.0)
    assert said(session.receive(KeyPressed("9"), 0.0)) == ["suicide.stay_yet"]


@pytest.mark.parametrize(("reply", "rating"), [("(silent)", 9), ("yes", 9), ("five", 5), ("no", None)])
def test_a_rating_that_leads_another_way_is_read_back(english: Pack, reply: str, rating: int | None) -> None:
    """A craving that has grown: silence and "yes" let it stand, a number corrects it, "no" asks again."""
    session, effects = at_check_out(english)
    effects = led(session, effects, "nine")
    assert not any(isinstance(effect, Remember) for effect in effects)
    assert any("nine" in line.text for effect in effects if isinstance(effect, Say) for line in effect.lines)
    effects = led(session, effects, reply)
    kept = [effect.value for effect in effects if isinstance(effect, Remember)]
    assert kept == ([] if rating is None else [rating])


def test_a_rating_that_leads_nowhere_else_is_not_read_back(english: Pack) -> None:
    """A craving that is no higher than before goes on at once; so does a number that was pressed."""
    session, effects = at_check_out(english)
    assert Remember("craving_after", 4) in led(session, effects, "four")
    session, effects = at_check_out(english)
    assert Remember("craving_after", 9) in session.receive(KeyPressed("9"), 0.0)


@pytest.mark.parametrize(("reply", "number"), [("a lot", 8), ("not much", 2), ("the same as before", 5)])
def test_an_amount_is_asked_back_with_its_number(english: Pack, reply: str, number: int) -> None:
    """ "A lot" may be eight, "no change" what was said before; it counts when somebody agrees."""
    names = {8: "eight", 2: "two", 5: "five"}
    session, effects = at_check_out(english)
    effects = led(session, effects, reply)
    assert any(names[number] in line.text for effect in effects if isinstance(effect, Say) for line in effect.lines)
    assert Remember("craving_after", number) in led(session, effects, "yes")


def test_nothing_is_as_before_where_nothing_was_before(english: Pack) -> None:
    """ "The same" is not understood at the check-out of somebody who gave no rating at the check-in."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "skip", "skip", "skip", "changing a thought", *["skip"] * 6)
    while listening(effects).about != "check_out.craving":
        effects = led(session, effects, "skip")
    assert said(led(session, effects, "the same"))[0] == "repair.no_match_sorry"


def at_check_out(pack: Pack) -> tuple[Session, list[Effect]]:
    """After an exercise, with a craving of five before it."""
    session, effects = started(pack)
    effects = led(session, effects, "ready", "five", "five", "something else", "slow breathing")
    while listening(effects).about != "check_out.craving":
        effects = led(session, effects, "skip")
    return session, effects


def test_no_word_that_was_said_stays_in_the_session(english: Pack) -> None:
    """After the reply was answered, the session holds nothing of it."""
    session, effects = started(english)
    effects = led(session, effects, "ready", f"(talks: {A_SECRET})", "seven", "four", "skip", "changing a thought")
    effects = led(session, effects, "skip", f"(talks: {A_SECRET} is what goes on)")
    assert A_SECRET not in repr(effects)
    assert not any(A_SECRET in repr(value) for value in _everything_in(session))


def test_what_was_heard_is_not_printed(english: Pack) -> None:
    """An event in a log shows no word of it."""
    assert A_SECRET not in repr(Heard(1, Decision.ACCEPT, A_SECRET, A_SECRET, 7, A_SECRET))


@pytest.mark.parametrize("state", ["question", "wait", "pace", "pause", "confirmation"])
@pytest.mark.parametrize(("risk", "path"), [("i want to kill myself", "suicide"), ("my chest hurts", "medical")])
def test_a_risk_is_heard_in_every_state(english: Pack, state: str, risk: str, path: str) -> None:
    """Whatever is going on gives way to the safety path, whose first lines name whom to call."""
    session, effects = started(english)
    to_choice = ("ready", "seven", "four", "something else")
    ways = {
        "question": (),
        "wait": (*to_choice, "urge surfing", "three", "my feet"),
        "pace": (*to_choice, "yes"),
        "pause": (*to_choice, "pause"),
        "confirmation": ("ready", "(perhaps: seven / five)"),
    }
    effects = led(session, effects, *ways[state])
    effects = session.receive(Heard(listening(effects).listen_id, Decision.REJECT, None, open_text=risk), 0.0)
    assert session.state == "safety"
    assert effects[:2] == [StopSpeaking(), CallStaff(path)]
    first = next(effect for effect in effects if isinstance(effect, Say))
    assert any(GAPS["emergency_number"] in line.text or GAPS["crisis_number"] in line.text for line in first.lines)


@pytest.mark.parametrize("state", ["question", "wait", "pace", "pause", "confirmation"])
def test_what_may_be_a_risk_is_asked_about_in_every_state(english: Pack, state: str) -> None:
    """No alarm, nobody is called: one gentle question; "no" leads back to where the person was."""
    session, effects = started(english)
    to_choice = ("ready", "seven", "four", "something else")
    ways = {
        "question": (),
        "wait": (*to_choice, "urge surfing", "three", "my feet"),
        "pace": (*to_choice, "yes"),
        "pause": (*to_choice, "pause"),
        "confirmation": ("ready", "(perhaps: seven / five)"),
    }
    effects = led(session, effects, *ways[state])
    where = listening(effects).about
    effects = led(session, effects, "(talks: i wish i could just disappear)")
    assert said(effects) == ["risk.maybe_suicide"]
    assert not [effect for effect in effects if isinstance(effect, CallStaff)]
    effects = led(session, effects, "no")
    assert said(effects)[0] == "risk.no_suicide"
    assert listening(effects).about == where


@pytest.mark.parametrize("answer", ["yes", "i don't know", "(talks: i can't go on)", "(key: 1)"])
def test_whoever_does_not_say_no_to_the_gentle_question_is_led_to_the_path(english: Pack, answer: str) -> None:
    """Also who is not sure, and who says it again in other words."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(talks: i wish i could just disappear)", answer)
    assert session.state == "safety"
    assert CallStaff("suicide") in effects


def test_a_gentle_question_is_asked_twice_and_then_a_person_is_named(english: Pack) -> None:
    """Somebody who does not answer it is neither alarmed nor kept there."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(talks: i wish i could just disappear)", "(silent)")
    assert said(effects) == ["risk.maybe_suicide"]
    effects = led(session, effects, "(unclear)")
    assert said(effects)[0] == "risk.quiet_suicide"
    assert listening(effects).about == "check_in.craving"


def test_the_sound_alone_is_asked_about_once(english: Pack) -> None:
    """After "no", a sound that is like a risk phrase is not asked about again; the words themselves are."""
    session, effects = started(english)
    effects = led(session, effects, "ready")

    def hear(text: str, effects: list[Effect], *readings: str) -> list[Effect]:
        heard = Heard(listening(effects).listen_id, Decision.REJECT, None, open_text=text, readings=readings)
        return session.receive(heard, 0.0)

    effects = hear("i want to diet", effects, "i want to die")
    assert said(effects) == ["risk.maybe_suicide"]
    effects = hear("i want to diet", led(session, effects, "no"), "i want to die")
    assert not [line for line in said(effects) if line.startswith("risk.")]
    assert said(hear("what's the point of anything", effects)) == ["risk.maybe_suicide"]


def test_an_answer_that_was_heard_for_sure_is_no_risk_by_sound(english: Pack) -> None:
    """ "No" sounds like many things; heard for sure it is a "no"."""
    session, effects = started(english)
    listen = listening(effects)
    effects = session.receive(Heard(listen.listen_id, Decision.ACCEPT, "ready", readings=("i want to die",)), 0.0)
    assert listening(effects).about == "check_in.craving"


def test_the_ear_listens_for_risk_in_every_turn(english: Pack) -> None:
    """Also in a pause, and while a gentle question waits."""
    session, effects = started(english)
    assert listening(effects).expectation.risks == english.risk.sounds()
    effects = led(session, effects, "ready", "pause")
    assert listening(effects).expectation.risks == english.risk.sounds()


def test_stop_ends_at_once_and_says_where_a_person_is(english: Pack) -> None:
    """One short goodbye, and the end."""
    session, effects = started(english)
    effects = led(session, effects, "stop")
    assert said(effects) == ["stopped.stopped"]
    assert isinstance(effects[-1], End)


def test_an_answer_to_an_earlier_question_is_passed_over(english: Pack) -> None:
    """A late answer of the ear does not answer the next question."""
    session, effects = started(english)
    first = listening(effects)
    led(session, effects, "ready")
    assert session.receive(FellSilent(first.listen_id), 1.0) == []


def test_a_wait_goes_on_for_what_is_left_of_it(english: Pack) -> None:
    """Somebody who talks to somebody else during ten quiet seconds does not lengthen them."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "urge surfing", "three", "my feet")
    session.receive(PromptFinished(), 100.0)
    chatter = Heard(listening(effects).listen_id, Decision.REJECT, None, open_text="what was that")
    after = session.receive(chatter, 104.0)
    assert said(after) == []
    assert listening(after).expectation.no_input_seconds == pytest.approx(6.0)


def test_a_wait_is_over_when_its_time_is_over_however_loud_the_room(english: Pack) -> None:
    """In a room where somebody always talks, ten quiet seconds do not last for ever."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "urge surfing", "three", "my feet")
    session.receive(PromptFinished(), 100.0)
    television = Heard(listening(effects).listen_id, Decision.REJECT, None, open_text="and now the weather")
    assert listening(session.receive(television, 111.0)).about == "urge_surfing.locate"


def test_a_pacer_that_was_broken_off_goes_on_with_the_breaths_that_are_left(english: Pack) -> None:
    """Help in the middle of six breaths leads back to the rest of them."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "yes")
    (pace,) = [effect for effect in effects if isinstance(effect, Pace)]
    session.receive(PromptFinished(), 100.0)
    helped = Heard(listening(effects).listen_id, Decision.ACCEPT, "help")
    (rest,) = [e for e in session.receive(helped, 100.0 + pace.seconds - 10.0) if isinstance(e, Pace)]
    assert rest.breaths == 1


def test_dizzy_ends_the_pacing_at_once(english: Pack) -> None:
    """In the middle of a breath: the cues stop, and the coach says how to let the slow breathing go."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "yes", "dizzy")
    assert effects[0] == StopSpeaking()
    assert said(effects)[0] == "easing_off.ease"
    assert not [effect for effect in effects if isinstance(effect, Pace)]


def test_a_risk_phrase_on_its_own_path_is_never_not_understood(english: Pack) -> None:
    """Somebody who says it again is not told "sorry, I did not catch that"."""
    session, effects = started(english)
    effects = led(session, effects, "(talks: i want to die)", "(talks: i want to die)")
    assert "suicide.plan" in said(effects)
    effects = led(session, effects, "(talks: i still want to die)")
    assert session.state == "safety"
    assert not [line for line in said(effects) if line.startswith("repair.")]


def test_slower_slows_the_voice_and_the_breath(english: Pack) -> None:
    """Both at once, and never below the slowest."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "slower", "slower", "slower", "yes")
    (pace,) = [effect for effect in effects if isinstance(effect, Pace)]
    assert {effect.rate for effect in effects if isinstance(effect, Say | Prepare)} == {0.7}
    assert pace.inhale_seconds == pytest.approx(5 / 0.7)


def test_a_digit_key_is_a_rating_or_the_answer_with_that_number(english: Pack) -> None:
    """Keys answer every question without a voice."""
    session, effects = started(english)
    effects = led(session, effects, "(key: 7)")
    assert Remember("craving_before", 7) in effects
    effects = led(session, effects, "(key: 4)", "(key: 6)", "(key: 7)")
    assert Remember("exercise", "urge_surfing") in effects


def test_what_was_heard_twice_and_asked_about_is_taken(english: Pack) -> None:
    """ "Was that seven? If so, say seven again." Somebody who does so is understood, however unclear."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(perhaps: seven / five)", "(perhaps: seven)")
    assert Remember("craving_before", 7) in effects


def test_what_was_too_unclear_twice_but_the_same_is_asked_about(english: Pack) -> None:
    """Somebody who mumbles "eight" again is not asked a third time to say it again; another number begins anew."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(mumbles: five)", "(mumbles: eight)")
    assert not any(line.startswith("repair.confirm") for line in said(effects))
    effects = led(session, effects, "(mumbles: eight)")
    assert said(effects) == ["repair.confirm_one"]
    assert Remember("craving_before", 8) in led(session, effects, "(perhaps: eight)")


def test_what_was_doubtful_twice_is_not_enough_to_end_a_session(english: Pack) -> None:
    """A word that the ear keeps taking for "goodbye" must not send anybody away."""
    session, effects = started(english)
    effects = led(session, effects, "(perhaps: stop)", "(perhaps: stop)")
    assert session.state == "welcome"
    led(session, effects, "(perhaps: stop)", "yes")
    assert session.state == "ended"


def test_nobody_is_asked_to_confirm_twice_in_a_row(english: Pack) -> None:
    """If the answer to "did you say seven, or five?" is unclear too, the question is asked anew."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(perhaps: seven / five)", "(perhaps: nine)")
    assert said(effects)[0] == "repair.no_match_sorry"


def test_a_global_word_is_not_offered_as_the_other_thing_that_was_meant(english: Pack) -> None:
    """ "Did you say five, or I don't know?" helps nobody."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(perhaps: five / i don't know)")
    assert said(effects) == ["repair.confirm_one"]


def test_a_lost_microphone_is_named_and_the_question_stays_open(english: Pack) -> None:
    """ "I cannot hear you" is not "I did not understand"."""
    session, effects = started(english)
    led(session, effects, "ready")
    effects = session.receive(DeviceLost("microphone"), 1.0)
    assert said(effects)[0] == "repair.microphone_lost"
    assert listening(effects).about == "check_in.craving"


def test_the_question_is_asked_again_when_the_microphone_is_back(english: Pack) -> None:
    """Whoever answered meanwhile was not heard."""
    session, effects = started(english)
    led(session, effects, "ready")
    session.receive(DeviceLost("microphone"), 1.0)
    effects = session.receive(DeviceBack("microphone"), 6.0)
    assert said(effects) == ["check_in.craving"]
    assert listening(effects).about == "check_in.craving"


def test_a_microphone_that_gives_nothing_is_told_once_and_is_not_a_silent_person(english: Pack) -> None:
    """ "I cannot hear anything from the microphone", the keys, and the question again; afterwards the usual ladder."""
    session, effects = started(english)
    effects = session.receive(FellSilent(listening(effects).listen_id, "dead"), 1.0)
    assert said(effects)[0] == "repair.microphone_dead"
    assert listening(effects).about == "welcome.ready"
    effects = session.receive(FellSilent(listening(effects).listen_id, "dead"), 1.0)
    assert said(effects)[0] == "repair.no_input_time"


@pytest.mark.parametrize(("fault", "told"), [("clipped", "microphone_clipped"), ("hum", "microphone_hums")])
def test_a_sound_that_could_not_be_understood_is_not_the_person_s_mistake(
    english: Pack, fault: SoundFault, told: str
) -> None:
    """What is wrong with the sound is told instead, once; what was understood is understood all the same."""
    session, effects = started(english)
    for first in (f"repair.{told}", "repair.no_match_sorry"):
        unclear = Heard(listening(effects).listen_id, Decision.REJECT, None, fault=fault)
        effects = session.receive(unclear, 1.0)
        assert said(effects)[0] == first
    ready = Heard(listening(effects).listen_id, Decision.ACCEPT, "ready", fault=fault)
    assert listening(session.receive(ready, 1.0)).about == "check_in.craving"


def test_somebody_who_is_silent_in_a_room_that_hums_is_only_silent(english: Pack) -> None:
    """Nothing was said that could have been understood better."""
    session, effects = started(english)
    assert said(session.receive(FellSilent(listening(effects).listen_id, "hum"), 1.0))[0] == "repair.no_input_time"


def test_a_pause_lasts_as_long_as_somebody_is_there(english: Pack) -> None:
    """It is asked about, and ends the session only after nobody answered many times."""
    session, effects = started(english)
    effects = led(session, effects, "pause", "(silent)", "(silent)", "go on")
    assert listening(effects).about == "welcome.ready"
    led(session, effects, "pause", "(silent)", "(silent)", "(silent)", "(silent)", "(silent)")
    assert session.state == "ended"


def test_three_silences_lead_to_an_exercise_that_needs_no_answer(english: Pack) -> None:
    """Somebody who says nothing is guided, not hung up on."""
    session, effects = started(english)
    effects = led(session, effects, "(silent)", "(silent)", "(silent)")
    assert Remember("exercise", english.header.silent_exercise) in effects


def test_only_numbers_and_choices_are_remembered(english: Pack) -> None:
    """What goes to the journal is a rating or the name of an exercise."""
    session, effects = started(english)
    remembered = []
    doings = ("ready", "seven", "four", "feeling low", "changing a thought", "(silent)", "(talks: my day was long)")
    for doing in (*doings, "eight"):
        effects = led(session, effects, doing)
        remembered += [effect for effect in effects if isinstance(effect, Remember)]
    names = ["craving_before", "ability_before", "situation", "exercise", "belief_before"]
    assert [(r.name, r.value) for r in remembered] == list(zip(names, [7, 4, "low", "reframing", 8], strict=True))


def test_what_is_going_on_is_said_once_as_the_reason_of_the_suggestion(english: Pack) -> None:
    """Each answer has its own; whoever names none is advised by the two numbers alone."""
    reasons = {}
    for answer in ("stress", "a trigger", "feeling low", "tired", "a setback", "something else", "skip"):
        session, effects = started(english)
        reasons[answer] = said(led(session, effects, "ready", "seven", "four", answer))[0]
    assert reasons.pop("something else") == reasons.pop("skip") == "choice.suggest_breathing"
    assert len(set(reasons.values())) == 5
    assert {reason.partition("_for_")[0] for reason in reasons.values()} == {"choice.suggest"}


def test_a_no_to_the_question_about_safety_leads_to_the_safety_path(english: Pack) -> None:
    """After a setback somebody says that they do not feel safe: staff, a person, a number, and one direct question."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "a setback", "yes", "(silent)", "it's all right", "no")
    assert session.state == "safety" and CallStaff("suicide") in effects
    assert listening(effects).about == "suicide.now"


def test_a_site_without_a_list_of_places_says_so(english: Pack) -> None:
    """No place is made up."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "places near here")
    assert "local_help.none_listed" in said(effects) and "local_help.place_name" not in said(effects)


def test_nothing_happens_after_the_end(english: Pack) -> None:
    """A key pressed too late raises nobody."""
    session, effects = started(english)
    led(session, effects, "stop")
    assert session.receive(KeyPressed("help"), 1.0) == []


def _everything_in(thing: object, seen: set[int] | None = None) -> list[object]:
    """All that can be reached from a thing through attributes, lists and dictionaries."""
    seen = set() if seen is None else seen
    if id(thing) in seen:
        return []
    seen.add(id(thing))
    parts: list[object] = list(vars(thing).values()) if hasattr(thing, "__dict__") else []
    if isinstance(thing, dict):
        parts += [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set):
        parts += list(thing)
    return [thing, *(found for part in parts for found in _everything_in(part, seen))]


def test_what_was_too_unclear_three_times_but_the_same_is_taken(english: Pack) -> None:
    """Asked about by name in between, somebody has said it once more; noise does not say the same word three times."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(mumbles: eight)", "(mumbles: eight)")
    assert Remember("craving_before", 8) in led(session, effects, "(mumbles: eight)")


def test_an_unclear_stop_is_asked_about(english: Pack) -> None:
    """Whoever wants to end it is not asked to say it another way; once a question, and only a clear one ends it."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(mumbles: stop it)")
    assert said(effects) == ["repair.confirm_one"]
    effects = led(session, effects, "(mumbles: stop it)")
    assert said(effects)[0].startswith("repair.no_match")
    effects = led(session, effects, "(mumbles: stop it)")
    assert said(effects)[0].startswith("repair.no_match")
    assert session.state == "check_in"


@pytest.mark.parametrize("answer", ["yes", "stop"])
def test_an_unclear_stop_ends_the_session_when_it_is_confirmed(english: Pack, answer: str) -> None:
    """With one clear word."""
    session, effects = started(english)
    led(session, effects, "ready", "(mumbles: stop it)", answer)
    assert session.state == "ended"


def test_somebody_who_swears_at_it_first_can_still_answer(english: Pack) -> None:
    """Words that are no answer are not held against the ear: the choices and the keys come after the next failures."""
    session, effects = started(english)
    swears = ("(talks: this is a stupid machine)", "(talks: it never understands anything)")
    effects = led(session, effects, "ready", *swears)
    effects = led(session, effects, "(unclear)")
    assert said(effects)[-1] == "check_in.craving"
    effects = led(session, effects, "(unclear)")
    assert said(effects)[-1] == "check_in.craving_hint"


MAY_BE = "i wish i could just disappear"
"""What is asked about, and is no alarm."""


def over(text: str, *readings: str) -> Interrupted:
    """Somebody says this over the coach, which is saying something else."""
    return Interrupted(Heard(-1, Decision.REJECT, None, open_text=text, readings=readings), "something quite different")


@pytest.mark.parametrize("first", ["as a reply", "over the coach"])
def test_a_danger_that_is_said_again_over_the_gentle_question_is_no_maybe(english: Pack, first: str) -> None:
    """It leads to the path, as it does when it is said again after the question was asked; it is not asked for ever."""
    session, effects = started(english)
    if first == "as a reply":
        effects = led(session, effects, f"(talks: {MAY_BE})")
    else:
        effects = session.receive(over(MAY_BE), 1.0)
    assert said(effects) == ["risk.maybe_suicide"]
    assert CallStaff("suicide") in session.receive(over(MAY_BE), 2.0)


def test_danger_over_the_last_words_is_heard(english: Pack) -> None:
    """The goodbye is still being said: nobody is left with what they have just said. Nothing else counts any more."""
    session, effects = started(english)
    led(session, effects, "stop")
    assert session.state == "ended"
    assert session.receive(over("stop"), 1.0) == session.receive(over("what a nice day"), 1.5) == []
    effects = session.receive(over("i want to kill myself"), 2.0)
    assert CallStaff("suicide") in effects and session.state == "safety"
    assert not any(isinstance(effect, End) for effect in effects)


def test_what_may_be_danger_over_the_last_words_is_asked_about_and_then_it_ends(english: Pack) -> None:
    """A false alarm gives the goodbye back, which has been said."""
    session, effects = started(english)
    led(session, effects, "stop")
    effects = session.receive(over(MAY_BE), 1.0)
    assert said(effects) == ["risk.maybe_suicide"] and session.state == "stopped"
    effects = led(session, effects, "no")
    assert isinstance(effects[-1], End) and session.state == "ended"


def test_a_no_is_not_reopened_by_a_sound_over_the_coach(english: Pack) -> None:
    """As it is not by one that comes as a reply; the words themselves are asked about."""
    session, effects = started(english)
    effects = session.receive(over("i want to diet", "i want to die"), 1.0)
    assert said(effects) == ["risk.maybe_suicide"]
    led(session, effects, "no")
    assert session.receive(over("i want to diet", "i want to die"), 3.0) == []
    assert said(session.receive(over(MAY_BE), 4.0)) == ["risk.maybe_suicide"]


@pytest.mark.parametrize("how", ["as a reply", "over the coach"])
def test_the_gentle_question_is_asked_twice_whatever_went_wrong_before_it(english: Pack, how: str) -> None:
    """Somebody who was not understood just before is not left after one silence."""
    session, effects = started(english)
    effects = led(session, effects, "(unclear)")
    reply = how == "as a reply"
    effects = led(session, effects, f"(talks: {MAY_BE})") if reply else session.receive(over(MAY_BE), 1.0)
    effects = led(session, effects, "(silent)")
    assert said(effects) == ["risk.maybe_suicide"]
    assert said(led(session, effects, "(silent)"))[0] == "risk.quiet_suicide"


def test_on_a_safety_path_what_may_be_another_danger_is_not_asked_about_over_the_coach(english: Pack) -> None:
    """As it is not when it comes as a reply; the coach goes on with whom to call."""
    session, effects = started(english)
    led(session, effects, "(talks: my chest hurts)")
    assert session.receive(over(MAY_BE), 1.0) == []
    assert CallStaff("suicide") in session.receive(over("i want to kill myself"), 2.0)


def test_danger_in_a_reply_that_comes_too_late_is_danger(english: Pack) -> None:
    """An ear that took its time answers a question that is over: nothing is answered, but safety hears it."""
    session, effects = started(english)
    late = listening(effects).listen_id
    led(session, effects, "ready")
    assert session.receive(Heard(late, Decision.ACCEPT, "ready", open_text="ready"), 1.0) == []
    effects = session.receive(Heard(late, Decision.REJECT, None, open_text="i want to kill myself"), 2.0)
    assert effects[:2] == [StopSpeaking(), CallStaff("suicide")]


@pytest.mark.parametrize("key", ["pause", "help"])
def test_a_key_during_an_announcement_takes_nothing_from_the_silence(english: Pack, key: str) -> None:
    """The silence begins when its announcement was spoken; whoever breaks into that gets all of it."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "seven", "four", "something else", "urge surfing", "three", "my feet")
    whole = listening(effects).expectation.no_input_seconds
    effects = session.receive(KeyPressed(key), 9.0)
    if key == "pause":
        session.receive(PromptFinished(), 12.0)
        effects = session.receive(KeyPressed("go_on"), 40.0)
    assert listening(effects).expectation.no_input_seconds == whole


NEWS: list[tuple[StaffNews, str]] = [
    (StaffNotReached(), "repair.staff_not_reached"),
    (StaffCalled(), "repair.staff_called"),
    (StaffAnswered(), "repair.staff_answered"),
    (NobodyAnswered(), "repair.nobody_answered"),
]
TO_URGE_SURFING = ("ready", "seven", "four", "something else", "urge surfing", "three", "my feet")


@pytest.mark.parametrize(("news", "line"), NEWS)
def test_what_became_of_a_call_is_told_before_what_is_about_to_be_said(
    english: Pack, news: StaffNews, line: str
) -> None:
    """The call has just gone out, and not a word of what follows was spoken yet."""
    session, effects = started(english)
    led(session, effects, "ready")
    session.receive(KeyPressed("help"), 1.0)
    assert said(session.receive(news, 1.1))[0] == line


@pytest.mark.parametrize(("news", "line"), NEWS)
def test_who_is_being_asked_is_told_with_what_answers_them(english: Pack, news: StaffNews, line: str) -> None:
    """Nobody who is about to answer is talked over: also whoever says nothing is told, and then asked again."""
    session, effects = started(english)
    effects = led(session, effects, "ready")
    session.receive(PromptFinished(), 1.0)
    assert session.receive(news, 1.1) == []
    effects = session.receive(FellSilent(listening(effects).listen_id), 9.0)
    assert said(effects)[0] == line and listening(effects).about == "check_in.craving"
    assert line not in said(session.receive(FellSilent(listening(effects).listen_id), 20.0))


@pytest.mark.parametrize(("news", "line"), NEWS)
def test_news_come_into_a_silence_at_once_and_it_goes_on_with_what_is_left(
    english: Pack, news: StaffNews, line: str
) -> None:
    """Half a minute of quiet is no time to wait for them."""
    session, effects = started(english)
    effects = led(session, effects, *TO_URGE_SURFING)
    session.receive(PromptFinished(), 1.0)
    whole = listening(effects).expectation.no_input_seconds
    effects = session.receive(news, 3.0)
    assert effects[0] == StopSpeaking() and said(effects)[0] == line
    assert listening(effects).expectation.no_input_seconds == pytest.approx(whole - 2.0)


def test_news_come_into_a_pause_at_once_and_it_stays_a_pause(english: Pack) -> None:
    """Whoever has asked for quiet still wants to know that somebody has answered."""
    session, effects = started(english)
    led(session, effects, "ready")
    session.receive(KeyPressed("pause"), 1.0)
    session.receive(PromptFinished(), 2.0)
    effects = session.receive(StaffAnswered(), 3.0)
    assert said(effects) == ["repair.staff_answered"]
    assert said(session.receive(KeyPressed("go_on"), 9.0)) == ["repair.going_on", "check_in.craving"]


def test_news_reach_somebody_in_danger_who_does_not_answer_any_more(english: Pack) -> None:
    """The standing invitation has no end, and nobody has to wait for it."""
    session, effects = started(english)
    effects = led(session, effects, "ready", "(talks: i want to kill myself)")
    while listening(effects).expectation.no_input_seconds != STANDING_SECONDS:
        effects = led(session, effects, "(silent)")
    session.receive(PromptFinished(), 1.0)
    effects = session.receive(StaffAnswered(), 2.0)
    assert said(effects) == ["repair.staff_answered"]
    assert listening(effects).expectation.no_input_seconds == STANDING_SECONDS


def test_after_the_goodbye_nothing_more_is_told(english: Pack) -> None:
    """What becomes of the call then is the staff's business."""
    session, _ = started(english)
    session.receive(KeyPressed("stop"), 1.0)
    assert session.state == "ended" and session.receive(StaffAnswered(), 2.0) == []


def test_when_nobody_has_answered_the_person_hears_what_they_can_do_now(english: Pack, spanish: Pack) -> None:
    """Both numbers; and when staff are called, that this is no nurse call."""
    assert "nurse call" in " ".join(english.repair.staff_called.values())
    for pack in (english, spanish):
        told = " ".join(pack.repair.nobody_answered.values())
        assert "{emergency_number}" in told and "{crisis_number}" in told


WITHOUT_A_DISK = """
import sys
from coach.content.loader import PACKS, load_pack
from coach.effects import CallStaff, Listen
from coach.events import Decision, FellSilent, Heard, Interrupted, KeyPressed, SessionStarted
from coach.conversation.session import Session
from coach.safety.listener import SafetyListener

pack = load_pack(PACKS / "en")
gaps = {name: "" for name in ("emergency_number", "crisis_line", "crisis_number", "violence_line", "violence_number")}
session = Session(pack, SafetyListener(pack.risk, pack.folder), gaps)

def refuse(what, arguments):
    if what in ("open", "os.listdir", "os.scandir", "subprocess.Popen", "socket.connect", "import"):
        raise PermissionError(f"{what} {arguments}")

def hear(*texts):
    for text in texts:
        effects.extend(session.receive(Heard(listening(), Decision.ACCEPT, text, open_text=text), 1.0))

def listening():
    return [effect.listen_id for effect in effects if isinstance(effect, Listen)][-1]

sys.addaudithook(refuse)
try:
    open("anything")
except PermissionError:
    pass
else:
    raise SystemExit("the disk is still there")
effects = session.receive(SessionStarted(), 0.0)
hear("ready", "seven", "four", "something else", "breathing", "pause", "go on", "what is it good for anyway")
effects += session.receive(KeyPressed("help"), 2.0) + session.receive(FellSilent(listening()), 3.0)
effects += session.receive(Interrupted(Heard(-1, Decision.REJECT, None, open_text="i want to kill myself"), ""), 4.0)
hear("yes")
assert CallStaff("suicide") in effects
print(session.state)
"""


def test_a_session_needs_no_disk() -> None:
    """Once it is built it opens no file, no folder, no connection and not one module more, whatever is said."""
    answer = subprocess.run([sys.executable, "-c", WITHOUT_A_DISK], capture_output=True, text=True, check=False)
    assert (answer.stdout.strip(), answer.stderr) == ("safety", "")


def test_what_was_only_shown_is_said_when_somebody_chooses_it(english: Pack) -> None:
    """What is their own first, though other lines came after it; then the question again, and nothing else twice."""
    session = Session(english, safety_of(english), GAPS)
    session.receive(SessionStarted("check_out", {"craving_before": 8, "ability_before": 3}), 0.0)
    for key in ("4", "7"):
        shown = session.receive(KeyPressed(key), 0.0)
    own = [line for effect in shown if isinstance(effect, Say) for line in effect.lines if line.private]
    assert [line.id for line in own] == ["check_out.strong_was"]
    aloud = session.receive(KeyPressed("aloud"), 1.0)
    (again,) = [effect for effect in aloud if isinstance(effect, Say)]
    assert aloud[0] == StopSpeaking() and again.lines[0] == own[0] and "check_out.strong_fell" not in said(aloud)
    assert listening(aloud).about == listening(shown).about
    assert said(session.receive(KeyPressed("aloud"), 2.0)) == said(aloud)


def test_where_nothing_was_somebody_s_own_the_question_is_asked_again(english: Pack) -> None:
    """Whoever chooses it hears that it was understood."""
    session, _ = started(english)
    assert said(session.receive(KeyPressed("aloud"), 1.0))
