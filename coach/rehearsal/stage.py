"""The stage for a walk: a pack whose welcome asks what a script depends on, and then begins it.

So a walk needs no check-in, no menu and no danger to come to an exercise or a safety path, and each step is heard of.
"""

from dataclasses import replace

from coach.content.branch import PlaceBranch
from coach.content.pack import Pack
from coach.content.script import Answer, Ask, Script, Step

CALLED = "at__"
"""Each step first says its own name: also those without words are seen."""
BEGINS = ("answer", "begin")
"""What somebody does to begin the script."""
PLACES = "places near here"
"""What is remembered of the site: whether there is a place to name."""


def staged(pack: Pack, script: Script) -> Pack:
    """The pack with this script on its stage."""
    steps = {name: _called(name, step) for name, step in script.steps.items()}
    copy = {script.id: script.model_copy(update={"steps": steps})}
    safety = script.id in pack.safety
    begin = Answer(phrases=["begin it"], alarm=script.id) if safety else Answer(phrases=["begin it"], start=script.id)
    asked = _asked_before(pack, script) | {"begin": Step(say={"begin": ""}, ask=Ask(answers={"begin": begin}))}
    welcome = pack.session["welcome"].model_copy(update={"steps": asked})
    return replace(
        pack,
        session=pack.session | {"welcome": welcome},
        exercises=pack.exercises if safety else pack.exercises | copy,
        safety=pack.safety | copy if safety else pack.safety,
    )


def read_at(step: Step) -> set[str]:
    """The ratings and choices on which it depends where a step leads."""
    return step.reads() | ({PLACES} if isinstance(step.branch, PlaceBranch) else set())


def _asked_before(pack: Pack, script: Script) -> dict[str, Step]:
    """A question for each rating and choice that the script goes by and does not ask for itself."""
    by_choice = {
        step.ask.choice: step.ask.answers
        for other in pack.scripts.values()
        for step in other.steps.values()
        if step.ask and step.ask.choice
    }
    read = {name for step in script.steps.values() for name in read_at(step)}
    asked = [step.ask for step in script.steps.values() if step.ask]
    given = {name for ask in asked for name in (ask.rating, ask.choice)}
    questions = {}
    for name in sorted(read - given - {PLACES}):
        known = {answer: Answer(phrases=[f"answer {answer}"]) for answer in by_choice.get(name, ())}
        ask = Ask(choice=name, answers=known) if known else Ask(rating=name)
        questions[name] = Step(say={name: ""}, ask=ask)
    return questions


def _called(name: str, step: Step) -> Step:
    call = {f"{CALLED}{name}": ""}
    return step.model_copy(update={"say": call | step.say, "again": [call | said for said in step.again]})
