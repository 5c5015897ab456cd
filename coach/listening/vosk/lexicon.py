"""Which words a Vosk model knows. It hears no others, and drops a phrase with one from its grammar without a sound."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from coach.errors import DeviceError
from coach.hush import hushed
from coach.worker import Worker

LOOKING_SECONDS = 10.0


def unknown_words(folder: Path, words: Sequence[str]) -> frozenset[str]:
    """Those of the words that the model in this folder does not know. Raises DeviceError, EngineError."""
    with closing(Worker("The words of Vosk", Lexicon, folder)) as worker:
        unknown: frozenset[str] = worker.call("unknown", list(words), timeout_seconds=LOOKING_SECONDS)
    return unknown


class Lexicon:
    """The words of a model, asked of Vosk itself: where a model keeps them differs from model to model."""

    def __init__(self, folder: Path) -> None:
        import vosk  # noqa: PLC0415 - 30 MB that only the worker process needs

        vosk.SetLogLevel(-1)
        try:
            with hushed():
                self._model = vosk.Model(model_path=str(folder))
        except Exception as unreadable:  # Vosk raises nothing more exact
            raise DeviceError(
                f"{folder}: Vosk cannot read this speech model.", f"Run `coach models fetch {folder.name}`."
            ) from unreadable

    def unknown(self, words: Sequence[str]) -> frozenset[str]:
        """Those that it does not know."""
        return frozenset(word for word in words if self._model.vosk_model_find_word(word) < 0)
