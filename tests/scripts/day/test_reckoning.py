"""What had to happen in a day, and did not. Each lie that is planted here is told."""

from dataclasses import replace

import pytest

from coach.staff.call import Reason, Stage
from scripts.day.diary import BROKER, CallSeen, Diary, Fault, Visit
from scripts.day.reckoning import BACK_SECONDS, lost, unmet

ROLES = 3
CALLED, ANSWERED, CLEARED, NOBODY = Stage.CALLED, Stage.ANSWERED, Stage.CLEARED, Stage.NOBODY


def good() -> Diary:
    """Somebody called staff at 110 s; staff answered after twenty seconds, and cleared it."""
    visit = Visit(
        1, "calls_help_aloud", "voice", 100.0, Reason.HELP, left_seconds=300.0, woke_seconds=102.0, woke_by="voice",
        asleep_seconds=301.0, at_decibels=0, asked=[(110.0, "help")], news=[(110.1, "called"), (130.5, "answered")],
        said=[(102.0, "welcome.hello"), (110.1, "repair.staff_called"), (131.0, "repair.staff_answered")],
        as_written=True,
    )  # fmt: skip
    steps = [(110.1, CALLED, 0), (130.2, ANSWERED, 0), (220.3, CLEARED, 0)]
    call = CallSeen(7, Reason.HELP, 110.1, 110.1, steps, answered_seconds=130.0, cleared_seconds=220.0)
    return Diary([visit], {7: call}, over_seconds=3600.0)


def only(diary: Diary) -> str:
    """The one thing that did not happen as it had to."""
    (told,) = unmet(diary, ROLES)
    return told


def test_of_a_day_on_which_all_went_well_nothing_is_told() -> None:
    """Neither of somebody who was there, nor of their call."""
    assert unmet(good(), ROLES) == [] and lost(good()) == 0


def test_a_kiosk_that_says_somebody_answered_where_no_staff_did() -> None:
    """Told to the person, and on the broker: staff never did anything."""
    diary = good()
    diary.calls[7] = replace(diary.calls[7], answered_seconds=None, cleared_seconds=None)
    told = unmet(diary, ROLES)
    assert "visitor 1 (calls_help_aloud) was told at 07:02:11 that somebody had answered, and nobody had" in told
    assert "the call for help of 07:01:50 says that it is answered, and no staff did that" in told
    assert "the call for help of 07:01:50 says that it is cleared, and no staff did that" in told


def test_somebody_who_is_told_of_an_answer_before_there_was_one() -> None:
    """Never before it was acknowledged."""
    diary = good()
    diary.visits[0].said[2] = (120.0, "repair.staff_answered")
    assert only(diary).endswith("was told at 07:02:00 that somebody had answered, and nobody had")


def test_a_call_that_never_came_where_staff_see_it() -> None:
    """And the person was told that it had."""
    diary = good()
    diary.calls.clear()
    diary.visits[0].said.pop()
    told = unmet(diary, ROLES)
    assert "visitor 1 (calls_help_aloud): the call for help of 07:01:50 never came where staff see it" in told
    assert any("that staff were called, and no call was there" in each for each in told) and lost(diary) == 1


def test_a_call_that_comes_late_is_not_lost_but_told() -> None:
    """Where the broker was there all the while."""
    diary = good()
    diary.calls[7].first_seconds += 20.0
    diary.visits[0].said = [(102.0, "welcome.hello")]
    assert "came 20 s late" in only(diary) and lost(diary) == 0


def test_while_the_broker_is_away_a_call_may_come_when_it_is_back() -> None:
    """That it could not be sent is told truly; and it is not lost."""
    diary = good()
    diary.faults = [Fault(BROKER, 1, 109.0, 160.0, 162.0)]
    diary.calls[7] = CallSeen(
        7, Reason.HELP, 165.0, 110.0, [(165.0, CALLED, 0), (180.1, ANSWERED, 0)], answered_seconds=180.0
    )
    diary.visits[0].news = [(110.0, "not reached"), (180.5, "answered")]
    diary.visits[0].said = [
        (102.0, "welcome.hello"), (110.0, "repair.staff_not_reached"), (181.0, "repair.staff_answered"),
    ]  # fmt: skip
    assert unmet(diary, ROLES) == []
    diary.calls[7].first_seconds = 160.0 + BACK_SECONDS + 20.0
    assert "late" in unmet(diary, ROLES)[0]


