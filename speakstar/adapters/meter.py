"""How loud the sound is while it comes in, and what is wrong with it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from speakstar.adapters.audio_files import SILENCE_PEAK
from speakstar.adapters.recorder_lines import Silence

if TYPE_CHECKING:
    import numpy as np

FULL_SCALE = 32_768.0
CLIPPED_PEAK = (FULL_SCALE - 1) / FULL_SCALE

CLIPPING_SHOWN_S = 2.0
"""How long a warning stands: long enough to be read."""

MUTED_PEAK = 2e-4
"""Six steps of 16 bits, -74 dBFS: an open microphone is louder by its own noise."""

ZEROS_S = 3.0
"""So long without a single step of noise comes from a mute switch, or from a stream that was moved elsewhere."""

QUIET_S = 5.0
"""An answer begins earlier, even after a breath."""


class Meter:
    """Levels of the blocks so far, full scale 1.0. Time is counted in sound, not by the clock.

    Attributes
    ----------
    loudest : float
        The highest peak.
    heard_s : float
        Seconds in all.
    """

    def __init__(self, rate_hz: int) -> None:
        self.loudest = self.heard_s = 0.0
        self._rate_hz = rate_hz
        self._clipped_s = -math.inf
        self._zeros_s = 0.0
        self._peak = self._rms = 0.0

    def hear(self, mono: np.ndarray) -> tuple[float, float]:
        """Measure a block of 16-bit samples; returns its peak and its energy (the sum of its squares)."""
        import numpy as np

        peak = max(-int(mono.min()), int(mono.max())) / FULL_SCALE
        energy = float(np.square(mono, dtype=np.float64).sum()) / FULL_SCALE**2
        length_s = len(mono) / self._rate_hz
        self.heard_s += length_s
        self._zeros_s = 0.0 if peak else self._zeros_s + length_s
        if peak >= CLIPPED_PEAK:
            self._clipped_s = self.heard_s
        self.loudest = max(self.loudest, peak)
        self._peak, self._rms = max(self._peak, peak), max(self._rms, math.sqrt(energy / len(mono)))
        return peak, energy

    def newest(self) -> tuple[float, float]:
        """Return the highest peak and RMS since the last call, and begin anew."""
        newest = self._peak, self._rms
        self._peak = self._rms = 0.0
        return newest

    @property
    def clipping(self) -> bool:
        """Whether samples reached full scale a moment ago."""
        return self.heard_s - self._clipped_s < CLIPPING_SHOWN_S

    @property
    def silence(self) -> Silence:
        """What kind of silence there is; see `speakstar.adapters.recorder_lines.Status`."""
        if self.loudest < MUTED_PEAK:
            return "never" if self.heard_s >= ZEROS_S else ""
        if self._zeros_s >= ZEROS_S:
            return "since"
        return "quiet" if self.loudest < SILENCE_PEAK and self.heard_s >= QUIET_S else ""
