"""Every silence is announced."""

from coach.content.silence import check_silences
from tests.content.scripts import script

TRIED = script("""
rest: {say: {a: Rest now. Ten quiet seconds.}, again: [{b: Rest once more.}, {c: 'Quiet: ten.'}], wait_seconds: 10}
ask: {say: {d: 'So?'}, ask: {answers: {"yes": {go: rest}}}, end: finish}
""")


def test_each_wording_that_leads_into_a_silence_says_so() -> None:
    """Also the one for who comes by once more; a question is no silence."""
    (flaw,) = check_silences(TRIED, ["quiet"])
    assert (flaw.code, flaw.where) == ("C039", ("steps", "rest", "again", 0))
    assert "10 seconds" in flaw.message


def test_a_language_that_names_no_such_words_is_not_checked() -> None:
    """Rather than by the words of another one."""
    assert list(check_silences(TRIED, [])) == []
