"""Replay the golden conversations in tests/transcripts and write down what the coach says now.

Look at the difference (`git diff tests/transcripts`) and commit it only if each changed line is meant.
A new transcript is begun with a file that holds nothing but `person` lines, and `exercise: NAME` above them if it is to
show that exercise alone; see tests/conversation/transcript.py.
"""

import argparse
from pathlib import Path

from coach.content.loader import PACKS, load_pack
from coach.content.pack import Pack
from tests.conversation import transcript


def main() -> None:
    """Rewrite every transcript, or those of the named exercises."""
    parser = argparse.ArgumentParser(
        "write-transcripts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", help="how the file names begin: urge_surfing, medical")
    beginnings = tuple(parser.parse_args().names) or ("",)
    for folder in sorted(header.parent for header in PACKS.glob("*/pack.yaml")):
        paths = [path for path in transcript.paths_of(folder.name) if path.name.startswith(beginnings)]
        if paths:
            write(load_pack(folder), paths)


def write(pack: Pack, paths: list[Path]) -> None:
    """Rewrite these transcripts of a pack."""
    for path in paths:
        before = path.read_text(encoding="utf-8")
        after = transcript.rewritten(pack, before)
        path.write_text(after, encoding="utf-8")
        print(f"{path.name}: {'as it was' if after == before else 'changed'}")


if __name__ == "__main__":
    main()
