"""Distortions that make synthetic speech more like recordings: rooms, noise, speed, vocal tracts, telephones."""

import random

import numpy as np
import scipy.signal
import torch

SAMPLE_RATE = 16_000


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


def noise(n: int, rng: np.random.Generator) -> np.ndarray:
    """Noise of one of four kinds (white, pink to brown, mains hum, rumble bursts), with power 1."""
    kind = rng.integers(4)
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
    active = samples[np.abs(samples) > 0.01]
    power = float(np.mean(active**2)) if active.size else 0.01
    return samples + noise(len(samples), rng) * np.float32(np.sqrt(power) * 10 ** (-snr_db / 20))


def companded(samples: np.ndarray, bits: int) -> np.ndarray:
    """Mu-law coding with few bits, as old telephony has it."""
    levels = 2 ** (bits - 1)
    packed = np.sign(samples) * np.log1p(255 * np.abs(np.clip(samples, -1, 1))) / np.log(256)
    packed = np.round(packed * levels) / levels
    return (np.sign(packed) * (256 ** np.abs(packed) - 1) / 255).astype(np.float32)


def distort_sound(samples: np.ndarray, r: random.Random, rng: np.random.Generator, strength: float) -> np.ndarray:
    """Room, noise, coding and gain, each with a chance that grows with ``strength`` (0 to 1)."""
    if r.random() < 0.25 * strength:
        samples = room(samples, rng)
    if r.random() < 0.05 * strength:
        samples = companded(samples, r.choice([6, 7, 8]))
    if r.random() < 0.5 * strength:
        samples = add_noise(samples, r.uniform(5, 30), rng)
    elif r.random() < 0.5:
        samples = add_noise(samples, r.uniform(30, 60), rng)
    return samples


def distort_mel(log_power: torch.Tensor, r: random.Random, strength: float) -> torch.Tensor:
    """Per window: tilt and gain, another vocal tract (a warp of the mel axis), a band limit, masks.

    Parameters
    ----------
    log_power : torch.Tensor, shape (batch, 80, frames)
        log10 mel power before Whisper's scaling.
    """
    bins = log_power.shape[1]
    for b in range(log_power.shape[0]):
        tilt = torch.linspace(0, r.uniform(-0.8, 0.8) * (0.2 + strength), bins)[:, None]
        log_power[b] += tilt + r.uniform(-1.0, 0.3)
        if r.random() < 0.4 * strength:
            log_power[b] = _warp(log_power[b], r.uniform(0.88, 1.14))
        if r.random() < 0.12 * strength:
            cut = r.randint(52, 68)  # 3.2 to 5.4 kHz
            log_power[b, cut:] = log_power[b, cut:].clamp(max=float(log_power[b].max()) - r.uniform(5, 8))
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
