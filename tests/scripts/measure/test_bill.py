"""What a session costs, as tables."""

from scripts.measure.bill import HOUSE, IN_README, ROWS, line, page, table


def test_a_goal_that_is_missed_is_told() -> None:
    """And one that is held stands beside its figure."""
    assert line("waiting", 1.9).split("core")[1].split() == ["1.9", "%", "2", "%"]
    assert line("waiting", 2.1).endswith("2 %: missed")
    assert line("cue_drift", -0.02).endswith("5 ms: missed")


def test_what_was_not_measured_is_not_in_the_table() -> None:
    """Nothing is made up."""
    rows = table({"turn": 0.9, "memory": 312.4}).splitlines()
    assert rows[2:] == [
        "| End of speech to the coach's first sound, median | 900 ms |  |",
        "| Memory of all processes in a session | 312 MB | 450 MB |",
    ]


def test_the_readme_has_a_place_for_the_main_figures() -> None:
    """Where `--write` puts them; the page beside it has all, and names the machine."""
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert readme.count("<!-- cost: written by") == 1 and readme.count("<!-- /cost -->") == 1
    assert set(IN_README) < set(ROWS)
    assert "some machine" in page({"turn": 0.9}, "some machine")
