"""Measure a Whisper model: word error rate, fillers, word times, invented words and speed.

Usage: python scripts/evaluate_engine.py --model models/pocket [--human FOLDER] [--out models/pocket/evaluation]

The benchmark is synthesised from sentences of scripts/pocket_text that training leaves out, by voices that
training knows and by three that it does not. FOLDER holds real recordings and a manifest.json, a list of
{"file": ..., "text": ...}. Needs the extra `train` and the Debian packages espeak-ng, flite1-dev, festival and
festvox-kdlpc16k.
"""

import argparse
import json
import platform
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from faster_whisper import WhisperModel, decode_audio
from pocket.benchmark import Recording, non_speech_recordings, spoken_recordings
from pocket.scoring import Score, score

DECODING = {
    "beam_size": 5,
    "temperature": 0.0,
    "condition_on_previous_text": False,
    "language": "en",
    "word_timestamps": True,
}


def human_recordings(folder: Path) -> Iterator[Recording]:
    """Yield the recordings of a folder's manifest.json; their word times are unknown."""
    for entry in json.loads((folder / "manifest.json").read_text()):
        sound = decode_audio(str(folder / entry["file"]))
        yield Recording(entry["file"], "human", "human", "as recorded", sound, entry["text"].split(), None)


def measure(model: WhisperModel, recording: Recording, *, vad: bool) -> tuple[Score, str]:
    """Transcribe one recording and compare."""
    started = time.perf_counter()
    segments, _ = model.transcribe(recording.sound, vad_filter=vad, **DECODING)
    words = [word for segment in segments for word in segment.words]
    took_s = time.perf_counter() - started
    result = score(recording.words, recording.starts_s, [w.word.strip() for w in words], [w.start for w in words])
    result.audio_s, result.decode_s = len(recording.sound) / 16_000, took_s
    return result, "".join(w.word for w in words).strip()


def figures(result: Score) -> dict[str, float | int | None]:
    """Give a score's rates, rounded, with None where there is nothing to divide by."""

    def rounded(value: float, digits: int) -> float | None:
        return None if value != value else round(value, digits)

    return {
        "reference_words": result.reference_words,
        "word_error_rate": rounded(result.word_error_rate, 4) if result.reference_words else None,
        "filler_recall": rounded(result.filler_recall, 3),
        "filler_precision": rounded(result.filler_precision, 3),
        "word_start_error_ms": rounded(result.start_error_s * 1000, 0),
        "audio_s": round(result.audio_s, 1),
        "real_time_factor": rounded(result.decode_s / max(result.audio_s, 1e-9), 4),
    }


def evaluate(model: WhisperModel, *, answers: int, seed: int, human: Path | None) -> dict:
    """Run the benchmark and give all figures by group, noise level and voice."""
    tables: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for recording in spoken_recordings(answers=answers, seed=seed):
        result, _ = measure(model, recording, vad=True)
        tables[recording.group, recording.noise, "all"].add(result)
        tables[recording.group, recording.noise, recording.voice].add(result)
    invented = {}
    for recording in non_speech_recordings(seed):
        for vad in (True, False):
            heard = measure(model, recording, vad=vad)[1]
            invented[f"{recording.name}, VAD {'on' if vad else 'off'}"] = len(heard.split())
    clips = []
    for recording in human_recordings(human) if human else ():
        result, heard = measure(model, recording, vad=False)
        tables["human", "as recorded", "all"].add(result)
        clips.append({"file": recording.name, "said": " ".join(recording.words), "heard": heard, **figures(result)})
    rows = [{"group": g, "noise": n, "voice": v, **figures(s)} for (g, n, v), s in tables.items()]
    return {"rows": rows, "invented_words": invented, "human_clips": clips}


def markdown(report: dict) -> str:
    """Write a report as Markdown tables."""

    def share(value: float | None) -> str:
        return "-" if value is None else f"{100 * value:.1f} %"

    lines = [
        f"# Evaluation of {report['model']}",
        "",
        f"`{report['command']}`, {report['machine']}, {report['threads']} threads, {report['compute_type']}; "
        "beam 5, temperature 0, word timestamps, VAD on for synthetic speech and off for human clips.",
        "",
        "| group | noise | voice | words | WER | filler recall | precision | word start error | real-time factor |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in sorted(report["rows"], key=lambda r: r["voice"] != "all"):
        start = "-" if row["word_start_error_ms"] is None else f"{row['word_start_error_ms']:.0f} ms"
        lines.append(
            f"| {row['group']} | {row['noise']} | {row['voice']} | {row['reference_words']} "
            f"| {share(row['word_error_rate'])} | {share(row['filler_recall'])} | {share(row['filler_precision'])} "
            f"| {start} | {row['real_time_factor']:.3f} |"
        )
    lines += ["", "| five minutes of | words invented |", "|---|--:|"]
    lines += [f"| {name} | {count} |" for name, count in report["invented_words"].items()]
    if report["human_clips"]:
        lines += ["", "| human clip | WER | said | heard |", "|---|--:|---|---|"]
        lines += [
            f"| {c['file']} | {share(c['word_error_rate'])} | {c['said']} | {c['heard']} |"
            for c in report["human_clips"]
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Parse the command line, measure, write OUT.json and OUT.md."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", required=True, help="a Whisper model's folder, or a name faster-whisper knows")
    parser.add_argument("--human", type=Path, help="folder with real recordings and manifest.json")
    parser.add_argument("--out", type=Path, help="stem of the .json and .md files; without it the table is printed")
    parser.add_argument("--answers", type=int, default=3, help="answers per voice (default: %(default)s)")
    parser.add_argument("--threads", type=int, default=2, help="CPU threads (default: %(default)s)")
    parser.add_argument("--compute-type", default="int8", help="as faster-whisper names it (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=2026, help="seed of the benchmark (default: %(default)s)")
    arguments = parser.parse_args()
    model = WhisperModel(
        arguments.model, device="cpu", compute_type=arguments.compute_type, cpu_threads=arguments.threads
    )
    report = {
        "model": arguments.model,
        "command": f"python scripts/evaluate_engine.py --model {arguments.model} --answers {arguments.answers}",
        "machine": f"{platform.machine()} {platform.system()}",
        "threads": arguments.threads,
        "compute_type": arguments.compute_type,
        **evaluate(model, answers=arguments.answers, seed=arguments.seed, human=arguments.human),
    }
    text = markdown(report)
    if arguments.out is None:
        print(text)
        return
    arguments.out.with_suffix(".json").write_text(json.dumps(report, indent=1) + "\n")
    arguments.out.with_suffix(".md").write_text(text)
    print(f"Wrote {arguments.out}.json and {arguments.out}.md")


if __name__ == "__main__":
    main()
