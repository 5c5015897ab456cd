"""What is said in a row: from each moment in which a person could speak, along every way, to the next such moment.

One question a turn, and never so much speech that "stop" would have to wait.
"""

from coach.content.faults import Flaw, Flaws
from coach.content.graph import Target, Ways
from coach.content.script import Lines, Script
from coach.content.wording import wordings, words_in
from coach.document import Where

WORDS_IN_A_ROW = 60
"""Twenty to twenty-five seconds of speech."""


def check_lengths(script: Script, ways: Ways) -> Flaws:
    """Whether each stretch of talk asks at most one question and is short enough."""
    stretches = _Stretches(script, ways)
    stretches.go_on(next(iter(script.steps)))
    for name, step in script.steps.items():
        for way in ways[name] if step.listens else []:
            stretches.begin(way.said, (*way.said_where, "say"), way.to)
    yield from stretches.flaws.values()


class _Stretches:
    def __init__(self, script: Script, ways: Ways) -> None:
        self._script, self._ways = script, ways
        self.flaws: dict[tuple[Where, str], Flaw] = {}
        self._most: dict[str, tuple[int, int]] = {}

    def begin(self, said: Lines, where: Where, to: Target) -> None:
        self.go_on(to, *self._say(said, where))

    def go_on(self, to: Target, words: int = 0, questions: int = 0, before: tuple[str, ...] = ()) -> None:
        if to not in self._script.steps or to in before:
            return
        words, questions = min(words, WORDS_IN_A_ROW + 1), min(questions, 2)  # more than too much is too much
        most_words, most_questions = self._most.get(to, (-1, -1))
        if words <= most_words and questions <= most_questions:  # nothing new: ways that meet are not told apart
            return
        self._most[to] = max(words, most_words), max(questions, most_questions)
        step = self._script.steps[to]
        counts = [self._say(said, where, words, questions) for where, said in wordings(to, step)]
        words, questions = (max(numbers) for numbers in zip(*counts, strict=True))
        if not step.listens:
            for target in {way.to for way in self._ways[to]}:
                self.go_on(target, words, questions, (*before, to))

    def _say(self, lines: Lines, where: Where, words: int = 0, questions: int = 0) -> tuple[int, int]:
        for line_id, text in lines.items():
            words, questions = words + len(words_in(text)), questions + text.count("?")
            if questions > 1:
                self._note((*where, line_id), "C043", "a second question before the person can speak")
            if words > WORDS_IN_A_ROW:
                self._note(where, "C046", f"over {WORDS_IN_A_ROW} words in a row; ask or wait in between")
        return words, questions

    def _note(self, where: Where, code: str, message: str) -> None:
        self.flaws.setdefault((where, code), Flaw(where, code, message))
