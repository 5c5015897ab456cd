"""The ears there are, each from its model's folder.

Each engine is imported in its own process only: onnxruntime and Vosk take 30 MB that nobody else needs.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from pathlib import Path

from coach.errors import DeviceError
from coach.listening import moonshine, thresholds, vosk
from coach.listening.listener import Listener
from coach.listening.recognition import Engine, EngineInWorker, StreamingEngineInWorker
from coach.listening.site_engine import SiteEngine
from coach.listening.thresholds import Thresholds
from coach.ports import Samples

Ask = Callable[[Samples], str]
"""What a recogniser of the site's own makes of a sound; raises DeviceError."""


def moonshine_ear(folder: Path, executor: Executor | None = None, ask: Ask | None = None) -> Listener:
    """Hears with Moonshine tiny. `executor` as of a Listener. Raises DeviceError if the model is not all there.

    `ask`: a recogniser of the site's own, that hears too.
    """
    _require(folder, moonshine.FILES)
    engine = EngineInWorker("The ear moonshine", _moonshine_engine, folder)
    return _listener("moonshine", engine, thresholds.MOONSHINE, executor, ask)


def vosk_ear(folder: Path, executor: Executor | None = None, ask: Ask | None = None) -> Listener:
    """Hears with a Vosk model. `executor` and `ask` as above. Raises DeviceError if the model is not all there."""
    if (folder / "graph" / "HCLG.fst").exists():
        raise DeviceError(
            f"{folder}: this Vosk model has a fixed graph, which cannot be told what to expect.",
            f"Run `coach models fetch {folder.name}`.",
        )
    _require(folder, vosk.FILES)
    engine = StreamingEngineInWorker("The ear vosk", _vosk_engine, folder)
    return _listener("vosk", engine, thresholds.VOSK, executor, ask)


def _listener(name: str, own: Engine, bounds: Thresholds, executor: Executor | None, ask: Ask | None) -> Listener:
    engine = SiteEngine(own, ask, bounds) if ask else own
    return Listener(name, engine, bounds, executor=executor)


def _moonshine_engine(folder: Path) -> object:
    from coach.listening.moonshine.engine import MoonshineEngine  # noqa: PLC0415 - see above

    return MoonshineEngine(folder)


def _vosk_engine(folder: Path) -> object:
    from coach.listening.vosk.engine import VoskEngine  # noqa: PLC0415

    return VoskEngine(folder)


def _require(folder: Path, files: Iterable[str]) -> None:
    missing = [name for name in files if not (folder / name).is_file() or not (folder / name).stat().st_size]
    if missing:
        raise DeviceError(
            f"{folder}: the speech model lacks {', '.join(missing)}.", f"Run `coach models fetch {folder.name}`."
        )
