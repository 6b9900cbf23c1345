"""The recorder's own process: the stream and the safe writer, and nothing that could hold them up.

Reads orders from standard input and writes reports to standard output (see `speakstar.adapters.recorder_lines`). When
the parent is gone, or the terminal closes, it completes the file and ends. It ignores Ctrl-C: the parent decides.
"""

from __future__ import annotations

import os
import queue
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

from speakstar.adapters import portaudio
from speakstar.adapters.gaps import now_s
from speakstar.adapters.recorder_lines import Failure, FailureKind, InputDevice, Order, Report, Status
from speakstar.adapters.serialise import from_json, to_json
from speakstar.adapters.tape import Tape
from speakstar.core.model import Recording
from speakstar.errors import DeviceError, SpeakstarError

TICK_S = 0.05
"""How often a status is sent: as often as blocks come."""

DEAD_S = 2.0
"""A device without a block for so long has stopped: blocks come twenty times a second, and 0.2 s was the longest
wait measured on a healthy server."""

OPEN_S = 5.0
"""A device that was opened delivers within 0.2 s (measured); Bluetooth headsets need a second or two."""

LATE_TICK_S = 0.5
"""A tick so late means that this process did not run (the machine slept): nor could it take blocks."""

END_S = 2.0
"""How long the writer may take at the end; it took 0.1 s (measured), and disks can be slow."""

CLOSE_S = 0.5
"""How long PortAudio may take at the end, when all is on disk: 1 to 40 ms (measured), or for ever."""


class RecorderChild:
    """Obeys orders until there are no more, or until something fails."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._device: InputDevice | None = None
        self._tape: Tape | None = None
        self._stream: Any = None
        self._failure: SpeakstarError | None = None
        self._kept: Recording | None = None
        self._opening = threading.Event()
        self._closing = threading.Event()
        self._talking = threading.Lock()
        self._parent = os.getppid()
        self._pipe = os.dup(1)
        os.dup2(2, 1)  # whatever else is printed here, by sound systems for example, is no report
        self._alive_s = self._ticked_s = now_s()
        self._sound = threading.Thread(target=self._make_sound, daemon=True)

    def run(self) -> None:
        """Work until the end; returns when everything is on disk and said."""
        threading.Thread(target=self._read_orders, daemon=True).start()
        self._sound.start()
        import numpy  # noqa: F401  (before the first block comes: it takes 0.1 s)

        trouble = None
        while not trouble and self._obey():
            trouble = self._trouble()
            self._tell(status=self._tape.status() if self._tape else Status())
        if self._tape:
            self._tape.end(limit_s=END_S)
        if trouble:
            self._tell(failure=self._explained(trouble))
        self._closing.set()
        self._opening.set()
        self._sound.join(CLOSE_S)

    def leave(self, *_signal: object) -> None:
        """Complete the file and end, as soon as possible."""
        self._orders.put(None)

    # --- the parent -----------------------------------------------------------------------------------------

    def _read_orders(self) -> None:
        for line in sys.stdin:
            self._orders.put(from_json(Order, line))
        self._orders.put(None)

    def _obey(self) -> bool:
        """Obey the next order, if one comes before the next tick; returns False at the end."""
        try:
            order = self._orders.get(timeout=TICK_S)
        except queue.Empty:
            return os.getppid() == self._parent
        if order is None:
            return False
        if order.verb == "listen":
            self._listen(order.device)
        elif self._tape and order.verb == "record":
            self._tape.record(Path(order.path or ""), order.seconds)
        elif self._tape:
            getattr(self._tape, order.verb)()
        return True

    def _listen(self, device: InputDevice | None) -> None:
        assert device is not None
        self._device = device
        self._tape = Tape(device.rate_hz, on_kept=self._keep, on_stopped=lambda: self._tell(stopped=True))
        self._alive_s = now_s()
        self._opening.set()

    def _keep(self, recording: Recording) -> None:
        self._kept = recording
        self._tell(kept=recording)

    def _tell(self, **report: Any) -> None:
        line = (to_json(Report(**report)) + "\n").encode()
        try:
            with self._talking:
                while line:
                    line = line[os.write(self._pipe, line) :]
        except OSError:  # the parent is gone
            self.leave()

    # --- the device -----------------------------------------------------------------------------------------

    def _make_sound(self) -> None:
        try:
            self._tell(devices=portaudio.inputs())
            self._opening.wait()
            if self._device and self._tape:
                with portaudio.flowing(self._device, self._tape.deliver) as self._stream:
                    self._closing.wait()
        except DeviceError as error:
            self._failure = error
        except Exception as error:
            self._failure = DeviceError(f"The sound system failed: {error!r}.", hint="Restart it, then try again.")

    def _trouble(self) -> SpeakstarError | None:
        """Say what is wrong with the device or the disk, if anything."""
        now, tape = now_s(), self._tape
        if now - self._ticked_s > LATE_TICK_S:
            self._alive_s = now
        self._ticked_s = now
        if self._failure or not tape or not self._device:
            return self._failure
        if tape.error:
            return tape.error
        newest_s = tape.delivered_s
        if newest_s is None:
            return _no_sound(self._device) if now - self._alive_s > OPEN_S else None
        gone = self._stream is not None and not self._stream.active
        return _stopped(self._device) if gone or now - max(newest_s, self._alive_s) > DEAD_S else None

    def _explained(self, error: SpeakstarError) -> Failure:
        kept = self._kept
        name = Path(kept.path).stem if kept else ""
        more = f" The first {kept.duration_s:.1f} s are kept: speakstar takes recover {name}" if kept else ""
        kind: FailureKind = "DeviceError" if isinstance(error, DeviceError) else "StoreError"
        return Failure(kind, error.message, f"{error.hint}{more}".strip())


def _no_sound(device: InputDevice) -> DeviceError:
    return DeviceError(
        f"{device.name} delivers no sound.",
        hint="Check that it is plugged in and not suspended, or choose another: speakstar devices.",
    )


def _stopped(device: InputDevice) -> DeviceError:
    return DeviceError(
        f"{device.name} stopped delivering sound. Was it unplugged?",
        hint="Plug it in again, restart the sound system, or choose another: speakstar devices.",
    )


def main() -> NoReturn:
    """Run this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    child = RecorderChild()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), child.leave)
    child.run()
    sys.stderr.flush()
    os._exit(0)  # where the sound server hangs, an orderly end would wait for it
