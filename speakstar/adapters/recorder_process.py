"""The recorder as the rest of the program sees it: a small process of its own.

Neither a hang nor an abort of PortAudio, nor the load of a transcription, takes the sound or the screen along: the
recorder goes on writing whatever its parent does, and completes the file when the parent is gone.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from speakstar.adapters.meter import MUTED_PEAK
from speakstar.adapters.recorder_lines import Failure, FailureKind, InputDevice, Order, Report, Status
from speakstar.adapters.serialise import from_json, to_json
from speakstar.core.model import Recording
from speakstar.errors import DeviceError, SpeakstarError, StoreError

LOAD_S = 10.0
"""Loading PortAudio took 10 to 40 ms (measured); a sound server that is started by it may need seconds."""

SILENT_S = 10.0
"""A recorder that said nothing for so long hangs: it speaks twenty times a second, and 0.2 s was the longest silence
with all cores busy (measured). Long, as the file is safe meanwhile, and a false alarm would end the take."""

WAKE_S = 1.0
"""Time for a recorder to speak up again after this machine, or this program, stood still."""

STOP_S = 10.0
"""Completing a file took 0.1 s (measured); a slow disk may take seconds to take in what it held back."""

CHECK_S = 1.0
"""How long the level check listens at most."""

POLL_S = 0.02
"""How often a wait looks again; less than the ear or the eye notices."""

START = "import sys; sys.path.append(sys.argv[1]); from speakstar.adapters.recorder_child import main; main()"
"""Finds this package wherever it is, and, with ``-P``, nothing in the folder that the user happens to be in."""

RESTART = "Restart the sound system (systemctl --user restart pipewire pulseaudio)"
FROM_FILE = "speakstar practice --from-file FILE"

ERRORS: dict[FailureKind, type[SpeakstarError]] = {"DeviceError": DeviceError, "StoreError": StoreError}


class RecorderProcess:
    """Used in a ``with`` block, in this order: `devices`, `listen`, `record`, `stop`.

    Every method raises `DeviceError` or `StoreError` when the recorder failed; the message says what is kept, and
    where.

    Attributes
    ----------
    kept : list of Recording
        All files that are complete, the newest last.
    """

    def __init__(self) -> None:
        self.kept: list[Recording] = []
        self._status = Status()
        self._devices: tuple[InputDevice, ...] | None = None
        self._failure: Failure | None = None
        self._path: Path | None = None
        self._errors = cast(IO[bytes], tempfile.TemporaryFile())  # noqa: SIM115  (closed in __exit__)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-c", START, str(Path(__file__).parents[2])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            start_new_session=True,  # keys that interrupt or suspend this program do not reach it
        )
        self._stopped = False
        self._heard_s = time.monotonic()
        self._patience_s = LOAD_S
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> RecorderProcess:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # it is gone
            cast(IO[bytes], self._process.stdin).close()
        self._await_end()
        self._reader.join()
        cast(IO[bytes], self._process.stdout).close()
        self._errors.close()

    def devices(self) -> tuple[InputDevice, ...]:
        """List the microphones; empty where there is none."""
        self._wait(lambda: self._devices is not None, LOAD_S)
        return self._devices or ()

    def listen(self, device: InputDevice) -> None:
        """Open a microphone; its level is in the status, and nothing is kept."""
        self._order(Order("listen", device=device))

    def check_level(self) -> Status:
        """Listen until there is something to hear, for `CHECK_S` of sound at most."""

        def heard() -> bool:
            return self._status.loudest >= MUTED_PEAK or self._status.heard_s >= CHECK_S

        self._wait(heard, CHECK_S + LOAD_S)
        return self._status

    def record(self, path: Path, *, seconds: float | None = None) -> None:
        """Record into a new file; one that is under way is completed and kept.

        Parameters
        ----------
        path
            The WAV file to make. It is whole at every moment, so it outlives a crash.
        seconds
            Stop by itself after so much sound.
        """
        self._path = path.absolute()
        self._order(Order("record", path=str(self._path), seconds=seconds))

    def pause(self) -> None:
        """Keep nothing from here on."""
        self._order(Order("pause"))

    def resume(self) -> None:
        """Go on in the same file."""
        self._order(Order("resume"))

    def poll(self) -> Status:
        """Return the newest status, at once."""
        if self._is_silent():
            time.sleep(WAKE_S)
        if self._failure or not self._reader.is_alive():
            raise self._error()
        if self._is_silent():
            raise self._hangs("The recorder")
        return self._status

    def stop(self) -> Recording:
        """Complete the file; it is on disk when this returns."""
        self._stopped = False
        self._order(Order("stop"))
        self._wait(lambda: self._stopped, STOP_S, who="The recorder")
        if not self.kept or self.kept[-1].path != str(self._path):
            raise DeviceError("Nothing was recorded: no sound came before the end.", hint="Try again.")
        return self.kept[-1]

    # --- the process ----------------------------------------------------------------------------------------

    def _is_silent(self) -> bool:
        return time.monotonic() - self._heard_s > self._patience_s

    def _order(self, order: Order) -> None:
        pipe = cast(IO[bytes], self._process.stdin)
        try:
            pipe.write((to_json(order) + "\n").encode())
            pipe.flush()
        except OSError:
            self._reader.join(STOP_S)  # it said why
            raise self._error() from None

    def _read(self) -> None:
        for line in cast(IO[bytes], self._process.stdout):
            self._heard_s = time.monotonic()
            report = from_json(Report, line.decode())
            self._status = report.status or self._status
            self._failure = report.failure or self._failure
            if report.devices is not None:
                self._devices = report.devices
            if report.kept:
                self.kept.append(report.kept)
            self._stopped = self._stopped or report.stopped
            self._patience_s = SILENT_S

    def _wait(self, sign: Callable[[], bool], limit_s: float, *, who: str = "The sound system") -> None:
        end_s = time.monotonic() + limit_s
        while not sign():
            self.poll()
            if time.monotonic() > end_s:
                raise self._hangs(who)
            time.sleep(POLL_S)

    def _error(self) -> SpeakstarError:
        if self._failure:
            return ERRORS[self._failure.kind](self._failure.message, hint=self._failure.hint)
        self._await_end()
        self._errors.seek(0)
        last = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]
        code = self._process.returncode
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        message = f"The recorder ended by itself ({cause}{f': {last}' if last else ''})."
        return DeviceError(message, hint=self._kept_hint() or f"{RESTART}, or practise with a file: {FROM_FILE}.")

    def _await_end(self) -> None:
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _hangs(self, who: str) -> DeviceError:
        self._process.kill()
        self._process.wait()
        return DeviceError(f"{who} does not answer.", hint=f"{RESTART}, then try again. {self._kept_hint()}".strip())

    def _kept_hint(self) -> str:
        if not self._path or not self._path.exists() or not self._status.frames:
            return ""
        return f"The first {self._status.length_s:.1f} s are kept: speakstar takes recover {self._path.stem}"
