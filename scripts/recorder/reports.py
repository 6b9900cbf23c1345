"""How long after the stop the report is there, and whether the live transcript is that of the whole."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import soundfile

from recorder.random_whisper import TOKENS_PER_S, write_model
from recorder.results import Row
from speakstar import app
from speakstar.adapters import audio_files, models, star_files
from speakstar.adapters.flac_file import archived
from speakstar.adapters.live import LiveTranscription
from speakstar.adapters.samples import samples
from speakstar.adapters.store import SqliteTakeStore
from speakstar.adapters.wav_writer import HEADER_BYTES
from speakstar.adapters.whisper import WhisperEngine
from speakstar.cli.session import now
from speakstar.core.fillers import fillers_in_words
from speakstar.core.model import Recording, Span, Transcript
from speakstar.render import format_named
from speakstar.render.page import Page

RATE_HZ = 48_000
ANSWER_S = 90.0
STOPS_S = (82.1, 85.3, 88.2, 90.0)
"""Moments at which the speaker stops, most of them in the middle of a word: then nothing is known in advance."""

QUIET_S = 1.5
"""What passes between the last word and the key, for those who do not hurry."""


class Bounded(WhisperEngine):
    """Ends where a real model would."""

    def _hear(self, samples: Any, held: Span, clip: Span, **settings: Any) -> list[Any]:
        bound = round(TOKENS_PER_S * clip.duration_s)
        return super()._hear(samples, held, clip, max_new_tokens=bound, **settings)


def pocket_engine() -> WhisperEngine:
    """Make the engine with the embedded model."""
    return WhisperEngine(models.Model(models.POCKET, models.embedded_pocket(), "embedded"))


def base_engine(folder: Path) -> WhisperEngine:
    """Make an engine of base.en's size."""
    return Bounded(models.Model("random base.en", write_model(folder / "base"), "path"))


def stop_to_report(folder: Path, name: str, engine: WhisperEngine, limit: float) -> list[Row]:
    """Compare the processor's time after the stop with that of the same report from the file alone."""
    sound = _spoken()
    whole = _cut(sound, ANSWER_S, folder / "whole.wav")
    engine.dictation()  # the model is loaded in either case while the recording runs
    transcripts: list[Transcript] = []
    batch_s, batch_clock_s = _timed(lambda: transcripts.append(engine.transcribe(whole)))
    report_s, report_clock_s = _timed(lambda: _report(folder, whole, transcripts[0]))
    batch_s, batch_clock_s = batch_s + report_s, batch_clock_s + report_clock_s
    stops = [_tail_s(engine, _cut(sound, stop_s, folder / "stop.wav")) for stop_s in STOPS_S]
    after_s, clock_s = np.add(stops, [report_s, report_clock_s]).T
    quiet_s, _ = _tail_s(engine, _cut(sound, ANSWER_S, folder / "quiet.wav", silence_s=QUIET_S), guess=True)
    share = np.median(after_s) / batch_s
    return [
        Row(
            f"stop-{name.split()[-1]}",
            f"stop to full report against batch, {name}, median of {len(STOPS_S)} stops mid-word",
            f"at most {limit}",
            round(float(share), 3),
            "",
            bool(share <= limit),
            f"processor time from stop to report (the last clip, FLAC with its check, analysis, store, "
            f"text), on a machine that kept up: {np.median(after_s):.2f} s, at worst {after_s.max():.2f} s "
            f"({after_s.max() / batch_s:.2f}), against {batch_s:.2f} s in batch; {report_s:.2f} s of either is not "
            f"transcription. By the clock, under this load, {np.median(clock_s):.2f} s against {batch_clock_s:.2f} s. "
            f"After {QUIET_S} s of silence before the stop: {(quiet_s + report_s) / batch_s:.3f}, as the last clip was "
            "heard in advance.",
            os.getloadavg()[0],
        )
    ]


