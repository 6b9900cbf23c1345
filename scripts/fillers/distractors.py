"""Sounds that are no fillers, computed: breath, clicks, hum, a chair, a keyboard, laughter, music."""

from collections.abc import Callable

import numpy as np
import scipy.signal
from pocket.speech import SAMPLE_RATE

Rng = np.random.Generator


def breath(rng: Rng) -> np.ndarray:
    """Breathe in: noise of 0.25 to 0.6 s between 500 Hz and 5 kHz that swells and stops."""
    n = _samples(rng.uniform(0.25, 0.6))
    swell = np.minimum(np.linspace(0, 1.4, n), np.linspace(4, 0, n).clip(0, 1)) ** 1.5
    return _band(rng.normal(size=n), rng.uniform(400, 800), rng.uniform(3000, 5500)) * swell


def click(rng: Rng) -> np.ndarray:
    """Click once: noise that dies away within 30 ms."""
    n = _samples(0.12)
    return rng.normal(size=n) * np.exp(-np.arange(n) / rng.uniform(60, 250))


def hum(rng: Rng) -> np.ndarray:
    """Hum as a fridge or a phone does: 50 or 60 Hz and multiples, 0.3 to 0.8 s."""
    n = _samples(rng.uniform(0.3, 0.8))
    base_hz = rng.choice([50, 60, 100, 120])
    return _ramped(sum(_tone(n, k * base_hz) / k for k in range(1, 6)))


def chair(rng: Rng) -> np.ndarray:
    """Creak: an irregular train of knocks in a wooden resonance, 0.2 to 0.6 s."""
    n = _samples(rng.uniform(0.2, 0.6))
    knocks = np.zeros(n)
    knocks[np.cumsum(rng.integers(60, 500, 200)) % n] = rng.uniform(0.3, 1, 200)
    return _ramped(_band(knocks + rng.normal(0, 0.05, n), 120, rng.uniform(500, 1500)))


def keyboard(rng: Rng) -> np.ndarray:
    """Type two to six keys, 80 to 200 ms apart, each a press and a softer release."""
    keys = rng.integers(2, 7)
    out = np.zeros(_samples(0.22 * keys + 0.1))
    at = 0
    for _ in range(keys):
        for level in (1.0, 0.4):
            key = _band(rng.normal(size=480), 1500, 6000) * np.exp(-np.arange(480) / 60) * level
            out[at : at + 480] += key[: len(out) - at]
            at += _samples(rng.uniform(0.03, 0.06) if level == 1.0 else rng.uniform(0.05, 0.14))
    return out[: at + 480]


def laugh(rng: Rng) -> np.ndarray:
    """Laugh: three to six voiced bursts at 4 to 6 a second, each after a puff of air, pitch falling."""
    bursts, period = rng.integers(3, 7), _samples(1 / rng.uniform(4, 6))
    pitch_hz, parts = rng.uniform(140, 320), []
    for _ in range(bursts):
        puff, voiced = int(0.4 * period), int(0.45 * period)
        air = _band(rng.normal(size=puff), 800, 4000) * np.hanning(puff) * 0.3
        parts += [air, _vowel(voiced, pitch_hz, rng) * np.hanning(voiced), np.zeros(period - puff - voiced)]
        pitch_hz *= rng.uniform(0.88, 1.0)
    return np.concatenate(parts) * np.repeat(np.linspace(1, 0.4, bursts), period)


def music(rng: Rng) -> np.ndarray:
    """Play a chord of three plucked notes, 0.5 to 1.2 s."""
    n = _samples(rng.uniform(0.5, 1.2))
    root_hz = rng.uniform(130, 440)
    notes = (_tone(n, root_hz * ratio * k) / k**1.5 for ratio in (1, 1.26, 1.5) for k in range(1, 6))
    return _ramped(sum(notes) * np.exp(-np.arange(n) / (0.5 * SAMPLE_RATE)))


SOUNDS: dict[str, tuple[Callable[[Rng], np.ndarray], tuple[float, float]]] = {
    "breath": (breath, (-34, -22)),
    "click": (click, (-30, -15)),
    "hum": (hum, (-36, -24)),
    "chair": (chair, (-30, -16)),
    "keyboard": (keyboard, (-32, -18)),
    "laugh": (laugh, (-16, -6)),
    "music": (music, (-34, -22)),
}
"""How each is made, and how loud it is against speech, in dB of power."""


def distractor(kind: str, rng: Rng) -> np.ndarray:
    """Make one of `SOUNDS`, with speech's power as 1: shape (n,), float32."""
    make, levels_db = SOUNDS[kind]
    sound = make(rng)
    return (sound / np.sqrt(np.mean(sound**2)) * 10 ** (rng.uniform(*levels_db) / 20)).astype(np.float32)


def non_speech(kind: str, length_s: float, rng: Rng) -> np.ndarray:
    """Make so many seconds of "silence", "hiss", "hum", or one of `SOUNDS` over and over; float32 in [-1, 1]."""
    n = _samples(length_s)
    if kind == "silence":
        return np.zeros(n, np.float32)
    out = rng.normal(0, 3e-3 if kind == "hiss" else 3e-4, n)
    if kind == "hum":
        return (out + sum(0.02 / k * _tone(n, 50 * k) for k in range(1, 9))).astype(np.float32)
    at = 0
    while kind != "hiss" and at < n:
        sound = distractor(kind, rng)[: n - at] * 0.1
        out[at : at + len(sound)] += sound
        at += len(sound) + _samples(rng.uniform(0.2, 1.5))
    return out.astype(np.float32)


def _samples(seconds: float) -> int:
    return round(seconds * SAMPLE_RATE)


def _tone(n: int, hz: float) -> np.ndarray:
    return np.sin(2 * np.pi * hz * np.arange(n) / SAMPLE_RATE)


def _ramped(sound: np.ndarray, ramp_s: float = 0.02) -> np.ndarray:
    ramp = np.minimum(1, np.arange(len(sound)) / (ramp_s * SAMPLE_RATE))
    return sound * ramp * ramp[::-1]


def _band(sound: np.ndarray, low_hz: float, high_hz: float) -> np.ndarray:
    sections = scipy.signal.butter(2, [low_hz, high_hz], "bandpass", fs=SAMPLE_RATE, output="sos")
    return scipy.signal.sosfilt(sections, sound)


def _vowel(n: int, pitch_hz: float, rng: Rng) -> np.ndarray:
    """Sing "ah": harmonics under formants at 800, 1200 and 2600 Hz."""
    formants = ((800, 1.0), (1200, 0.6), (2600, 0.2))
    slide = np.cumsum(pitch_hz * np.linspace(1.08, 0.92, n) / SAMPLE_RATE)
    harmonics = range(1, int(4000 / pitch_hz))
    gains = [sum(g / (1 + ((k * pitch_hz - f) / 120) ** 2) for f, g in formants) for k in harmonics]
    voice = sum(g * np.sin(2 * np.pi * k * slide) for k, g in zip(harmonics, gains, strict=True))
    return voice + rng.normal(0, 0.02, n)
