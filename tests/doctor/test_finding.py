"""What was found is told in words."""

from coach.doctor.finding import Finding


def test_a_finding_is_one_line_and_what_to_do_stands_under_it() -> None:
    """So that somebody can read it out over the telephone."""
    assert str(Finding("pack", "ok", "en")).split() == ["ok", "pack", "en"]
    first, second = str(Finding("model", "wrong", "No model.", "Fetch one.")).splitlines()
    assert first.split(maxsplit=2) == ["wrong", "model", "No model."]
    assert second.strip() == "Fetch one."
