"""One file, block by block."""

import math

import numpy as np
import pytest
import soundfile

from speakstar.adapters.meter import Meter
from speakstar.adapters.take_file import TakeFile
from speakstar.errors import StoreError

RATE_HZ = 16_000


def write(take, value, *, at_s=0.0, frames=1_600, overflow=False):
    mono = np.full(frames, value, dtype=np.int16)
    peak, energy = Meter(RATE_HZ).hear(mono)
    take.write(mono, at_s=at_s, peak=peak, energy=energy, overflow=overflow)


def test_sound_and_levels(tmp_path):
    path = tmp_path / "a.wav"
    take = TakeFile(path, rate_hz=RATE_HZ)
    write(take, 16_384)
    write(take, -8_192, at_s=0.1)
    kept = take.close()
    assert kept.path == str(path)
    assert (kept.duration_s, kept.sample_rate_hz, kept.channels) == (0.2, RATE_HZ, 1)
    assert kept.peak == 0.5
    assert kept.rms == pytest.approx(math.sqrt((0.5**2 + 0.25**2) / 2))
    assert (kept.lost_s, kept.gaps, kept.overflows) == (0, 0, 0)
    samples, _ = soundfile.read(path, dtype="int16")
    np.testing.assert_array_equal(samples, np.repeat([16_384, -8_192], 1_600))


def test_what_was_lost_is_in_the_recording(tmp_path):
    take = TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ)
    for number in range(30):
        write(take, 1, at_s=0.1 * number + 5.0 * (number >= 10), overflow=number == 10)
    kept = take.close()
    assert (kept.gaps, kept.overflows) == (1, 1)
    assert kept.lost_s == pytest.approx(5.0)


def test_the_limit_is_kept_to_the_frame(tmp_path):
    path = tmp_path / "a.wav"
    take = TakeFile(path, rate_hz=RATE_HZ, seconds=0.125)
    write(take, 1_000)
    assert not take.is_full
    write(take, 1_000)
    assert take.is_full
    kept = take.close()
    assert kept.duration_s == 0.125
    assert kept.rms == pytest.approx(1_000 / 32_768)
    assert soundfile.info(path).frames == 2_000


def test_a_file_without_sound_is_removed(tmp_path):
    assert TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ).close() is None
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_not_touched(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    with pytest.raises(StoreError, match="not overwritten"):
        TakeFile(path, rate_hz=RATE_HZ)
    assert path.read_bytes() == b"precious"
