"""An offline voice coach for people in a craving. One turn, from microphone to loudspeaker, is in `runtime.py`."""

import os

__version__ = "0.1.0"

# Numpy's products here are small: shared between threads they take longer, and beside a busy engine twenty times as
# long. Python runs this file before any other of ours, so before numpy is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
