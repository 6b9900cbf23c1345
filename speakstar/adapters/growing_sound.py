"""A recording that is being written, read as it grows: the file on disk is the queue.

The recorder appends whatever happens, and its readers read what is there when they have time for it. So nothing has to
be dropped on a slow machine; they fall behind, and catch up after the end.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Protocol

from speakstar.adapters.audio_files import Resampler
from speakstar.adapters.wav_writer import HEADER_BYTES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NICENESS = 5
"""Half the usual step of nice(1), about a third of the recorder's weight: it comes first, and needs little. Behind
everything else on a busy machine, what is left after the stop took half a minute."""

LOOK_S = 0.1
"""How often the file is looked at when nothing is waiting in it."""

READ_S = 1.0
"""Sound read at a time, which bounds the memory however far behind we are."""

SAMPLE_BYTES = 2


class Hearer(Protocol):
    """Takes sound that comes in pieces."""

    def hear(self, samples: NDArray[np.float32]) -> None:
        """Take the next samples, mono at 16 kHz, full scale 1.0, shape (n,)."""
        ...


class GrowingSound:
    """A WAV file of the recorder's (mono, 16 bit), at 16 kHz."""

    def __init__(self, file: IO[bytes], rate_hz: int) -> None:
        self._file = file
        self._rate_hz = rate_hz
        self._resampler = Resampler()
        file.seek(HEADER_BYTES)

    def read_into(self, hearer: Hearer) -> bool:
        """Let somebody hear what is new, `READ_S` at most; returns whether there was anything."""
        import numpy as np

        found = self._file.read(round(READ_S * self._rate_hz) * SAMPLE_BYTES)
        whole = len(found) // SAMPLE_BYTES * SAMPLE_BYTES
        if whole < len(found):
            self._file.seek(whole - len(found), os.SEEK_CUR)
        if not whole:
            return False
        self._pass(hearer, np.frombuffer(found[:whole], dtype="<i2"))
        return True

    def end(self, hearer: Hearer) -> None:
        """Let somebody hear what the resampler still holds."""
        for block in self._resampler.hear(None):
            hearer.hear(block)

    def _pass(self, hearer: Hearer, samples: np.ndarray) -> None:
        import av

        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._rate_hz
        for block in self._resampler.hear(frame):
            hearer.hear(block)


def step_back() -> None:
    """Lower the priority of this thread, and of those that are started from it; Linux alone can do so."""
    if sys.platform == "linux":
        thread = threading.get_native_id()
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, thread, os.getpriority(os.PRIO_PROCESS, thread) + NICENESS)
