"""The sound that pages carry."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from speakstar.adapters.audio_files import SAMPLE_RATE_HZ, decode
from speakstar.adapters.playable import compress
from speakstar.adapters.samples import Sample
from speakstar.errors import AudioError

SAME_S = 0.005


def heard(data: bytes) -> np.ndarray:
    """Decode as a browser does, which skips the silence that the encoder put in front."""
    with av.open(io.BytesIO(data)) as box:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE_HZ)
        blocks = [part.to_ndarray()[0] for frame in box.decode(audio=0) for part in resampler.resample(frame)]
    return np.concatenate(blocks)


def test_a_minute_and_a_half_is_small_and_sounds_where_it_did(sample: Sample) -> None:
    sound = compress(sample.path)
    before, after = decode(sample.path), heard(sound.data)
    assert sound.media_type == "audio/mpeg"
    assert len(sound.data) * 4 / 3 < 1_000_000 * len(before) / SAMPLE_RATE_HZ / 90.0
    for at_s in (5.0, 30.0, 60.0):
        start, length, reach = int(at_s * SAMPLE_RATE_HZ), SAMPLE_RATE_HZ, SAMPLE_RATE_HZ // 10
        match = np.correlate(after[start - reach : start + length + reach], before[start : start + length], "valid")
        assert abs(int(match.argmax()) - reach) <= SAME_S * SAMPLE_RATE_HZ


def test_what_is_too_loud_is_cut_not_wrapped(write_sound: Callable[..., Path]) -> None:
    wave = 1.5 * np.sin(np.arange(SAMPLE_RATE_HZ) * 2 * np.pi * 200 / SAMPLE_RATE_HZ)
    path = write_sound("loud.wav", wave, subtype="FLOAT")
    shape = heard(compress(path).data)[2000:14000]
    assert np.abs(np.diff(shape)).max() < 0.3


def test_a_recording_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(AudioError, match="There is no file"):
        compress(tmp_path / "gone.wav")
