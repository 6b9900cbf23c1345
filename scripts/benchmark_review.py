"""Measure what `speakstar review` costs beside a bare faster-whisper script, and beside its own engine alone.

The bare script does the same transcription: the same sound, model, settings and clips, which are handed to it, so that
it does not even look for speech. Each run is a fresh process, in turn. Writes results/benchmark_review.md and .json.

    python scripts/benchmark_review.py [--runs 9] [--model NAME|DIR]
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from speakstar.adapters import audio_files, models
from speakstar.adapters.clips import cut
from speakstar.adapters.samples import folder
from speakstar.adapters.whisper import DECODING, available_cores

RESULTS = Path(__file__).parent / "results" / "benchmark_review"
SAMPLE = "beyond-strong.flac"

BARE = """
import json, sys
from faster_whisper import BatchedInferencePipeline, WhisperModel, decode_audio
sound, model, threads, settings, clips = sys.argv[1:]
whisper = BatchedInferencePipeline(WhisperModel(model, device="cpu", compute_type="int8", cpu_threads=int(threads)))
samples, settings = decode_audio(sound), json.loads(settings)
for clip in json.loads(clips):
    segments, _ = whisper.transcribe(samples, clip_timestamps=[clip], batch_size=1, **settings)
    print(*(word.word for segment in segments for word in segment.words))
"""

ENGINE = """
import sys
from pathlib import Path
from speakstar.adapters import audio_files, models
from speakstar.adapters.whisper import WhisperEngine
sound, model = sys.argv[1:]
engine = WhisperEngine(models.Model("model", Path(model), "path"))
print(engine.transcribe(audio_files.probe(sound)).text)
"""


def clips_of(sound: Path, model: Path) -> list[dict[str, float]]:
    """Cut the sound as the engine does."""
    window_s = json.loads((model / "preprocessor_config.json").read_text())["chunk_length"]
    spans = [clip.span for clip in cut(audio_files.decode(sound), window_s=window_s)]
    return [{"start": span.start_s, "end": span.end_s} for span in spans]


def bare_command(sound: Path, model: Path) -> list[str]:
    """Return the bare script's command."""
    more = [str(available_cores()), json.dumps(DECODING), json.dumps(clips_of(sound, model))]
    return [sys.executable, "-c", BARE, str(sound), str(model), *more]


def engine_command(sound: Path, model: Path) -> list[str]:
    """Return the command of a script that only transcribes, with the program's engine."""
    return [sys.executable, "-c", ENGINE, str(sound), str(model)]


def review_command(sound: Path, model: Path, home: Path) -> list[str]:
    """Return the program's command."""
    return [sys.executable, "-m", "speakstar", "--home", str(home), "review", str(sound), "--model", str(model)]


def seconds(command: list[str]) -> float:
    """Run a command and return how long it took."""
    begin_s = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    took_s = time.perf_counter() - begin_s
    if done.returncode or not done.stdout.strip():
        raise SystemExit(f"{' '.join(command[:4])} failed:\n{done.stderr}")
    return took_s


def compare(sound: Path, model: Path, runs: int) -> dict[str, list[float]]:
    """Time the commands in turn, after one run of each that does not count."""
    with tempfile.TemporaryDirectory() as home:
        commands = {
            "bare": bare_command(sound, model),
            "engine": engine_command(sound, model),
            "review": review_command(sound, model, Path(home)),
        }
        took_s: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(runs + 1):
            for name in sorted(commands, reverse=bool(run % 2)):
                elapsed_s = seconds(commands[name])
                if run:
                    took_s[name].append(round(elapsed_s, 3))
    return took_s


def report(took_s: dict[str, list[float]], model: models.Model) -> str:
    """Lay the figures out as Markdown."""
    median_s = {name: statistics.median(times_s) for name, times_s in took_s.items()}
    rows = [
        f"| {name} | {median_s[name]:.2f} s | {min(times_s):.2f} s | {max(times_s):.2f} s |"
        for name, times_s in took_s.items()
    ]

    def ratio(name: str, to: str) -> float:
        return median_s[name] / median_s[to]

    return "\n".join(
        [
            "# What `speakstar review` costs",
            "",
            f"Written by `python scripts/benchmark_review.py`: {SAMPLE}, model {model.name} ({model.size_mb:.0f} MB),"
            f" {len(took_s['bare'])} runs of each, in turn, every one a fresh process, {available_cores()} threads,",
            f"{platform.machine()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f} at the end.",
            "",
            "| | median | fastest | slowest |",
            "|---|--:|--:|--:|",
            *rows,
            "",
            "- bare: a script that prints the words, with faster-whisper as it comes and the clips handed to it.",
            "- engine: a script that prints the words, with the program's engine, which finds the speech itself,",
            "  and encodes no more than the model hears at once.",
            "- review: the whole command, with the second listening, which neither script does, measures, checklist,",
            "  database and report.",
            "",
            f"`review` takes **{ratio('review', 'bare'):.2f}** times as long as the bare script (the goal is 1.15 at",
            f"most), and {ratio('review', 'engine'):.2f} times as long as its engine alone.",
            "",
        ]
    )


def main() -> None:
    """Run the script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--model", default=models.POCKET, help="name or folder of a model")
    options = parser.parse_args()
    model = models.resolve(options.model, configured=None, models_home=Path("~/none").expanduser())
    took_s = compare(folder() / SAMPLE, model.path, options.runs)
    text = report(took_s, model)
    print(text)
    if options.model == models.POCKET:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.with_suffix(".md").write_text(text, encoding="utf-8")
        content = {"sample": SAMPLE, "model": model.name, "threads": available_cores(), "seconds": took_s}
        RESULTS.with_suffix(".json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
