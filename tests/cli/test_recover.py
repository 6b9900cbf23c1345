"""Recordings that were cut short become takes."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from speakstar.adapters.wav_writer import is_growing
from speakstar.cli import recover
from speakstar.cli.session import Session


@pytest.fixture
def folder(private_home: Path) -> Path:
    """Where recordings are kept, with one of nothing but silence."""
    folder = private_home / "recordings"
    folder.mkdir(parents=True)
    soundfile.write(folder / "2026-11-20T08-00-00-outage.wav", np.zeros(16_000), 16_000)
    return folder


@pytest.fixture
def cut_short(folder: Path, clip: Path) -> Path:
    """Put speech there, cut off as by a power cut: the header promises more than there is."""
    path = folder / "2026-11-21T09-41-00-deadline.wav"
    sound, rate_hz = soundfile.read(clip, dtype="int16")
    soundfile.write(path, np.append(sound, sound[:rate_hz]), rate_hz)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size - 2 * rate_hz)
    return path


def test_it_is_listed_recovered_and_then_no_more(cli: Callable, cut_short: Path) -> None:
    rows = cli("takes", "recover", "--format", "json").json["recordings"]
    assert [(row["id"], row["state"]) for row in rows] == [
        ("2026-11-20T08-00-00-outage", "unfinished"),
        ("2026-11-21T09-41-00-deadline", "unfinished"),
    ]
    content = cli("takes", "recover", cut_short.stem, "--format", "json").json
    take = content["take"]
    assert (take["story"], take["theme"]) == ("deadline", "deadline")
    assert take["recorded_at"].startswith("2026-11-21T09:41:00")
    assert take["audio"] == str(cut_short.with_suffix(".flac"))
    assert (take["lost_s"], take["gaps"], take["overflows"]) == (0.0, 0, 0)
    assert content["delivery"]["words"] > 10
    assert not cut_short.exists(), "the compressed file took its place"
    assert soundfile.info(take["audio"]).duration == pytest.approx(content["delivery"]["elapsed_s"], abs=0.01)
    assert [row["id"] for row in cli("takes", "recover", "--format", "json").json["recordings"]] == [rows[0]["id"]]


def test_one_that_cannot_be_recovered_does_not_stop_the_others(cli: Callable, cut_short: Path) -> None:
    outcome = cli("takes", "recover", "--all", "--format", "json")
    assert outcome.code == 1
    assert "outage.wav is silent" in outcome.err
    assert outcome.json["take"]["story"] == "deadline"
    assert cut_short.with_name("2026-11-20T08-00-00-outage.wav").exists()


def test_an_unknown_name_is_refused_with_those_there_are(cli: Callable, folder: Path) -> None:
    cli("takes", "recover", "nosuch").assert_refused("no recording 'nosuch'", "2026-11-20T08-00-00-outage")


def test_nothing_to_recover(cli: Callable) -> None:
    outcome = cli("takes", "recover", "--format", "json")
    assert (outcome.code, outcome.json["recordings"]) == (0, [])
    assert "Every recording has its report." in outcome.err


def test_each_is_offered_once_and_a_kept_one_never(
    folder: Path, private_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = Session()
    (folder / "2026-11-22T08-00-00-conflict.flac").write_bytes(bytes(100))

    def offered() -> str:
        recover.offer(session)
        return capsys.readouterr().err

    assert offered() == (
        "A recording of 2026-11-20 08:00 has no report yet. "
        "Make it: speakstar takes recover 2026-11-20T08-00-00-outage\n"
    )
    assert offered() == ""
    for day in (23, 24):
        shutil.copy(folder / "2026-11-20T08-00-00-outage.wav", folder / f"2026-11-{day}T08-00-00-outage.wav")
    assert offered() == "2 recordings have no report yet. See them: speakstar takes recover\n"
    session.close()


@pytest.mark.sound
def test_a_take_that_was_killed_is_offered_and_recovered(
    mic: Any, cli: Callable, private_home: Path, clip: Path
) -> None:
    def practise() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "speakstar", "practice", "deadline", "--no-input"],
            env={**mic.env, "SPEAKSTAR_HOME": str(private_home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    process = practise()
    while not any(path.stat().st_size > 1_000 for path in private_home.glob("recordings/*.wav")):
        assert process.poll() is None
    mic.play(clip, wait=False)
    time.sleep(4)
    process.kill()
    process.communicate()
    (raw,) = private_home.glob("recordings/*.wav")
    while is_growing(raw):
        pass
    again = practise()
    assert again.stderr is not None
    assert again.stderr.readline().endswith(f"speakstar takes recover {raw.stem}\n")
    again.kill()
    again.communicate()
    content = cli("takes", "recover", raw.stem, "--format", "json").json
    assert content["take"]["story"] == "deadline"
    assert content["delivery"]["words"] > 3
