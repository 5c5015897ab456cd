"""The question in which country somebody is: asked once, at a terminal, where nobody has set it."""

import sys

from coach import whereabouts
from coach.contacts import contacts_of, country_called, name_of
from coach.errors import DeviceError
from coach.settings import Settings
from coach.terminal.layout import width_of, wrapped
from coach.terminal.telling import show

YES, NO = {"", "y", "yes"}, {"n", "no", "nope"}
OTHER = "Which country are you in? [name or two letters; Enter: leave it open] "


def ask_country(settings: Settings) -> Settings:
    """These settings, in the country that somebody says; in none where it is left open.

    What is said is kept in the settings file, so it is asked once. Raises KeyboardInterrupt where input ends.
    """
    code = _agreed(settings.country) if settings.country else _named(OTHER)
    if code is None:
        return settings.in_country(None)
    try:
        show(f"Kept in {whereabouts.keep(code)}.", sys.stderr)
    except DeviceError as failure:
        show(f"coach: For this session you are in {name_of(code)}. {failure}", sys.stderr)
    return settings.in_country(code)


def _agreed(guessed: str) -> str | None:
    """The guess, or another country."""
    number = contacts_of(guessed).emergency_number
    named = f"Emergency number {number}." if number else "I know no emergency number of it."
    answer = _input(f"Are you in {name_of(guessed)}? {named} [Y/n or another country] ")
    if answer.lower() in YES:
        return guessed
    return _named(OTHER) if answer.lower() in NO else _named(OTHER, answer)


def _named(question: str, answer: str = "") -> str | None:
    """The country that somebody names, who is asked until it is one; None where it is left open."""
    while answer := answer or _input(question):
        try:
            return country_called(answer)
        except ValueError as unknown:
            show(f"{unknown}.", sys.stderr)
            answer = ""
    return None


def _input(question: str) -> str:
    print(wrapped(question, width_of(sys.stderr)).rstrip(), end=" ", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:  # the end of input: somebody wants to leave
        raise KeyboardInterrupt
    return line.strip()
