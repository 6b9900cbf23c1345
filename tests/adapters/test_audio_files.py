"""Sound files as they come: good ones in many formats, and every way in which a file can fail."""

import math
import os
import subprocess
import sys
from pathlib import Path

import av
import numpy as np
import pytest
import soundfile

from speakstar.adapters import audio_files
from speakstar.adapters.audio_files import decode, probe
from speakstar.errors import AudioError


def tone(seconds, *, rate_hz=16_000, channels=1, level=0.5):
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    wave = level * np.sin(2 * np.pi * 440 * t)
    return np.repeat(wave[:, None], channels, axis=1)


def encode(path, seconds, codec, *, rate_hz=48_000):
    """Write a compressed file with PyAV's own encoders."""
    with av.open(str(path), "w") as box:
        stream = box.add_stream(codec, rate=rate_hz, layout="mono")
        samples = tone(seconds, rate_hz=rate_hz)[:, 0].astype(np.float32)
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=rate_hz, frame_size=stream.frame_size)
        frame = av.AudioFrame.from_ndarray(samples[None], format="flt", layout="mono")
        frame.sample_rate = rate_hz
        for part in (*resampler.resample(frame), *resampler.resample(None), None):
            box.mux(stream.encode(part))
    return path


@pytest.mark.parametrize(
    ("rate_hz", "channels", "subtype", "suffix"),
    [
        (8_000, 2, "PCM_16", "wav"),
        (44_100, 1, "PCM_16", "wav"),
        (96_000, 2, "PCM_24", "wav"),
        (48_000, 1, "FLOAT", "wav"),
        (22_050, 1, "PCM_U8", "wav"),
        (44_100, 2, "PCM_24", "flac"),
        (44_100, 1, "PCM_16", "aiff"),
        (48_000, 6, "PCM_16", "wav"),
    ],
)
def test_uncompressed_and_lossless(tmp_path, rate_hz, channels, subtype, suffix):
    path = tmp_path / f"a.{suffix}"
    soundfile.write(path, tone(2, rate_hz=rate_hz, channels=channels), rate_hz, subtype=subtype)
    before = path.read_bytes()

    recording = probe(path)

    assert recording.path == str(path)
    assert recording.duration_s == pytest.approx(2, abs=1e-3)
    assert (recording.sample_rate_hz, recording.channels) == (rate_hz, channels)
    assert recording.peak == pytest.approx(0.5, abs=0.01)
    assert recording.rms == pytest.approx(0.5 / math.sqrt(2), abs=0.005)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("suffix", "codec"),
    [("mp3", "libmp3lame"), ("ogg", "libopus"), ("m4a", "aac"), ("webm", "libopus")],
)
def test_compressed(tmp_path, suffix, codec):
    recording = probe(encode(tmp_path / f"a.{suffix}", 3, codec))
    assert recording.duration_s == pytest.approx(3, abs=0.1)
    assert recording.rms == pytest.approx(0.5 / math.sqrt(2), abs=0.02)


def test_vorbis(tmp_path):
    path = tmp_path / "a.ogg"
    soundfile.write(path, tone(3), 16_000, format="OGG", subtype="VORBIS")
    assert probe(path).duration_s == pytest.approx(3, abs=0.1)


def test_decode_gives_the_samples(tmp_path):
    path = tmp_path / "a.wav"
    expected = tone(1)[:, 0]
    soundfile.write(path, expected, 16_000, subtype="FLOAT")
    samples = decode(path)
    assert samples.dtype == np.float32
    assert samples.shape == (16_000,)
    np.testing.assert_allclose(samples, expected, atol=1e-6)


def test_decode_takes_the_mean_of_the_channels(tmp_path):
    path = tmp_path / "one_sided.wav"
    both = tone(1, channels=2)
    both[:, 1] = 0
    soundfile.write(path, both, 16_000)
    assert np.abs(decode(path)).max() == pytest.approx(0.25, abs=1e-3)


