"""Pauses between the words of a clip: made longer, and found."""

import random

import numpy as np

from pocket.corpus import Clip
from pocket.speech import SAMPLE_RATE
from pocket.windows import Said

PAUSE_MIN_S = 0.04
COMMA_PAUSE_SHARE, PAUSE_SHARE = 0.25, 0.08  # of the pauses at a comma and elsewhere, that are made longer
LONGER_S = (0.15, 0.3, 0.6, 1.0, 1.8)


def with_longer_pauses(
    clip: Clip, sound: np.ndarray, r: random.Random, *, share: float
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Put silence into some of the pauses between a clip's words: sound, starts and ends in seconds."""
    starts_s, ends_s = np.array(clip.starts_s), np.array(clip.ends_s)
    shift_s, parts, last = np.zeros(len(starts_s)), [], 0
    for i in np.flatnonzero(starts_s[1:] - ends_s[:-1] > PAUSE_MIN_S):
        if r.random() < share * (COMMA_PAUSE_SHARE if clip.words[i][-1] == "," else PAUSE_SHARE):
            pause_s = r.choice(LONGER_S) * r.uniform(0.7, 1.3)
            cut = int((starts_s[i + 1] + ends_s[i]) / 2 * SAMPLE_RATE)
            parts += [sound[last:cut], np.zeros(int(pause_s * SAMPLE_RATE), np.float32)]
            last = cut
            shift_s[i + 1 :] += pause_s
    return np.concatenate([*parts, sound[last:]]), starts_s + shift_s, ends_s + shift_s


def last_pause_s(said: Said, at_s: float, limit_s: float) -> float:
    """Give the middle of the last pause before ``limit_s`` in a sentence that begins ``at_s``, or ``limit_s``."""
    middles_s = at_s + (said.starts_s[1:] + said.ends_s[:-1]) / 2
    pauses_s = middles_s[(said.starts_s[1:] - said.ends_s[:-1] > PAUSE_MIN_S) & (middles_s < limit_s)]
    return float(pauses_s[-1]) if pauses_s.size else limit_s
