"""The self-test at the start of a shift: whether this kiosk hears, speaks, understands and can be pressed.

What `coach doctor` looks at is looked at as there. Beside it a tone goes through the air, from the loudspeaker into the
microphone, and each key is pressed by somebody who stands before it.
"""

import time
from collections.abc import Callable, Iterator
from functools import partial

import numpy as np

from coach import bootstrap
from coach.doctor import elsewhere_check, machine_check, settings_check, sound_check, speech_check
from coach.doctor.checkup import Check, examine
from coach.doctor.finding import Finding
from coach.doctor.speech_check import Speech
from coach.errors import DeviceError
from coach.kiosk import page_check
from coach.kiosk.keypad import Keypad
from coach.kiosk.keys import Source
from coach.kiosk.pins import Pins
from coach.kiosk.site import Keys, Site
from coach.kiosk.trial_call import TrialCall
from coach.ports import RATE_HERTZ, Clock, Samples
from coach.settings import Settings
from coach.sound.echo_trial import Echo, echo_of
from coach.sound.volume import Volume
from coach.speaking.loudness import fade

TONE_HERTZ, TONE_SECONDS, TONE_PEAK = 660, 1.0, 0.5
"""A tone that small loudspeakers give well, no louder than somebody hears it who begins."""
PRESS_SECONDS = 20.0
"""For somebody to find a key and press it."""
POLL_SECONDS = 0.02


def self_test(
    site: Site, by_hand: bool, ask_for_key: Callable[[str], None], tell: Callable[[str], None]
) -> Iterator[Finding]:
    """All findings, each as soon as it is there, and last that the result is kept.

    `by_hand`: somebody presses each key, which `ask_for_key` names. `tell`: what else somebody has to do.
    """
    clock, well = bootstrap.WallClock(), True
    trial = TrialCall(site, clock, tell)
    try:
        for finding in examine(*_checks(site, clock, ask_for_key if by_hand else None, trial)):
            well = well and finding.state != "wrong"
            yield finding
        yield trial.end(well)
    finally:
        trial.close()


def _checks(site: Site, clock: Clock, ask_for_key: Callable[[str], None] | None, trial: TrialCall) -> Iterator[Check]:
    settings, speech = site.settings, Speech(site.settings)
    heard_by = ("other coach", "loudspeaker", "microphone")
    yield from (
        Check("clock", lambda: machine_check.clock(time.time())),
        Check("contacts", lambda: settings_check.contacts(settings)),
        Check("elsewhere", lambda: elsewhere_check.elsewhere(settings)),
        Check("other coach", machine_check.alone),
        Check("staff line", trial.reached, needs=("other coach",)),
        Check("loudspeaker", lambda: sound_check.loudspeaker(settings), needs=("other coach",)),
        Check("microphone", lambda: sound_check.microphone(settings), needs=("other coach",)),
        Check("tone", lambda: tone(settings, site.volume.at_start()), needs=heard_by),
        Check("model", lambda: speech_check.model(settings)),
        Check("voice", speech.voice),
        Check("ear", speech.ear, needs=("model", "voice")),
        Check("page", lambda: page_check.at_kiosk(site)),
        Check("keys", lambda: keys(site.keys, clock, ask_for_key)),
    )
    if site.staff_line:
        yield Check("test call", trial.answered, needs=("other coach", "staff line"))
    else:
        yield Check("staff", lambda: settings_check.staff(settings))


def tone(settings: Settings, volume: Volume) -> Finding:
    """Whether the microphone hears what the loudspeaker plays, as loud as each person begins. Raises DeviceError."""
    plainly = settings.model_copy(update={"barge_in": "off"})  # no canceller takes it out
    return judged(echo_of(tone_at(volume.factor), partial(bootstrap.device_names, plainly)))


def tone_at(factor: float) -> Samples:
    """The tone, with soft ends."""
    moments = np.arange(round(TONE_SECONDS * RATE_HERTZ)) / RATE_HERTZ
    sound = TONE_PEAK * factor * np.sin(2 * np.pi * TONE_HERTZ * moments)
    return fade(sound.astype(np.float32), RATE_HERTZ // 50)


def judged(echo: Echo) -> Finding:
    """In words for somebody who opens the kiosk in the morning. Raises DeviceError where nothing was heard."""
    if echo.level_db == -np.inf:
        raise DeviceError(
            "The microphone does not hear what the loudspeaker plays.",
            "Did you hear a tone? If so, the microphone is covered or too far; if not, the amplifier is off.",
        )
    late = "" if echo.delay_seconds is None else f", {1000 * echo.delay_seconds:.0f} ms later"
    return Finding("tone", "ok", f"played and heard, {echo.level_db:.0f} dB{late}")


def keys(said: Keys, clock: Clock, ask: Callable[[str], None] | None) -> Finding:
    """Whether the keypad and the pins can be read; and with `ask` each key, pressed. Raises DeviceError."""
    if said.keypad is None and not said.pins:
        return Finding("keys", "look", "the site names none: nobody who cannot speak can answer", "See `keys`.")
    sources: list[Source] = []
    try:
        if said.keypad:
            keypad = Keypad(said.keypad, said.buttons, clock)
            sources.append(keypad)
            if not keypad.is_there:
                raise DeviceError(f"The keypad {said.keypad} cannot be read.", "Is it plugged in? ls /dev/input/by-id")
        if said.pins:
            sources.append(Pins(said.pins))
        uses = list(dict.fromkeys([*(said.buttons.values() if said.keypad else ()), *said.pins.values()]))
        if ask is None:
            return Finding("keys", "ok", f"{', '.join(uses)}; not pressed, say --by-hand for that")
        return pressed(uses, sources, clock, ask)
    finally:
        for source in sources:
            source.close()


def pressed(uses: list[str], sources: list[Source], clock: Clock, ask: Callable[[str], None]) -> Finding:
    """Each key in turn, when it is asked for. Raises DeviceError naming the first that is not pressed."""
    for use in uses:
        ask(use)
        until = clock.now() + PRESS_SECONDS
        while use not in [source.poll() for source in sources]:
            time.sleep(POLL_SECONDS)
            if clock.now() >= until:
                raise DeviceError(f"The key for {use!r} was not pressed.", "Is it the right one in `buttons`?")
    return Finding("keys", "ok", f"each was pressed: {', '.join(uses)}")
