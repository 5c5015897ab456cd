"""What the safety listener made of phrases, as tables."""

from coach.safety.finding import Danger, Finding
from models.risk.phrases import TUNED_ON, Phrase
from scripts.measure.danger import Judged, failures, summary

FOUND = Finding(Danger.RISK, "suicide", "die", "want to die")
MISSED = Finding(Danger.NONE)
PHRASE = next(
    phrase for number in range(99) if (phrase := Phrase(f"i want to die {number}", "risk", "suicide")).part == TUNED_ON
)


def test_shares_are_told_by_part_and_path() -> None:
    """All together first, then each path."""
    rows = summary([Judged(PHRASE, "in writing", FOUND), Judged(PHRASE, "in writing", MISSED)]).splitlines()[2:]
    assert rows == [
        f"| in writing | tuned on | {kind} | risk | 2 | 50.0 | 0.0 | 50.0 | 100.0 |" for kind in ("all", "suicide")
    ]


def test_failures_are_told_of_the_part_that_is_tuned_on() -> None:
    """Whoever reads the others would tune on them."""
    held_out = next(
        phrase for number in range(99) if (phrase := Phrase(f"{number} dead", "risk", "suicide")).part != TUNED_ON
    )
    text = failures(Judged(phrase, "in writing", MISSED) for phrase in (PHRASE, held_out))
    assert PHRASE.said in text and held_out.said not in text
    assert failures([Judged(PHRASE, "in writing", FOUND)]) == ""