def test_not_reached_is_no_truth_where_the_broker_was_there() -> None:
    """The person may have given up for that."""
    diary = good()
    diary.visits[0].said.append((111.0, "repair.staff_not_reached"))
    assert "could not be reached, and the broker was there" in only(diary)


def test_what_is_asked_again_after_it_was_cleared_is_another_call() -> None:
    """Somebody had been there; the next one has a minute for each role of its own, and may be lost by itself."""
    diary = good()
    diary.visits[0].asked.append((230.0, "help"))
    diary.visits[0].left_seconds = diary.visits[0].asleep_seconds = 440.0
    diary.visits[0].news += [(230.1, "called"), (412.0, "nobody answered")]
    diary.visits[0].said.append((412.0, "repair.nobody_answered"))
    assert "the call for help of 07:03:50 never came where staff see it" in unmet(diary, ROLES)[0]
    steps = [(230.1, CALLED, 0), (291.0, CALLED, 1), (352.0, CALLED, 2), (411.0, NOBODY, 2)]
    diary.calls[8] = CallSeen(8, Reason.HELP, 230.1, 230.1, steps)
    assert unmet(diary, ROLES) == [] and lost(diary) == 0


def test_what_nobody_answers_goes_from_role_to_role_and_is_told() -> None:
    """After 60, 120 and 180 s; too early and too late are told, and a step that was left out."""
    diary = good()
    steps = [(110.1, CALLED, 0), (171.0, CALLED, 1), (232.0, CALLED, 2), (291.0, NOBODY, 2)]
    diary.calls[7] = CallSeen(7, Reason.HELP, 110.1, 110.1, steps)
    diary.visits[0].said[2] = (292.0, "repair.nobody_answered")
    assert unmet(diary, ROLES) == []
    diary.visits[0].said[2] = (200.0, "repair.nobody_answered")
    assert "that nobody had answered, and that was not so" in only(diary)
    diary.visits[0].said.pop()
    diary.calls[7].steps[1:] = [(140.0, CALLED, 1), (232.0, CALLED, 2)]
    early, missing = unmet(diary, ROLES)
    assert "came to role 2 after 30 s, too early" in early and "did not come to nobody after 180 s" in missing


def test_while_nobody_can_see_it_a_call_goes_from_role_to_role_all_the_same() -> None:
    """When the broker is back it says how far it has come; what it skipped meanwhile was not left out."""
    diary = good()
    diary.faults = [Fault(BROKER, 1, 109.0, 250.0, 252.0)]
    steps = [(255.0, CALLED, 2), (291.0, NOBODY, 2)]
    diary.calls[7] = CallSeen(7, Reason.HELP, 255.0, 110.0, steps)
    diary.visits[0].news, diary.visits[0].said = [(110.0, "not reached")], diary.visits[0].said[:1]
    assert unmet(diary, ROLES) == []


def test_a_call_that_says_somebody_waits_since_another_moment() -> None:
    """Staff would go to the wrong one first."""
    diary = good()
    diary.calls[7].began_seconds = 100.0
    assert only(diary).endswith("the call for help of 07:01:40 says that they waited since then, and it was 07:01:50")


def test_what_staff_did_has_to_come_to_the_kiosk() -> None:
    """Else it goes on calling."""
    diary = good()
    diary.calls[7].steps = [(110.1, CALLED, 0), (130.2, ANSWERED, 0)]
    assert only(diary).endswith("was cleared by staff at 07:03:40, and the kiosk did not take it")


def test_who_needs_staff_and_for_whom_nobody_was_called() -> None:
    """The danger was not heard, or the key not taken."""
    diary = good()
    diary.calls.clear()
    diary.visits[0].asked, diary.visits[0].said = [], [(102.0, "welcome.hello")]
    assert only(diary) == "visitor 1 (calls_help_aloud): staff were not called for help"


