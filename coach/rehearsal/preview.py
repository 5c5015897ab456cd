"""A page to read, to hear and to sign: a script as a diagram and as lines with their sounds, whole in one file."""

import base64
import hashlib
import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import soundfile

from coach import installation
from coach.content.gaps import fill
from coach.content.pack import Pack
from coach.content.script import Script
from coach.errors import DeviceError
from coach.ports import RATE_HERTZ, Samples
from coach.rehearsal.diagram import draw
from coach.rehearsal.flow import OUT

TEMPLATE = Path(__file__).parent
SMALLEST = 0.9
"""Of soundfile's range: the smallest file that is still clear. Speech at 16 kHz is not music."""


def page(pack: Pack, script: Script, file: Path, sounds: Mapping[str, Samples], gaps: Mapping[str, str]) -> str:
    """The page. `sounds`: of each line, by its short id. `gaps`: what is said for the gaps. Raises DeviceError."""
    try:
        import jinja2  # noqa: PLC0415 - only who wants a page needs it
    except ImportError:
        raise DeviceError("The page needs the Python library jinja2.", installation.how_to_install("jinja2")) from None
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["fill"] = lambda text: fill(text, gaps)
    lines = "".join(text for _, text in script.lines())
    filled = {name.replace("_", " "): value for name, value in gaps.items() if f"{{{name}}}" in lines}
    return environment.get_template("preview.html.j2").render(
        script=script,
        shared=pack.words.shared,
        outs=OUT,
        file=file.name,
        checksum=hashlib.sha256(file.read_bytes()).hexdigest(),
        diagram=draw(script),
        sounds={line_id: as_address(samples) for line_id, samples in sounds.items()},
        filled=", ".join(f"{name}: {value}" for name, value in filled.items()),
    )


def as_address(samples: Samples) -> str:
    """A sound as an address that holds the sound itself: MP3, which every browser plays, about 3 kB a second."""
    encoded = io.BytesIO()
    soundfile.write(
        encoded, np.clip(samples, -1.0, 1.0), RATE_HERTZ, format="MP3", subtype="MPEG_LAYER_III",
        compression_level=SMALLEST,
    )  # fmt: skip
    return f"data:audio/mpeg;base64,{base64.b64encode(encoded.getvalue()).decode()}"