def live_against_batch(folder: Path) -> list[Row]:
    """Transcribe all samples both ways, the live one from a file that grows in uneven pieces."""
    engine, words, errors, fillers = pocket_engine(), 0, 0, 0
    for sample in samples():
        path = folder / f"{sample.path.stem}.wav"
        sound, rate_hz = soundfile.read(sample.path, dtype="float32")
        soundfile.write(path, sound, rate_hz, subtype="PCM_16")
        recording = audio_files.probe(path)
        batch, live = engine.transcribe(recording), _grown(folder, engine, recording)
        found = jiwer.process_words(batch.text, live.text)
        words += len(batch.words)
        errors += found.substitutions + found.deletions + found.insertions
        fillers = max(fillers, abs(len(fillers_in_words(batch.words)) - len(fillers_in_words(live.words))))
    return [
        Row(
            "live-words",
            "live transcript against the batch transcript: word difference",
            "at most 2 %",
            round(100 * errors / words, 2),
            "%",
            errors / words <= 0.02,
            f"the six sample answers, {words} words; {errors} differ, and at most {fillers} fillers in one answer.",
            os.getloadavg()[0],
        )
    ]


def _spoken() -> np.ndarray:
    sample = next(s for s in samples() if s.path.stem == "beyond-weak")
    sound, rate_hz = soundfile.read(sample.path, dtype="float32")
    at = np.arange(round(len(sound) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return np.interp(at, np.arange(len(sound)), sound)[: round(ANSWER_S * RATE_HZ)]


def _cut(sound: np.ndarray, stop_s: float, path: Path, *, silence_s: float = 0.0) -> Recording:
    hiss = np.random.default_rng(1).standard_normal(round(silence_s * RATE_HZ)) * 1e-4
    soundfile.write(path, np.concatenate([sound[: round(stop_s * RATE_HZ)], hiss]), RATE_HZ, subtype="PCM_16")
    return audio_files.probe(path)


def _tail_s(engine: WhisperEngine, recording: Recording, *, guess: bool = False) -> tuple[float, float]:
    """Return what is left to transcribe after the stop, by processor and clock, when all before it was done in time.

    What was done in time is not done at all here, as nobody asks how long that took.
    """
    dictation = engine.dictation()
    hear_clip, dictation._hear_clip = dictation._hear_clip, lambda _samples, _clip: ()
    sound = audio_files.decode(recording.path)
    quiet_from = len(sound) - round(QUIET_S * audio_files.SAMPLE_RATE_HZ)
    dictation.hear(sound[:quiet_from])
    dictation._hear_clip = hear_clip
    for start in range(quiet_from, len(sound), 1_600):
        dictation.hear(sound[start : start + 1_600])
        if guess:
            dictation.guess()
    return _timed(lambda: dictation.finish(recording.duration_s))


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    used_s, clock_s = time.process_time(), time.monotonic()
    work()
    return time.process_time() - used_s, time.monotonic() - clock_s


def _report(folder: Path, recording: Recording, transcript: Transcript) -> str:
    copy = folder / f"{time.monotonic_ns()}.wav"
    copy.write_bytes(Path(recording.path).read_bytes())
    with SqliteTakeStore(folder / "speakstar.db") as store, archived(_at(recording, copy)) as kept:
        prompt = app.choose_prompt(store, story="beyond")
        take = app.keep(kept, transcript, star=star_files.load(), store=store, recorded_at=now(), prompt=prompt)
        return format_named("terminal").report(app.report(store, take), Page())


def _at(recording: Recording, path: Path) -> Recording:
    return Recording(
        str(path), recording.duration_s, recording.sample_rate_hz, recording.channels, recording.peak, recording.rms
    )


def _grown(folder: Path, engine: WhisperEngine, recording: Recording) -> Transcript:
    content, grown = Path(recording.path).read_bytes(), folder / "grown.wav"
    grown.write_bytes(content[:HEADER_BYTES])
    chance, at = np.random.default_rng(1), HEADER_BYTES
    with LiveTranscription(engine) as live, grown.open("ab", buffering=0) as file:
        live.follow(grown, rate_hz=recording.sample_rate_hz)
        while at < len(content):
            piece = content[at : at + int(chance.integers(1, 50_000))]
            file.write(piece)
            at += len(piece)
            time.sleep(0.02)
        found = live.finish(_at(recording, grown))
    if found is None:
        raise SystemExit("the live transcription failed")
    return found