def test_resampling_keeps_length_and_pitch(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2, rate_hz=44_100), 44_100)
    samples = decode(path)
    assert len(samples) == pytest.approx(32_000, abs=16)
    assert np.abs(np.fft.rfft(samples)).argmax() * 16_000 / len(samples) == pytest.approx(440, abs=1)


@pytest.mark.parametrize(
    "name", ["my answer 1.wav", "Übung – große Frage 🎤.wav", "a:b.wav", "-.wav", "100%d.wav", "no_suffix"]
)
def test_any_name(tmp_path, name):
    path = tmp_path / name
    soundfile.write(path, tone(1), 16_000, format="WAV")
    assert probe(path).duration_s == 1


def test_a_name_that_is_not_unicode(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.wav"))
    with path.open("wb") as file:
        soundfile.write(file, tone(1), 16_000, format="WAV")
    assert probe(path).duration_s == 1


def test_relative_paths_become_absolute(tmp_path, monkeypatch):
    soundfile.write(tmp_path / "a.wav", tone(1), 16_000)
    monkeypatch.chdir(tmp_path)
    assert probe("a.wav").path == str(tmp_path / "a.wav")


def test_half_an_hour_fits_into_little_more_than_its_samples(tmp_path):
    path = tmp_path / "long.wav"
    with soundfile.SoundFile(path, "w", 48_000, 1, "PCM_16") as file:
        minute = tone(60, rate_hz=48_000)
        for _ in range(30):
            file.write(minute)
    script = """
import resource, sys
import av, numpy
from speakstar.adapters.audio_files import decode, probe
kib = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = kib()
assert abs(probe(sys.argv[1]).duration_s - 1800) < 0.01
probed = kib()
assert len(decode(sys.argv[1])) == 1800 * 16000
print((probed - start) / 1024, (kib() - start) / 1024)
"""
    done = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    probe_mib, decode_mib = map(float, done.stdout.split())
    samples_mib = 1800 * 16_000 * 4 / 2**20
    assert probe_mib < 50
    assert decode_mib < 1.3 * samples_mib


# --- what is refused --------------------------------------------------------------------------------------


def refusal(path, **options):
    with pytest.raises(AudioError) as caught:
        probe(path, **options)
    assert str(path) in caught.value.message
    assert "\n" not in str(caught.value)
    assert caught.value.hint
    return caught.value.message


def test_missing(tmp_path):
    assert refusal(tmp_path / "none.wav").startswith("There is no file")


def test_name_too_long(tmp_path):
    assert "cannot be opened: File name too long" in refusal(tmp_path / ("a" * 300))


def test_empty(tmp_path):
    path = tmp_path / "a.wav"
    path.touch()
    assert "0 bytes" in refusal(path)


def test_folder(tmp_path):
    assert "is a folder" in refusal(tmp_path)


def test_pipe(tmp_path):
    path = tmp_path / "a.wav"
    os.mkfifo(path)
    assert "pipe" in refusal(path)


def test_text_named_wav(tmp_path):
    path = tmp_path / "a.wav"
    path.write_text("Tell me about a time when\n" * 50)
    assert "cannot be read as sound: Invalid data" in refusal(path)


def test_picture(tmp_path):
    path = tmp_path / "a.png"
    with av.open(str(path), "w", format="image2") as box:
        stream = box.add_stream("png", rate=1, width=16, height=16, pix_fmt="rgb24")
        box.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8))))
        box.mux(stream.encode(None))
    assert "holds no sound" in refusal(path)


def test_playlist_is_not_followed(tmp_path):
    soundfile.write(tmp_path / "a.wav", tone(1), 16_000)
    path = tmp_path / "a.m3u8"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n{tmp_path}/a.wav\n#EXT-X-ENDLIST\n")
    refusal(path)


def test_header_alone(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0), 16_000)
    assert "0.00 s" in refusal(path)


def test_no_permission(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1), 16_000)
    path.chmod(0)
    root = os.geteuid() == 0
    if root:  # root may read all; nobody may not even enter pytest's folder
        os.seteuid(65534)
    try:
        assert "may not be read" in refusal(path)
    finally:
        if root:
            os.seteuid(0)


