"""What is confused with what, as a picture."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from scripts.measure.hearing import Hearing

NOTHING = "(nothing)"


def confusions(hearings: Sequence[Hearing]) -> tuple[list[str], list[str], NDArray[np.int64]]:
    """What was meant (rows), what was heard (columns), and how many clips of each. Rejected is heard as nothing."""
    meant = list(dict.fromkeys(hearing.means for hearing in hearings))
    taken = [_taken(hearing) for hearing in hearings]
    heard = [*meant, *sorted(set(taken) - {*meant, NOTHING}), NOTHING]
    counts = np.zeros((len(meant), len(heard)), np.int64)
    for hearing, phrase in zip(hearings, taken, strict=True):
        counts[meant.index(hearing.means), heard.index(phrase)] += 1
    return meant, heard, counts


def draw_confusions(hearings: Sequence[Hearing], title: str, path: Path) -> None:
    """Draw them, shares of each row by colour, clips as numbers."""
    import matplotlib  # noqa: PLC0415 - a second that only pictures need

    matplotlib.use("Agg")
    from matplotlib import pyplot  # noqa: PLC0415

    meant, heard, counts = confusions(hearings)
    figure, axes = pyplot.subplots(figsize=(2 + 0.3 * len(heard), 1.5 + 0.3 * len(meant)))
    axes.imshow(counts / counts.sum(axis=1, keepdims=True), cmap="Blues", vmin=0, vmax=1, aspect="auto")
    axes.set_xticks(range(len(heard)), heard, rotation=90)
    axes.set_yticks(range(len(meant)), meant)
    axes.set(title=title, xlabel="heard", ylabel="meant")
    for row, column in np.argwhere(counts):
        share = counts[row, column] / counts[row].sum()
        axes.text(column, row, counts[row, column], ha="center", va="center", color="w" if share > 0.5 else "k", size=7)
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=100, bbox_inches="tight")
    pyplot.close(figure)


def _taken(hearing: Hearing) -> str:
    """What was accepted or asked about; the phrase that was meant where another of the same meaning was heard."""
    if hearing.outcome not in ("accept", "confirm") or not hearing.phrase:
        return NOTHING
    return hearing.means if hearing.right else hearing.phrase
