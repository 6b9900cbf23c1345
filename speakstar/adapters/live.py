"""Transcribing a recording while it is made: the file on disk is the queue.

The recorder appends to its file whatever happens here, and this thread reads what is there when it has time for it. So
nothing has to be dropped on a slow machine; it falls behind, and catches up after the end.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

from speakstar.adapters.audio_files import Resampler
from speakstar.adapters.wav_writer import HEADER_BYTES
from speakstar.core.model import Recording, Transcript
from speakstar.core.ports import Dictation, Engine, Progress

if TYPE_CHECKING:
    import numpy as np

NICENESS = 10
"""The usual step of nice(1): whatever else wants the processor, the recorder first of all, gets it before us."""

LOOK_S = 0.1
"""How often the file is looked at when nothing is waiting in it."""

READ_S = 1.0
"""Sound read at a time, which bounds the memory however far behind we are."""

LEAVE_S = 2.0
"""How long a clip under way is waited for when nobody wants its words any more."""

SAMPLE_BYTES = 2


class LiveTranscription:
    """Follows one recording at a time, in a thread of low priority. Used in a ``with`` block.

    Parameters
    ----------
    engine
        Its model is loaded at once, in the background.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wake = threading.Condition()
        self._source: tuple[Path, int] | None = None
        self._recording: Recording | None = None
        self._leaving = False
        self._dictation: Dictation | None = None
        self._transcript: Transcript | None = None
        self._thread = threading.Thread(target=self._work, name="transcription", daemon=True)
        self._thread.start()

    def __enter__(self) -> LiveTranscription:
        return self

    def __exit__(self, *_error: object) -> None:
        self._tell(lambda: setattr(self, "_leaving", True))
        self._thread.join(LEAVE_S)

    def follow(self, path: Path, *, rate_hz: int) -> None:
        """Transcribe a growing recording of the recorder's (mono, 16 bit) from its beginning; forget any before."""
        self._tell(lambda: setattr(self, "_source", (path.absolute(), rate_hz)))

    @property
    def text(self) -> str:
        """What was understood so far, in the model's raw words."""
        dictation = self._dictation
        return " ".join(word.text for word in dictation.words) if dictation else ""

    def finish(self, recording: Recording, *, progress: Progress | None = None) -> Transcript | None:
        """Wait until all of the recording that was followed, complete by now, is transcribed.

        Returns
        -------
        Transcript or None
            None where that failed, for whatever reason: then transcribe the file.
        """
        self.follow(Path(recording.path), rate_hz=recording.sample_rate_hz)
        self._tell(lambda: setattr(self, "_recording", recording))
        while self._thread.is_alive():
            self._thread.join(LOOK_S)
            dictation = self._dictation
            if progress and dictation:
                progress(min(dictation.done_s, recording.duration_s), recording.duration_s)
        return self._transcript

    # --- the thread -----------------------------------------------------------------------------------------

    def _tell(self, change: Callable[[], None]) -> None:
        with self._wake:
            change()
            self._wake.notify()

    def _work(self) -> None:
        _step_back()
        # Whatever fails here, the file is there, and is transcribed as a whole: an error that persists shows then.
        with suppress(Exception):
            self._engine.dictation()
            while not self._leaving and self._transcript is None:
                if self._source:
                    self._follow(*self._source)
                self._pause()

    def _follow(self, path: Path, rate_hz: int) -> None:
        """Transcribe a file until it is complete, or another one is wanted."""
        self._dictation = dictation = self._engine.dictation()
        with path.open("rb") as file:
            sound = _GrowingSound(file, rate_hz)
            while not self._leaving and self._source == (path, rate_hz):
                recording = self._recording
                if sound.read_into(dictation):
                    continue
                if recording and recording.path == str(path):
                    sound.end(dictation)
                    self._transcript = dictation.finish(recording.duration_s)
                    return
                if not dictation.guess():
                    self._pause()

    def _pause(self) -> None:
        with self._wake:
            if not self._leaving and not self._recording:
                self._wake.wait(LOOK_S)


class _GrowingSound:
    """A WAV file that is being written, at 16 kHz."""

    def __init__(self, file: IO[bytes], rate_hz: int) -> None:
        self._file = file
        self._rate_hz = rate_hz
        self._resampler = Resampler()
        file.seek(HEADER_BYTES)

    def read_into(self, dictation: Dictation) -> bool:
        """Let a dictation hear what is new; returns whether there was anything."""
        import numpy as np

        found = self._file.read(round(READ_S * self._rate_hz) * SAMPLE_BYTES)
        whole = len(found) // SAMPLE_BYTES * SAMPLE_BYTES
        if whole < len(found):
            self._file.seek(whole - len(found), os.SEEK_CUR)
        if not whole:
            return False
        self._pass(dictation, np.frombuffer(found[:whole], dtype="<i2"))
        return True

    def end(self, dictation: Dictation) -> None:
        """Let a dictation hear what the resampler still holds."""
        for block in self._resampler.hear(None):
            dictation.hear(block)

    def _pass(self, dictation: Dictation, samples: np.ndarray) -> None:
        import av

        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = self._rate_hz
        for block in self._resampler.hear(frame):
            dictation.hear(block)


def _step_back() -> None:
    """Lower the priority of this thread, and of those that the model starts from it; Linux alone can do so."""
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
