from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from speakstar.core import um_network
from speakstar.core.acoustics import analyse_frames
from speakstar.core.hearing import Hearing, hear
from speakstar.core.model import Span
from speakstar.core.um_network import UmNetwork, features, likely

WIDTH, LAYERS, TAPS = 6, 3, 3
FEATURES = 30


@pytest.fixture
def hearing() -> Hearing:
    """Two seconds of noise in which two vowels are held."""
    random = np.random.default_rng(0)
    t = np.arange(8_000) / 16_000
    vowel = sum(np.sin(2 * np.pi * 110 * k * t) / k for k in range(1, 20)) * 0.1
    sound = random.normal(0, 1e-3, 32_000)
    sound[4_000:12_000] += vowel
    sound[20_000:28_000] += vowel[::-1]
    frames = analyse_frames(sound.astype(np.float32))
    voice = np.zeros(len(frames))
    voice[25:75] = voice[125:175] = 1.0
    return hear(frames, voice, snr_db=40.0)


@pytest.fixture
def network() -> UmNetwork:
    random = np.random.default_rng(1)

    def some(*shape: int) -> np.ndarray:
        return random.normal(0, 0.4, shape).astype(np.float32)

    return UmNetwork(
        mean=some(FEATURES),
        scale=np.ones(FEATURES, np.float32),
        inputs=some(FEATURES + 1, WIDTH),
        spread=some(LAYERS, TAPS, WIDTH, WIDTH),
        spread_bias=some(LAYERS, WIDTH),
        mix=some(LAYERS, WIDTH + 1, WIDTH),
        output=some(WIDTH + 1, 1),
    )


def test_a_frame_depends_on_those_within_reach_and_on_no_other(network: UmNetwork, hearing: Hearing) -> None:
    before = network.log_odds(hearing)
    timbre = hearing.frames.timbre.copy()
    timbre[100] += 5.0  # nobody speaks there, so the mean of the speech stays
    after = network.log_odds(replace(hearing, frames=replace(hearing.frames, timbre=timbre)))
    changed = np.flatnonzero(before != after)
    assert network.reach == 7
    assert (changed[0], changed[-1]) == (100 - network.reach, 100 + network.reach)


def test_blocks_make_no_difference(network: UmNetwork, hearing: Hearing, monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = network.log_odds(hearing)
    monkeypatch.setattr(um_network, "BLOCK_FRAMES", 33)
    assert network.log_odds(hearing) == pytest.approx(at_once, abs=1e-4)


def test_another_microphone_and_another_distance_change_little(hearing: Hearing) -> None:
    frames = hearing.frames
    darker = frames.timbre + np.linspace(1.0, 0.0, frames.timbre.shape[1])
    other = replace(
        hearing,
        frames=replace(frames, timbre=darker, level_db=frames.level_db - 20.0),
        level_db=hearing.level_db - 20.0,
    )
    coefficients = frames.timbre.shape[1]
    assert features(other)[:, coefficients:] == pytest.approx(features(hearing)[:, coefficients:], abs=1e-5)


def test_an_um_is_likely_where_the_odds_are_high_and_short_dips_are_none() -> None:
    odds = np.full(100, -2.0, np.float32)
    odds[10:30] = odds[32:50] = odds[80:90] = 2.0
    assert likely(odds) == [Span(0.1, 0.5), Span(0.8, 0.9)]


def test_no_sound_has_no_odds(network: UmNetwork) -> None:
    frames = analyse_frames(np.zeros(0, np.float32))
    assert len(network.log_odds(hear(frames, np.zeros(0), snr_db=None))) == 0


def test_a_silent_room_has_odds_that_are_numbers(network: UmNetwork) -> None:
    frames = analyse_frames(np.zeros(16_000, np.float32))
    odds = network.log_odds(hear(frames, np.zeros(len(frames)), snr_db=None))
    assert odds.shape == (100,)
    assert np.isfinite(odds).all()
