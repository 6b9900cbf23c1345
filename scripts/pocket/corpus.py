"""A corpus of spoken lines on disk: 16-bit sound in one file per shard, words and their times beside it."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from pocket import voices
from pocket.lines import Library
from pocket.speech import SAMPLE_RATE, SpeechError

MAX_SECONDS = 14.0
FLITE_SHARE = 0.65
_FLITE_WEIGHTS = (3, 3, 3, 2)
_ESPEAK_HEAD_WEIGHT = 8  # en-us and en-gb, the voices most people hear


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken line in a shard: words as written, their times in seconds, and where its samples lie."""

    words: tuple[str, ...]
    starts_s: tuple[float, ...]
    ends_s: tuple[float, ...]
    voice: str
    shard: int
    offset: int
    length: int


def draw_voice(r: random.Random) -> str:
    """Draw a training voice; flite's and the plain espeak-ng ones more often than the variants."""
    if r.random() < FLITE_SHARE:
        return "flite:" + r.choices(voices.FLITE_VOICES, _FLITE_WEIGHTS)[0]
    weights = [_ESPEAK_HEAD_WEIGHT if v in ("en-us", "en-gb") else 1 for v in voices.ESPEAK_VOICES]
    return "espeak:" + r.choices(voices.ESPEAK_VOICES, weights)[0]


def write_shard(library: Library, stem: Path, *, seed: int, hours: float) -> None:
    """Speak lines until a shard holds so many hours; files STEM.pcm and STEM.jsonl grow together."""
    r = random.Random(seed)
    goal, offset = int(hours * 3600 * SAMPLE_RATE), 0
    with Path(f"{stem}.pcm").open("wb") as sound, Path(f"{stem}.jsonl").open("w") as index:
        while offset < goal:
            line, voice = library.line(r), draw_voice(r)
            try:
                said = voices.speak(line.spoken, voice, rate=r.uniform(0.85, 1.3), pitch=r.uniform(0.6, 1.5))
            except SpeechError:
                continue
            if len(said.samples) > MAX_SECONDS * SAMPLE_RATE:
                continue
            sound.write((said.samples * 30000).astype(np.int16).tobytes())
            times = [[round(float(t), 3) for t in ts] for ts in (said.starts_s, said.ends_s)]
            index.write(json.dumps([line.written, *times, voice, offset, len(said.samples)]) + "\n")
            offset += len(said.samples)
            if r.random() < 0.02:
                sound.flush()
                index.flush()


def read_shards(folder: Path) -> tuple[list[np.memmap], list[Clip]]:
    """All clips of a folder whose sound is already on disk, also while shards are still growing."""
    sounds, clips = [], []
    for path in sorted(folder.glob("*.jsonl")):
        sound = np.memmap(path.with_suffix(".pcm"), np.int16, "r")
        sounds.append(sound)
        clips += _read_index(path, len(sounds) - 1, len(sound))
    return sounds, clips


def _read_index(path: Path, shard: int, size: int) -> Iterator[Clip]:
    for line in path.read_text().splitlines(keepends=True):
        if not line.endswith("\n"):
            return
        written, starts_s, ends_s, voice, offset, length = json.loads(line)
        if offset + length <= size:
            yield Clip(tuple(written.split()), tuple(starts_s), tuple(ends_s), voice, shard, offset, length)
