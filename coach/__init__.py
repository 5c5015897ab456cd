"""An offline voice coach for people in a craving. One turn, from microphone to loudspeaker, is in `runtime.py`."""

__version__ = "0.1.0"
