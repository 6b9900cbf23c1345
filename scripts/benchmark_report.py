"""Measure how long the page of a 90 s answer takes once it is analysed, what it costs, and how large it is.

As in the program, the sound is compressed by another thread while the answer is analysed (the second listening and
the checklist, with the true words for a transcript), so little of it is left to wait for. Writes
results/benchmark_report.md and .json.

    python scripts/benchmark_report.py [--runs 10]
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import soundfile

from speakstar.adapters import audio_files, star_files
from speakstar.adapters.listener import SoundListener
from speakstar.adapters.playable import compress
from speakstar.adapters.samples import folder
from speakstar.cli.pages import PAGE, playable
from speakstar.core.analysis import analyse
from speakstar.core.model import EngineId, Take, Transcript, Word
from speakstar.core.report import report
from speakstar.render import format_named
from speakstar.render.page import Page

RESULTS = Path(__file__).parent / "results" / "benchmark_report"
SAMPLE = "beyond-weak"
LENGTH_S = 90.0
GOAL_S, GOAL_BYTES = 0.3, 1_500_000


def words_of(path: Path) -> Transcript:
    """Write the first 90 s of the sample to a file, and return their true words."""
    sound, rate = soundfile.read(folder() / f"{SAMPLE}.flac", dtype="float32")
    soundfile.write(path, sound[: int(LENGTH_S * rate)], rate)
    truth = json.loads((folder() / f"{SAMPLE}.json").read_text())["words"]
    words = tuple(Word(w["text"], w["start_s"], w["end_s"]) for w in truth if w["end_s"] < LENGTH_S)
    return Transcript(words, None, EngineId("truth", SAMPLE, "1"))


def follow(path: Path, transcript: Transcript, listener: SoundListener) -> tuple[float, float, str]:
    """Analyse the answer while its sound is compressed; return the seconds of that, those until the page, the page."""
    begin_s = time.perf_counter()
    sound = playable(path, PAGE)
    recording = audio_files.probe(path)
    heard = listener.listen(recording, transcript)
    analysis = analyse(transcript, star=star_files.load(), sound=heard, elapsed_s=recording.duration_s)
    take = Take(1, None, None, None, datetime(2026, 11, 23, tzinfo=UTC), recording, transcript, heard, analysis)
    analysed_s = time.perf_counter()
    page = format_named(PAGE).report(report(take), Page(sound=sound()))
    return analysed_s - begin_s, time.perf_counter() - analysed_s, page


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
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as home:
        path = Path(home) / "answer.flac"
        transcript = words_of(path)
        listener = SoundListener()
        page = follow(path, transcript, listener)[2]
        followed = [follow(path, transcript, listener)[:2] for _ in range(runs)]
        took_s = {
            "analysing, by the clock": [round(analysis_s, 4) for analysis_s, _ in followed],
            "from the analysis to the page, by the clock": [round(page_s, 4) for _, page_s in followed],
            "decoding the sound, processor time": timed(lambda: audio_files.decode(path), runs),
            "compressing it, decoding included, processor time": timed(lambda: compress(path), runs),
        }
    median_s = {name: statistics.median(times_s) for name, times_s in took_s.items()}
    size = len(page.encode())
    text = "\n".join(
        [
            "# How long the page of an answer takes",
            "",
            "Written by `python scripts/benchmark_report.py`: the first"
            f" {LENGTH_S:.0f} s of {SAMPLE}.flac, {runs} runs,",
            f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}.",
            "",
            "| | median | fastest | slowest |",
            "|---|--:|--:|--:|",
            *(
                f"| {name} | {median_s[name] * 1000:.0f} ms | {min(t) * 1000:.0f} ms | {max(t) * 1000:.0f} ms |"
                for name, t in took_s.items()
            ),
            "",
            "The sound is compressed while the answer is analysed. The page is there"
            f" **{median_s['from the analysis to the page, by the clock'] * 1000:.0f} ms** after the",
            f"analysis (the goal is {GOAL_S * 1000:.0f} ms). The page of a stored take takes as long as compressing.",
            f"The page has **{size / 1e6:.2f} MB** (the goal is {GOAL_BYTES / 1e6:.1f} MB).",
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
