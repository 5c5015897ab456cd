"""What the risk network learns from."""

from random import Random

from coach.content.learnt import NONE
from coach.content.pack import Pack
from coach.safety.rules import STRETCH_WORDS
from models.risk.examples import Example, Recogniser, answers, joined, kinds, stories, written
from models.risk.phrases import TUNED_ON, phrases


def test_nothing_that_is_held_out_is_learnt_from() -> None:
    """What is measured with was never seen."""
    learnt = {example.text for example in written("en")}
    assert learnt
    assert learnt.isdisjoint(phrase.said for phrase in phrases() if phrase.part != TUNED_ON)


def test_no_example_is_longer_than_what_is_seen_at_once() -> None:
    """What is cut off could be the danger: a harmless story is learnt in stretches, another one is made anew."""
    assert max(len(example.text.split()) for example in written("en")) <= STRETCH_WORDS
    assert any(len(example.text.split()) == STRETCH_WORDS for example in written("en"))


def test_a_danger_is_told_in_the_middle_of_a_story() -> None:
    """Every other story has one, whole; the others are harmless."""
    long = Example(" ".join(f"word{number}" for number in range(STRETCH_WORDS)), NONE)
    harmless = [Example(f"it rained {number}", NONE) for number in range(6)]
    made = list(stories([long, *harmless, Example("my chest hurts", "risk medical")], "en", 8, Random(1)))
    assert [example.kind for example in made] == [NONE, "risk medical"] * 4
    assert all(("my chest hurts" in example.text) is (example.kind != NONE) for example in made)
    assert sum("word" in example.text for example in made) == 4


def test_each_kind_has_examples(english: Pack) -> None:
    """Each safety path, plainly and to be asked about, and what is harmless."""
    assert {example.kind for example in written("en")} == set(kinds(english))


def test_what_the_coach_invites_is_harmless(english: Pack) -> None:
    """Answers, words that work everywhere, numbers and titles."""
    said = {example.text: example.kind for example in answers(english)}
    assert said["seven"] == said["stop"] == said["urge surfing"] == NONE


def test_what_is_joined_keeps_its_danger() -> None:
    """People tell of the danger in the middle of something else."""
    made = next(joined([Example("my chest hurts", "risk medical"), Example("it rained", NONE)], "en", Random(1)))
    assert made.kind == "risk medical"
    assert "my chest hurts" in made.text
    assert "it rained" in made.text


def test_a_recogniser_changes_words_but_leaves_some(english: Pack) -> None:
    """Small words get lost, but never all, and never a "not"; numbers become digits."""
    chance = Random(1)
    recogniser = Recogniser.of(english, ["it", "is", "not"])
    assert all(recogniser.disturbed("it is", chance) for _ in range(100))
    assert all("not" in recogniser.disturbed("it is not", chance) for _ in range(100))
    assert any("7" in recogniser.disturbed("seven pills", chance) for _ in range(100))
