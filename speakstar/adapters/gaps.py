"""Sound that a device did not deliver, found by holding it against the clock."""

from __future__ import annotations

import time

WINDOW_S = 1.0
"""Blocks that come late come in a burst, within milliseconds (measured up to 20 s late): the block least late of a
second shows what is missing for good."""

GAP_S = 0.2
"""The least sound that counts as missing. Half of it was seen on a machine whose cores were all busy."""

CLOCK_SKEW = 0.002
"""Clocks of sound cards are off by less than 0.1 %, that of this machine by as much again."""


def now_s() -> float:
    """Read a clock that goes on while the machine sleeps, and that nobody sets."""
    clock = getattr(time, "CLOCK_BOOTTIME", None) or getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class Gaps:
    """Counts the gaps of a recording while it grows.

    Attributes
    ----------
    count : int
        Gaps so far.
    """

    def __init__(self, rate_hz: int) -> None:
        self.count = 0
        self._rate_hz = rate_hz
        self._before_s = 0.0
        self._begin()

    def _begin(self) -> None:
        self._first_s: float | None = None
        self._frames = 0  # since the first block
        self._now_s = self._window_s = 0.0
        self._late_s = self._least_s = self._base_s = self._steps_s = 0.0

    def resume(self) -> None:
        """Begin anew with the next block: what passed before it was not to be recorded."""
        self.end()
        self._before_s = self.lost_s
        self._begin()

    def add(self, now_s: float, frames: int) -> None:
        """Count a block that arrived at a time of `now_s`."""
        self._now_s = now_s
        if self._first_s is None:
            self._first_s = self._window_s = now_s
            return
        self._frames += frames
        self._late_s = now_s - self._first_s - self._frames / self._rate_hz
        if now_s - self._window_s < WINDOW_S:
            self._least_s = min(self._least_s, self._late_s)
            return
        self._step(GAP_S)
        self._base_s = self._least_s
        self._window_s, self._least_s = now_s, self._late_s

    def end(self) -> None:
        """Judge the last window; one that is short cannot tell late blocks from missing ones."""
        short = self._now_s - self._window_s < WINDOW_S / 2
        self._step(WINDOW_S if short else GAP_S)

    @property
    def lost_s(self) -> float:
        """Seconds missing: in gaps, or in losses each too small to be one."""
        leaked_s = self._base_s - CLOCK_SKEW * (self._now_s - (self._first_s or 0.0))
        return self._before_s + max(self._steps_s, leaked_s if leaked_s >= GAP_S else 0.0)

    def _step(self, least_s: float) -> None:
        step_s = self._least_s - self._base_s
        if step_s >= least_s:
            self._steps_s += step_s
            self._base_s = self._least_s
            self.count += 1
