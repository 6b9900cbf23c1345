"""Real recordings with their texts, so that not all that training hears is synthetic.

Prompts of Debian's asterisk-core-sounds-en-g722 (CC-BY-SA 3.0): one speaker, 16 minutes. Acted lines of three games
that Debian has, almost seven hours by many speakers; the modules named after them read their archives.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from threadpoolctl import threadpool_limits

from pocket import amazon_queen, drascula, steel_sky
from pocket.corpus import MAX_SECONDS
from pocket.dtw import borrowed_times
from pocket.numerals import write_numbers
from pocket.speech import SAMPLE_RATE, SpeechError

TEXTS = Path("/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz")
SOUNDS = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
SOURCES = {
    "asterisk-core-sounds-en asterisk-core-sounds-en-g722": SOUNDS,
    "flight-of-the-amazon-queen": amazon_queen.ARCHIVE,
    "beneath-a-steel-sky": steel_sky.ARCHIVE,
    "drascula": drascula.ARCHIVE,
}
"""Packages and the file or folder by which they are recognised."""
GAMES = {"queen": amazon_queen, "sky": steel_sky, "drascula": drascula}
"""The games' archives, by what their voices' names begin with."""
WORDS_PER_S = (0.8, 5.5)  # what lies outside is not what was written
_FIT = re.compile(r"[A-Za-z0-9 ,.'?-]+")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:'[A-Z]+)?\b|\b(?=\w*[a-z][A-Z])\w+\b")  # loud words, and "KrAZy" ones
_HESITATION = re.compile(r"(?i)\b(um|uh|hmm|er)[mhr]+\b")  # however long
_UNFIT = re.compile(r"(?i)(\w)\1\1|(?<!')\b[b-hj-np-z]\b(?!')|\.cut$")  # drawn out or stuttered; a file's name
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
    return trimmed(_decoded(path))


def utterances() -> Iterator[tuple[str, str, np.ndarray]]:
    """Give voice, text and sound of all recordings that this machine has."""
    if SOUNDS.exists():
        for text, path in prompts():
            yield "human:allison", text, speech(path)
    for game, acted in GAMES.items():
        if acted.ARCHIVE.exists():
            archive = acted.Archive(acted.ARCHIVE)
            for speaker, line, name in acted.lines(archive):
                if text := written(line):
                    yield f"human:{game}-{speaker}", text, trimmed(acted.sound(archive, name))


def write_shard(stem: Path) -> None:
    """Write all recordings that are not too long as a shard of the corpus."""
    threadpool_limits(1)
    offset = 0
    with Path(f"{stem}.pcm").open("wb") as sound, Path(f"{stem}.jsonl").open("w") as index:
        for voice, text, samples in utterances():
            seconds, words = len(samples) / SAMPLE_RATE, len(text.split())
            if seconds > MAX_SECONDS or not WORDS_PER_S[0] < words / seconds < WORDS_PER_S[1]:
                continue
            try:
                times_s = borrowed_times(samples, text)
            except SpeechError:
                continue
            sound.write((samples * 30000).astype(np.int16).tobytes())
            times = [[round(float(t), 3) for t in ts] for ts in times_s]
            index.write(json.dumps([text, *times, voice, offset, len(samples)]) + "\n")
            offset += len(samples)


def written(line: str) -> str:
    """Write an actor's line as everywhere: no shouting in capitals, no marks that are not heard; "" if it can't be."""
    line = _CAPITALS.sub(lambda m: m[0].lower(), line.replace("!", ".").replace('"', ""))
    line = _HESITATION.sub(r"\1", re.sub(r"\.\.+$", ".", line.strip()))
    line = re.sub(r"\s+", " ", re.sub(r"\s*\.\.+", ", ", line)).strip(" ,;-")
    line = re.sub(r"([.,?])[.,?\s]*(?=[.,?])", "", line)
    if not re.search(r"\w", line) or not _FIT.fullmatch(line) or _UNFIT.search(line):
        return ""
    return write_numbers(line[0].upper() + line[1:])


def _decoded(path: Path) -> np.ndarray:
    with av.open(str(path), format="g722") as container:
        frames = [frame.to_ndarray().reshape(-1) for frame in container.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32) / 32768


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Cut off the silence around a recording, and make it as loud as can be."""
    loud = np.flatnonzero(np.abs(samples) > 0.02 * np.abs(samples).max())
    samples = samples[max(0, loud[0] - SAMPLE_RATE // 20) : loud[-1] + SAMPLE_RATE // 10]
    return samples / np.abs(samples).max()
