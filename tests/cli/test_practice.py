"""``practice`` with a real microphone stream: a virtual one, from a real sound server, through PortAudio."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jiwer
import pytest
import soundfile

from speakstar.adapters.samples import Sample

pytestmark = pytest.mark.sound

PRACTICE = [sys.executable, "-m", "speakstar", "practice", "deadline"]
PATIENCE_S = 60.0


def wait_for(sign: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not sign():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def recordings(home: Path) -> list[Path]:
    return sorted((home / "recordings").glob("*.wav"))


def is_recording(home: Path) -> bool:
    """Whether sound has arrived on disk: more than a WAV header."""
    return any(path.stat().st_size > 1000 for path in recordings(home))


def start(mic: Any, home: Path, *arguments: str, stdin: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PRACTICE, *arguments],
        env={**mic.env, "SPEAKSTAR_HOME": str(home)},
        stdin=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def first_words(sample: Sample, seconds: float) -> str:
    words = json.loads(sample.truth.read_text())["words"]
    return " ".join(word["text"] for word in words if word["end_s"] < seconds)


def normal(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum() or char in " '")


def test_the_words_of_the_report_are_those_that_were_played(mic: Any, private_home: Path, sample: Sample) -> None:
    process = start(mic, private_home, "--seconds", "20", "--no-input", "--format", "json")
    wait_for(lambda: is_recording(private_home))
    mic.play(sample.path, wait=False)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    content = json.loads(out)
    heard = normal(content["transcript"]["text"])
    truth = normal(first_words(sample, content["transcript"]["words"][-1]["end_s"] + 0.3))
    assert jiwer.wer(truth, heard) < 0.35
    assert content["take"]["audio"] == str(recordings(private_home)[0])
    assert soundfile.info(content["take"]["audio"]).duration == pytest.approx(20, abs=0.5)
    assert "speakstar models get" in err, "pocket says once that it learned from synthetic voices"


def test_ctrl_c_stops_and_keeps(mic: Any, private_home: Path, sample: Sample) -> None:
    process = start(mic, private_home, "--no-input", "--format", "json")
    wait_for(lambda: is_recording(private_home))
    mic.play(sample.path, wait=False)
    time.sleep(5)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    assert json.loads(out)["delivery"]["words"] > 3


def test_enter_skips_the_countdown_and_stops(mic: Any, private_home: Path, sample: Sample) -> None:
    keyboard, terminal = pty.openpty()
    process = start(mic, private_home, "--format", "json", stdin=terminal)
    os.write(keyboard, b"\n")
    wait_for(lambda: is_recording(private_home))
    mic.play(sample.path, wait=False)
    time.sleep(5)
    os.write(keyboard, b"\n")
    out, err = process.communicate(timeout=PATIENCE_S)
    os.close(keyboard)
    os.close(terminal)
    assert process.returncode == 0, err
    assert "Starting in 3" in err
    assert json.loads(out)["delivery"]["words"] > 3


def test_a_muted_microphone_is_named_and_the_recording_kept(mic: Any, private_home: Path) -> None:
    mic.mute()
    process = start(mic, private_home, "--seconds", "2", "--no-input")
    out, err = process.communicate(timeout=PATIENCE_S)
    assert (process.returncode, out) == (1, "")
    kept = recordings(private_home)[0]
    assert str(kept) in err
    assert not soundfile.read(kept)[0].any()


def test_without_an_input_device_it_says_what_to_do(mic: Any, private_home: Path) -> None:
    for command in (["practice", "--no-input", "--seconds", "2"], ["devices"]):
        done = subprocess.run(
            [sys.executable, "-m", "speakstar", *command],
            env={**mic.env_without_devices(), "SPEAKSTAR_HOME": str(private_home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        assert "speakstar: " in done.stderr


def test_a_device_is_chosen_by_a_part_of_its_name_and_remembered(mic: Any, private_home: Path) -> None:
    def devices(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "speakstar", "devices", *arguments],
            env={**mic.env, "SPEAKSTAR_HOME": str(private_home)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )

    assert devices("--use", "MI").returncode == 0
    rows = json.loads(devices("--format", "json").stdout)["devices"]
    assert [row["name"] for row in rows if row["used"]] == ["mic"]
    unknown = devices("--use", "nosuch")
    assert unknown.returncode == 1
    assert "mic" in unknown.stderr
