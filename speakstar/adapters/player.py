"""Plays a stretch of a recording.

PortAudio is used in a process of its own, as its calls may hang for ever, where Ctrl-C does not reach, and some abort
the whole process (see `speakstar.adapters.portaudio`).
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from speakstar.adapters import portaudio
from speakstar.adapters.audio_files import SAMPLE_RATE_HZ, decode
from speakstar.core.model import Span
from speakstar.errors import DeviceError

START = "import sys; sys.path.append(sys.argv[1]); from speakstar.adapters.player import main; main()"

OPEN_S = 10.0
"""How long opening and emptying a device may take: Bluetooth headsets need a second or two."""

SILENCE_S = 0.2
"""Played first: devices that slept swallow a beginning."""

LATENCY_S = 0.5
"""How much the device holds, so that a busy machine leaves fewer gaps. So much silence is played last: in a trial with
PulseAudio the last half second of the sound did not arrive."""

BLOCK_BYTES = 4 * SAMPLE_RATE_HZ // 10


def play(path: str | Path, stretch: Span) -> None:
    """Play a stretch through the default output, at the 16 kHz that the speech model hears; return at its end.

    Raises
    ------
    AudioError
        The recording is missing or cannot be read.
    DeviceError
        There is no output, or it refuses or hangs.
    """
    import numpy as np

    first, last = (round(time_s * SAMPLE_RATE_HZ) for time_s in (stretch.start_s, stretch.end_s))
    heard = decode(path)[first:last]
    before, after = (round(silence_s * SAMPLE_RATE_HZ) for silence_s in (SILENCE_S, LATENCY_S))
    sound = np.pad(heard, (before, after)).tobytes()
    child = subprocess.Popen(
        [sys.executable, "-P", "-c", START, str(Path(__file__).parents[2])],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,  # Ctrl-C ends this program, which then ends the child
    )
    try:
        _, said = child.communicate(sound, timeout=len(heard) / SAMPLE_RATE_HZ + OPEN_S)
    except subprocess.TimeoutExpired:
        raise DeviceError(
            "The sound output does not answer.", hint="Restart the sound server, or listen in a page: --format html."
        ) from None
    finally:
        child.kill()
        child.wait()
    if child.returncode:
        raise _refusal(said.decode(errors="replace"))


def main() -> None:
    """Play float32 samples from standard input; what goes wrong is the last line of standard error."""
    sound = sys.stdin.buffer.read()
    try:
        sounddevice = portaudio.load()
    except DeviceError as error:
        sys.exit(str(error))
    try:
        options = {"samplerate": SAMPLE_RATE_HZ, "channels": 1, "dtype": "float32", "latency": LATENCY_S}
        with sounddevice.RawOutputStream(**options) as stream:
            for start in range(0, len(sound), BLOCK_BYTES):
                stream.write(sound[start : start + BLOCK_BYTES])
    except sounddevice.PortAudioError as error:
        sys.exit(f"No sound output can be opened: {error.args[0]}.")


def _refusal(said: str) -> DeviceError:
    """Take the child's own line; where there is none, PortAudio has ended it."""
    reason = ""
    with suppress(IndexError):
        reason = said.strip().splitlines()[-1]
    known = reason.startswith(("No sound output", "PortAudio"))
    return DeviceError(
        reason if known else "The sound system ended the player.",
        hint="" if reason.startswith("PortAudio") else "Listen in a page: speakstar report TAKE --open.",
    )
