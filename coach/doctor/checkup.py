"""The checkup of a machine: every part that a spoken session needs, one after the other.

What cannot be tried because of another part is not tried: of one cause there is one finding, and one remedy.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from coach.doctor import echo_check, elsewhere_check, machine_check, settings_check, sound_check, speech_check
from coach.doctor.finding import Finding
from coach.doctor.speech_check import Speech
from coach.errors import CoachError
from coach.settings import Settings


@dataclass(frozen=True)
class Check:
    """One part, what looks at it, and the parts that have to be right before."""

    part: str
    look: Callable[[], Finding]
    needs: tuple[str, ...] = ()


def examine(*checks: Check) -> Iterator[Finding]:
    """All findings, each as soon as it is there."""
    not_right: set[str] = set()
    for check in checks:
        before = next((part for part in check.needs if part in not_right), None)
        finding = _look(check) if before is None else _waits(check.part, before)
        if finding.state in ("wrong", "waits"):
            not_right.add(check.part)
        yield finding


def of_a_machine(settings: Settings) -> tuple[Check, ...]:
    """What a spoken session needs, whoever holds it."""
    speech = Speech(settings)
    return (
        Check("versions", machine_check.versions),
        Check("clock", lambda: machine_check.clock(time.time())),
        Check("cache", lambda: machine_check.cache(settings.cache_folder)),
        Check("pack", lambda: settings_check.pack(settings)),
        Check("contacts", lambda: settings_check.contacts(settings)),
        Check("staff", lambda: settings_check.staff(settings)),
        Check("elsewhere", lambda: elsewhere_check.elsewhere(settings)),
        Check("sound system", sound_check.system),
        Check("other coach", machine_check.alone),
        Check("loudspeaker", lambda: sound_check.loudspeaker(settings), needs=("other coach", "sound system")),
        Check("microphone", lambda: sound_check.microphone(settings), needs=("other coach", "sound system")),
        Check("model", lambda: speech_check.model(settings), needs=("pack",)),
        Check("voice", speech.voice, needs=("pack",)),
        Check("ear", speech.ear, needs=("model", "voice")),
        Check(
            "barge-in",
            lambda: echo_check.barge_in(settings, speech.greeting),
            needs=("loudspeaker", "microphone", "voice"),
        ),
    )


def _look(check: Check) -> Finding:
    try:
        return check.look()
    except CoachError as error:
        return Finding(check.part, "wrong", error.problem, error.fix.strip())


def _waits(part: str, before: str) -> Finding:
    return Finding(part, "waits", f"not tried: the {before} comes first")
