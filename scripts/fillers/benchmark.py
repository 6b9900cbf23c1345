"""Answers with fillers that the transcript lacks, at known times.

Speech is synthesised once and kept outside the repository; noise, bands and the transcript's errors are added when a
case is built. ``dev`` is for tuning, ``more`` are further voices to learn from; ``test`` has other voices, other
sentences and other seeds, and is for the figures alone. Needs what ``scripts/fillers/voices.py`` needs.
"""

import hashlib
import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
import soundfile
from platformdirs import user_cache_path
from pocket import text
from pocket.speech import SAMPLE_RATE, SpeechError

from fillers.conditions import CONDITIONS, Condition, heard, loudness, written
from fillers.engine import timed_as, transcribed
from fillers.performing import RECIPES, perform
from fillers.tape import Performance, Repeat
from fillers.voices import speak
from speakstar.adapters.voice import find_voice
from speakstar.core.model import EngineId, Recording, Span, Transcript, Word

VERSION = 3  # of the speech in the cache
CACHE = user_cache_path("speakstar-fillers", appauthor=False)
VOICES = {
    "dev": (
        "flite:slt", "espeak:en-us", "flite:kal16", "espeak:en-us+f2", "festival:kal_diphone", "espeak:en-gb+m3",
        "flite:slt", "espeak:en-us+Annie", "flite:kal16", "espeak:en-gb-x-rp+f5", "festival:cmu_us_slt_arctic_hts",
        "espeak:en-029+m1", "espeak:en-us+klatt2", "flite:slt", "espeak:en-us-nyc+linda", "flite:kal16",
    ),
    "more": (
        "espeak:en-us+Andrea", "flite:kal16", "espeak:en-gb+Mike", "espeak:en-us+m4", "flite:slt",
        "espeak:en-gb-x-rp+m2", "festival:kal_diphone", "espeak:en-us+Zac", "espeak:en-029+f1", "espeak:en-gb+f3",
        "espeak:en-us+klatt4", "espeak:en-us-nyc+m6", "festival:cmu_us_slt_arctic_hts", "espeak:en-gb+Belinda",
        "espeak:en-us+Quincy", "espeak:en-us+David",
    ),
    "test": (
        "flite:rms", "espeak:en-us+f4", "flite:awb", "festival:ked_diphone", "flite:rms", "espeak:en-us+m7",
        "flite:awb", "espeak:en-gb-scotland", "festival:ked_diphone", "espeak:en-us+john",
    ),
}  # fmt: skip
CASES = {"dev": 96, "more": 96, "test": 100}
SENTENCES = (1, 1, 2, 2, 3, 4, 8)
TEST_SHARE = 64  # of 256 sentences are in the test split
BABBLE_S, BABBLE_VOICES = 20, 5
ENGINE = EngineId("benchmark", "truth", str(VERSION))


@dataclass(frozen=True, slots=True)
class Case:
    """An answer and the truth about it.

    Attributes
    ----------
    samples : numpy.ndarray, shape (n,), float32
        The sound at 16 kHz, full scale 1.
    transcript : Transcript
        What an engine would write: no fillers, no repeats, word times less than exact.
    fillers, words, traps : tuple of Word
        What was said, and when: the fillers, the words that the transcript should hold, and the lengthened words and
        stray sounds that are no fillers.
    repeats : tuple of Repeat
        Words said twice.
    """

    name: str
    samples: np.ndarray
    transcript: Transcript
    fillers: tuple[Word, ...]
    repeats: tuple[Repeat, ...]
    words: tuple[Word, ...]
    traps: tuple[Word, ...]
    voice: str
    seed: int

    @property
    def length_s(self) -> float:
        """Length of the sound."""
        return len(self.samples) / SAMPLE_RATE


def build(
    split: str,
    condition: str | Condition = "clean",
    *,
    kind: str = "mixed",
    cases: int | None = None,
    seed: int = 0,
    sentences_each: int = 0,
    cache_dir: Path = CACHE,
) -> Iterator[Case]:
    """Build cases one by one.

    Parameters
    ----------
    split
        "dev", "more" or "test".
    condition
        One of `CONDITIONS`, or one of your own.
    kind
        One of `RECIPES`: "mixed", "fluent" (nothing but words), "traps" (no fillers, but stray sounds and lengthened
        words), "repeats" (no fillers), "two voices" (in turn).
    cases
        How many; by default all of `CASES`.
    seed
        Of the choices; another seed is another set.
    sentences_each
        Length of an answer; by default one of `SENTENCES`.
    cache_dir
        Where the synthesised speech is kept.
    """
    if isinstance(condition, str):
        condition = CONDITIONS[condition]
    noise = babble(split, cache_dir)
    for i in range(CASES[split] if cases is None else cases):
        name = f"{split}-{kind}-{seed}-{i:03d}" + (f"-{sentences_each}" if sentences_each else "")
        voice = VOICES[split][i % len(VOICES[split])]
        played = _performed(name, split, voice, kind, sentences_each, cache_dir)
        r = random.Random(f"{name} {condition}")
        samples = heard(played.samples, condition, noise, r)
        words = written(played.words, played.fillers, condition, r, len(samples) / SAMPLE_RATE)
        if condition.engine:
            by_engine = transcribed(samples, cache_dir)
            words = by_engine if condition.engine == "words" else timed_as(words, by_engine)
        yield Case(
            name=name,
            samples=samples,
            transcript=Transcript(words, find_voice(samples).speech, ENGINE),
            fillers=played.fillers,
            repeats=played.repeats,
            words=played.words,
            traps=played.traps,
            voice=voice,
            seed=seed,
        )


