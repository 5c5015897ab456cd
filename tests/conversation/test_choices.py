"""What can be touched at a turn."""

from coach.content.pack import Pack
from coach.conversation.choices import choices_at
from coach.conversation.moves import Turn
from coach.conversation.turns.confirmation import confirm
from coach.conversation.turns.gentle_question import ask_gently
from coach.conversation.turns.pause import Pause
from coach.conversation.turns.question import Question
from coach.conversation.understanding import Chose, Rated
from tests.conversation.led import Led


def at(pack: Pack, script: str, step: str) -> Turn:
    """The turn that is open at a step."""
    return Led(pack, pack.scripts[script]).at(step).turn


def question(pack: Pack, script: str, step: str) -> Question:
    """A question, for what is laid over it."""
    turn = at(pack, script, step)
    assert isinstance(turn, Question)
    return turn


def test_each_answer_has_a_button_with_its_first_words(english: Pack) -> None:
    """In the author's order."""
    offered = choices_at(at(english, "next_step", "choose"))
    assert offered == {"water": "water", "call": "a call", "hands": "busy hands", "no": "no"}


def test_answers_that_lead_the_same_way_have_one_button(english: Pack) -> None:
    """ "Ready", "yes", "okay" and "let's go" all begin; the numbers have keys of their own."""
    assert choices_at(at(english, "welcome", "ready")) == {
        "ready": "ready", "breathing": "breathing", "not_yet": "not yet",
    }  # fmt: skip


def test_what_is_remembered_keeps_its_own_button(english: Pack) -> None:
    """Stress and a trigger lead on alike, and are not the same."""
    assert {"stress", "trigger", "low", "body", "setback"} <= set(choices_at(at(english, "check_in", "going_on")))


def test_forty_titles_are_no_buttons(english: Pack) -> None:
    """Each exercise can be asked for by name; on a screen stands what was offered."""
    assert len(choices_at(at(english, "choice", "menu"))) < 12


def test_every_button_s_key_answers(english: Pack, spanish: Pack) -> None:
    """At every question and in every wait of both packs: nobody touches something that does nothing."""
    for pack in (english, spanish):
        for script in pack.scripts.values():
            for step in (name for name, each in script.steps.items() if each.listens):
                turn = at(pack, script.id, step)
                assert all(turn.press(key) for key in choices_at(turn)), (script.id, step)


def test_what_was_heard_can_be_settled(english: Pack) -> None:
    """A number by yes or no; of two answers each has a button."""
    rating, menu = question(english, "check_in", "craving"), question(english, "next_step", "choose")
    assert choices_at(confirm(rating, Rated(7)).turn) == {"yes": "yes", "no": "no"}
    both = confirm(menu, Chose("water"), Chose("call")).turn
    assert choices_at(both) == {"water": "water", "call": "a call", "no": "no"}
    assert all(both.press(key) for key in choices_at(both))


def test_each_answer_that_was_heard_can_be_settled(english: Pack, spanish: Pack) -> None:
    """At every question, also a "yes" that is an answer there."""
    for pack in (english, spanish):
        for script in pack.scripts.values():
            for name, answer in (
                (step, name) for step, each in script.steps.items() if each.ask for name in each.answers
            ):
                asked = question(pack, script.id, name)
                if any(meaning == Chose(answer) for meaning in asked.vocabulary.meanings.values()):
                    turn = confirm(asked, Chose(answer)).turn
                    offered = choices_at(turn)
                    assert offered and all(turn.press(key) for key in offered), (script.id, name, answer)


def test_a_gentle_question_can_be_answered(english: Pack) -> None:
    """With yes or no, whatever was asked before."""
    turn = ask_gently(question(english, "suicide", "now"), "suicide").turn
    assert choices_at(turn) == {"yes": "yes", "no": "no"}


def test_a_pause_asks_nothing(english: Pack) -> None:
    """So it has no choices, like an announced silence; the words that work everywhere have their own buttons."""
    assert choices_at(Pause(question(english, "welcome", "ready"))) == {}
    assert choices_at(at(english, "welcome", "later")) == {}
