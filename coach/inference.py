"""Networks run by onnxruntime: on one thread, silent, and telling nobody.

A session waits for each of them, and other processes need the other cores: threads that spin beside them cost more than
they bring.
"""

from pathlib import Path
from typing import Any

import onnxruntime

onnxruntime.disable_telemetry_events()  # off already, see coach/__init__.py; in case a later version asks only here


def open_network(model: Path | bytes) -> Any:
    """An `onnxruntime.InferenceSession` of a file, or of what one holds.

    Raises whatever onnxruntime raises where it is damaged: its errors have no common class.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # onnxruntime prints to stderr what it also raises
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