def test_who_stays_after_a_call_is_told_something() -> None:
    """Silence is no answer."""
    diary = good()
    diary.visits[0].news.clear()
    assert only(diary).endswith("staff were called for help, and nothing was told of it")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"woke_seconds": None}, "it did not wake"),
        ({"woke_seconds": 160.0}, "it woke after 60 s"),
        ({"by": None}, "it woke, and nobody had called it"),
        ({"asleep_seconds": None}, "it did not sleep again"),
        ({"at_decibels": 9}, "it began at +9 dB, as the person before had left it"),
        ({"failures": ["The ear died."]}, "the session ended early: The ear died."),
        ({"unseen": ["ready"]}, "there was no button 'ready' on the page"),
    ],
)
def test_a_visit_that_did_not_go_as_it_has_to(changed: dict[str, object], told: str) -> None:
    """Each in a sentence that names the visitor."""
    diary = good()
    diary.visits[0] = replace(diary.visits[0], **changed)  # type: ignore[arg-type]  # each fits its field
    assert only(diary) == f"visitor 1 (calls_help_aloud): {told}"


def test_nobody_was_greeted() -> None:
    """It has to say that it is a program, and that nothing is kept."""
    diary = good()
    diary.visits[0].said.pop(0)
    assert only(diary).endswith("nobody was greeted")


def test_who_looks_on_comes_back_to_a_broker_as_the_kiosk_does() -> None:
    """So a call may be there a moment before it is seen; but not while the broker was away."""
    diary = good()
    diary.calls[7].first_seconds = 112.0
    diary.faults = [Fault(BROKER, 1, 50.0, 110.0, 110.1)]
    assert unmet(diary, ROLES) == []
    diary.faults = [Fault(BROKER, 1, 50.0, 111.0, 111.1)]
    assert only(diary).endswith("that staff were called, and no call was there")


def test_what_broke_has_to_go_on() -> None:
    """A page that is driven away, too: nobody but the kiosk brings it back."""
    diary = good()
    diary.faults = [
        Fault("ear killed", 1, 120.0, recovered_seconds=125.0),
        Fault("voice killed", 1, 130.0),
        Fault("microphone unplugged", 1),
        Fault("page driven away", 1, 140.0, 150.0),
        Fault(BROKER, 1, 2000.0, 2100.0, 2102.0, kept=False),
    ]
    assert unmet(diary, ROLES) == [
        "voice killed (visitor 1): nothing went on after it",
        "microphone unplugged (visitor 1): it could not be broken",
        "page driven away (visitor 1): nothing went on after it",
        "broker killed (visitor 1): an open call was gone from the broker",
    ]


def test_words_that_were_found_are_told_and_a_search_that_proves_nothing() -> None:
    """Where nothing was seen while it was being heard, nothing that was not found afterwards means anything."""
    diary = good()
    diary.found = ["after visitor 1: memory of coach ear: purple"]
    assert only(diary) == "words of a person were found: after visitor 1: memory of coach ear: purple"
    diary.found, diary.visits[0].as_written = [], False
    assert "proves nothing" in only(diary)


def test_what_was_planned_and_not_played_is_told() -> None:
    """Nothing is left out in silence."""
    diary = good()
    diary.other = ["the update of 13:00:00 was not played"]
    assert only(diary) == "the update of 13:00:00 was not played"


def test_a_test_call_that_nobody_answers() -> None:
    """It is taken back, which is nothing that staff did."""
    diary = good()
    steps = [(30.0, CALLED, 0), (36.0, ANSWERED, 0), (37.0, CLEARED, 0)]
    diary.calls[8] = CallSeen(8, Reason.TEST, 30.0, 30.0, steps, answered_seconds=35.0)
    assert unmet(diary, ROLES) == []
    diary.calls[8].answered_seconds = None
    assert only(diary) == "the call for test of 07:00:30: nobody answered it"
