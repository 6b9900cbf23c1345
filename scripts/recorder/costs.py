"""What recording costs: time of the processor, memory, and the wait for the first frame."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import soundfile

from recorder.results import Row
from recorder.studio import MATCH, RATE_HZ, Reference, listening, microphone, place, wait_for_frames, write_noise
from speakstar.adapters.recorder_process import RecorderProcess

LONG_S = 7_200
"""Two hours."""

ENDURANCE = """
import os, sys, time
from pathlib import Path
from types import SimpleNamespace
import numpy as np
from speakstar.adapters.flac_file import replace_raw
from speakstar.adapters.tape import Tape

RATE_HZ, FRAMES = 48_000, 2_400
path, seconds = Path(sys.argv[1]), int(sys.argv[2])

def memory_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

kept = []
tape = Tape(RATE_HZ, on_kept=kept.append)
tape.record(path)
block = memoryview(np.random.default_rng(1).integers(-9000, 9000, FRAMES, dtype=np.int16).tobytes())
for number in range(seconds * RATE_HZ // FRAMES):
    tape.deliver(block, FRAMES, None, SimpleNamespace(input_overflow=False))
    if number % 20 == 0:
        while number * FRAMES - tape.status().frames > RATE_HZ:
            time.sleep(0.001)
    if number == 60 * RATE_HZ // FRAMES:
        early_mb = memory_mb()
late_mb = memory_mb()
tape.end(limit_s=60)
assert kept[0].duration_s == seconds, kept
began_s = time.process_time()
assert replace_raw(path).suffix == ".flac"
print(early_mb, late_mb, memory_mb(), time.process_time() - began_s)
"""


def cpu_share(folder: Path, seconds: float) -> Row:
    """Add up what the recorder's process and its parent use of one core."""
    write_noise(folder / "noise.wav", seconds + 5)
    with microphone() as rig, RecorderProcess() as recorder:
        listening(recorder).record(folder / "take.wav")
        wait_for_frames(recorder)
        rig.play(folder / "noise.wav", wait=False)
        began_s, child_s, ours_s = time.monotonic(), used_s(recorder._process.pid), time.process_time()
        while (passed_s := time.monotonic() - began_s) < seconds:
            recorder.poll()
            time.sleep(0.1)
        child_s, ours_s = used_s(recorder._process.pid) - child_s, time.process_time() - ours_s
        recorder.stop()
    share = 100 * (child_s + ours_s) / passed_s
    return Row(
        "cpu",
        "the recorder's own share of one core while recording",
        "under 5 %",
        round(share, 2),
        "%",
        share < 5,
        f"the recorder's process ({100 * child_s / passed_s:.2f} %) and its reader in ours "
        f"({100 * ours_s / passed_s:.2f} %), over {seconds:g} s.",
        os.getloadavg()[0],
    )


def used_s(process_id: int) -> float:
    """Return the processor time that a process has used."""
    fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def first_frame(folder: Path, times: int) -> list[Row]:
    """Ask for recordings at random, and look which sound they begin with; and count from a cold start, too."""
    asked, cold_s = [], []
    write_noise(folder / "noise.wav", times * 3.0 + 30)
    with microphone() as rig:
        reference = Reference(folder / "reference.wav")
        rig.play(folder / "noise.wav", wait=False)
        time.sleep(0.5)
        for number in range(times):
            path, began_s = folder / f"{number}.wav", time.monotonic()
            with RecorderProcess() as recorder:
                listening(recorder).check_level()
                cold_s.append(time.monotonic() - began_s)
                time.sleep(0.3 + 0.01 * number)
                asked_s = time.monotonic()
                recorder.record(path)
                wait_for_frames(recorder)
                time.sleep(0.1)
                recorder.stop()
            asked.append((path, asked_s))
        whole = reference.close()
    waits_s = []
    for path, asked_s in asked:
        first = place(soundfile.read(path, dtype="int16")[0][:MATCH], whole)
        waits_s.append((first - reference.frame_at(asked_s)) / RATE_HZ)
    return [
        Row(
            "first-frame",
            f"first frame recorded after the countdown ends, latest of {times}",
            "under 150 ms",
            round(1000 * max(waits_s)),
            "ms",
            max(waits_s) < 0.15,
            "the microphone flows during the countdown, so the recording begins with the block under way; a negative "
            f"figure means before the end of the countdown; earliest {1000 * min(waits_s):.0f} ms.",
            os.getloadavg()[0],
        ),
        Row(
            "cold-start",
            "from nothing to a microphone that delivers, median",
            "",
            round(1000 * float(np.median(cold_s))),
            "ms",
            None,
            "a new process, the list of devices, the stream, the first block; it passes during the countdown.",
            os.getloadavg()[0],
        ),
    ]


def two_hours(folder: Path) -> list[Row]:
    """Put two hours of blocks through the same writer, as fast as it goes, and watch its memory."""
    command = [sys.executable, "-c", ENDURANCE, str(folder / "long.wav"), str(LONG_S)]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    early_mb, late_mb, packed_mb, packing_s = map(float, out)
    return [
        Row(
            "memory",
            "memory that two hours take more than one minute",
            "constant",
            round(late_mb - early_mb, 1),
            "MB",
            late_mb - early_mb < 5,
            f"two hours of 48 kHz blocks through the recorder's own writer, faster than real time: {early_mb:.0f} MB "
            f"after a minute, {late_mb:.0f} MB at the end, {packed_mb:.0f} MB after compressing and comparing.",
            os.getloadavg()[0],
        ),
        Row(
            "packing",
            "processor time to compress two hours of noise to FLAC and compare each sample",
            "",
            round(packing_s, 1),
            "s",
            None,
            "in blocks; an answer of 90 s takes an eightieth of it.",
            os.getloadavg()[0],
        ),
    ]
