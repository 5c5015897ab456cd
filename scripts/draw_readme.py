"""Hold a rehearsal and write what the README shows of it: docs/session.png to see, docs/session.opus to hear.

Do so when the coach's words, its voice or the picture have changed; look at one and hear the other before you commit.
"""

import argparse
from pathlib import Path

import soundfile

from coach import settings
from coach.ports import RATE_HERTZ
from coach.rehearsal import persona, picture
from coach.rehearsal.excerpt import cut, exchange, with_what_follows
from coach.rehearsal.rehearsal import hire, rehearse

DOCS = Path(__file__).parent.parent / "docs"
PERSONA, SEED = "calm", 1
WELCOMED, CHOSEN, HELD = "ready", "urge surfing", "my breath"
"""What the person says to the welcome, to the offer of an exercise, and to the first question in it."""
ROWS = 2
ENOUGH_COMPRESSION = 0.9
"""Of 1: 30 kbit/s, clear for speech."""


def main() -> None:
    """Rehearse, draw and cut."""
    parser = argparse.ArgumentParser(
        prog="draw-readme", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=DOCS, help="another folder than docs/")
    out = parser.parse_args().out
    chosen = persona.find(PERSONA)
    with hire(settings.load(), chosen) as cast:
        outcome, recording = rehearse(cast, chosen, SEED)
    offered, _ = exchange(outcome, CHOSEN)
    picture.draw(outcome, recording, out / "session.png", offered, ROWS)
    heard = cut(recording, [exchange(outcome, WELCOMED), exchange(outcome, CHOSEN), with_what_follows(outcome, HELD)])
    soundfile.write(
        out / "session.opus", heard, RATE_HERTZ, format="OGG", subtype="OPUS", compression_level=ENOUGH_COMPRESSION
    )
    print(f"{out / 'session.png'}: {outcome}\n{out / 'session.opus'}: {len(heard) / RATE_HERTZ:.0f} s")


if __name__ == "__main__":
    main()
