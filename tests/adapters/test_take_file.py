"""Blocks as a device delivers them, on their way to the disk."""

import math
import time

import numpy as np
import pytest
import soundfile

from speakstar.adapters.take_file import TakeFile
from speakstar.errors import StoreError

RATE_HZ = 16_000


def block(*channels):
    return np.stack(channels, axis=1).astype("<i2").tobytes()


def constant(value, frames=1_600):
    return np.full(frames, value)


def deliver(take, data, frames=1_600):
    take.deliver(data, frames, None, None)


def test_sound_and_levels(tmp_path):
    path = tmp_path / "a.wav"
    with TakeFile(path, rate_hz=RATE_HZ) as take:
        deliver(take, block(constant(16_384)))
        deliver(take, block(constant(-8_192)))
    recording = take.recording()
    assert recording.path == str(path)
    assert (recording.duration_s, recording.sample_rate_hz, recording.channels) == (0.2, RATE_HZ, 1)
    assert recording.peak == 0.5
    assert recording.rms == pytest.approx(math.sqrt((0.5**2 + 0.25**2) / 2))
    assert take.level == (0.25, pytest.approx(0.25))
    samples, _ = soundfile.read(path, dtype="int16")
    np.testing.assert_array_equal(samples, np.repeat([16_384, -8_192], 1_600))


def test_channels_are_mixed_down(tmp_path):
    path = tmp_path / "a.wav"
    with TakeFile(path, rate_hz=RATE_HZ) as take:
        deliver(take, block(constant(30_000), constant(10_000), constant(-10_000), constant(30_000)))
    assert set(soundfile.read(path, dtype="int16")[0]) == {15_000}


def test_the_loudest_sample_does_not_wrap(tmp_path):
    path = tmp_path / "a.wav"
    with TakeFile(path, rate_hz=RATE_HZ) as take:
        deliver(take, block(constant(-32_768), constant(-32_768)))
    assert take.recording().peak == 1.0
    assert set(soundfile.read(path, dtype="int16")[0]) == {-32_768}


def test_the_limit_is_kept_to_the_frame(tmp_path):
    path = tmp_path / "a.wav"
    with TakeFile(path, rate_hz=RATE_HZ, limit=2_000) as take:
        assert not take.ended
        for _ in range(5):
            deliver(take, block(constant(1_000)))
    assert take.ended
    assert take.recording().duration_s == 2_000 / RATE_HZ
    assert soundfile.info(path).frames == 2_000


def test_a_file_without_sound_is_removed(tmp_path):
    with TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ) as take:
        pass
    assert take.frames == 0
    assert take.gap_s == 0
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_is_not_touched(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    with pytest.raises(StoreError, match="not overwritten"):
        TakeFile(path, rate_hz=RATE_HZ)
    assert path.read_bytes() == b"precious"


def test_a_gap_is_what_the_clock_saw_and_the_device_did_not_deliver(tmp_path):
    with TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ) as take:
        started_at = time.monotonic()
        deliver(take, block(constant(1)))
        time.sleep(0.3)
        assert take.idle_s >= 0.3
        deliver(take, block(constant(1)))
        passed_s = time.monotonic() - started_at
    assert 0.2 <= take.gap_s <= passed_s - 0.1


def test_sound_that_comes_late_but_whole_is_no_gap(tmp_path):
    with TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ) as take:
        deliver(take, block(constant(1)))
        time.sleep(0.3)
        for _ in range(4):
            deliver(take, block(constant(1)))
    assert take.gap_s == 0


def test_a_write_that_fails_ends_the_take(tmp_path):
    with TakeFile(tmp_path / "a.wav", rate_hz=RATE_HZ) as take:
        deliver(take, block(constant(1)))
        while not take.frames:
            time.sleep(0.01)
        take._wav.close()
        deliver(take, block(constant(1)))
        while not take.ended:
            time.sleep(0.01)
        deliver(take, block(constant(1)))
    assert "is closed" in take.error.message
    assert take.length_s == 0.1
