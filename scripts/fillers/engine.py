"""Transcripts by the embedded model, kept in the cache: as it wrote them, or the true words with its times."""

import difflib
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
from pocket.speech import SAMPLE_RATE

from speakstar.adapters.audio_files import probe
from speakstar.adapters.models import POCKET, Model, embedded_pocket
from speakstar.adapters.whisper import WhisperEngine
from speakstar.core.model import Word
from speakstar.core.text import plain_word


def transcribed(samples: np.ndarray, cache_dir: Path) -> tuple[Word, ...]:
    """Transcribe with the embedded model."""
    key = hashlib.sha256(np.ascontiguousarray(samples).tobytes() + _model_digest().encode()).hexdigest()[:24]
    path = cache_dir / "engine" / f"{key}.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            sound = Path(folder, "answer.wav")
            soundfile.write(sound, samples, SAMPLE_RATE, subtype="PCM_16")
            words = _engine().transcribe(probe(sound)).words
        path.write_text(json.dumps([asdict(word) for word in words]), encoding="utf-8")
    return tuple(Word(**entry) for entry in json.loads(path.read_text(encoding="utf-8")))


def timed_as(words: Sequence[Word], heard: Sequence[Word]) -> tuple[Word, ...]:
    """Give words the times of those that an engine heard; words that it misheard share the time in between."""
    matcher = difflib.SequenceMatcher(
        None, [plain_word(w.text) for w in words], [plain_word(w.text) for w in heard], False
    )
    same = {b.a + k: heard[b.b + k] for b in matcher.get_matching_blocks() for k in range(b.size)}
    out: list[Word] = []
    for i, word in enumerate(words):
        if i in same:
            out.append(replace(word, start_s=same[i].start_s, end_s=same[i].end_s, probability=same[i].probability))
            continue
        after = next((j for j in range(i, len(words)) if j in same), None)
        start_s = out[-1].end_s if out else (same[after].start_s - 0.3 * (after - i) if after is not None else 0.0)
        end_s = same[after].start_s if after is not None else word.end_s
        share_s = max(0.0, end_s - start_s) / ((after if after is not None else len(words)) - i)
        out.append(replace(word, start_s=round(max(0, start_s), 3), end_s=round(max(0, start_s + share_s), 3)))
    return tuple(out)


@cache
def _engine() -> WhisperEngine:
    return WhisperEngine(Model(POCKET, embedded_pocket(), "embedded"), cpu_threads=1)


@cache
def _model_digest() -> str:
    return hashlib.sha256((embedded_pocket() / "model.bin").read_bytes()).hexdigest()
