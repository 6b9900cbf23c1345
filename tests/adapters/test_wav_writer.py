"""A file that is whole after every block, and is left alone after the first failure."""

import os
import subprocess
import sys
import wave

import numpy as np
import pytest
import soundfile

from speakstar.adapters.audio_files import probe
from speakstar.adapters.wav_writer import WavWriter
from speakstar.errors import StoreError

RATE_HZ = 48_000
BLOCK = (np.sin(np.arange(4_800) / 10) * 10_000).astype("<i2")


def frames_seen_by_others(path):
    """Return how many frames three independent readers find."""
    with wave.open(str(path)) as file:
        standard = len(file.readframes(10**9)) // file.getsampwidth() // file.getnchannels()
    return {standard, len(soundfile.read(path)[0]), round(probe(path).duration_s * RATE_HZ)}


def test_whole_after_every_block(tmp_path):
    path = tmp_path / "new" / "a.wav"
    writer = WavWriter(path, rate_hz=RATE_HZ)
    for count in range(1, 8):
        writer.write(BLOCK.tobytes())
        if count >= 3:  # less is too short for probe
            assert frames_seen_by_others(path) == {count * len(BLOCK)}
    writer.close()
    writer.close()
    samples, rate_hz = soundfile.read(path, dtype="int16")
    assert rate_hz == RATE_HZ
    np.testing.assert_array_equal(samples, np.tile(BLOCK, 7))
    assert path.stat().st_mode & 0o077 == 0


def test_channels(tmp_path):
    path = tmp_path / "a.wav"
    writer = WavWriter(path, rate_hz=8_000, channels=2)
    writer.write(BLOCK.tobytes())
    writer.close()
    assert soundfile.info(path).channels == 2
    assert soundfile.info(path).frames == len(BLOCK) // 2


def test_a_file_is_not_overwritten(tmp_path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"precious")
    with pytest.raises(StoreError, match="exists and is not overwritten"):
        WavWriter(path, rate_hz=RATE_HZ)
    assert path.read_bytes() == b"precious"


@pytest.mark.parametrize("below", ["a.wav", "folder/a.wav"])
def test_a_place_that_cannot_be_written(tmp_path, below):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match=r"cannot be made: (a file has this name|Not a directory)"):
        WavWriter(tmp_path / "file" / below, rate_hz=RATE_HZ)


def test_a_name_that_cannot_be_used(tmp_path):
    with pytest.raises(StoreError, match="cannot be made: File name too long"):
        WavWriter(tmp_path / ("a" * 300), rate_hz=RATE_HZ)


def test_nothing_is_written_after_closing(tmp_path):
    path = tmp_path / "a.wav"
    writer = WavWriter(path, rate_hz=RATE_HZ)
    writer.write(BLOCK.tobytes())
    writer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is closed"):
        writer.write(BLOCK.tobytes())
    assert path.read_bytes() == before


FILL = """
import resource, sys
from pathlib import Path
from speakstar.adapters.wav_writer import WavWriter
from speakstar.errors import StoreError
resource.setrlimit(resource.RLIMIT_FSIZE, (44 + 25_000, 10**9))
writer, block = WavWriter(Path(sys.argv[1]), rate_hz=48_000), bytes(range(1, 101)) * 96
try:
    while True:
        writer.write(block)
except StoreError as error:
    print(error.message)
resource.setrlimit(resource.RLIMIT_FSIZE, (10**9, 10**9))
for again in range(3):  # there is room again, but what is there must not be risked
    try:
        writer.write(block)
    except StoreError:
        print("refused")
writer.close()
"""


def test_a_full_disk_keeps_the_blocks_before(tmp_path):
    path = tmp_path / "a.wav"
    done = subprocess.run([sys.executable, "-c", FILL, path], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert "cannot be written: File too large" in lines[0]
    assert lines[1:] == ["refused"] * 3
    assert done.stderr == ""
    with wave.open(str(path)) as file:
        assert file.readframes(10**9) == bytes(range(1, 101)) * 96 * 2


def test_a_wav_file_ends_at_4_gib(tmp_path):
    path = tmp_path / "a.wav"
    writer = WavWriter(path, rate_hz=RATE_HZ)
    writer.write(BLOCK.tobytes())
    os.truncate(path, 44 + 0xFFFF_FFD0)  # sparse: as if 12 hours had been written
    writer._data_bytes = 0xFFFF_FFD0
    with pytest.raises(StoreError, match="ends at 4 GiB"):
        writer.write(BLOCK.tobytes())
    with pytest.raises(StoreError, match="is closed"):
        writer.write(b"")
