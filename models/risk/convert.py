"""Make a risk network that was trained before it ran in onnxruntime into the file that a pack brings now.

  python -m models.risk.convert coach/packs/en/risk.npz

The weights stay as they are, four bits each; a file that is converted already is left alone.
"""

import argparse
from pathlib import Path

import numpy as np

from models.risk.onnx_graph import write


def main() -> None:
    """Convert in place."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for path in parser.parse_args().files:
        print(f"{path}: {convert(path)}")


def convert(path: Path) -> str:
    """What became of a file."""
    with np.load(path) as file:
        stored = {name: file[name] for name in file.files}
    if "network" in stored:
        return "is converted already"
    before = path.stat().st_size
    write(stored, path)
    return f"{before / 1e6:.1f} MB, now {path.stat().st_size / 1e6:.1f} MB"


if __name__ == "__main__":
    main()
