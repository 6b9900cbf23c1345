from __future__ import annotations

import numpy as np
import pytest

from speakstar.core.acoustics import SAMPLE_RATE_HZ, VOICED_HARMONICITY, analyse_frames

TIME_S = np.arange(2 * SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ
NOISE = np.random.default_rng(3).normal(0, 0.1, len(TIME_S)).astype(np.float32)


def buzz(pitch_hz: float, *, tilt: float = 1.0) -> np.ndarray:
    """Make a sound as rich in harmonics as a voice."""
    return sum(0.1 * np.sin(2 * np.pi * pitch_hz * k * TIME_S) / k**tilt for k in range(1, 12)).astype(np.float32)


@pytest.mark.parametrize("pitch_hz", [80, 120, 220, 350])
def test_a_voice_has_its_pitch(pitch_hz: float) -> None:
    frames = analyse_frames(buzz(pitch_hz))
    assert np.median(frames.harmonicity) > 0.95
    assert np.median(frames.pitch_hz) == pytest.approx(pitch_hz, rel=0.02)


def test_noise_is_not_voiced() -> None:
    assert np.mean(analyse_frames(NOISE).harmonicity >= VOICED_HARMONICITY) < 0.01


def test_a_held_sound_changes_less_than_one_that_moves() -> None:
    held = analyse_frames(buzz(120))
    moving = analyse_frames(np.where(TIME_S % 0.2 < 0.1, buzz(120), buzz(120, tilt=3.0)))
    assert np.median(held.change) < 0.2 < np.median(moving.change) / 2


def test_loudness_is_in_decibels_of_full_scale() -> None:
    assert np.median(analyse_frames(NOISE).level_db) == pytest.approx(-20, abs=0.5)


@pytest.mark.parametrize("length", [0, 1, 159, 160, 5000])
def test_there_is_a_frame_for_every_10_ms(length: int) -> None:
    frames = analyse_frames(NOISE[:length])
    assert len(frames) == length // 160
    assert {len(values) for values in (frames.harmonicity, frames.pitch_hz, frames.change, frames.timbre)} == {
        length // 160
    }


def test_blocks_leave_no_seam(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analyse_frames(NOISE)
    monkeypatch.setattr("speakstar.core.acoustics.BLOCK_FRAMES", 7)
    assert np.allclose(whole.timbre, analyse_frames(NOISE).timbre)
