"""The echo check: how loud the coach comes back into the microphone, and so whether it can listen while it speaks."""

from dataclasses import replace
from functools import partial

import numpy as np

from coach import bootstrap
from coach.doctor.finding import Finding, State
from coach.errors import DeviceError, EngineError
from coach.ports import Samples
from coach.settings import Settings
from coach.sound.echo import HARDLY_HEARD_DB
from coach.sound.echo_trial import echo_of


def barge_in(settings: Settings, line: Samples) -> Finding:
    """How loud a line comes back that is said aloud, through each way in that there is."""
    try:
        plainly = _echo(line, settings.model_copy(update={"barge_in": "off"}))
    except EngineError as late:
        return Finding("barge-in", "look", f"not measured. {late.problem}", "Ask again when the machine is less busy.")
    except DeviceError as missing:
        return Finding("barge-in", "waits", f"not measured. {missing.problem}", missing.fix)
    if plainly <= HARDLY_HEARD_DB:
        return advise(settings, "headset", plainly)
    try:
        cancelled = _echo(line, settings.model_copy(update={"barge_in": "echo-cancelled"}))
    except DeviceError as missing:
        advice = advise(settings, "off", plainly)
        return replace(advice, to_do=f"{advice.to_do} Or let the sound system take the voice out: {missing.fix}")
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


def _echo(line: Samples, settings: Settings) -> float:
    """How loud a line comes back that is said aloud, in dB against what was played."""
    return echo_of(line, partial(bootstrap.device_names, settings))
