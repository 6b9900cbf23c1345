"""``practice`` with a real microphone stream: a virtual one, from a real sound server, through PortAudio."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator
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
    return sorted((home / "recordings").glob("*-deadline.*"))


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


class Terminal:
    """A program in a terminal of its own, with keys to press and a screen to read; its results go to a pipe."""

    def __init__(self, mic: Any, home: Path, *arguments: str, **environment: str) -> None:
        self.keyboard, self._terminal = pty.openpty()
        termios.tcsetwinsize(self._terminal, (40, 60))
        self.process = subprocess.Popen(
            [*PRACTICE, *arguments],
            env={**mic.env, "SPEAKSTAR_HOME": str(home), "TERM": "xterm-256color", **environment},
            stdin=self._terminal,
            stdout=subprocess.PIPE,
            stderr=self._terminal,
            start_new_session=True,
        )
        self.shown = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def press(self, key: str) -> None:
        os.write(self.keyboard, key.encode())

    def wait_for(self, text: str) -> None:
        wait_for(lambda: text in self.shown.decode(errors="replace"))

    def result(self) -> tuple[int, str]:
        out, _ = self.process.communicate(timeout=PATIENCE_S)
        return self.process.returncode, out.decode()

    def is_as_it_was(self) -> bool:
        """Whether lines are edited and shown again as they are typed."""
        flags = termios.tcgetattr(self._terminal)[3]
        return bool(flags & termios.ICANON and flags & termios.ECHO)

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
        os.close(self._terminal)
        self._reader.join()
        os.close(self.keyboard)

    def _read(self) -> None:
        try:
            while part := os.read(self.keyboard, 65536):
                self.shown += part
        except OSError:
            pass  # Linux says so that nobody holds the other end


@pytest.fixture
def terminal(mic: Any, private_home: Path) -> Iterator[Callable[..., Terminal]]:
    opened: list[Terminal] = []

    def open_one(*arguments: str, **environment: str) -> Terminal:
        opened.append(Terminal(mic, private_home, *arguments, **environment))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


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


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_ctrl_c_and_sigterm_stop_and_keep(mic: Any, private_home: Path, sample: Sample, name: str) -> None:
    process = start(mic, private_home, "--no-input", "--format", "json")
    wait_for(lambda: is_recording(private_home))
    mic.play(sample.path, wait=False)
    time.sleep(3)
    process.send_signal(getattr(signal, name))
    out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, err
    assert json.loads(out)["delivery"]["words"] > 1


def test_space_pauses_r_starts_over_and_enter_keeps_both(
    mic: Any, private_home: Path, sample: Sample, terminal: Callable[..., Terminal]
) -> None:
    practice = terminal("--format", "json", "--captions", "--no-countdown")
    practice.wait_for("0:01 / 1:30")
    mic.play(sample.path, wait=False)
    practice.wait_for("0:02 / 1:30")
    practice.press("r")
    practice.wait_for("Started over")
    practice.wait_for("0:03 / 1:30")
    practice.press(" ")
    practice.wait_for("paused")
    time.sleep(2)
    practice.press(" ")
    practice.wait_for("0:05 / 1:30")
    practice.press("\n")
    code, out = practice.result()
    screen = practice.shown.decode(errors="replace")
    assert code == 0, screen
    content = json.loads(out)
    first, second = recordings(private_home)
    assert {first.suffix, second.suffix} == {".flac"}
    assert content["take"]["audio"] == str(second)
    assert str(first) in screen.replace("\r\n", "")
    assert 5 <= soundfile.info(second).duration < 6.9, "what was said in the pause is left out"
    assert content["delivery"]["words"] > 3
    assert practice.is_as_it_was()
    assert screen.count("\x1b[?25l") == screen.count("\x1b[?25h") > 0, "the cursor is back"


def test_q_leaves_without_a_report_and_says_where_the_sound_is(
    mic: Any, private_home: Path, sample: Sample, terminal: Callable[..., Terminal]
) -> None:
    practice = terminal("--no-countdown", NO_COLOR="1")
    mic.play(sample.path, wait=False)
    practice.wait_for("0:01 / 1:30")
    practice.press("q")
    code, out = practice.result()
    screen = practice.shown.decode(errors="replace")
    assert (code, out) == (0, "")
    (kept,) = recordings(private_home)
    assert str(kept) in screen.replace("\r\n", "")
    assert soundfile.info(kept).duration >= 1
    assert "\x1b[31m" not in screen, "NO_COLOR is honoured"
    assert practice.is_as_it_was()


def test_when_the_terminal_closes_the_take_is_made(
    mic: Any, private_home: Path, sample: Sample, terminal: Callable[..., Terminal]
) -> None:
    practice = terminal("--format", "json", "--no-countdown")
    mic.play(sample.path, wait=False)
    practice.wait_for("0:02 / 1:30")
    practice.process.send_signal(signal.SIGHUP)
    code, _ = practice.result()
    assert code == 0
    (kept,) = recordings(private_home)
    assert kept.suffix == ".flac", "a take was made of it, else the raw file would wait for the next start"


def test_a_microphone_that_went_silent_is_named_in_the_end(
    mic: Any, private_home: Path, sample: Sample, terminal: Callable[..., Terminal]
) -> None:
    practice = terminal("--format", "json", "--no-countdown")
    mic.play(sample.path, wait=False)
    practice.wait_for("0:03 / 1:30")
    mic.move_away()
    practice.wait_for("went silent")
    said = len(practice.shown)
    practice.press("\n")
    code, out = practice.result()
    assert code == 0
    assert json.loads(out)["delivery"]["words"] > 1
    assert "The microphone went silent" in practice.shown[said:].decode(errors="replace").rpartition("\x1b[?25h")[2]


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


def test_a_remembered_microphone_that_is_not_there_is_announced(mic: Any, private_home: Path) -> None:
    private_home.mkdir(exist_ok=True)
    (private_home / "speakstar.toml").write_text('device = "headset"\n')
    mic.mute()
    process = start(mic, private_home, "--seconds", "1", "--no-input")
    _, err = process.communicate(timeout=PATIENCE_S)
    assert "The microphone 'headset' is not there; using default instead." in err


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
