"""What all voices here share."""

import numpy as np
import scipy.signal

SAMPLE_RATE = 16_000
SILENCE_LEVEL = 0.004  # of full scale; below it a synthetic voice is silent


class SpeechError(RuntimeError):
    """A voice could not speak a text, or its word times do not match the text's words."""


def from_unsigned(data: bytes, rate_hz: int) -> np.ndarray:
    """Decode PCM of 8 unsigned bits: shape (n,), float32 at `SAMPLE_RATE`, full scale 1."""
    samples = np.frombuffer(data, np.uint8).astype(np.float32) / 128 - 1
    return scipy.signal.resample_poly(samples, SAMPLE_RATE, rate_hz).astype(np.float32)
