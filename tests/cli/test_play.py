"""``play`` through PortAudio to a real sound server; what arrives there is compared with the recording."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from speakstar.adapters.audio_files import SAMPLE_RATE_HZ, decode
from speakstar.adapters.samples import Sample

PLAY = [sys.executable, "-m", "speakstar", "play"]
PATIENCE_S = 30


@pytest.fixture
def taken(cli: Callable, sample: Sample, tmp_path: Path) -> list[dict[str, Any]]:
    """Keep a shipped answer as take 1; its fillers."""
    path = tmp_path / "words.json"
    path.write_text(json.dumps(json.loads(sample.truth.read_text())["words"]))
    assert cli("review", sample.path, "--transcript", path).code == 0
    fillers = cli("report", "1", "--format", "json").json["delivery"]["fillers"]
    return list(fillers)


@contextmanager
def ears(mic: Any, target: Path) -> Iterator[None]:
    """Record what arrives at the sink."""
    command = ["parec", "--device=wire-mic.monitor", f"--rate={SAMPLE_RATE_HZ}", "--channels=1", "--format=float32le"]
    with target.open("wb") as file:
        listening = subprocess.Popen([*command, "--raw", "--latency-msec=50"], env=mic.env, stdout=file)
        try:
            while target.stat().st_size == 0:
                time.sleep(0.02)
            yield
            time.sleep(0.5)
        finally:
            listening.terminate()
            listening.wait()


def closeness(heard: np.ndarray, wanted: np.ndarray) -> float:
    """The largest normalised correlation over all delays."""
    size = 1 << (len(heard) + len(wanted)).bit_length()
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(wanted, size)))
    at = int(np.argmax(product[: len(heard)]))
    return float(product[at] / (np.linalg.norm(heard[at : at + len(wanted)]) * np.linalg.norm(wanted)))


@pytest.mark.sound
def test_a_filler_is_played_with_its_lead_in_and_no_more(
    mic: Any, taken: list[dict[str, Any]], sample: Sample, tmp_path: Path
) -> None:
    filler, target = taken[1], tmp_path / "heard"
    with ears(mic, target):
        played = subprocess.run([*PLAY, "1", "--filler", "2"], env=mic.env, capture_output=True, timeout=PATIENCE_S)
    assert (played.returncode, played.stdout) == (0, b"")
    assert b"Playing take 1" in played.stderr
    heard = np.fromfile(target, np.float32)
    first, last = (round(s * SAMPLE_RATE_HZ) for s in (filler["start_s"] - 1.5, filler["end_s"] + 1.0))
    wanted = decode(sample.path)[first:last]
    for second in np.array_split(wanted, 3):
        assert closeness(heard, second) > 0.7  # another stretch of the recording stays below 0.3
    loud = np.flatnonzero(np.abs(heard) > 1e-3)
    assert (loud[-1] - loud[0]) / SAMPLE_RATE_HZ <= (last - first) / SAMPLE_RATE_HZ + 0.1


@pytest.mark.sound
def test_ctrl_c_stops_it(mic: Any, taken: list[dict[str, Any]], tmp_path: Path) -> None:
    with ears(mic, tmp_path / "heard"):
        heeding = ["env", "--default-signal=INT", *PLAY, "1"]  # a shell's background jobs ignore it
        playing = subprocess.Popen(heeding, env=mic.env, stderr=subprocess.PIPE, text=True)
        while not np.any(np.fromfile(tmp_path / "heard", np.float32)):
            assert playing.poll() is None
            time.sleep(0.05)
        playing.send_signal(signal.SIGINT)
        _, said = playing.communicate(timeout=PATIENCE_S)
    assert playing.returncode == 130
    assert "Traceback" not in said


@pytest.mark.sound
@pytest.mark.parametrize("kind", ["env_without_devices", "env_that_aborts"])
def test_no_output_is_one_clear_line(mic: Any, taken: list[dict[str, Any]], kind: str) -> None:
    played = subprocess.run([*PLAY, "1", "--at", "3"], env=getattr(mic, kind)(), capture_output=True, text=True)
    assert played.returncode == 1
    (line,) = (line for line in played.stderr.splitlines() if not line.startswith("Playing"))
    assert line.startswith("speakstar: ")
    assert "--open" in line


def test_one_place_at_a_time(cli: Callable, taken: list[dict[str, Any]]) -> None:
    outcome = cli("play", "1", "--filler", "1", "--at", "3")
    assert outcome.code == 2
    assert "Only one place" in outcome.err


def test_a_recording_that_is_gone_is_said(cli: Callable, clip: Path, tmp_path: Path) -> None:
    copy = tmp_path / "gone.flac"
    copy.write_bytes(clip.read_bytes())
    (tmp_path / "w.json").write_text(json.dumps([{"text": "Um,", "start_s": 0.5, "end_s": 0.9}]))
    cli("review", copy, "--transcript", tmp_path / "w.json")
    copy.unlink()
    outcome = cli("play", "last")
    assert outcome.code == 1
    assert "There is no file" in outcome.err
