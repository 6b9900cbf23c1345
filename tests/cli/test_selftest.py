"""``selftest fillers``: a voice reads the ten marked hesitations, or something else."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from reading import read_aloud

COUNTED = {"words", "sound", "both"}
LEFT_OUT = frozenset({3, 7})


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reading without two of the ten."""
    try:
        ctypes.CDLL("libflite.so.1")
    except OSError:
        pytest.skip("needs libflite.so.1 (Debian: libflite1)")
    path = tmp_path_factory.mktemp("reading") / "reading.wav"
    read_aloud(path, voice="flite:slt", leave_out=LEFT_OUT)
    return path


def test_it_tells_which_of_the_ten_were_found(cli: Callable, read: Path) -> None:
    done = cli("selftest", "fillers", "--from-file", read, "--format", "json")
    assert done.code == 0, done.err
    rows = done.json["hesitations"]
    said = [row for row in rows if row["number"] and row["number"] not in LEFT_OUT]
    left_out = [row for row in rows if row["number"] in LEFT_OUT]
    assert len(said) == 8
    assert sum(row["found"] in COUNTED for row in said) >= 6
    assert {row["found"] for row in left_out} <= {"missed", "possible"}
    assert "[um] our booking" in rows[0]["words"]
    assert "Last spring [um] our booking page" in done.err.replace("\n", " ")


def test_no_take_is_stored_and_the_recording_stays(cli: Callable, read: Path) -> None:
    cli("selftest", "fillers", "--from-file", read)
    assert cli("takes", "list", "--format", "json").json["takes"] == []
    assert read.exists()


def test_it_says_what_that_means(cli: Callable, read: Path) -> None:
    out = " ".join(cli("selftest", "fillers", "--from-file", read, "--format", "plain").out.split())
    assert "of 10 hesitations are counted" in out
    assert "as far as ten can tell. Your reports" in out


def test_another_text_is_refused(cli: Callable, clip: Path) -> None:
    refused = cli("selftest", "fillers", "--from-file", clip)
    refused.assert_refused("of the text's words", str(clip), "Read the text")


def test_a_missing_file_is_named(cli: Callable, tmp_path: Path) -> None:
    cli("selftest", "fillers", "--from-file", tmp_path / "none.wav").assert_refused("none.wav")


@pytest.mark.sound
def test_what_the_microphone_hears_is_kept(mic: Any, private_home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "speakstar", "selftest", "fillers", "--seconds", "2", "--no-input"],
        env={**mic.env, "SPEAKSTAR_HOME": str(private_home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    (kept,) = (private_home / "recordings").glob("*-selftest.flac")
    assert done.returncode == 1
    assert str(kept) in done.stderr
    assert "Traceback" not in done.stderr
