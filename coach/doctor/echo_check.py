"""The echo check: how loud and how late the coach comes back into the microphone, and so when it can listen."""

from dataclasses import replace
from functools import partial

import numpy as np

from coach import bootstrap
from coach.doctor.finding import Finding, State
from coach.errors import DeviceError, EngineError
from coach.ports import Samples
from coach.settings import Settings
from coach.sound.echo import HARDLY_HEARD_DB
from coach.sound.echo_trial import Echo, echo_of

REMARKABLE_SECONDS = 0.3
"""Later than this is a loudspeaker that holds its sound back."""


def barge_in(settings: Settings, line: Samples) -> Finding:
    """How a line comes back that is said aloud, through each way in that there is."""
    try:
        plainly = _echo(line, settings.model_copy(update={"barge_in": "off"}))
    except EngineError as late:
        return Finding("barge-in", "look", f"not measured. {late.problem}", "Ask again when the machine is less busy.")
    except DeviceError as missing:
        return Finding("barge-in", "waits", f"not measured. {missing.problem}", missing.fix)
    return tell_delay(_compared(settings, line, plainly.level_db), plainly.delay_seconds)


def _compared(settings: Settings, line: Samples, plainly: float) -> Finding:
    """With what the sound system's canceller leaves of it, where the microphone alone hears too much."""
    if plainly <= HARDLY_HEARD_DB:
        return advise(settings, "headset", plainly)
    try:
        cancelled = _echo(line, settings.model_copy(update={"barge_in": "echo-cancelled"})).level_db
    except DeviceError as missing:
        advice = advise(settings, "off", plainly)
        return replace(advice, to_do=f"{advice.to_do} The sound system can take the voice out: {missing.fix}".strip())
    if cancelled <= HARDLY_HEARD_DB:
        return advise(settings, "echo-cancelled", cancelled)
    return advise(settings, "off", min(plainly, cancelled))


def advise(settings: Settings, fits: str, echo_db: float) -> Finding:
    """In words for somebody who has never heard of an echo in dB."""
    level = "not at all" if echo_db == -np.inf else f"at {echo_db:.0f} dB"
    found = f"the microphone hears the coach's own voice {level}"
    if fits == "off":
        to_do = (
            "It would take that for somebody speaking. With `barge_in: off` it listens whenever the coach is quiet, "
            "which is safe. To be heard at any time, use a headset, or turn the loudspeaker down."
        )
    else:
        to_do = (
            f'Did you hear the sentence just now? Then set `barge_in: {fits}`: "stop" is heard also while it speaks. '
            "If you heard nothing, the loudspeaker is off, and this tells nothing."
        )
    if settings.barge_in == fits:
        return Finding("barge-in", "ok", f"{found}; {fits} is set, and fits", "" if fits == "off" else to_do)
    state: State = "look" if settings.barge_in != "off" else "ok"
    return Finding("barge-in", state, f"{found}; {settings.barge_in} is set, {fits} would fit", to_do)


def tell_delay(finding: Finding, delay_seconds: float | None) -> Finding:
    """A loudspeaker that is late is waited for, and people notice."""
    if delay_seconds is None or delay_seconds <= REMARKABLE_SECONDS:
        return finding
    found = f"{finding.found}; it is heard {delay_seconds:.1f} s after it was said"
    to_do = (
        "Is the loudspeaker on Bluetooth, in a television, or on a network? It holds the sound back, and the coach "
        "waits so much longer before it listens. Through a cable it answers sooner."
    )
    return replace(finding, found=found, to_do=f"{to_do} {finding.to_do}".strip())


def _echo(line: Samples, settings: Settings) -> Echo:
    """How a line comes back that is said aloud."""
    return echo_of(line, partial(bootstrap.device_names, settings))
