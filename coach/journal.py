"""What is remembered between sessions, and the promise of what is not.

Today: nothing. A session's ratings and choices reach `remember` and go no further; words never even get this far,
because no effect carries them. A journal that keeps numbers for somebody who asked for it would be another class here.
"""


class NothingKept:
    """Implements `coach.ports.Journal` by forgetting."""

    def remember(self, name: str, value: int | str) -> None:
        """Nothing is kept."""
