"""What a room, a microphone and an engine do to an answer: noise, bands, gain, and transcripts less than true."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import scipy.signal
from pocket.speech import SAMPLE_RATE

from fillers.coding import coded
from speakstar.core.model import Word

NOISES = ("white", "pink", "babble", "hum")
SHARED_EDGE_S = 0.03  # words no further apart share one boundary, and Whisper moves it as one
WRONG_KINDS = ("substituted", "deleted", "inserted", "unknown")
SYLLABLES = ("bru", "ka", "lim", "zor", "tex", "quo", "ven", "sil", "dra", "pon", "gly", "mar")
STRAY_WORDS = (
    "the", "of", "they", "model", "window", "probably", "seven", "market", "there", "is", "running", "paper",
    "question", "because", "blue", "our", "later", "system", "no", "table",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """How an answer is heard and written.

    Attributes
    ----------
    snr_db : float or None
        Speech over noise. None leaves the quiet room.
    noise : str
        One of `NOISES`; by default any of them, drawn for each answer.
    gain_db : float
        Of the microphone; beyond full scale it clips.
    telephone, room : bool
        300 to 3400 Hz at 8 kHz; a light room (0.25 s).
    jitter_s : float
        Standard deviation of the error of word boundaries, as an engine's.
    absorb : bool
        A word beside a dropped filler takes its time: half of them the word before, half the one after.
    wrong : float
        Share of words that are substituted, deleted, doubled by a stray word, or out of vocabulary.
    codec : {"", "mp3", "opus"}
        Coded and decoded again: MP3 at 32 kbit/s, Opus at 16 kbit/s, as phones and messengers store speech.
    engine : {"", "times", "words"}
        Word times as the embedded model has them, or its words with their times, as it wrote them.
    """

    snr_db: float | None = None
    noise: str = ""
    gain_db: float = 0.0
    telephone: bool = False
    room: bool = False
    jitter_s: float = 0.05
    absorb: bool = False
    wrong: float = 0.0
    codec: Literal["", "mp3", "opus"] = ""
    engine: Literal["", "times", "words"] = ""


CONDITIONS = {
    "clean": Condition(),
    "20 dB": Condition(snr_db=20),
    "10 dB": Condition(snr_db=10),
    "10 dB, pink noise": Condition(snr_db=10, noise="pink"),
    "10 dB, babble": Condition(snr_db=10, noise="babble"),
    "true word times": Condition(jitter_s=0.0),
    "word times off by 100 ms": Condition(jitter_s=0.1),
    "filler time in the words": Condition(absorb=True),
    "embedded model's word times": Condition(engine="times"),
    "embedded model's words": Condition(engine="words"),
    "5 % wrong words": Condition(wrong=0.05),
    "every word wrong": Condition(wrong=1.0),
    "telephone": Condition(telephone=True, snr_db=25),
    "quiet": Condition(gain_db=-20),
    "clipped": Condition(gain_db=14),
    "room": Condition(room=True),
    "MP3, 32 kbit/s": Condition(codec="mp3"),
    "Opus, 16 kbit/s": Condition(codec="opus"),
}


def heard(samples: np.ndarray, condition: Condition, babble: np.ndarray, r: random.Random) -> np.ndarray:
    """Give the sound as recorded: shape (n,), float32, full scale 1."""
    rng = np.random.default_rng(r.getrandbits(32))
    if condition.room:
        samples = _room(samples, rng)
    if condition.snr_db is not None:
        samples = samples + _noise(condition.noise or r.choice(NOISES), len(samples), babble, rng) * np.float32(
            loudness(samples) * 10 ** (-condition.snr_db / 20)
        )
    if condition.telephone:
        samples = _telephone(samples)
    samples = samples / np.abs(samples).max() * 0.6 * 10 ** (condition.gain_db / 20)
    samples = np.clip(samples, -1, 1).astype(np.float32)
    return coded(samples, condition.codec) if condition.codec else samples


def loudness(samples: np.ndarray) -> float:
    """RMS of the parts where somebody speaks: the frames of 10 ms within 30 dB of the loudest."""
    frames = samples[: len(samples) // 160 * 160].reshape(-1, 160).astype(np.float64)
    power = (frames**2).mean(1)
    return float(np.sqrt(power[power > np.percentile(power, 95) / 1000].mean()))


def written(
    words: Sequence[Word], fillers: Sequence[Word], condition: Condition, r: random.Random, length_s: float
) -> tuple[Word, ...]:
    """Give the words as an engine would write them: without the fillers, with its errors and its times."""
    said = list(words)
    if condition.absorb:
        said = _absorbing(said, fillers, r)
    said = _jittered(said, condition.jitter_s, r, length_s)
    return tuple(_with_errors(said, condition.wrong, r))


def _absorbing(words: list[Word], fillers: Sequence[Word], r: random.Random) -> list[Word]:
    for filler in fillers:
        after = next((i for i, w in enumerate(words) if w.start_s >= filler.end_s - 0.01), len(words))
        if after < len(words) and (after == 0 or r.random() < 0.5):
            words[after] = replace(words[after], start_s=min(words[after].start_s, filler.start_s))
        elif after:
            words[after - 1] = replace(words[after - 1], end_s=max(words[after - 1].end_s, filler.end_s))
    return words


def _jittered(words: list[Word], sd_s: float, r: random.Random, length_s: float) -> list[Word]:
    """Move every boundary; boundaries stay in order and inside the recording."""
    edges: list[float] = []
    for i, word in enumerate(words):
        start_s = word.start_s + r.gauss(0, sd_s)
        if i and word.start_s - words[i - 1].end_s < SHARED_EDGE_S:
            start_s = edges[-1]
        edges += [start_s, word.end_s + r.gauss(0, sd_s)]
    ordered = np.clip(np.maximum.accumulate(edges), 0, length_s) if edges else np.zeros(0)
    return [
        Word(w.text, float(a), float(b), 0.9) for w, (a, b) in zip(words, ordered.reshape(-1, 2).round(3), strict=True)
    ]


def _with_errors(words: list[Word], share: float, r: random.Random) -> list[Word]:
    out = []
    for word in words:
        kind = r.choice(WRONG_KINDS) if r.random() < share else ""
        if kind == "deleted":
            continue
        if kind == "substituted":
            word = replace(word, text=r.choice(STRAY_WORDS), probability=0.5)
        elif kind == "unknown":
            word = replace(word, text="".join(r.sample(SYLLABLES, 3)).capitalize(), probability=0.4)
        out.append(word)
        if kind == "inserted":
            middle_s = round((word.start_s + word.end_s) / 2, 3)
            out[-1] = replace(word, end_s=middle_s)
            out.append(Word(r.choice(STRAY_WORDS), middle_s, word.end_s, 0.4))
    return out


def _noise(kind: str, n: int, babble: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Noise of one of `NOISES`, with power 1."""
    if kind == "babble":
        out = np.resize(np.roll(babble, int(rng.integers(len(babble)))), n)
    elif kind == "hum":
        t = np.arange(n) / SAMPLE_RATE
        base_hz = rng.choice([50, 60])
        out = sum(np.sin(2 * np.pi * (k * base_hz * t + rng.uniform())) / k for k in range(1, 12))
        out = out + rng.normal(0, 0.1, n)
    else:
        out = rng.normal(size=n)
        if kind == "pink":
            out = np.fft.irfft(np.fft.rfft(out) / np.sqrt(np.maximum(np.fft.rfftfreq(n, 1 / SAMPLE_RATE), 30)), n)
    return (out / np.sqrt(np.mean(out**2))).astype(np.float32)


def _telephone(samples: np.ndarray) -> np.ndarray:
    band = scipy.signal.butter(4, [300, 3400], "bandpass", fs=SAMPLE_RATE, output="sos")
    narrow = scipy.signal.sosfilt(band, samples)
    return scipy.signal.resample_poly(scipy.signal.resample_poly(narrow, 1, 2), 2, 1)[: len(samples)]


def _room(samples: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    t = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    response = rng.normal(size=t.size) * 10 ** (-3 * t / 0.25) * 0.03
    response[: SAMPLE_RATE // 500] = 0
    response[0] = 1
    return scipy.signal.fftconvolve(samples, response)[: len(samples)]
