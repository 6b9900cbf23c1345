"""Distortions that make synthetic speech more like recordings: rooms, noise, speed, vocal tracts, telephones."""

import random
from collections.abc import Callable

import numpy as np
import scipy.signal
import torch

SAMPLE_RATE = 16_000
WARPS = (0.84, 1.2)  # of the mel axis, as between a large man and a child
SNR_DB, BABBLE_SNR_DB = (4.0, 30.0, 10.0), (8.0, 30.0, 15.0)  # least, most and most frequent ratio
EQUALISER = 0.6  # largest deviation of the spectrum's shape, log10 of power
Babble = Callable[[int], np.ndarray]


def change_speed(samples: np.ndarray, factor: float) -> np.ndarray:
    """Play faster (factor > 1) by linear interpolation: tempo, pitch and formants move together."""
    n = int(len(samples) / factor)
    return np.interp(np.arange(n) * factor, np.arange(len(samples)), samples).astype(np.float32)


def room(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Convolve with a computed room response: a direct path, then noise that decays by 60 dB in 0.15 to 0.6 s."""
    decay_s = rng.uniform(0.15, 0.6)
    t = np.arange(int(decay_s * SAMPLE_RATE)) / SAMPLE_RATE
    response = rng.normal(size=t.size) * 10 ** (-3 * t / decay_s) * rng.uniform(0.01, 0.06)
    response[: int(rng.uniform(0.001, 0.01) * SAMPLE_RATE)] = 0
    response[0] = 1
    return scipy.signal.fftconvolve(samples, response)[: len(samples)].astype(np.float32)


def noise(n: int, rng: np.random.Generator, *, more_white: float = 0.0) -> np.ndarray:
    """Noise of one of four kinds (white, pink to brown, mains hum, rumble bursts), with power 1."""
    kind = 0 if more_white and rng.random() < more_white else rng.integers(4)
    if kind == 2:
        t = np.arange(n) / SAMPLE_RATE
        base_hz = rng.choice([50.0, 60.0, 100.0, 120.0])
        out = sum(rng.uniform(0, 1) / k * np.sin(2 * np.pi * (k * base_hz * t + rng.uniform())) for k in range(1, 9))
        out = out + rng.normal(size=n) * 0.1
    else:
        out = rng.normal(size=n)
        if kind in (1, 3):
            slope = rng.uniform(0.8, 0.98)
            out = scipy.signal.lfilter([1], [1, -slope], out)
        if kind == 3:
            steps = np.repeat(rng.uniform(0.05, 1, n // 4000 + 1), 4000)[:n]
            out = out * steps
    return (out / np.sqrt(np.mean(out**2) + 1e-12)).astype(np.float32)


def add_noise(samples: np.ndarray, snr_db: float, rng: np.random.Generator) -> np.ndarray:
    """Add noise at a ratio to the power of the sound's active part."""
    return mix(samples, noise(len(samples), rng), snr_db)


def clicks(n: int, rng: np.random.Generator) -> np.ndarray:
    """Short knocks at uneven times, as of a keyboard or a table, over a faint hiss."""
    out = rng.normal(size=n) * 0.02
    at = 0
    while (at := at + int(rng.exponential(0.25) * SAMPLE_RATE)) < n:
        knock = rng.normal(size=int(rng.uniform(0.003, 0.03) * SAMPLE_RATE))
        knock = (knock * np.exp(-np.linspace(0, 6, knock.size)) * rng.uniform(0.2, 1.0))[: n - at]
        out[at : at + knock.size] += knock
    return out.astype(np.float32)


def mix(samples: np.ndarray, other: np.ndarray, snr_db: float) -> np.ndarray:
    """Add another sound at a ratio to the power of the sound's active part."""
    active = samples[np.abs(samples) > 0.01]
    power = float(np.mean(active**2)) if active.size else 0.01
    level = np.sqrt(power / (np.mean(other**2) + 1e-12)) * 10 ** (-snr_db / 20)
    return samples + other * np.float32(level)


def companded(samples: np.ndarray, bits: int) -> np.ndarray:
    """Mu-law coding with few bits, as old telephony has it."""
    levels = 2 ** (bits - 1)
    packed = np.sign(samples) * np.log1p(255 * np.abs(np.clip(samples, -1, 1))) / np.log(256)
    packed = np.round(packed * levels) / levels
    return (np.sign(packed) * (256 ** np.abs(packed) - 1) / 255).astype(np.float32)


def distort_sound(
    samples: np.ndarray, r: random.Random, rng: np.random.Generator, strength: float, babble: Babble
) -> np.ndarray:
    """Room, noise, coding and gain, each with a chance that grows with ``strength`` (0 to 1).

    Parameters
    ----------
    babble : callable
        Gives so many samples of several voices at once.
    """
    if r.random() < 0.3 * strength:
        samples = room(samples, rng)
    if r.random() < 0.06 * strength:
        samples = companded(samples, r.choice([6, 7, 8]))
    if r.random() < 0.6 * strength:
        kind, n = r.random(), len(samples)
        other = babble(n) if kind < 0.15 else clicks(n, rng) if kind < 0.25 else noise(n, rng, more_white=0.25)
        samples = mix(samples, other, r.triangular(*(BABBLE_SNR_DB if kind < 0.15 else SNR_DB)))
    elif r.random() < 0.5:
        samples = add_noise(samples, r.uniform(30, 60), rng)
    return samples * np.float32(10 ** r.uniform(-0.6 * strength, 0))


def distort_mel(log_power: torch.Tensor, r: random.Random, strength: float) -> torch.Tensor:
    """Per window: tilt, equaliser and gain, another vocal tract (a warp of the mel axis), a band limit, masks.

    Parameters
    ----------
    log_power : torch.Tensor, shape (batch, 80, frames)
        log10 mel power before Whisper's scaling.
    """
    bins = log_power.shape[1]
    for b in range(log_power.shape[0]):
        tilt = torch.linspace(0, r.uniform(-0.8, 0.8) * (0.2 + strength), bins)[:, None]
        wave = torch.cos(torch.linspace(0, r.uniform(1.5, 12.0), bins) + r.uniform(0, 6.3))[:, None]
        log_power[b] += tilt + r.uniform(0, EQUALISER) * strength * wave + r.uniform(-1.0, 0.3)
        if r.random() < 0.5 * strength:
            log_power[b] = _warp(log_power[b], r.uniform(*WARPS))
        if r.random() < 0.15 * strength:
            cut = r.randint(52, 68)  # 3.2 to 5.4 kHz
            log_power[b, cut:] = log_power[b, cut:].clamp(max=float(log_power[b].max()) - r.uniform(5, 8))
        for _ in range(2):
            if r.random() < 0.3 * strength:
                low, width = r.randint(0, bins - 9), r.randint(1, 8)
                log_power[b, low : low + width] = log_power[b].mean()
    return log_power


def _warp(window: torch.Tensor, factor: float) -> torch.Tensor:
    """Stretch the mel axis by a factor around zero."""
    grid = torch.arange(window.shape[0]) * factor
    low = grid.floor().long().clamp(max=window.shape[0] - 1)
    high = (low + 1).clamp(max=window.shape[0] - 1)
    part = (grid - low).clamp(0, 1)[:, None]
    return window[low] * (1 - part) + window[high] * part