def recording(samples: np.ndarray, path: Path) -> Recording:
    """Write a sound to a WAV file, for whoever reads recordings from disk."""
    soundfile.write(path, samples, SAMPLE_RATE, subtype="PCM_16")
    rms = float(np.sqrt(np.mean(samples.astype(np.float64) ** 2)))
    return Recording(str(path), len(samples) / SAMPLE_RATE, SAMPLE_RATE, 1, float(np.abs(samples).max()), rms)


@cache
def sentences(split: str) -> tuple[str, ...]:
    """Give the interview sentences of a split; no sentence is in both."""

    def is_test(sentence: str) -> bool:
        return hashlib.sha256(b"fillers " + sentence.encode()).digest()[0] < TEST_SHARE

    spelled = {"um", "uh", "er", "erm", "hmm", "mm", "ah", "eh", "oh"}
    return tuple(
        sentence
        for sentence in text.interviews()
        if is_test(sentence) == (split == "test")
        and not spelled & {word.strip(",.?").lower() for word in sentence.split()}
    )


@cache
def babble(split: str, cache_dir: Path = CACHE) -> np.ndarray:
    """Mix several voices into a murmur, as of a café: shape (BABBLE_S * 16000,), float32."""
    path = cache_dir / f"v{VERSION}" / f"babble-{split}.flac"
    if path.exists():
        return soundfile.read(path, dtype="float32")[0]
    r = random.Random(f"babble {split}")
    mixed = np.zeros(BABBLE_S * SAMPLE_RATE, np.float32)
    voices = [v for v in VOICES[split] if not v.startswith("festival")][:BABBLE_VOICES]
    for voice in voices:
        talk = np.zeros(0, np.float32)
        while len(talk) < len(mixed):
            said = speak(r.choice(sentences(split)), voice, rate=r.uniform(0.9, 1.1))
            talk = np.concatenate([talk, said.samples / loudness(said.samples)])
        mixed += talk[: len(mixed)]
    path.parent.mkdir(parents=True, exist_ok=True)
    mixed *= 0.5 / np.abs(mixed).max()
    _write(path, mixed)
    return soundfile.read(path, dtype="float32")[0]


def _performed(name: str, split: str, voice: str, kind: str, sentences_each: int, cache_dir: Path) -> Performance:
    """Get an answer from the cache, or speak it."""
    stem = name.replace(" ", "-")
    sound, truth = (cache_dir / f"v{VERSION}" / f"{stem}{ending}" for ending in (".flac", ".json"))
    if not truth.exists():
        sound.parent.mkdir(parents=True, exist_ok=True)
        _save(_speak(name, split, voice, kind, sentences_each), sound, truth)
    found = json.loads(truth.read_text(encoding="utf-8"))
    return Performance(
        samples=soundfile.read(sound, dtype="float32")[0],
        words=_words(found["words"]),
        fillers=_words(found["fillers"]),
        repeats=tuple(Repeat(r["text"], Span(**r["dropped"]), Span(**r["kept"])) for r in found["repeats"]),
        traps=_words(found["traps"]),
    )


def _speak(name: str, split: str, voice: str, kind: str, sentences_each: int) -> Performance:
    strangers = [other for other in VOICES[split] if other != voice and not other.startswith("festival")]
    for attempt in range(10):  # a voice may refuse a sentence
        r = random.Random(f"{name} {attempt}")
        chosen = (
            r.sample(sentences(split), r.choice(SENTENCES)) if not sentences_each else _many(split, sentences_each, r)
        )
        try:
            return perform(chosen, voice, strangers, RECIPES[kind], f"{name} {attempt}")
        except SpeechError:
            continue
    raise SpeechError(f"{voice} refused ten times to speak {name}")


def _many(split: str, count: int, r: random.Random) -> list[str]:
    """Draw sentences; beyond as many as there are, again."""
    rounds = -(-count // len(sentences(split)))
    return [sentence for _ in range(rounds) for sentence in r.sample(sentences(split), len(sentences(split)))][:count]


def _save(played: Performance, sound: Path, truth: Path) -> None:
    _write(sound, played.samples / np.abs(played.samples).max() * 0.8)
    found = {key: [asdict(entry) for entry in getattr(played, key)] for key in ("words", "fillers", "repeats", "traps")}
    partial = truth.with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(found), encoding="utf-8")
    partial.replace(truth)


def _write(path: Path, samples: np.ndarray) -> None:
    """Write a FLAC file in one go: others may be reading, or writing the same."""
    partial = path.with_suffix(f".{os.getpid()}.flac")
    soundfile.write(partial, samples, SAMPLE_RATE, subtype="PCM_16")
    partial.replace(path)


def _words(entries: Sequence[dict]) -> tuple[Word, ...]:
    return tuple(Word(**entry) for entry in entries)
