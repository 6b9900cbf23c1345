"""How long after the stop the report is there, and whether the live transcript is that of the whole."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import soundfile

from recorder.costs import used_s
from recorder.random_whisper import TOKENS_PER_S, write_model
from recorder.results import Row
from speakstar import app
from speakstar.adapters import audio_files, models, star_files
from speakstar.adapters.flac_file import Packing, archived
from speakstar.adapters.listener import SoundListener
from speakstar.adapters.listening_process import ListeningProcess
from speakstar.adapters.live import LiveTranscription, Understood
from speakstar.adapters.samples import samples
from speakstar.adapters.store import SqliteTakeStore
from speakstar.adapters.wav_writer import HEADER_BYTES
from speakstar.adapters.whisper import WhisperEngine
from speakstar.cli.session import now
from speakstar.core.filled_pauses import joined, placed
from speakstar.core.fillers import fillers_in_words
from speakstar.core.model import Recording, Span
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


@dataclass(frozen=True)
class Spent:
    """Seconds from the stop to the report: by the clock, and of the processor in all processes."""

    clock_s: float
    processor_s: float


def stop_to_report(folder: Path, name: str, engine: WhisperEngine, limit: float) -> list[Row]:
    """Compare what passes after the stop with what the same report takes from the file alone.

    Either way models are loaded, all second listening is done, the FLAC is made and compared, the take is stored.
    """
    sound = _spoken()
    engine.dictation()
    listener = SoundListener()
    listener.warm()
    batch = [_batch(folder, engine, listener, _cut(sound, stop_s, folder / "whole.wav")) for stop_s in STOPS_S[-2:]]
    stops = [_live(folder, engine, _cut(sound, stop_s, folder / "stop.wav")) for stop_s in STOPS_S]
    quiet = _live(folder, engine, _cut(sound, ANSWER_S, folder / "quiet.wav", silence_s=QUIET_S))
    whole = Spent(min(one.clock_s for one in batch), min(one.processor_s for one in batch))
    clock_s = [one.clock_s for one in stops]
    share = float(np.median(clock_s)) / whole.clock_s
    return [
        Row(
            f"stop-{name.split()[-1]}",
            f"stop to full report against batch, {name}, median of {len(STOPS_S)} stops mid-word",
            f"at most {limit}",
            round(share, 3),
            "",
            share <= limit,
            f"by the clock, from the stop to the text: {np.median(clock_s):.2f} s, at worst {max(clock_s):.2f} s "
            f"({max(clock_s) / whole.clock_s:.2f}), against {whole.clock_s:.2f} s in batch (the faster of two), second "
            f"listening and FLAC included in both. By the processor, {_median_s(stops):.2f} s against "
            f"{whole.processor_s:.2f} s ({_median_s(stops) / whole.processor_s:.3f}). After {QUIET_S} s of silence "
            f"before the stop: {quiet.clock_s:.2f} s ({quiet.clock_s / whole.clock_s:.3f}), as the end was known.",
            os.getloadavg()[0],
        ),
        Row(
            f"stop-seconds-{name.split()[-1]}",
            f"stop to full report, {name}, median of {len(STOPS_S)} stops mid-word",
            "under 1 s" if name == "pocket" else "",
            round(float(np.median(clock_s)), 2),
            "s",
            bool(np.median(clock_s) < 1) if name == "pocket" else None,
            f"the same stops: {', '.join(f'{one:.2f}' for one in clock_s)} s.",
            os.getloadavg()[0],
        ),
    ]


def _median_s(stops: list[Spent]) -> float:
    return float(np.median([one.processor_s for one in stops]))


def live_against_batch(folder: Path) -> list[Row]:
    """Understand all samples both ways, the live one from a file that grows in uneven pieces."""
    engine, listener, words, errors, fillers, other = pocket_engine(), SoundListener(), 0, 0, 0, 0
    for sample in samples():
        path = folder / f"{sample.path.stem}.wav"
        sound, rate_hz = soundfile.read(sample.path, dtype="float32")
        soundfile.write(path, sound, rate_hz, subtype="PCM_16")
        recording = audio_files.probe(path)
        batch, live = engine.transcribe(recording), _grown(folder, engine, recording)
        found = jiwer.process_words(batch.text, live.transcript.text)
        words += len(batch.words)
        errors += found.substitutions + found.deletions + found.insertions
        heard = Understood(batch, listener.listen(recording, batch))
        fillers = max(fillers, abs(_fillers(heard) - _fillers(live)))
        other += heard != live
    return [
        Row(
            "live-words",
            "live transcript against the batch transcript: word difference",
            "at most 2 %",
            round(100 * errors / words, 2),
            "%",
            errors / words <= 0.02,
            f"the six sample answers, {words} words; {errors} differ.",
            os.getloadavg()[0],
        ),
        Row(
            "live-fillers",
            "fillers found live against in batch, second listening included: most in one answer",
            "at most 1",
            fillers,
            "",
            fillers <= 1,
            f"the six sample answers; anything at all (a filler, a repeat, the time of a word) differs in {other}.",
            os.getloadavg()[0],
        ),
    ]


def _fillers(understood: Understood) -> int:
    words = placed(understood.transcript, understood.sound).words
    return len(joined(fillers_in_words(words), words, understood.sound))


def _spoken() -> np.ndarray:
    sample = next(s for s in samples() if s.path.stem == "beyond-weak")
    sound, rate_hz = soundfile.read(sample.path, dtype="float32")
    at = np.arange(round(len(sound) * RATE_HZ / rate_hz)) * rate_hz / RATE_HZ
    return np.interp(at, np.arange(len(sound)), sound)[: round(ANSWER_S * RATE_HZ)]


def _cut(sound: np.ndarray, stop_s: float, path: Path, *, silence_s: float = 0.0) -> Recording:
    hiss = np.random.default_rng(1).standard_normal(round(silence_s * RATE_HZ)) * 1e-4
    soundfile.write(path, np.concatenate([sound[: round(stop_s * RATE_HZ)], hiss]), RATE_HZ, subtype="PCM_16")
    return audio_files.probe(path)


def _batch(folder: Path, engine: WhisperEngine, listener: SoundListener, recording: Recording) -> Spent:
    begin = _now()
    transcript = engine.transcribe(recording)
    sound = listener.listen(recording, transcript)
    with archived(recording) as kept:
        _report(folder, kept, Understood(transcript, sound))
    return _since(begin)


def _live(folder: Path, engine: WhisperEngine, recording: Recording) -> Spent:
    """Let a recording grow and stop, on a machine that keeps up: all but the last second is waited for."""
    content, path = Path(recording.path).read_bytes(), folder / f"{time.monotonic_ns()}.wav"
    second = 2 * RATE_HZ
    with ListeningProcess() as follower, LiveTranscription(engine, follower) as live:
        child = follower._process.pid
        with path.open("wb", buffering=0) as file:
            file.write(content[:HEADER_BYTES])
            live.follow(path, rate_hz=RATE_HZ)
            for at in range(HEADER_BYTES, len(content) - second, second):
                file.write(content[at : min(at + second, len(content) - second)])
                _wait_for_rest(child)
            for at in range(len(content) - second, len(content), second // 10):
                file.write(content[at : at + second // 10])
                time.sleep(0.1)
        begin = _now(child)
        packing = Packing(_at(recording, path))
        understood = live.finish(_at(recording, path), meanwhile=packing.start)
        if understood is None or understood.sound is None:
            raise SystemExit("the live transcription failed")
        with packing.archived() as kept:
            _report(folder, kept, understood)
        return _since(begin, child)


def _wait_for_rest(child: int) -> None:
    """Wait until neither process has anything to do."""
    while True:
        begin = _now(child)
        time.sleep(0.25)
        if _since(begin, child).processor_s < 0.05:
            return


def _now(child: int | None = None) -> Spent:
    return Spent(time.monotonic(), time.process_time() + (used_s(child) if child else 0.0))


def _since(begin: Spent, child: int | None = None) -> Spent:
    now = _now(child)
    return Spent(now.clock_s - begin.clock_s, now.processor_s - begin.processor_s)


def _report(folder: Path, kept: Recording, understood: Understood) -> str:
    with SqliteTakeStore(folder / "speakstar.db") as store:
        prompt = app.choose_prompt(store, story="beyond")
        take = app.keep(
            store,
            app.Coach(star_files.load()),
            kept,
            understood.transcript,
            recorded_at=now(),
            prompt=prompt,
            sound=understood.sound,
        )
        return format_named("terminal").report(app.report(store, take), Page())


def _at(recording: Recording, path: Path) -> Recording:
    return Recording(
        str(path), recording.duration_s, recording.sample_rate_hz, recording.channels, recording.peak, recording.rms
    )


def _grown(folder: Path, engine: WhisperEngine, recording: Recording) -> Understood:
    content, grown = Path(recording.path).read_bytes(), folder / "grown.wav"
    grown.write_bytes(content[:HEADER_BYTES])
    chance, at = np.random.default_rng(1), HEADER_BYTES
    with ListeningProcess() as follower, LiveTranscription(engine, follower) as live:
        live.follow(grown, rate_hz=recording.sample_rate_hz)
        with grown.open("ab", buffering=0) as file:
            while at < len(content):
                piece = content[at : at + int(chance.integers(1, 50_000))]
                file.write(piece)
                at += len(piece)
                time.sleep(0.02)
        found = live.finish(_at(recording, grown))
    if found is None or found.sound is None:
        raise SystemExit("the live transcription failed")
    return found
