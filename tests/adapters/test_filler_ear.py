from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from speakstar.adapters import audio_files
from speakstar.adapters.filler_ear import FillerEar
from speakstar.adapters.phones import PHONES, PhoneLoop
from speakstar.core.acoustics import analyse_frames
from speakstar.core.hearing import hear
from speakstar.core.model import FilledPause, Span, Word

MEAN = "44,0,-3,8,-8,0,-5,-8,0,-4,5,-3,0"


class Never:
    """A judge that keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Mapping[str, float]] = []

    def likeness(self, traits: Mapping[str, float]) -> float:
        self.asked.append(traits)
        return 0.0


@pytest.fixture(scope="module")
def loop() -> PhoneLoop:
    return PhoneLoop()


def test_phones_lie_in_order_around_the_span(loop: PhoneLoop, clip: Path) -> None:
    samples = audio_files.decode(clip)
    heard = loop.hear(samples, Span(1.0, 1.6), mean=MEAN)
    assert heard
    assert {phone for phone, _ in heard} <= set(PHONES)
    starts = [span.start_s for _, span in heard]
    assert starts == sorted(starts)
    assert 0.7 <= starts[0] <= heard[-1][1].end_s <= 1.9


def test_what_was_heard_before_makes_no_difference(loop: PhoneLoop, clip: Path) -> None:
    samples = audio_files.decode(clip)
    spans = [Span(at, at + 0.3) for at in (0.4, 1.1, 1.9, 2.6)]
    forwards = [loop.hear(samples, span, mean=MEAN) for span in spans]
    backwards = [loop.hear(samples, span, mean=MEAN) for span in reversed(spans)]
    assert backwards == forwards[::-1]


def test_silence_has_no_phones(loop: PhoneLoop) -> None:
    quiet = np.random.default_rng(0).normal(0, 1e-4, 16_000).astype(np.float32)
    heard = loop.hear(quiet, Span(0.3, 0.6), mean=MEAN)
    assert sum(span.duration_s for _, span in heard) < 0.6


def test_each_voiced_stretch_is_weighed_and_nothing_else(pause: FilledPause) -> None:
    t = np.arange(16_000) / 16_000
    vowel = sum(np.sin(2 * np.pi * 120 * k * t) / k for k in range(1, 20)) * 0.1
    samples = np.pad(vowel, 8_000).astype(np.float32)
    frames = analyse_frames(samples)
    hearing = hear(frames, np.ones(len(frames)), snr_db=40.0)
    judge = Never()
    voiced = FilledPause(0.6, 1.0, "um", hearing.evidence(Span(0.6, 1.0), uncovered_s=0.4, aligned_s=0.4))
    words = [Word("we", 0.1, 0.5), Word("did", 1.1, 1.2)]
    odds = np.full(len(frames), 1.5, np.float32)
    weighed, left = FillerEar(judge).weigh([voiced, pause], hearing, odds, samples, words, [])
    assert weighed.evidence.likeness == 0.0
    assert left == pause
    assert judge.asked[0]["gap_before"] == pytest.approx(0.1)
    assert judge.asked[0]["gap_after"] == pytest.approx(0.1)
    assert judge.asked[0]["odds"] == 1.5


@pytest.fixture
def pause() -> FilledPause:
    """One too long to be an um."""
    frames = analyse_frames(np.zeros(16_000, np.float32))
    hearing = hear(frames, np.zeros(len(frames)), snr_db=None)
    return FilledPause(0.0, 3.0, "um", hearing.evidence(Span(0.0, 3.0), uncovered_s=3.0, aligned_s=None))
