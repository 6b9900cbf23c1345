"""Measure a Whisper model: word error rate, fillers, word times, invented words and speed.

Usage: python scripts/evaluate_engine.py --model models/pocket [--human FOLDER] [--out models/pocket/evaluation]

"engine" is what the program does with the model (speakstar.adapters.whisper), "plain" is faster-whisper alone,
"pocketsphinx" that package's own recogniser. The benchmark is synthesised from sentences of scripts/pocket_text
that training leaves out, by voices that training knows and by three that it does not. FOLDER holds real recordings
and a manifest.json, a list of {"file": ..., "text": ...}. Needs the extra `train` and the Debian packages espeak-ng,
flite1-dev, festival and festvox-kdlpc16k.
"""

import argparse
import json
import platform
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from faster_whisper import decode_audio
from pocket import listeners
from pocket.benchmark import Recording, non_speech_recordings, spoken_recordings
from pocket.listeners import Listener
from pocket.scoring import Score, score
from pocket.speech import SAMPLE_RATE

Key = tuple[str, str, str, str]
"""How it was heard, group, noise and voice."""


def human_recordings(folder: Path) -> Iterator[Recording]:
    """Yield the recordings of a folder's manifest.json; their word times are unknown."""
    for entry in json.loads((folder / "manifest.json").read_text()):
        sound = decode_audio(str(folder / entry["file"]))
        yield Recording(entry["file"], "human", "human", "as recorded", sound, entry["text"].split(), None)


def measure(listen: Listener, recording: Recording) -> tuple[Score, str]:
    """Hear one recording and compare."""
    started = time.perf_counter()
    heard = listen(recording.sound)
    took_s = time.perf_counter() - started
    result = score(recording.words, recording.starts_s, [w for w, _ in heard], [start_s for _, start_s in heard])
    result.audio_s, result.decode_s = len(recording.sound) / SAMPLE_RATE, took_s
    return result, " ".join(word for word, _ in heard)


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


def evaluate(model: str, *, threads: int, answers: int, seed: int, human: Path | None) -> dict:
    """Run the benchmark and give all figures by listener, group, noise level and voice."""
    tables: dict[Key, Score] = defaultdict(Score)
    engine = listeners.engine(model, threads)
    with_vad, without_vad = (listeners.plain(model, threads, vad=vad) for vad in (True, False))
    for recording in spoken_recordings(answers=answers, seed=seed):
        for way, listen in (("engine", engine), ("plain", with_vad)):
            if way == "engine" or recording.noise == "clean":
                result, _ = measure(listen, recording)
                for voice in ("all", recording.voice):
                    tables[way, recording.group, recording.noise, voice].add(result)
                print(
                    f"{recording.name}, {recording.noise}, {way}: {result.word_error_rate:.1%} of words wrong, "
                    f"{result.decode_s:.0f} s for {result.audio_s:.0f} s",
                    file=sys.stderr,
                )
    invented = {}
    for recording in non_speech_recordings(seed):
        for way, listen in (("engine", engine), ("plain, VAD on", with_vad), ("plain, VAD off", without_vad)):
            invented[f"{recording.name}, {way}"] = len(measure(listen, recording)[1].split())
    clips = _human_clips(tables, {"engine": engine, "plain": without_vad}, human) if human else []
    rows = [{"heard_by": w, "group": g, "noise": n, "voice": v, **figures(s)} for (w, g, n, v), s in tables.items()]
    return {"rows": rows, "invented_words": invented, "human_clips": clips}


def _human_clips(tables: dict[Key, Score], ways: dict[str, Listener], human: Path) -> list[dict]:
    ways = ways | {"pocketsphinx": listeners.sphinx()}
    clips = []
    for recording in human_recordings(human):
        clip: dict = {"file": recording.name, "said": " ".join(recording.words)}
        for way, listen in ways.items():
            result, clip[way] = measure(listen, recording)
            clip[f"{way}_word_error_rate"] = figures(result)["word_error_rate"]
            tables[way, recording.group, recording.noise, "all"].add(result)
        clips.append(clip)
    return clips


def markdown(report: dict) -> str:
    """Write a report as Markdown tables."""

    def share(value: float | None) -> str:
        return "-" if value is None else f"{100 * value:.1f} %"

    lines = [
        f"# Evaluation of {report['model']}",
        "",
        f"`{report['command']}`, {report['machine']}, {report['threads']} threads, int8, beam 5, temperature 0.",
        '"engine" is what the program does (speech cut at pauses, one window a clip), "plain" faster-whisper alone '
        "(VAD on for synthetic speech, off for human clips), pocketsphinx that package's own recogniser.",
        "",
        "| heard by | group | noise | voice | words | WER | filler recall | precision | word start error "
        "| real-time factor |",
        "|---|---|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in sorted(report["rows"], key=lambda r: (r["voice"] != "all", r["heard_by"] != "engine")):
        start = "-" if row["word_start_error_ms"] is None else f"{row['word_start_error_ms']:.0f} ms"
        lines.append(
            f"| {row['heard_by']} | {row['group']} | {row['noise']} | {row['voice']} | {row['reference_words']} "
            f"| {share(row['word_error_rate'])} | {share(row['filler_recall'])} | {share(row['filler_precision'])} "
            f"| {start} | {row['real_time_factor']:.3f} |"
        )
    lines += ["", "| five minutes of, heard by | words invented |", "|---|--:|"]
    lines += [f"| {name} | {count} |" for name, count in report["invented_words"].items()]
    if report["human_clips"]:
        lines += ["", "| human clip | WER | said | heard (engine) | heard by pocketsphinx |", "|---|--:|---|---|---|"]
        lines += [
            f"| {c['file']} | {share(c['engine_word_error_rate'])} | {c['said']} | {c['engine']} "
            f"| {c['pocketsphinx']} |"
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
    parser.add_argument("--seed", type=int, default=2026, help="seed of the benchmark (default: %(default)s)")
    arguments = parser.parse_args()
    report = {
        "model": arguments.model,
        "command": f"python scripts/evaluate_engine.py --model {arguments.model} --answers {arguments.answers}",
        "machine": f"{platform.machine()} {platform.system()}",
        "threads": arguments.threads,
        **evaluate(
            arguments.model,
            threads=arguments.threads,
            answers=arguments.answers,
            seed=arguments.seed,
            human=arguments.human,
        ),
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
