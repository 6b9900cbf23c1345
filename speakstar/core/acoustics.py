"""What sound is like, 10 ms by 10 ms: loudness, pitch, and how fast its timbre moves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SAMPLE_RATE_HZ = 16_000

STEP_S = 0.01
"""Resolution, the usual hop of speech analysis."""

WINDOW_S = 0.04
"""Holds more than two periods of the lowest pitch."""

PITCH_MIN_HZ, PITCH_MAX_HZ = 65.0, 400.0
"""What adults speak with (Baken and Orlikoff 2000)."""

VOICED_HARMONICITY = 0.5
"""The autocorrelation from which on a frame counts as voiced; Praat's default is 0.45 (Boersma 1993)."""

OCTAVE_SHARE = 0.9
"""A shorter period wins if it is this good: half the true pitch fits nearly as well as the pitch itself."""

SILENCE_DB = -100.0
BLOCK_FRAMES = 2000
"""Frames worked on at once, 20 s: memory stays bounded however long the recording is."""

BANDS, LOWEST_BAND_HZ, HIGHEST_BAND_HZ = 20, 100.0, 7000.0
CEPSTRA = 12
BAND_FLOOR = 1e-4
"""What is 40 dB below the loudest band of its frame is masked, or noise."""

REACH = 3
"""Timbre is compared with that 30 ms before and after: shorter than any sound of speech that is held."""


@dataclass(frozen=True, slots=True)
class Frames:
    """One value for every 10 ms; all arrays have shape (frames,), but for ``timbre``.

    ``level_db`` is the loudness against full scale, ``harmonicity`` how much of the sound repeats itself with the
    period of a voice (0 to 1), ``pitch_hz`` that period's frequency whether voiced or not, and ``change`` how far the
    timbre moves within 60 ms (log units per band; loudness taken out). ``timbre`` holds the mel cepstrum without its
    0th coefficient, shape (frames, `CEPSTRA`).
    """

    level_db: Floats
    harmonicity: Floats
    pitch_hz: Floats
    change: Floats
    timbre: Floats

    def __len__(self) -> int:
        return len(self.level_db)

    def part(self, start_s: float, end_s: float) -> slice:
        """Return which frames lie between two times; at least one where there are any."""
        first = min(max(0, round(start_s / STEP_S)), max(0, len(self) - 1))
        return slice(first, max(first + 1, min(len(self), round(end_s / STEP_S))))


def analyse_frames(samples: NDArray[np.float32]) -> Frames:
    """Measure a sound.

    Parameters
    ----------
    samples
        Mono at 16 kHz, shape (n,), full scale 1.0.
    """
    import numpy as np

    step, window = round(STEP_S * SAMPLE_RATE_HZ), round(WINDOW_S * SAMPLE_RATE_HZ)
    count = len(samples) // step
    padded = np.pad(samples, (window // 2 - step // 2, window))
    starts = np.arange(window)[None, :]
    blocks = [
        _block(padded[starts + step * np.arange(first, min(first + BLOCK_FRAMES, count))[:, None]].astype(np.float64))
        for first in range(0, count, BLOCK_FRAMES)
    ]
    if not blocks:
        empty = np.zeros(0)
        return Frames(empty, empty, empty, empty, np.zeros((0, CEPSTRA)))
    level_db, harmonicity, pitch_hz, bands = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return Frames(level_db, harmonicity, pitch_hz, _change(bands), _cepstrum(bands))


def _block(frames: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Measure frames of shape (n, window): level, harmonicity and pitch of shape (n,), bands of shape (n, BANDS)."""
    import numpy as np

    frames = frames - frames.mean(axis=1, keepdims=True)
    power = (frames**2).mean(axis=1)
    level_db = 10 * np.log10(np.maximum(power, 10 ** (SILENCE_DB / 10)))
    window = np.hanning(frames.shape[1])
    spectrum = np.abs(np.fft.rfft(frames * window, 1024, axis=1)) ** 2
    power_of_band = spectrum @ _filters(spectrum.shape[1]).T + 1e-9
    bands = np.log(np.maximum(power_of_band, power_of_band.max(axis=1, keepdims=True) * BAND_FLOOR))
    harmonicity, pitch_hz = _pitch(spectrum, window)
    return level_db, harmonicity, pitch_hz, bands - bands.mean(axis=1, keepdims=True)


def _pitch(spectrum: Floats, window: Floats) -> tuple[Floats, Floats]:
    """Find the period by autocorrelation, corrected for the window (Boersma 1993)."""
    import numpy as np

    of_window = np.fft.irfft(np.abs(np.fft.rfft(window, 1024)) ** 2)
    longest = int(SAMPLE_RATE_HZ / PITCH_MIN_HZ)
    shortest = int(SAMPLE_RATE_HZ / PITCH_MAX_HZ)
    correlation = np.fft.irfft(spectrum, axis=1)[:, : longest + 1]
    correlation = correlation / np.maximum(correlation[:, :1], 1e-12) / (of_window[: longest + 1] / of_window[0])
    within = correlation[:, shortest:]
    harmonicity = np.clip(within.max(axis=1), 0.0, 1.0)
    rising = np.diff(correlation[:, shortest - 1 :], axis=1) >= 0
    peaks = rising & np.pad(~rising[:, 1:], ((0, 0), (0, 1)), constant_values=True)
    good = peaks & (within >= OCTAVE_SHARE * within.max(axis=1, keepdims=True))
    lag = np.where(good.any(axis=1), good.argmax(axis=1), within.argmax(axis=1)) + shortest
    return harmonicity, SAMPLE_RATE_HZ / lag


def _filters(bins: int) -> Floats:
    """Make triangular mel filters, shape (BANDS, bins)."""
    import numpy as np

    def mel(hz: Floats | float) -> Floats:
        return np.asarray(2595 * np.log10(1 + np.asarray(hz) / 700))

    hz = np.linspace(0, SAMPLE_RATE_HZ / 2, bins)
    edges = np.linspace(mel(LOWEST_BAND_HZ), mel(HIGHEST_BAND_HZ), BANDS + 2)
    at, width = mel(hz)[None, :], edges[1] - edges[0]
    filters: Floats = np.maximum(0.0, 1 - np.abs(at - edges[1:-1, None]) / width)
    return filters


def _change(bands: Floats) -> Floats:
    import numpy as np

    change = np.zeros(len(bands))
    if len(bands) > 2 * REACH:
        change[REACH:-REACH] = np.sqrt(((bands[2 * REACH :] - bands[: -2 * REACH]) ** 2).mean(axis=1))
    return change


def _cepstrum(bands: Floats) -> Floats:
    """Take the cosine transform of bands, shape (frames, BANDS)."""
    import numpy as np

    angles = np.pi / BANDS * (np.arange(BANDS)[:, None] + 0.5) * np.arange(1, CEPSTRA + 1)[None, :]
    cepstrum: Floats = bands @ np.cos(angles) * np.sqrt(2 / BANDS)
    return cepstrum
