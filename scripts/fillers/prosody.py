"""Hold a spoken "um" or "and" longer, at an even pitch: pitch-synchronous overlap-add (Moulines & Charpentier 1990)."""

import numpy as np
from pocket.speech import SAMPLE_RATE

PITCH_HZ = (65.0, 400.0)
FRAME_S = 0.03
VOICED = 0.5  # of the autocorrelation at lag 0
UNVOICED_PERIOD_S = 0.006
DRIFT = 0.03  # an even pitch still falls a little, as breath does
SHIMMER = 0.004


def sustain(samples: np.ndarray, length_s: float, rng: np.random.Generator, *, flatness: float) -> np.ndarray:
    """Stretch or shorten a sound to a length.

    Parameters
    ----------
    samples : numpy.ndarray, shape (n,), float32
        A syllable at 16 kHz.
    length_s : float
        Wanted length.
    rng : numpy.random.Generator
        For the small irregularities that a held voice has.
    flatness : float
        0 keeps the pitch's movement, 1 levels it out.

    Returns
    -------
    numpy.ndarray, shape (round(length_s * 16000),), float32
    """
    n = round(length_s * SAMPLE_RATE)
    periods = _periods(samples)
    marks = _marks(samples, periods)
    if len(marks) < 3:
        return np.resize(samples, n).astype(np.float32)
    typical = float(np.median(periods[marks]))
    out = np.zeros(n + SAMPLE_RATE // 10, np.float32)
    weight = np.zeros_like(out)
    at = 0.0
    while at < n:
        source = int(np.argmin(np.abs(marks - at / n * len(samples))))
        center, period = marks[source], int(periods[marks[source]])
        _add(out, weight, samples, int(at), center, period)
        level = period + flatness * (typical - period)
        at += level * (1 + DRIFT * (at / n - 0.5)) * (1 + rng.normal(0, SHIMMER))
    return (out / np.maximum(weight, 0.3))[:n]


def _add(out: np.ndarray, weight: np.ndarray, samples: np.ndarray, at: int, center: int, period: int) -> None:
    """Add two periods of the source around a mark, under a Hann window."""
    before = min(period, center, at)
    after = min(period, len(samples) - center, len(out) - at)
    window = np.hanning(2 * period + 1)[period - before : period + after].astype(np.float32)
    out[at - before : at + after] += samples[center - before : center + after] * window
    weight[at - before : at + after] += window


def _periods(samples: np.ndarray) -> np.ndarray:
    """Give the period around every sample, in samples; unvoiced stretches have a fixed one."""
    frame, hop = round(FRAME_S * SAMPLE_RATE), SAMPLE_RATE // 100
    shortest, longest = int(SAMPLE_RATE / PITCH_HZ[1]), int(SAMPLE_RATE / PITCH_HZ[0])
    padded = np.pad(samples, (frame // 2, frame))
    found = []
    for start in range(0, len(samples), hop):
        piece = padded[start : start + frame] - padded[start : start + frame].mean()
        power = np.fft.rfft(piece, 2 * frame)
        correlation = np.fft.irfft(np.abs(power) ** 2)[:frame]
        lag = shortest + int(np.argmax(correlation[shortest : min(longest, frame - 1)]))
        voiced = correlation[lag] > VOICED * correlation[0] * (1 - lag / frame)
        found.append(lag if voiced else UNVOICED_PERIOD_S * SAMPLE_RATE)
    smooth = np.array([np.median(found[max(0, i - 2) : i + 3]) for i in range(len(found))])
    return np.interp(np.arange(len(samples)), np.arange(len(found)) * hop, smooth)


def _marks(samples: np.ndarray, periods: np.ndarray) -> np.ndarray:
    """Place a mark on the highest peak of every period."""
    first = int(np.argmax(samples[: int(periods[0]) + 1]))
    marks = [first]
    while True:
        period = periods[marks[-1]]
        low, high = marks[-1] + int(0.8 * period), marks[-1] + int(1.2 * period) + 1
        if high >= len(samples):
            return np.array(marks)
        marks.append(low + int(np.argmax(samples[low:high])))