def test_short(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(0.29), 16_000)
    assert "0.29 s" in refusal(path)
    soundfile.write(path, tone(0.3), 16_000)
    assert probe(path).duration_s == pytest.approx(audio_files.MIN_S)


def test_silent(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1, level=0.004), 16_000, subtype="PCM_24")
    assert "peak is 0.0040" in refusal(path)
    soundfile.write(path, tone(1, level=0.0051), 16_000, subtype="PCM_24")
    assert probe(path).peak >= audio_files.SILENCE_PEAK


@pytest.mark.parametrize("suffix", ["wav", "flac", "aiff"])
def test_cut_off(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    rng = np.random.default_rng(1)
    soundfile.write(path, rng.uniform(-0.5, 0.5, 90 * 8_000), 8_000)
    whole = path.read_bytes()
    path.write_bytes(whole[: round(len(whole) * 0.458)])

    assert " s of 90.0 s" in refusal(path)
    assert "is cut off: 41." in refusal(path)
    part = probe(path, partial=True)
    assert part.duration_s == pytest.approx(41.2, abs=0.6)
    assert len(decode(path)) == pytest.approx(part.duration_s * 16_000, abs=32)


def test_cut_off_by_less_than_a_codec_frame_is_whole(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2), 16_000)
    path.write_bytes(path.read_bytes()[: -16_000 * 2 // 20])
    assert probe(path).duration_s == pytest.approx(1.95)


def test_cut_off_m4a_with_its_index_in_front(tmp_path):
    path, moved = encode(tmp_path / "a.m4a", 20, "aac"), tmp_path / "front.m4a"
    with av.open(str(path)) as source, av.open(str(moved), "w", options={"movflags": "faststart"}) as target:
        stream = target.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux(audio=0):
            if packet.dts is not None:
                packet.stream = stream
                target.mux(packet)
    assert probe(moved).duration_s == pytest.approx(20, abs=0.1)
    moved.write_bytes(moved.read_bytes()[: moved.stat().st_size // 2])
    assert " s of 20.0 s" in refusal(moved)
    assert 5 < probe(moved, partial=True).duration_s < 15


def test_cut_off_m4a_without_its_index(tmp_path):
    path = encode(tmp_path / "a.m4a", 20, "aac")
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with pytest.raises(AudioError, match="may be incomplete"):
        probe(path)


@pytest.mark.parametrize("size", [0, 0x7FFFF000, 0x80000000, 0xFFFFFFFF])
def test_wav_written_into_a_pipe_is_not_cut_off(tmp_path, size):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2), 16_000)
    data = bytearray(path.read_bytes())
    assert data[36:40] == b"data"
    data[40:44] = size.to_bytes(4, "little")
    path.write_bytes(data)
    assert probe(path).duration_s == pytest.approx(2)


@pytest.mark.parametrize("keep", [4, 11, 20, 43])
def test_wav_cut_off_inside_its_header(tmp_path, keep):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1), 16_000)
    path.write_bytes(path.read_bytes()[:keep])
    refusal(path)


def test_wav_without_sound_in_it(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(1), 16_000)
    path.write_bytes(path.read_bytes()[:36] + b"LIST" + (4).to_bytes(4, "little") + b"INFO")
    refusal(path)


def test_wav_with_more_than_sound_in_it(tmp_path):
    path = tmp_path / "a.wav"
    soundfile.write(path, tone(2), 16_000)
    whole = path.read_bytes()
    odd = b"note" + (3).to_bytes(4, "little") + b"abc\0"
    path.write_bytes(whole[:36] + odd + whole[36:] + odd)
    assert probe(path).duration_s == 2
    path.write_bytes(whole[:36] + odd + whole[36:-32_000])
    assert "1.0 s of 2.0 s" in refusal(path)


def test_damage_in_the_middle_costs_that_stretch_alone(tmp_path):
    path = tmp_path / "a.flac"
    rng = np.random.default_rng(1)
    soundfile.write(path, rng.uniform(-0.5, 0.5, 20 * 16_000), 16_000)
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(data)
    assert " s of 20.0 s" in refusal(path)
    assert 19 < probe(path, partial=True).duration_s < 19.9
