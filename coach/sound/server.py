"""The sound server, PulseAudio or PipeWire, asked through pulsectl: which ends it has, and how loud each one is.

PortAudio comes to a sound server through ALSA's plug-in, and sees one device, "pulse", whatever stands behind it. The
names that people know ("Desk Headset"), the levels and what is muted are known to the server alone.
"""

import functools
import os
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Answer = TypeVar("Answer")
Kind = Literal["source", "sink"]
"""As sound servers call them: what records, what plays."""
LED_BY: Mapping[Kind, str] = {"source": "PULSE_SOURCE", "sink": "PULSE_SINK"}
"""The variables that lead ALSA's plug-in to an end; streams that are open stay where they are."""
PROCESS = "application.process.id"
"""The property of a stream that tells whose it is."""
OF_NOTHING = "auto_null"
"""The loudspeaker that PulseAudio makes up where there is none."""

LOOK_SECONDS = 5.0
"""The longest time between two looks at a stream of which the server tells nothing."""


@dataclass(frozen=True)
class End:
    """A microphone ("source") or a loudspeaker ("sink"). `level`: as desktops show it, 1.0 is 100 %."""

    kind: Kind
    name: str
    description: str
    level: float
    muted: bool
    module: str
    is_monitor: bool
    """Records what a loudspeaker plays."""

    def lead_there(self) -> None:
        """Let this process record from it, or play to it."""
        os.environ[LED_BY[self.kind]] = self.name


@dataclass(frozen=True)
class Server:
    """What a sound server has just now. `default`: the name of the source, and of the sink, that it chose itself."""

    called: str
    ends: tuple[End, ...]
    default: dict[Kind, str]

    def of(self, kind: Kind) -> list[End]:
        """All real ones."""
        return [end for end in self.ends if end.kind == kind and not end.is_monitor]

    def shown(self, end: End) -> str:
        """What people call it, unless two are called the same."""
        same = [other for other in self.of(end.kind) if other.description == end.description]
        return end.description if len(same) == 1 else end.name

    def named(self, kind: Kind, name: str) -> End | None:
        """The one whose name or description is, or else holds, `name`."""
        wanted = name.lower()
        exact = [end for end in self.ends if end.kind == kind and wanted in (end.name.lower(), end.description.lower())]
        holding = [end for end in self.of(kind) if wanted in f"{end.name}\n{end.description}".lower()]
        return next(iter(exact + holding), None)

    def current(self, kind: Kind) -> End | None:
        """The one to which this process is led, else the server's own choice."""
        name = os.environ.get(LED_BY[kind]) or self.default[kind]
        return next((end for end in self.ends if end.kind == kind and end.name == name), None)


def find() -> Server | None:
    """The sound server; None where none answers. None is started."""
    return _ask(_whole)


def records_a_loudspeaker() -> Iterator[bool]:
    """Whether this process records what a loudspeaker plays: now, and again whenever a stream has changed.

    Ends where no server answers, or no more. Whoever reads it waits meanwhile, but never longer than LOOK_SECONDS.
    """
    return _follow(("source_output",), _records_a_loudspeaker)


def plays_to_nobody() -> Iterator[bool]:
    """Whether what this process plays goes to the loudspeaker that the server makes up where there is none.

    Where there is one again it is brought there: the server does that only with a stream that began there, and not with
    one that was begun meanwhile. As `records_a_loudspeaker`.
    """
    return _follow(("sink_input", "sink", "server"), _plays_to_nobody)


def _whole(pulse: Any) -> Server:
    about = pulse.server_info()
    ends = [_end("source", each) for each in pulse.source_list()]
    ends += [_end("sink", each) for each in pulse.sink_list()]
    default: dict[Kind, str] = {"source": about.default_source_name, "sink": about.default_sink_name}
    return Server(f"{about.server_name} {about.server_version}", tuple(ends), default)


def _records_a_loudspeaker(pulse: Any) -> bool:
    monitors = {source.index for source in pulse.source_list() if source.monitor_of_sink_name}
    return any(each.source in monitors for each in _ours(pulse.source_output_list()))


def _plays_to_nobody(pulse: Any) -> bool:
    sinks = {sink.name: sink.index for sink in pulse.sink_list()}
    stranded = [each for each in _ours(pulse.sink_input_list()) if each.sink == sinks.get(OF_NOTHING)]
    wanted = os.environ.get(LED_BY["sink"]) or pulse.server_info().default_sink_name
    if wanted == OF_NOTHING or wanted not in sinks:
        return bool(stranded)
    for each in stranded:
        pulse.sink_input_move(each.index, sinks[wanted])
    return False


def _ours(streams: Sequence[Any]) -> list[Any]:
    """Those of this process."""
    return [each for each in streams if each.proplist.get(PROCESS) == str(os.getpid())]


def _ask(question: Callable[[Any], Answer]) -> Answer | None:
    """What the server answers; None where none does."""
    try:
        with _line() as pulse:
            return question(pulse)
    except OSError:
        return None


def _follow(kinds: Sequence[str], question: Callable[[Any], Answer]) -> Iterator[Answer]:
    """What it answers, and again whenever it tells of a change of such things: to ask each second costs far more."""
    changed = threading.Event()

    def note(_: object) -> None:
        changed.set()
        raise _pulsectl().PulseLoopStop

    with suppress(OSError), _line() as pulse:
        pulse.event_mask_set(*kinds)
        pulse.event_callback_set(note)
        while True:
            changed.clear()
            yield question(pulse)
            if not changed.is_set():  # told while it answered
                pulse.event_listen(LOOK_SECONDS)


@contextmanager
def _line() -> Iterator[Any]:
    """A line to the server. Raises OSError where there is none, and where it breaks."""
    pulsectl = _pulsectl()
    try:
        with pulsectl.Pulse("coach", connect=False) as pulse:
            pulse.connect()  # with a timeout it waits for all of it (pulsectl 24.12)
            yield pulse
    except (pulsectl.PulseError, pulsectl.PulseDisconnected) as broken:
        raise ConnectionError("No sound server answers.") from broken


@functools.cache
def _pulsectl() -> Any:
    """The module. It loads libpulse when imported; raises OSError where that is missing.

    Left alone it has a C compiler tell where libpulse is, if there is one, which writes into /tmp (pulsectl 24.12).
    """
    programs = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = "/nowhere"
    try:
        import pulsectl  # noqa: PLC0415 - see above
    finally:
        os.environ["PATH"] = programs
    return pulsectl


def _end(kind: Kind, each: Any) -> End:
    return End(
        kind=kind,
        name=each.name,
        description=each.description,
        level=each.volume.value_flat,
        muted=bool(each.mute),
        module=each.driver or "",
        is_monitor=kind == "source" and bool(each.monitor_of_sink_name),
    )
