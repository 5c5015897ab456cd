"""A rehearsal to read, as Markdown: who said what and when, what the ear made of it, and whether that was right."""

from coach.events import FellSilent, Heard
from coach.rehearsal.meaning import GOOD, NOTHING
from coach.rehearsal.outcome import Outcome
from coach.rehearsal.record import Turn

Row = tuple[float, str, str, str | None]
"""When, who, what, and the script it belongs to; None for what goes on in the one before."""


def transcript(outcome: Outcome) -> str:
    """The whole rehearsal. It says nothing that differs between two runs of the same one."""
    head = [
        f"# Rehearsal: {outcome.setting.persona}",
        outcome.setting.about,
        str(outcome.setting) + ".",
        str(outcome).replace(f" in {outcome.real_seconds:.0f} s", ""),
        *([] if outcome.ended else ["**The session did not come to its end.**"]),
    ]
    rows = sorted(_person_rows(outcome) + _coach_rows(outcome), key=lambda row: row[0])
    return "\n\n".join(head) + "\n" + "".join(_sections(rows, outcome.titles))


def clock(seconds: float) -> str:
    """Minutes and seconds: 3:07.4."""
    minutes, rest = divmod(round(seconds, 1), 60)
    return f"{minutes:.0f}:{rest:04.1f}"


def _sections(rows: list[Row], titles: dict[str, str]) -> list[str]:
    pieces, script = [], None
    for seconds, who, what, belongs in rows:
        if belongs is not None and belongs != script:
            script = belongs
            pieces.append(f"\n## {titles[script].capitalize()}\n\n| time | who | |\n|---:|---|---|\n")
        pieces.append(f"| {clock(seconds)} | {who} | {what.replace('|', '/')} |\n")
    return pieces


def _coach_rows(outcome: Outcome) -> list[Row]:
    return [(prompt.began_seconds, "coach", prompt.text, outcome.part(prompt)) for prompt in outcome.prompts]


def _person_rows(outcome: Outcome) -> list[Row]:
    rows: list[Row] = []
    for turn in outcome.turns:
        script = turn.about.partition(".")[0]
        said = turn.utterance
        if said is not None:
            words = f"“{said.reply.say}”" if said.reply.say else f"presses the key {said.reply.key}"
            rows.append((said.began_seconds, "**person**", words + meant(turn), script))
        if turn.answer is not None and turn.answered_seconds is not None:
            rows.append((turn.answered_seconds, "ear", _heard(turn), script))
    return rows


def meant(turn: Turn) -> str:
    """What is not plain from the words themselves."""
    said = turn.utterance
    if said is None or said.reply.means is None or said.reply.means == said.reply.say:
        return ""
    return " (no answer at all)" if said.meant == NOTHING else f" (means {said.meant})"


def _heard(turn: Turn) -> str:
    match turn.answer:
        case Heard(phrase=phrase, open_text=text, decision=decision):
            heard = f"“{phrase}”" if phrase else "no phrase"
            words = f"{heard}, openly “{text}”: {decision}"
        case FellSilent():
            words = "nobody spoke"
        case _:
            words = ""
    wrong = turn.verdict not in GOOD
    verdict = f"**{turn.verdict}**" if wrong else str(turn.verdict)
    return f"{words} → {verdict}" + (" **(cut off while still talking)**" if turn.cut_off else "")
