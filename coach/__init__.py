"""An offline voice coach for people in a craving. One turn, from microphone to loudspeaker, is in `runtime.py`.

What has to be set before any library is loaded stands here: Python runs this file before any other of ours, in every
process, and what we start inherits it.
"""

import ctypes
import os
import resource

__version__ = "0.1.0"
INTENDED_USE = (
    "A self-help program that speaks with somebody through a craving, offline, and names whom to call in danger; "
    "it is no treatment, makes no diagnosis and replaces nobody."
)
"""Word by word the same wherever the coach says what it is for: here, the package, `coach --help`, README and docs."""

# Numpy's products here are small: shared between threads they take longer, and beside a busy engine twenty times as
# long.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# onnxruntime (Moonshine, Piper) tells its maker about the machine that it runs on, and keeps an identifier of it in the
# home folder. Not here, whatever the user's own environment says. What else was looked for: docs/privacy.md.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# An engine that aborts holds what somebody just said: it leaves no image of its memory on the disk. The limit alone is
# not asked where the system gives such images to a program (systemd-coredump, apport). What may not be dumped is not
# shown to other programs of the same user either.
PR_SET_DUMPABLE = 4  # of Linux's prctl.h
resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0)
