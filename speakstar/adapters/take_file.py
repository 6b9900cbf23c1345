"""From the blocks that a device delivers to a file on disk and its levels."""

from __future__ import annotations

import math
import queue
import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from speakstar.adapters.wav_writer import WavWriter
from speakstar.core.model import Recording
from speakstar.errors import StoreError

_FULL_SCALE = 32_768.0


class TakeFile:
    """A recording while it grows. Used in a ``with`` block, at whose end everything delivered is on disk.

    Blocks pass from the device's thread through a queue to a thread that writes, so that neither a slow disk
    nor a slow screen loses sound. A file without any sound is removed.

    Parameters
    ----------
    path
        The WAV file to make; mono.
    rate_hz
        Samples per second.
    limit
        Frames after which nothing more is kept; None keeps all.

    Attributes
    ----------
    frames : int
        Frames on disk.
    level : tuple of float
        Peak and RMS of the newest block, full scale 1.0.
    error : StoreError or None
        Why writing ended early.

    Raises
    ------
    StoreError
        The file exists, or cannot be made.
    """

    def __init__(self, path: Path, *, rate_hz: int, limit: int | None = None) -> None:
        import numpy  # noqa: F401  (before the first block comes: it takes 0.1 s)

        self.frames = 0
        self.level = (0.0, 0.0)
        self.error: StoreError | None = None
        self._path = path
        self._rate_hz = rate_hz
        self._limit = sys.maxsize if limit is None else limit
        self._peak = self._energy = 0.0
        self._first_at: float | None = None
        self._last_at = time.monotonic()
        self._frames_since_first = 0
        self._blocks: queue.SimpleQueue[tuple[int, bytes] | None] = queue.SimpleQueue()
        self._wav = WavWriter(path, rate_hz=rate_hz)
        self._writer = threading.Thread(target=self._write_all, daemon=True)

    def __enter__(self) -> TakeFile:
        self._writer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._blocks.put(None)
        self._writer.join()
        if not self.frames:
            self._path.unlink(missing_ok=True)

    def deliver(self, data: Any, frames: int, _moment: Any, _status: Any) -> None:
        """Take a block: the callback of the stream.

        Runs in PortAudio's thread, where waiting loses sound, so it copies and queues and does nothing else.
        """
        self._last_at = time.monotonic()
        if self._first_at is None:
            self._first_at = self._last_at
        else:
            self._frames_since_first += frames
        self._blocks.put((frames, bytes(data)))

    @property
    def ended(self) -> bool:
        """Whether nothing more is kept: the limit is reached, or writing failed."""
        return self.frames >= self._limit or self.error is not None

    @property
    def length_s(self) -> float:
        """Seconds on disk."""
        return self.frames / self._rate_hz

    @property
    def idle_s(self) -> float:
        """Seconds since the newest block."""
        return time.monotonic() - self._last_at

    @property
    def gap_s(self) -> float:
        """Seconds that passed between the first and the newest block without being delivered."""
        if self._first_at is None:
            return 0.0
        return max(0.0, self._last_at - self._first_at - self._frames_since_first / self._rate_hz)

    def recording(self) -> Recording:
        """Describe the file."""
        rms = math.sqrt(self._energy / max(self.frames, 1))
        return Recording(str(self._path.absolute()), self.length_s, self._rate_hz, 1, self._peak, rms)

    def _write_all(self) -> None:
        try:
            while block := self._blocks.get():
                self._write(*block)
            self._wav.close()
        except StoreError as error:
            self.error = error

    def _write(self, frames: int, block: bytes) -> None:
        import numpy as np

        channels = np.frombuffer(block, dtype=np.int16).reshape(frames, -1)
        mono = channels.mean(axis=1).round().astype("<i2")[: self._limit - self.frames]
        if not len(mono):
            return
        self._wav.write(mono.tobytes())
        scaled = mono / _FULL_SCALE
        peak, energy = float(np.abs(scaled).max()), float(np.square(scaled).sum())
        self._peak = max(self._peak, peak)
        self._energy += energy
        self.level = (peak, math.sqrt(energy / len(mono)))
        self.frames += len(mono)
