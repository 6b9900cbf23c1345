"""Measure how long the checklist's weights take to load, and an answer of 250 words to be judged by them.

Every run is a fresh process, which loads the weights and then checks the development answers of usual length once each,
with their punctuation or without. The first answer also pays for what Python and numpy do once. Writes
results/benchmark_checklist.md and .json.

    python scripts/benchmark_checklist.py [--runs 9]
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from star import answers

from speakstar.adapters import star_files
from speakstar.core.star import review
from speakstar.core.text import sentences

RESULTS = Path(__file__).parent / "results" / "benchmark_checklist"
WORDS, FEWEST, MOST = 250, 150, 350
LOAD_GOAL_MS, ANSWER_GOAL_MS = 150, 30
RAW = "raw"


def texts(*, raw: bool) -> list[str]:
    """Return the development answers of usual length; ``raw`` without punctuation and capitals."""
    told = [answer.text for answer in answers.read(answers.DEVELOPMENT)]
    usual = [text for text in told if FEWEST <= len(text.split()) <= MOST]
    return [answers.unpunctuated(text) for text in usual] if raw else usual


def run(*, raw: bool) -> dict[str, float | list[float]]:
    """Load and check in this process: milliseconds, of an answer for so many of its words as make `WORDS`."""
    told = texts(raw=raw)
    begin_s = time.perf_counter()
    star = star_files.load()
    load_ms = 1000 * (time.perf_counter() - begin_s)
    took_ms = []
    for text in told:
        begin_s = time.perf_counter()
        review(sentences(text, star.cutter), star=star, speaking_s=None)
        took_ms.append(1000 * (time.perf_counter() - begin_s) * WORDS / len(text.split()))
    return {"load": load_ms, "first": took_ms[0], "answers": took_ms[1:]}


def fresh(*, raw: bool) -> dict[str, Any]:
    """Do so in a fresh process."""
    command = [sys.executable, __file__, "--once", *([RAW] if raw else ["written"])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def figures(runs: list[dict[str, Any]], name: str) -> dict[str, float]:
    """Give the median, the fastest and the slowest of all runs."""
    values = [value for one in runs for value in (one[name] if isinstance(one[name], list) else [one[name]])]
    return {"median": statistics.median(values), "fastest": min(values), "slowest": max(values)}


def markdown(found: dict[str, dict[str, float]], runs: int, count: int) -> str:
    """Lay the figures out as Markdown."""
    rows = [
        f"| {name} | {of['median']:.0f} ms | {of['fastest']:.0f} ms | {of['slowest']:.0f} ms |"
        for name, of in found.items()
    ]
    return "\n".join(
        [
            "# How long the checklist takes",
            "",
            f"Written by `python scripts/benchmark_checklist.py`: {runs} fresh processes for each kind of text,",
            f"{count} development answers of {FEWEST} to {MOST} words, their time scaled to {WORDS} words,",
            f"{platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end.",
            "",
            "| | median | fastest | slowest |",
            "|---|--:|--:|--:|",
            *rows,
            "",
            f"The goals are {LOAD_GOAL_MS} ms for loading and {ANSWER_GOAL_MS} ms for an answer.",
            "",
        ]
    )


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--once", choices=[RAW, "written"], help="run once in this process and print JSON")
    options = parser.parse_args()
    if options.once:
        print(json.dumps(run(raw=options.once == RAW)))
        return
    written, raw = ([fresh(raw=kind) for _ in range(options.runs)] for kind in (False, True))
    found = {
        "loading the weights": figures([*written, *raw], "load"),
        "the first answer": figures(written, "first"),
        "an answer": figures(written, "answers"),
        "an answer without punctuation": figures(raw, "answers"),
    }
    text = markdown(found, options.runs, len(texts(raw=False)))
    print(text)
    RESULTS.with_suffix(".md").write_text(text, encoding="utf-8")
    RESULTS.with_suffix(".json").write_text(json.dumps({"runs": options.runs, "ms": found}, indent=1) + "\n")


if __name__ == "__main__":
    main()
