"""An offline voice coach for people in a craving. One turn, from microphone to loudspeaker, is in `runtime.py`."""

import os

__version__ = "0.1.0"
INTENDED_USE = (
    "A self-help program that speaks with somebody through a craving, offline, and names whom to call in danger; "
    "it is no treatment, makes no diagnosis and replaces nobody."
)
"""Word by word the same wherever the coach says what it is for: here, the package, `coach --help`, README and docs."""

# Numpy's products here are small: shared between threads they take longer, and beside a busy engine twenty times as
# long. Python runs this file before any other of ours, so before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
