"""Word times for sound whose speaker gives none: borrowed from espeak-ng's reading of the same text.

Both readings' mel spectra are laid over one another by dynamic time warping, as aeneas does.
"""

import functools

import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

from pocket import espeak
from pocket.speech import SAMPLE_RATE

STEP = 2  # mel frames of 10 ms to a step of the path
QUIET = 1.25  # below the loudest bin, in Whisper's scale (50 dB): all that is fainter counts as silence
_REFERENCE = "en-us"


def borrowed_times(samples: np.ndarray, text: str, *, reference: str = _REFERENCE) -> tuple[np.ndarray, np.ndarray]:
    """Give starts and ends, in seconds, of a text's words in a recording of it.

    Parameters
    ----------
    samples : numpy.ndarray, shape (n,), float32
        Sound at 16 kHz.
    reference : str
        The espeak-ng voice whose times are borrowed.
    """
    spoken, starts_s, ends_s = espeak.speak(text, reference, 1.0, 1.0)
    mine, theirs = _spectrum(samples), _spectrum(spoken)
    path = _path(_distances(theirs, mine))
    their_s = (path[:, 0] + 0.5) * STEP / 100
    my_s = (path[:, 1] + 0.5) * STEP / 100
    both = np.interp(np.concatenate([starts_s, ends_s]), their_s, my_s)
    starts, ends = both[: len(starts_s)], both[len(starts_s) :]
    starts = np.maximum.accumulate(np.clip(starts, 0, len(samples) / SAMPLE_RATE))
    return starts, np.minimum(np.maximum(ends, starts + 0.01), len(samples) / SAMPLE_RATE)


_features = functools.cache(FeatureExtractor)


def _spectrum(samples: np.ndarray) -> np.ndarray:
    """Log mel spectrum less its mean, one row a step; loudness counts as silence is found by it."""
    mel = _features()(samples.astype(np.float32), padding=0).T
    mel = np.maximum(mel, mel.max() - QUIET)
    steps = mel[: len(mel) // STEP * STEP].reshape(-1, STEP, mel.shape[1]).mean(1)
    return steps - steps.mean(0)


def _distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    squares = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    return np.sqrt(np.maximum(squares, 0))


def _path(cost: np.ndarray) -> np.ndarray:
    """Cheapest monotonic path from corner to corner, by diagonals."""
    n, m = cost.shape
    total = np.full((n + 1, m + 1), np.inf)
    total[0, 0] = 0
    for d in range(n + m - 1):
        i = np.arange(max(0, d - m + 1), min(n, d + 1))
        j = d - i
        before = np.minimum(np.minimum(total[i, j + 1], total[i + 1, j]), total[i, j])
        total[i + 1, j + 1] = cost[i, j] + before
    i, j, path = n - 1, m - 1, [(n - 1, m - 1)]
    while i or j:
        _, i, j = min((total[i, j], i - 1, j - 1), (total[i, j + 1], i - 1, j), (total[i + 1, j], i, j - 1))
        path.append((i, j))
    return np.array(path[::-1])
