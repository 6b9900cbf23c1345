"""Real recordings with their texts: the prompts of Debian's asterisk-core-sounds-en-g722 (CC-BY-SA 3.0).

One speaker, about 25 minutes. They are a small share of training's windows, so that not all it hears is synthetic.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

from pocket.corpus import MAX_SECONDS
from pocket.dtw import borrowed_times
from pocket.numerals import write_numbers
from pocket.speech import SAMPLE_RATE, SpeechError

TEXTS = Path("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")
SOUNDS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
VOICE = "human:allison"
WORDS_PER_S = (0.8, 5.0)  # what lies outside is not what was written
_FIT = re.compile(r"[A-Za-z0-9 ,.'?-]+")
_LETTERS = re.compile(r"\b[A-Z]{2,}\b|\b[A-Z]\.|^[^a-z]*$")


def prompts() -> Iterator[tuple[str, Path]]:
    """Give every prompt's text, numbers written as everywhere, and its file."""
    for line in gzip.decompress(TEXTS.read_bytes()).decode(errors="replace").splitlines():
        name, _, text = line.partition(":")
        text = re.sub(r"\.\.+", ",", re.sub(r"\s+", " ", text.replace("!", "."))).strip(" ,;-")
        path = SOUNDS / f"{name}.g722"
        if text and path.exists() and _FIT.fullmatch(text) and not _LETTERS.search(text):
            yield write_numbers(text[0].upper() + text[1:]), path


def speech(path: Path) -> np.ndarray:
    """Read a prompt without the silence around it: shape (n,), float32 at 16 kHz."""
    return _trimmed(_decoded(path))


def write_shard(stem: Path) -> None:
    """Write all prompts that are not too long as a shard of the corpus."""
    offset = 0
    with Path(f"{stem}.pcm").open("wb") as sound, Path(f"{stem}.jsonl").open("w") as index:
        for text, path in prompts():
            samples = speech(path)
            seconds, words = len(samples) / SAMPLE_RATE, len(text.split())
            if seconds > MAX_SECONDS or not WORDS_PER_S[0] < words / seconds < WORDS_PER_S[1]:
                continue
            try:
                times_s = borrowed_times(samples, text)
            except SpeechError:
                continue
            sound.write((samples * 30000).astype(np.int16).tobytes())
            times = [[round(float(t), 3) for t in ts] for ts in times_s]
            index.write(json.dumps([text, *times, VOICE, offset, len(samples)]) + "\n")
            offset += len(samples)


def _decoded(path: Path) -> np.ndarray:
    with av.open(str(path), format="g722") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32) / 32768


def _trimmed(samples: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    samples = samples[max(0, loud[0] - SAMPLE_RATE // 20) : loud[-1] + SAMPLE_RATE // 10]
    return samples / np.abs(samples).max()
