"""What is lost: while all cores are busy, on kill -9, on a power cut."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import soundfile

from recorder.results import Row
from recorder.studio import (
    MATCH,
    RATE_HZ,
    Reference,
    listening,
    loaded,
    microphone,
    place,
    wait_for_frames,
    write_noise,
)
from speakstar.adapters.recorder_process import RecorderProcess

IMAGE_MB = 32
"""Of the disk that is cut off: room for half a minute."""


def samples_lost(folder: Path, minutes: float) -> Row:
    """Record noise while every core is busy and a transcription runs, and compare each sample."""
    played = write_noise(folder / "noise.wav", minutes * 60)
    with microphone() as rig, RecorderProcess() as recorder:
        listening(recorder).record(folder / "take.wav")
        wait_for_frames(recorder)
        with loaded():
            rig.play(folder / "noise.wav")
            time.sleep(1.0)
            load = os.getloadavg()[0]
        kept = recorder.stop()
    recorded, _ = soundfile.read(folder / "take.wav", dtype="int16")
    lost, torn = compare(played, recorded)
    return Row(
        "samples-lost",
        f"samples lost in {minutes:g} minutes of recording, a transcription running and all cores loaded",
        "0",
        lost,
        "",
        lost == 0,
        f"{len(played):,} samples of noise, each compared with the recording. The player itself paused {torn} times; "
        f"the recorder reported {kept.gaps} gaps and {kept.overflows} overflows.",
        load,
    )


def compare(played: np.ndarray, recorded: np.ndarray) -> tuple[int, int]:
    """Count the samples that were played and not recorded, and the silences that the player left between them.

    The noise has no zeros, so zeros are the player's own pauses.
    """
    recording, sound = recorded.tobytes(), played.tobytes()
    at, done, lost, pauses = int(np.flatnonzero(recorded)[0]), 0, 0, 0
    while done < len(played):
        here, there = recorded[at:], played[done:]
        common = min(len(here), len(there))
        different = np.flatnonzero(here[:common] != there[:common])
        equal = int(different[0]) if len(different) else common
        at, done = at + equal, done + equal
        if done == len(played) or at == len(recorded):
            break
        if recorded[at] == 0:
            sounding = np.flatnonzero(recorded[at:])
            at = at + int(sounding[0]) if len(sounding) else len(recorded)
            pauses += 1
            continue
        found = sound.find(recording[2 * at : 2 * (at + MATCH)], 2 * done)
        if found < 0:
            return lost + len(played) - done, pauses
        lost, done = lost + found // 2 - done, found // 2
    return lost + len(played) - done, pauses


def killed(folder: Path, times: int) -> Row:
    """Kill the recorder at random moments, and look how much of what was spoken until then is in the file."""
    chance, ends = random.Random(1), []
    write_noise(folder / "noise.wav", times * 4.0 + 60)
    with microphone() as rig:
        reference = Reference(folder / "reference.wav")
        rig.play(folder / "noise.wav", wait=False)
        time.sleep(0.5)
        for number in range(times):
            path = folder / f"{number}.wav"
            with RecorderProcess() as recorder:
                listening(recorder).record(path)
                wait_for_frames(recorder)
                time.sleep(chance.uniform(0.1, 2.0))
                killed_s = time.monotonic()
                os.kill(recorder._process.pid, signal.SIGKILL)
            ends.append((path, killed_s))
        whole = reference.close()
    lost_s = [_lost_s(path, killed_s, reference, whole) for path, killed_s in ends]
    return Row(
        "killed",
        f"audio lost on kill -9, worst of {times}",
        "at most 0.5 s",
        round(max(lost_s), 3),
        "s",
        max(lost_s) <= 0.5,
        f"at random moments 0.1 to 2 s into a recording; against a second recorder that heard the same, which tells "
        f"what had been spoken at the moment of death; median {np.median(lost_s):.3f} s.",
        os.getloadavg()[0],
    )


def _lost_s(path: Path, cut_s: float, reference: Reference, whole: np.ndarray) -> float:
    """Seconds that were spoken before the cut, and are not in the file."""
    kept, _ = soundfile.read(path, dtype="int16")
    last = place(kept[-MATCH:], whole) + MATCH
    return float(reference.frame_at(cut_s) - last) / RATE_HZ


def power_cut(folder: Path, times: int) -> Row | None:
    """Record onto a disk of its own, and copy that disk's blocks at random moments, as a power cut would leave them.

    None where this machine lets us mount no disk (it takes root).
    """
    chance, cuts = random.Random(2), []
    write_noise(folder / "noise.wav", times * 8.0 + 30)
    try:
        with _disk(folder) as (image, mounted), microphone() as rig:
            reference = Reference(folder / "reference.wav")
            rig.play(folder / "noise.wav", wait=False)
            for number in range(times):
                path = mounted / f"{number}.wav"
                with RecorderProcess() as recorder:
                    listening(recorder).record(path)
                    wait_for_frames(recorder)
                    time.sleep(chance.uniform(0.5, 5.0))
                    copy = folder / f"{number}.img"
                    shutil.copyfile(image, copy)
                    cut_s = time.monotonic()  # what the copy missed while it was made counts as lost
                path.unlink()
                cuts.append((copy, path.name, cut_s))
            whole = reference.close()
    except subprocess.CalledProcessError:
        return None
    lost_s = []
    for copy, name, cut_s in cuts:
        with _mounted(copy, folder / "after") as after:
            lost_s.append(_lost_s(after / name, cut_s, reference, whole))
    return Row(
        "power-cut",
        f"audio lost on a power cut, worst of {times}",
        "at most 0.5 s",
        round(max(lost_s), 3),
        "s",
        max(lost_s) <= 0.5,
        "the blocks of an ext4 disk, copied at random moments 0.5 to 5 s into a recording and mounted again; median "
        f"{np.median(lost_s):.3f} s.",
        os.getloadavg()[0],
    )


@contextmanager
def _disk(folder: Path) -> Iterator[tuple[Path, Path]]:
    image = folder / "disk.img"
    with image.open("wb") as file:
        file.truncate(IMAGE_MB << 20)
    subprocess.run(["mkfs.ext4", "-q", image], check=True)
    with _mounted(image, folder / "disk") as mounted:
        yield image, mounted


@contextmanager
def _mounted(image: Path, at: Path) -> Iterator[Path]:
    at.mkdir(exist_ok=True)
    subprocess.run(["mount", "-o", "loop", image, at], check=True, capture_output=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", at], check=True)
