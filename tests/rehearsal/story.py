"""A short rehearsal, moment by moment, for what is made of it."""

from coach.content.pack import Pack
from coach.conversation.understanding import Rated, Settled
from coach.effects import End, Expectation, Line, Listen, Say
from coach.events import BreathCued, Decision, FellSilent, Heard, PromptFinished, PromptStarted
from coach.rehearsal.meaning import Judge
from coach.rehearsal.outcome import Outcome, Setting
from coach.rehearsal.person import Utterance
from coach.rehearsal.persona import Reply
from coach.rehearsal.record import Moment, prompts, turns

SETTING = Setting(
    persona="me",
    about="Somebody made up.",
    ear="fake ear",
    voice="fake voice",
    person_voice="other voice",
    noise="pink",
    snr_db=20.0,
    echo_db=-30.0,
    seed=1,
)


def say(began: float, ended: float, *lines: tuple[str, str]) -> list[Moment]:
    """What the coach says, from when to when."""
    what = Say(tuple(Line(id, text) for id, text in lines))
    return [Moment(began, what), Moment(began, PromptStarted()), Moment(ended, PromptFinished())]


def story(pack: Pack, ended: bool = True) -> Outcome:
    """A rating that is read back, a reply that is misheard, a silence, and breathing, in three quarters of a minute."""
    judge = Judge(pack)
    rating = judge.vocabulary("check_in.craving").expectation(10.0)
    confirm = Expectation(("six", "yes"), {"six": 6}, meanings={"six": Rated(6), "yes": Settled(True)})
    moments = [
        *say(0.0, 4.0, ("check_in.craving", "How strong is it?")),
        Moment(4.0, Listen(1, rating, "check_in.craving")),
        Moment(7.0, Heard(1, Decision.CONFIRM, "six", "three", 6, "a sex", endpoint_seconds=7.0)),
        *say(7.0, 9.0, ("repair.confirm", "Did you say six, or three?")),
        Moment(9.0, Listen(2, confirm, "check_in.craving")),
        Moment(11.0, Heard(2, Decision.ACCEPT, "six", None, 6, "Six", endpoint_seconds=11.0, deciding_seconds=0.05)),
        *say(11.0, 16.0, ("check_in.medium", "Thank you."), ("check_in.ability", "How able are you?")),
        Moment(16.0, Listen(3, rating, "check_in.ability")),
        Moment(19.0, Heard(3, Decision.ACCEPT, "nine", "five", 9, "Fine | nine", endpoint_seconds=19.0)),
        *say(19.0, 21.0, ("paced_breathing.begin", "Breathe with the sound.")),
        Moment(21.0, BreathCued("in")),
        Moment(21.0, Listen(4, Expectation(()), "paced_breathing.first_breaths")),
        Moment(26.0, BreathCued("out")),
        Moment(31.0, FellSilent(4)),
        *say(31.0, 40.0, ("close.bye", "Take care.")),
        *([Moment(40.0, End())] if ended else []),
    ]
    utterances = {
        1: Utterance(1, Reply(say="um ... a six", means=6), 6, 5.0, 6.0),
        2: Utterance(2, Reply(say="six", means=6), 6, 10.0, 10.4),
        3: Utterance(3, Reply(say="five"), 5, 17.0, 19.5),
    }
    return Outcome(
        setting=SETTING,
        turns=turns(moments, utterances, judge),
        prompts=prompts(moments),
        titles={"check_in": "two numbers", "paced_breathing": "slow breathing", "close": "close"},
        exercises=["slow breathing"],
        breaths=[(21.0, "in"), (26.0, "out")],
        ended=ended,
        simulated_seconds=45.0,
        real_seconds=2.0,
    )
