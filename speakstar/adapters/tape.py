"""From the blocks that a device delivers to files on disk."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from speakstar.adapters.gaps import now_s
from speakstar.adapters.meter import Meter
from speakstar.adapters.recorder_lines import State, Status
from speakstar.adapters.take_file import TakeFile
from speakstar.core.model import Recording
from speakstar.errors import StoreError

if TYPE_CHECKING:
    import numpy as np

SYNC_S = 0.3
"""How much speech a power cut may cost, and a block and the sync itself besides. Without syncs ext4 holds back the
first 30 s and later about 7 s (measured); a sync took 2.6 ms, at worst 8 ms."""

LAST_BLOCK_S = 0.3
"""How long the block under way is waited for at the end: three times the longest wait on a healthy server."""


@dataclass(frozen=True, slots=True)
class Block:
    """What one callback delivered, and when."""

    at_s: float
    data: bytes
    frames: int
    overflow: bool


class Tape:
    """Writes blocks into one file after the other; listens between them and keeps nothing then.

    Blocks and wishes pass through one queue, in order, to a thread that writes; another one syncs. So neither a slow
    disk nor anything else in this process holds up the device's thread.

    Parameters
    ----------
    rate_hz
        Samples per second.
    on_kept
        Told of every file that is complete and on disk.
    on_stopped
        Called when a `stop` is done.

    Attributes
    ----------
    delivered_s : float or None
        When the newest block arrived, by `speakstar.adapters.gaps.now_s`.
    error : StoreError or None
        Why nothing more is written.
    """

    def __init__(
        self, rate_hz: int, *, on_kept: Callable[[Recording], None], on_stopped: Callable[[], None] = lambda: None
    ) -> None:
        self.delivered_s: float | None = None
        self.error: StoreError | None = None
        self._rate_hz = rate_hz
        self._on_kept = on_kept
        self._on_stopped = on_stopped
        self._state: State = "opening"
        self._take: TakeFile | None = None
        self._meter = Meter(rate_hz)
        self._next: Callable[[], None] | None = None  # to do after the block under way
        self._queue: queue.SimpleQueue[Block | Callable[[], None]] = queue.SimpleQueue()
        self._ended = threading.Event()
        self._writer = threading.Thread(target=self._write_all, daemon=True)
        self._writer.start()
        threading.Thread(target=self._sync_all, daemon=True).start()

    def deliver(self, data: Any, frames: int, _moment: Any, flags: Any) -> None:
        """Take a block: the callback of the stream.

        Runs in PortAudio's thread, where waiting loses sound, so it copies and queues and does nothing else.
        """
        self.delivered_s = now_s()
        self._queue.put(Block(self.delivered_s, bytes(data), frames, bool(flags and flags.input_overflow)))

    def record(self, path: Path, seconds: float | None = None) -> None:
        """Write into a new file from the next block on; the file under way is complete with the last one."""
        self._queue.put(partial(self._begin, path, seconds))

    def pause(self) -> None:
        """Keep nothing after the block under way."""
        self._queue.put(partial(self._after_block, self._pause))

    def resume(self) -> None:
        """Go on in the same file."""
        self._queue.put(self._resume)

    def stop(self) -> None:
        """Complete the file with the block under way."""
        self._queue.put(partial(self._after_block, self._stop))

    def end(self, *, limit_s: float) -> None:
        """Complete the file, write nothing more, and wait until that is done or too late."""
        self._queue.put(partial(self._after_block, self._end))
        self._writer.join(limit_s)

    def status(self) -> Status:
        """Say how things stand; may be called from any thread, but from one only."""
        take, meter = self._take, self._meter
        peak, rms = meter.newest()
        return Status(
            state=self._state,
            path=str(take.path) if take else None,
            rate_hz=self._rate_hz,
            frames=take.frames if take else 0,
            peak=peak,
            rms=rms,
            loudest=meter.loudest,
            clipping=meter.clipping,
            silence=meter.silence,
            heard_s=meter.heard_s,
            lost_s=take.gaps.lost_s if take else 0.0,
            gaps=take.gaps.count if take else 0,
            overflows=take.overflows if take else 0,
        )

    # --- the thread that syncs ------------------------------------------------------------------------------

    def _sync_all(self) -> None:
        while not self._ended.wait(SYNC_S):
            take = self._take
            try:
                if take:
                    take.sync()
            except StoreError as error:
                self._queue.put(partial(self._fail, error))
                return

    # --- the thread that writes -----------------------------------------------------------------------------

    def _write_all(self) -> None:
        while not self._ended.is_set():
            try:
                item = self._queue.get(timeout=LAST_BLOCK_S if self._next else None)
            except queue.Empty:
                item = self._do_next
            self._do(item)

    def _do(self, item: Block | Callable[[], None]) -> None:
        try:
            self._hear(item) if isinstance(item, Block) else item()
        except StoreError as error:
            self._fail(error)

    def _hear(self, block: Block) -> None:
        if self._state == "opening":
            self._state = "listening"
        mono = _mix(block)
        peak, energy = self._meter.hear(mono)
        take = self._take
        if take and self._state == "recording":
            take.write(mono, at_s=block.at_s, peak=peak, energy=energy, overflow=block.overflow)
            if take.is_full:
                self._next = None
                self._complete(take)
                self._state = "finished"
        self._do_next()

    def _begin(self, path: Path, seconds: float | None) -> None:
        self._next = None
        self._finish()
        self._take = TakeFile(path, rate_hz=self._rate_hz, seconds=seconds)
        self._meter = Meter(self._rate_hz)
        self._state = "recording"

    def _after_block(self, wish: Callable[[], None]) -> None:
        self._next = wish
        if self._state != "recording":
            self._do_next()

    def _do_next(self) -> None:
        wish, self._next = self._next, None
        if wish:
            wish()

    def _pause(self) -> None:
        if self._state == "recording":
            self._state = "paused"

    def _resume(self) -> None:
        self._next = None
        if self._take and self._state == "paused":
            self._take.gaps.resume()
            self._state = "recording"

    def _stop(self) -> None:
        self._finish()
        self._on_stopped()

    def _end(self) -> None:
        self._ended.set()
        self._finish()

    def _finish(self) -> None:
        if self._take and self._state in ("recording", "paused"):
            self._complete(self._take)
        self._take = None
        if self._state != "opening":
            self._state = "listening"

    def _complete(self, take: TakeFile) -> None:
        kept = take.close()
        if kept:
            self._on_kept(kept)

    def _fail(self, error: StoreError) -> None:
        self.error = self.error or error
        take, self._take = self._take, None
        self._state = "listening"
        kept = take.abandon() if take else None
        if kept:
            self._on_kept(kept)


def _mix(block: Block) -> np.ndarray:
    import numpy as np

    samples = np.frombuffer(block.data, dtype=np.int16)
    if len(samples) == block.frames:
        return samples
    mean: np.ndarray = samples.reshape(block.frames, -1).mean(axis=1).round().astype(np.int16)
    return mean
