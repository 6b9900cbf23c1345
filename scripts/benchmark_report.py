"""Measure what the page of a 90 s answer costs once it is analysed, beside decoding its sound, and how large it is.

Compressing the sound and drawing the page are timed apart, in one process, as when a report follows an analysis.
Writes results/benchmark_report.md and .json.

    python scripts/benchmark_report.py [--runs 20]
"""

import argparse
import json
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import soundfile

from speakstar.adapters import audio_files, star_files
from speakstar.adapters.playable import compress
from speakstar.adapters.samples import folder
from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Take, Transcript, Word
from speakstar.core.report import report
from speakstar.render import format_named
from speakstar.render.page import Page

RESULTS = Path(__file__).parent / "results" / "benchmark_report"
SAMPLE = "beyond-weak"
LENGTH_S = 90.0
GOAL_S, GOAL_BYTES = 0.3, 1_500_000


def take_of(path: Path) -> Take:
    """Make a take of the first 90 s of the sample, with its true words."""
    sound, rate = soundfile.read(folder() / f"{SAMPLE}.flac", dtype="float32")
    soundfile.write(path, sound[: int(LENGTH_S * rate)], rate)
    truth = json.loads((folder() / f"{SAMPLE}.json").read_text())["words"]
    words = tuple(Word(w["text"], w["start_s"], w["end_s"]) for w in truth if w["end_s"] < LENGTH_S)
    transcript = Transcript(words, None, EngineId("truth", SAMPLE, "1"))
    recording = audio_files.probe(path)
    analysis = analyse(transcript, star=star_files.load(), elapsed_s=recording.duration_s)
    return Take(1, None, None, None, datetime(2026, 11, 23, tzinfo=UTC), recording, transcript, None, analysis)


def timed(act: Callable[[], object], runs: int) -> list[float]:
    """Return how much processor time each run took, in seconds; other programs' share is not counted."""
    took_s = []
    for _ in range(runs):
        begin_s = time.process_time()
        act()
        took_s.append(round(time.process_time() - begin_s, 4))
    return took_s


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    runs = parser.parse_args().runs
    html = format_named("html")
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "answer.flac"
        take = take_of(path)
        sound = compress(path)
        page = html.report(report(take), Page(sound=sound))
        took_s = {
            "decoding the sound": timed(lambda: audio_files.decode(path), runs),
            "compressing it, decoding included": timed(lambda: compress(path), runs),
            "drawing the page": timed(lambda: html.report(report(take), Page(sound=sound)), runs),
        }
    median_s = {name: statistics.median(times_s) for name, times_s in took_s.items()}
    whole_s = median_s["compressing it, decoding included"] + median_s["drawing the page"]
    ratio = whole_s / median_s["decoding the sound"]
    size = len(page.encode())
    text = "\n".join(
        [
            "# What the page of an answer costs",
            "",
            "Written by `python scripts/benchmark_report.py`: the first"
            f" {LENGTH_S:.0f} s of {SAMPLE}.flac, {runs} runs,",
            f"processor time, {platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}.",
            "",
            "| | median | fastest | slowest |",
            "|---|--:|--:|--:|",
            *(
                f"| {name} | {median_s[name] * 1000:.0f} ms | {min(t) * 1000:.0f} ms | {max(t) * 1000:.0f} ms |"
                for name, t in took_s.items()
            ),
            "",
            f"Sound and page together take **{whole_s * 1000:.0f} ms** after the analysis (the goal is",
            f"{GOAL_S * 1000:.0f} ms), {ratio:.1f} times as long as decoding the sound.",
            f"The page has **{size / 1e6:.2f} MB** (the goal is {GOAL_BYTES / 1e6:.1f} MB),",
            f"{len(sound.data) / 1e6:.2f} MB of it sound before base64.",
            "",
        ]
    )
    print(text)
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.with_suffix(".md").write_text(text, encoding="utf-8")
    content = {"sample": SAMPLE, "length_s": LENGTH_S, "page_bytes": size, "seconds": took_s}
    RESULTS.with_suffix(".json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
