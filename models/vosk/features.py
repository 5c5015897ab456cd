"""What the network sees: Kaldi's MFCC, a frame each 10 ms; and which phone each frame is."""

from collections.abc import Sequence

import kaldi_native_fbank
import numpy as np
from numpy.typing import NDArray

from coach.ports import RATE_HERTZ
from models.vosk.phones import NUMBER
from models.vosk.synthesis import Segment

COEFFICIENTS = 40
FRAME_SECONDS = 0.01
MIDDLE_SECONDS = 0.0125
"""Of the first frame: it is 25 ms long."""


def mfcc(pulses: NDArray[np.float32]) -> NDArray[np.float32]:
    """Frames by coefficients, the same numbers as Kaldi's with `MFCC_CONF`."""
    options = kaldi_native_fbank.MfccOptions()
    options.frame_opts.dither = 0.0
    options.frame_opts.samp_freq = RATE_HERTZ
    options.mel_opts.num_bins = COEFFICIENTS
    options.mel_opts.low_freq = 20
    options.mel_opts.high_freq = 7600
    options.num_ceps = COEFFICIENTS
    options.use_energy = False
    computer = kaldi_native_fbank.OnlineMfcc(options)
    computer.accept_waveform(RATE_HERTZ, pulses.tolist())
    computer.input_finished()
    frames = [computer.get_frame(number) for number in range(computer.num_frames_ready)]
    return np.stack(frames) if frames else np.zeros((0, COEFFICIENTS), np.float32)


def labels(segments: Sequence[Segment], frames: int) -> NDArray[np.uint8]:
    """The phone of each frame, silence where there is none."""
    middles = np.arange(frames) * FRAME_SECONDS + MIDDLE_SECONDS
    phones = np.zeros(frames, np.uint8)
    for began, ended, phone in segments:
        phones[(middles >= began) & (middles < ended)] = NUMBER[phone]
    return phones
