"""Sound without its noise, stretch by stretch while it comes in: a stretch depends on nothing that is said after it.

So what a stretch costs is paid when it is complete, and the same sound gives the same whether it is read from a file or
heard live.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from speakstar.adapters.clips import BLOCK, Cutter, Track
from speakstar.adapters.voice import SAMPLE_RATE_HZ, STEP_S
from speakstar.core.acoustics import Frames, analyse_frames
from speakstar.core.model import Span
from speakstar.core.noise import Noise, no_noise, noise_in, without_noise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float32]

WINDOW_S = 12.0
"""The longest stretch. The last one can only be aligned after the end, and longer ones more often need the wide beam.
With 10, 12, 15 and 30 s the F1 of 45 fillers of the development benchmark is 0.79, 0.81, 0.82 and 0.82 in speech 10 dB
over noise, and 0.92, 0.93, 0.93 and 0.91 at 20 dB."""

STEP = round(STEP_S * SAMPLE_RATE_HZ)
MARGIN = 9 * STEP
"""Samples around a stretch that are cleaned with it, 90 ms, so that its edges are as its middle: `noise.WINDOW` and
what `acoustics.Frames` look at."""

FULL_SCALE = 32_767


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sound up to a pause.

    Parameters
    ----------
    window
        Where words may be; what lies before it, after the last stretch, is silence.
    sound
        The samples of the window, and all since the last stretch, without noise, in 16 bits.
    first
        Where the sound begins in the recording; the window may begin a little before the last stretch ends.
    begin, end
        Its first and last sample in the recording, whole numbers of steps; the next stretch begins at its end.
    frames
        Of all since the last stretch.
    noise
        All that is known of it so far.
    """

    window: Span
    sound: NDArray[np.int16]
    first: int
    begin: int
    end: int
    frames: Frames
    noise: Noise

    def samples(self, part: Span) -> Samples:
        """Return the sound of a part of the window, full scale 1.0."""
        return _full_scale(self.sound[_at(part.start_s) - self.first : _at(part.end_s) - self.first])


class Stretches:
    """Takes sound piece by piece, and makes stretches of it as soon as it is certain where they end.

    Attributes
    ----------
    complete : list of Stretch
        Those so far.
    track : Track
        What is known of the sound.
    """

    def __init__(self) -> None:
        import numpy as np

        self.complete: list[Stretch] = []
        self.track = Track()
        self._cutter = Cutter(self.track, window_s=WINDOW_S)
        self._waiting: Samples = np.zeros(0, dtype=np.float32)
        self._blocks: list[Samples] = [np.zeros(0, dtype=np.float32)]
        self._first = 0  # of the samples in them
        self._guess: Stretch | None = None
        self._rest: Stretch | None = None

    @property
    def all(self) -> list[Stretch]:
        """Those, and once the sound has ended what is left behind them, where no word is."""
        return [*self.complete, self._rest] if self._rest else self.complete

    @property
    def _raw(self) -> Samples:
        """What was heard since the last complete stretch; put together when it is wanted, not with every block."""
        import numpy as np

        if len(self._blocks) > 1:
            self._blocks = [np.concatenate(self._blocks)]
        return self._blocks[0]

    def hear(self, samples: Samples) -> None:
        """Take the next samples, mono at 16 kHz in [-1, 1], shape (n,)."""
        import numpy as np

        self._waiting = np.concatenate([self._waiting, samples])
        while len(self._waiting) >= BLOCK:
            block, self._waiting = self._waiting[:BLOCK], self._waiting[BLOCK:]
            self._take(block)

    def end(self) -> None:
        """Make stretches of what is left."""
        if len(self._waiting):
            self._take(self._waiting)
            self._waiting = self._waiting[:0]
        self._cut(ended=True)
        heard = self._first + len(self._raw)
        self._rest = self._stretch(Span(heard / SAMPLE_RATE_HZ, heard / SAMPLE_RATE_HZ), heard)

    def guess(self) -> Stretch | None:
        """Return the stretch that would be the last one if nothing more is said; None while somebody speaks."""
        clip = self._cutter.guess()
        if clip is None:
            return None
        if self._guess is None or self._guess.window != clip.span:
            self._guess = self._stretch(clip.span, self._end_of(clip.span))
        return self._guess

    def _take(self, block: Samples) -> None:
        self.track.hear(block)
        self._blocks.append(block)
        self._cut()

    def _cut(self, *, ended: bool = False) -> None:
        for clip in self._cutter.clips(ended=ended):
            known = self._guess if self._guess and self._guess.window == clip.span else None
            self._guess = None
            self.complete.append(known or self._stretch(clip.span, self._end_of(clip.span)))
            surplus = max(0, self.complete[-1].end - MARGIN - self._first)
            self._blocks, self._first = [self._raw[surplus:]], self._first + surplus

    def _end_of(self, window: Span) -> int:
        whole = (self._first + len(self._raw)) // STEP
        return min(whole, round(window.end_s / STEP_S)) * STEP

    def _stretch(self, window: Span, end: int) -> Stretch:
        """Clean and measure what follows the last complete stretch."""
        before = self.complete[-1] if self.complete else None
        begin = before.end if before else 0
        voice = self.track.voice_steps(begin // STEP, end // STEP)
        noise = (before.noise if before else no_noise()) + noise_in(self._raw_part(begin, end), voice)
        first = max(begin - MARGIN, 0)
        clean = without_noise(self._raw_part(first, end + MARGIN), noise.power)
        frames = _part(analyse_frames(clean), slice((begin - first) // STEP, (end // STEP * STEP - first) // STEP))
        opening = min(begin, _at(window.start_s))
        sound = _in_16_bits(clean[opening - first : max(end, _at(window.end_s)) - first])
        return Stretch(window, sound, opening, begin, end, frames, noise)

    def _raw_part(self, begin: int, end: int) -> Samples:
        return self._raw[begin - self._first : end - self._first]


def frames_of(stretches: Sequence[Stretch]) -> Frames:
    """Return the frames of stretches that follow each other from the beginning."""
    return _joined([stretch.frames for stretch in stretches] or [analyse_frames(samples_of(()))])


def samples_of(stretches: Sequence[Stretch]) -> Samples:
    """Return their samples without noise, shape (n,), full scale 1.0."""
    import numpy as np

    parts = [one.sound[one.begin - one.first : one.end - one.first] for one in stretches]
    return _full_scale(np.concatenate([np.zeros(0, dtype=np.int16), *parts]))


def _at(time_s: float) -> int:
    return round(time_s * SAMPLE_RATE_HZ)


def _in_16_bits(samples: Samples) -> NDArray[np.int16]:
    return (samples * FULL_SCALE).clip(-FULL_SCALE - 1, FULL_SCALE).astype("<i2")


def _full_scale(sound: NDArray[np.int16]) -> Samples:
    import numpy as np

    return sound.astype(np.float32) / np.float32(FULL_SCALE)


def _part(frames: Frames, part: slice) -> Frames:
    return Frames(*(getattr(frames, field.name)[part] for field in fields(Frames)))


def _joined(parts: Sequence[Frames]) -> Frames:
    import numpy as np

    return Frames(*(np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(Frames)))
