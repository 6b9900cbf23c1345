"""A microphone into which noise is spoken without end, and the clock of what was spoken when."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import soundfile

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

from rig.virtual_microphone import RATE_HZ, VirtualMicrophone

from speakstar.adapters.microphone import choose
from speakstar.adapters.recorder_process import RecorderProcess

MATCH = 256
"""Samples of noise that are found nowhere else by chance."""


@contextmanager
def microphone() -> Iterator[VirtualMicrophone]:
    """Give every program that is started from here a virtual microphone, and no other."""
    with VirtualMicrophone() as rig:
        before = dict(os.environ)
        os.environ.clear()
        os.environ.update(rig.env)
        try:
            yield rig
        finally:
            os.environ.clear()
            os.environ.update(before)


def write_noise(path: Path, seconds: float) -> np.ndarray:
    """Write noise without a zero in it; returns its samples."""
    noise = np.random.default_rng(1).integers(1, 8_000, round(seconds * RATE_HZ), dtype=np.int16)
    soundfile.write(path, noise, RATE_HZ)
    return noise


def listening(recorder: RecorderProcess) -> RecorderProcess:
    """Let a recorder listen to the microphone."""
    recorder.listen(choose(recorder.devices(), wanted="mic"))
    return recorder


def wait_for_frames(recorder: RecorderProcess) -> None:
    """Wait until sound is on disk."""
    while not recorder.poll().frames:
        time.sleep(0.002)


class Reference:
    """A recording that goes on all the time, by which the sound of any moment is known.

    Its newest frame lies on a straight line over the clock; a status can only tell of it late. So the line through the
    earliest ones says which frame was spoken when, but for what the sound system holds (2 to 8 ms, measured).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._offset = -np.inf
        self._recorder = listening(RecorderProcess())
        self._recorder.record(path)
        wait_for_frames(self._recorder)
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def frame_at(self, clock_s: float) -> float:
        """Return which frame was spoken at a time of `time.monotonic`."""
        return clock_s * RATE_HZ + self._offset

    def close(self) -> np.ndarray:
        """End; returns all samples."""
        self._ended.set()
        self._thread.join()
        self._recorder.stop()
        self._recorder.__exit__(None, None, None)
        return soundfile.read(self.path, dtype="int16")[0]

    def _watch(self) -> None:
        while not self._ended.wait(0.003):
            frames = self._recorder.poll().frames
            self._offset = max(self._offset, frames - time.monotonic() * RATE_HZ)


def place(piece: np.ndarray, whole: np.ndarray) -> int:
    """Return where a piece lies in the whole."""
    found = whole.tobytes().find(piece.tobytes())
    if found < 0:
        raise SystemExit("a piece of the sound was not found in the reference")
    return found // 2


@contextmanager
def loaded() -> Iterator[None]:
    """Keep every core busy, and a transcription running besides."""
    transcribe = (
        "from pathlib import Path\n"
        "from speakstar.adapters import audio_files, models\n"
        "from speakstar.adapters.samples import samples\n"
        "from speakstar.adapters.whisper import WhisperEngine\n"
        "model = models.resolve(None, configured=None, models_home=Path('/none'))\n"
        "engine, recording = WhisperEngine(model), audio_files.probe(next(iter(samples())).path)\n"
        "while True: engine.transcribe(recording)\n"
    )
    with ExitStack() as stack:
        commands = [[sys.executable, "-c", "while True: pass"]] * len(os.sched_getaffinity(0))
        for command in [*commands, [sys.executable, "-c", transcribe]]:
            process = stack.enter_context(subprocess.Popen(command))
            stack.callback(process.kill)
        yield
