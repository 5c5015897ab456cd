"""Which commands there are."""

import pytest

from coach.commands.command_line import COMMANDS, parsers


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_teaches(name: str) -> None:
    """Its help has an example, and says what it is for before it lists options."""
    _, commands = parsers([name])
    told = commands[name].format_help()
    assert f"\n  coach {name}" in told.partition("options:")[0]


@pytest.mark.parametrize("columns", [40, 80, 200])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_fits_the_terminal(name: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a small window, in the usual one, and in a wide one not too wide to read."""
    monkeypatch.setenv("COLUMNS", str(columns))
    whole, commands = parsers([name])
    for told in (whole.format_help(), commands[name].format_help()):
        too_long = [line for line in told.splitlines() if len(line) > min(columns, 100) and " " in line.strip()]
        assert too_long == []
