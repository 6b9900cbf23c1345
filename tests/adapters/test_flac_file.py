"""Raw recordings become FLAC, and never vanish before the copy is proven."""

import os

import numpy as np
import pytest
import soundfile

from speakstar.adapters import flac_file
from speakstar.adapters.flac_file import archived, compress, replace_raw
from speakstar.core.model import Recording

RATE_HZ = 44_100


@pytest.fixture
def sound():
    """Longer than a block of the copy, loud and quiet, to the ends of the scale."""
    samples = np.random.default_rng(1).integers(-32_768, 32_768, 3 * RATE_HZ, dtype=np.int16)
    samples[RATE_HZ : 2 * RATE_HZ] //= 1_000
    return samples


@pytest.fixture
def raw(tmp_path, sound):
    path = tmp_path / "take.wav"
    soundfile.write(path, sound, RATE_HZ)
    return path


def describe(path):
    return Recording(str(path), 3.0, RATE_HZ, 1, 1.0, 0.5, 0.25, 1)


def assert_same(path, sound):
    samples, rate_hz = soundfile.read(path, dtype="int16")
    assert rate_hz == RATE_HZ
    np.testing.assert_array_equal(samples, sound)


def test_every_sample_is_kept_and_the_raw_file_stays(raw, sound):
    compressed = compress(raw)
    assert compressed == raw.with_suffix(".flac")
    assert_same(compressed, sound)
    assert_same(raw, sound)
    assert compressed.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in raw.parent.iterdir()) == ["take.flac", "take.wav"]


def test_speech_gets_smaller(raw):
    tone = (np.sin(np.arange(3 * RATE_HZ) / 50) * 8_000).astype(np.int16)
    soundfile.write(raw, tone, RATE_HZ)
    assert compress(raw).stat().st_size < raw.stat().st_size / 2


def test_the_raw_file_goes_when_the_copy_is_kept(raw, sound):
    with archived(describe(raw)) as kept:
        assert kept == Recording(str(raw.with_suffix(".flac")), 3.0, RATE_HZ, 1, 1.0, 0.5, 0.25, 1)
        assert raw.exists(), "until the take is stored"
    assert not raw.exists()
    assert_same(kept.path, sound)


def test_the_raw_file_stays_when_keeping_fails(raw, sound):
    with pytest.raises(RuntimeError), archived(describe(raw)):
        raise RuntimeError
    assert_same(raw, sound)
    with archived(describe(raw)) as kept:  # again, with the copy of the first time there
        pass
    assert_same(kept.path, sound)
    assert not raw.exists()


def test_a_copy_that_differs_is_thrown_away(raw, sound, monkeypatch):
    def encode(source, draft):
        soundfile.write(draft, np.append(sound[:-1], sound[-1] ^ 1), RATE_HZ, format="FLAC")

    monkeypatch.setattr(flac_file, "_encode", encode)
    assert compress(raw) is None
    with archived(describe(raw)) as kept:
        assert kept == describe(raw)
    assert replace_raw(raw) == raw
    assert_same(raw, sound)
    assert list(raw.parent.iterdir()) == [raw]


def test_a_disk_without_room_keeps_the_raw_file(raw, sound, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert compress(raw) is None
    assert_same(raw, sound)
    assert list(raw.parent.iterdir()) == [raw]


def test_another_sound_of_that_name_is_not_overwritten(raw, sound):
    other = raw.with_suffix(".flac")
    soundfile.write(other, sound[::-1], RATE_HZ)
    assert compress(raw) is None
    assert_same(other, sound[::-1])


def test_a_file_of_another_kind_is_left_alone(tmp_path):
    other = tmp_path / "answer.mp3"
    other.write_bytes(b"x")
    with archived(describe(other)) as kept:
        assert kept == describe(other)
    assert other.read_bytes() == b"x"


def test_a_file_that_is_cut_off_is_compressed_as_far_as_it_goes(raw, sound):
    os.truncate(raw, 44 + 2 * RATE_HZ)
    assert_same(replace_raw(raw), sound[:RATE_HZ])
    assert not raw.exists()
