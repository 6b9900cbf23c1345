"""A corpus of spoken lines on disk: 16-bit sound in one file per shard, words and their times beside it."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from pocket.lines import Library
from pocket.speech import SAMPLE_RATE, SpeechError
from pocket.text import Line
from pocket.voices import GROUPS, Utterance, speak

MAX_SECONDS = 14.0
RATES, PITCHES = (0.82, 1.25), (0.6, 1.5)
APART_SHARE = 0.4  # of the lines with hesitations, whose hesitations are spoken slowly and by themselves
APART_RATES, APART_PAUSES_S = (0.55, 0.9), (0.05, 0.5)
HESITATION = re.compile(r"(?i)(um|uh|er|erm|hmm),?")


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


def draw_voice(r: random.Random, groups: dict[str, float]) -> str:
    """Draw a training voice: its group by the groups' shares, then any voice of that group."""
    return r.choice(GROUPS[r.choices(list(groups), list(groups.values()))[0]])


def say(line: Line, voice: str, r: random.Random) -> Utterance:
    """Speak a line at a rate and a pitch drawn at random, now and then with its hesitations apart."""
    rate, pitch = r.uniform(*RATES), r.uniform(*PITCHES)
    words = line.spoken.split()
    hesitates = any(map(HESITATION.fullmatch, words))
    if not (hesitates and voice.startswith(("flite", "espeak")) and r.random() < APART_SHARE):
        return speak(line.spoken, voice, rate=rate, pitch=pitch)
    parts, starts_s, ends_s, at_s = [], [], [], 0.0
    for alone, group in groupby(words, lambda w: bool(HESITATION.fullmatch(w))):
        for text in group if alone else [" ".join(group)]:
            said = speak(text, voice, rate=rate * r.uniform(*APART_RATES) if alone else rate, pitch=pitch)
            pause = np.zeros(int(r.uniform(*APART_PAUSES_S) * SAMPLE_RATE), np.float32)
            starts_s.append(said.starts_s + at_s)
            ends_s.append(said.ends_s + at_s)
            parts += [said.samples * np.float32(r.uniform(0.6, 1.0)), pause]
            at_s += (len(said.samples) + len(pause)) / SAMPLE_RATE
    return Utterance(np.concatenate(parts[:-1]), np.concatenate(starts_s), np.concatenate(ends_s))


def write_shard(library: Library, stem: Path, *, seed: int, hours: float, groups: dict[str, float]) -> None:
    """Speak lines until a shard holds so many hours; files STEM.pcm and STEM.jsonl grow together.

    Parameters
    ----------
    groups : dict of str to float
        Shares of the lines by group of voices.
    """
    threadpool_limits(1)  # several of these run side by side, and their many small products would wait for each other
    r = random.Random(seed)
    goal, offset = int(hours * 3600 * SAMPLE_RATE), 0
    with Path(f"{stem}.pcm").open("wb") as sound, Path(f"{stem}.jsonl").open("w") as index:
        while offset < goal:
            line, voice = library.line(r), draw_voice(r, groups)
            try:
                said = say(line, voice, r)
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
        if not path.with_suffix(".pcm").stat().st_size:
            continue
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
