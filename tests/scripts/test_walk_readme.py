"""What somebody sees who follows the README's first part is written down as it stands on the screen."""

from scripts.walk_readme import ANSWERS, CHECKOUT, commands_in, page, walk

SHELL = ["sh", "-c", 'eval "$1"', "sh"]


def test_each_line_is_typed_and_what_it_shows_is_kept() -> None:
    """A progress bar that rewrites itself leaves what stood there last."""
    walked = list(walk(SHELL, ["echo hello", "printf '1 of 2\\r2 of 2\\n'", "cd /", "pwd"]))
    assert [typed.screen for typed in walked] == [["hello"], ["2 of 2"], [], ["/"]]


def test_a_question_is_answered() -> None:
    """As somebody would who takes what is offered."""
    (typed,) = walk(SHELL, ["read -p 'Go on? [Y/n] ' answer; echo \"<$answer>\""])
    assert typed.screen[-1] == "<>"
    assert all(ANSWERS.values())


def test_the_page_shows_each_line_with_what_came_of_it() -> None:
    """For who would rather read than try."""
    text = page(list(walk(SHELL, ["echo hello"])), "a machine")
    assert "$ echo hello\nhello\n" in text
    assert "a machine" in text


def test_the_readme_has_lines_to_type() -> None:
    """Clone, go there, start, and a rehearsal."""
    lines = commands_in((CHECKOUT / "README.md").read_text(encoding="utf-8"))
    assert lines[0].startswith("git clone ADDRESS")
    assert "scripts/coach" in lines
