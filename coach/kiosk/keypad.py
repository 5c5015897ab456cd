"""A keypad of three big keys, read from the kernel (evdev): without a terminal, and for nobody else while it is read.

`python-evdev` would do, and is compiled on the machine that it is installed on. What is needed of it here is one record
of 24 bytes, which the kernel keeps as it is.
"""

KEYPAD = {
    "kp0": 82, "kp1": 79, "kp2": 80, "kp3": 81, "kp4": 75, "kp5": 76, "kp6": 77, "kp7": 71, "kp8": 72, "kp9": 73,
    "kpplus": 78, "kpminus": 74, "kpasterisk": 55, "kpslash": 98, "kpdot": 83, "kpenter": 96,
    "enter": 28, "space": 57, "backspace": 14, "tab": 15, "volumeup": 115, "volumedown": 114,
}  # fmt: skip
"""The keys of a keypad, as in the kernel's `input-event-codes.h`, without KEY_ and in lower case."""
