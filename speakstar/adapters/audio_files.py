"""Sound files: what is in them, and their samples as the speech model wants them.

PyAV decodes, which carries FFmpeg along, so whatever FFmpeg reads can be reviewed. Files are opened for
reading only, and nothing that a file names (the entries of a playlist) is opened at all.
"""

from __future__ import annotations

import itertools
import math
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from speakstar.adapters import riff
from speakstar.core.model import Recording
from speakstar.errors import AudioError

if TYPE_CHECKING:
    import numpy as np
    from av import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

SAMPLE_RATE_HZ = 16_000
"""Whisper hears 16 kHz mono (Radford et al. 2022, section 2.2)."""

MIN_RATE_HZ = 4000
"""Sound of a lower sampling rate holds no speech; telephones have 8 kHz."""

MIN_S = 0.3
"""One word: at 200 words per minute, the upper end of fast speech, a word takes 0.3 s."""

SILENCE_PEAK = 0.005
"""Full scale 1.0. The dictation tool openquack (pull request 83) takes an RMS below 0.005 as silence; where
even the peak stays below that, the RMS does so everywhere."""

CUT_OFF_S = 0.1
"""Codecs pad or trim by their delay and up to a frame (AAC: 2112 + 1024 samples, 0.07 s at 44.1 kHz)."""

_STATES_LENGTH = ("flac", "aiff", "mp4")
"""Parts of FFmpeg's names of the formats whose header states the length; for others FFmpeg guesses from the
size of the file, which cannot show that it was cut off. WAV is read by `riff`."""

_SOUND_HINT = "Give a sound file, such as WAV, FLAC, MP3, M4A or OGG."


def probe(path: str | Path, *, partial: bool = False) -> Recording:
    """Look at a sound file from end to end, in little memory however long it is.

    Parameters
    ----------
    path
        The file.
    partial
        Accept a file that is cut off, as it is.

    Returns
    -------
    Recording
        With an absolute path. ``peak`` and ``rms`` are those of the channels' mean at 16 kHz, which is what
        the speech model hears; rate and channels are the file's own.

    Raises
    ------
    AudioError
        The file is missing, empty, not sound, unreadable, cut off, silent, or shorter than `MIN_S`.
    """
    import numpy as np

    path = Path(path).absolute()
    peak, energy, samples = 0.0, 0.0, 0
    with _opened(path) as sound:
        if sound.stream.rate < MIN_RATE_HZ:
            raise AudioError(
                f"{path} says that it has {sound.stream.rate} Hz; speech needs {MIN_RATE_HZ}.",
                hint="Check how it was made: its header is probably wrong.",
            )
        for block in sound.blocks():
            peak = max(peak, float(np.abs(block).max()))
            energy += float(np.square(block, dtype=np.float64).sum())
            samples += len(block)
        missing_s = sound.missing_s()
    if missing_s > CUT_OFF_S and not partial:
        raise _cut_off(path, sound.length_s, sound.length_s + missing_s)
    if not math.isfinite(energy):
        raise AudioError(f"{path} holds values that are no numbers.", hint="Save it as 16-bit WAV, or as FLAC.")
    _refuse_unusable(path, sound.length_s, peak)
    rms = math.sqrt(energy / samples)
    return Recording(str(path), sound.length_s, sound.stream.rate, sound.stream.channels, peak, rms)


def decode(path: str | Path) -> np.ndarray:
    """Read a sound file.

    Needs little more memory than the samples returned: 230 MB for an hour.

    Returns
    -------
    numpy.ndarray, shape (samples,), float32
        The channels' mean at 16 kHz, full scale 1.0.

    Raises
    ------
    AudioError
        The file is missing, empty, not sound, or cannot be read.
    """
    import numpy as np

    samples = bytearray()
    for block in blocks(path):
        samples += block.tobytes()
    return np.frombuffer(samples, dtype=np.float32)


def blocks(path: str | Path) -> Iterator[np.ndarray]:
    """Read a sound file piece by piece, as `decode` does as a whole.

    Yields
    ------
    numpy.ndarray, shape (samples,), float32
        A few hundredths of a second; never empty.
    """
    with _opened(Path(path).absolute()) as sound:
        yield from sound.blocks()


