"""One recording while it grows: the file, its levels, and what is missing in it."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from speakstar.adapters.gaps import Gaps
from speakstar.adapters.wav_writer import WavWriter
from speakstar.core.model import Recording

if TYPE_CHECKING:
    import numpy as np


class TakeFile:
    """A mono WAV file that grows by blocks. A file without any sound is removed when it is closed.

    Parameters
    ----------
    path
        The file to make.
    rate_hz
        Samples per second.
    seconds
        After so much sound nothing more is kept; None keeps all.

    Attributes
    ----------
    path : pathlib.Path
        The file.
    frames : int
        Frames on disk.
    overflows : int
        Blocks before which the sound system had dropped something, by its own word.
    gaps : Gaps
        What is missing by the clock.

    Raises
    ------
    StoreError
        The file exists, or cannot be made.
    """

    def __init__(self, path: Path, *, rate_hz: int, seconds: float | None = None) -> None:
        self.path = path.absolute()
        self.frames = 0
        self.overflows = 0
        self.gaps = Gaps(rate_hz)
        self._rate_hz = rate_hz
        self._limit = sys.maxsize if seconds is None else round(seconds * rate_hz)
        self._peak = self._energy = 0.0
        self._wav = WavWriter(self.path, rate_hz=rate_hz)

    def write(self, mono: np.ndarray, *, at_s: float, peak: float, energy: float, overflow: bool = False) -> None:
        """Append a block.

        Parameters
        ----------
        mono
            16-bit samples.
        at_s
            When it arrived, by `speakstar.adapters.gaps.now_s`.
        peak, energy
            As from `speakstar.adapters.meter.Meter.hear`.
        overflow
            Whether the sound system had dropped something before it.

        Raises
        ------
        StoreError
            It could not be written.
        """
        self.gaps.add(at_s, len(mono))
        self.overflows += overflow
        fitting = mono[: self._limit - self.frames]
        self._wav.write(fitting.astype("<i2").tobytes())
        self.frames += len(fitting)
        self._peak = max(self._peak, peak)
        self._energy += energy * len(fitting) / len(mono)

    def sync(self) -> None:
        """Bring what was written so far to the disk; may be called from any thread.

        Raises
        ------
        StoreError
            The disk refuses.
        """
        self._wav.sync()

    @property
    def is_full(self) -> bool:
        """Whether the seconds asked for are there."""
        return self.frames >= self._limit

    @property
    def length_s(self) -> float:
        """Seconds on disk."""
        return self.frames / self._rate_hz

    def close(self) -> Recording | None:
        """Bring everything to the disk; returns what the file holds, None if that is nothing.

        Raises
        ------
        StoreError
            The last blocks may not have reached the disk.
        """
        self.gaps.end()
        self._wav.close()
        if not self.frames:
            self.path.unlink(missing_ok=True)
            return None
        return self._recording()

    def abandon(self) -> Recording | None:
        """Leave the file as it is after a failure; returns what it holds, None if that is nothing."""
        self._wav.abandon()
        return self._recording() if self.frames else None

    def _recording(self) -> Recording:
        return Recording(
            path=str(self.path),
            duration_s=self.length_s,
            sample_rate_hz=self._rate_hz,
            channels=1,
            peak=self._peak,
            rms=math.sqrt(self._energy / max(self.frames, 1)),
            lost_s=self.gaps.lost_s,
            gaps=self.gaps.count,
            overflows=self.overflows,
        )
