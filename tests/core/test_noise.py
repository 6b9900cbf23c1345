from __future__ import annotations

import numpy as np

from speakstar.core.noise import BLOCK, HOP, noise_in, without_noise

RATE_HZ = 16_000
TIME_S = np.arange(40 * RATE_HZ) / RATE_HZ
TALKS = TIME_S % 4 >= 2  # half of the time
VOICE = TALKS[::160].astype(float)
TONE = np.where(TALKS, 0.2 * np.sin(2 * np.pi * 500 * TIME_S), 0).astype(np.float32)
HISS = np.random.default_rng(5).normal(0, 0.02, len(TIME_S)).astype(np.float32)


def loudness_db(samples: np.ndarray) -> float:
    return float(10 * np.log10(np.mean(samples.astype(float) ** 2)))


def test_noise_is_turned_down_and_the_sound_stays() -> None:
    clean = without_noise(TONE + HISS, noise_in(TONE + HISS, VOICE).power)
    assert loudness_db(clean[~TALKS]) < loudness_db(HISS[~TALKS]) - 6
    assert abs(loudness_db(clean[TALKS]) - loudness_db(TONE[TALKS])) < 0.5


def test_nothing_is_shifted_or_cut_at_the_blocks() -> None:
    noise = noise_in(HISS, np.zeros(len(VOICE))).power * 1e-9  # as good as none
    clean = without_noise(TONE + HISS, noise)
    assert len(TONE) > BLOCK * HOP
    assert np.allclose(clean, TONE + HISS, atol=1e-4)


def test_where_somebody_always_talks_the_sound_stays_as_it_is() -> None:
    noise = noise_in(TONE, np.ones(len(VOICE))).power
    assert noise is None
    assert without_noise(TONE, noise) is TONE


def test_a_short_sound_is_no_trouble() -> None:
    assert noise_in(HISS[:100], VOICE[:0]).power is None
    assert len(without_noise(HISS[:100], noise_in(HISS, np.zeros(len(VOICE))).power)) == 100