class Resampler:
    """Makes the channels' mean at 16 kHz of sound that comes in frames."""

    def __init__(self) -> None:
        import av

        # The mean is ours: FFmpeg's mix to mono is 3 dB louder for floats than for integers, and may clip.
        self._resampler = av.AudioResampler(format="flt", rate=SAMPLE_RATE_HZ)

    def hear(self, frame: AudioFrame | None) -> Iterator[np.ndarray]:
        """Yield what is ready with a frame, in float32 and never empty; None says that it was the last."""
        for part in self._resampler.resample(frame):
            block = part.to_ndarray().reshape(-1, part.layout.nb_channels)
            if len(block):
                yield block.mean(axis=1)


@dataclass(slots=True)
class _Sound:
    """A file while it is read; ``frames`` counts the samples found so far in each channel."""

    file: IO[bytes]
    container: InputContainer
    stream: AudioStream
    frames: int = 0

    @property
    def length_s(self) -> float:
        """Seconds of sound found so far."""
        return self.frames / self.stream.rate

    def blocks(self) -> Iterator[np.ndarray]:
        """Yield the channels' mean at 16 kHz in float32, never an empty block."""
        resampler = Resampler()
        for frame in itertools.chain(self._frames(), (None,)):
            yield from resampler.hear(frame)

    def _frames(self) -> Iterator[AudioFrame]:
        import av

        for packet in self.container.demux(self.stream):
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue  # a damaged stretch is left out, the rest is worth hearing
            for frame in frames:
                frame.pts = None  # the order counts; the times in damaged files do not
                self.frames += frame.samples
                yield frame

    def missing_s(self) -> float:
        """Seconds that the header promises and the file lacks, once all blocks were read."""
        stated = any(name in self.container.format.name for name in _STATES_LENGTH)
        if stated and self.stream.duration and self.stream.time_base:
            return max(0.0, float(self.stream.duration * self.stream.time_base) - self.length_s)
        return riff.missing_s(self.file)


@contextmanager
def _opened(path: Path) -> Iterator[_Sound]:
    import av

    with _file(path) as file:
        try:
            with av.open(file, mode="r", metadata_errors="ignore", options={"protocol_whitelist": "none"}) as box:
                if not box.streams.audio:
                    raise AudioError(f"{path} holds no sound ({box.format.long_name}).", hint=_SOUND_HINT)
                yield _Sound(file, box, box.streams.audio[0])
        except (av.FFmpegError, ValueError) as error:
            cause = getattr(error, "strerror", None) or str(error)
            raise AudioError(
                f"{path} cannot be read as sound: {cause}.",
                hint=f"{_SOUND_HINT} If it was copied or downloaded, it may be incomplete.",
            ) from error


@contextmanager
def _file(path: Path) -> Iterator[IO[bytes]]:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise AudioError(f"{path} is a folder.", hint="Give the sound files in it.")
        if not stat.S_ISREG(status.st_mode):
            raise AudioError(f"{path} is not a file but a pipe or a device.", hint="Save the sound in a file first.")
        if status.st_size == 0:
            raise AudioError(f"{path} is empty (0 bytes).", hint="Record or copy it again.")
        file = path.open("rb")
    except OSError as error:
        raise _no_access(path, error) from error
    with file:
        yield file


def _no_access(path: Path, error: OSError) -> AudioError:
    if isinstance(error, FileNotFoundError):
        return AudioError(f"There is no file {path}.", hint="Check the name and the folder.")
    if isinstance(error, PermissionError):
        return AudioError(f"{path} may not be read by you.", hint="Change its permissions, or copy it.")
    return AudioError(f"{path} cannot be opened: {error.strerror}.", hint="Check the name and the disk.")


def _cut_off(path: Path, found_s: float, promised_s: float) -> AudioError:
    return AudioError(
        f"{path} is cut off: {found_s:.1f} s of {promised_s:.1f} s are there.",
        hint="Copy or download it again, or review what is there with --partial.",
    )


def _refuse_unusable(path: Path, length_s: float, peak: float) -> None:
    if length_s < MIN_S:
        raise AudioError(
            f"{path} is too short to hold an answer: {length_s:.2f} s.",
            hint="Check that it is the right file.",
        )
    if peak < SILENCE_PEAK:
        raise AudioError(
            f"{path} is silent: its peak is {peak:.4f} of full scale; speech exceeds {SILENCE_PEAK}.",
            hint="Check that the microphone was on, or raise the level of the recording.",
        )
