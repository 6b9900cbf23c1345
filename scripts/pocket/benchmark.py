"""Recordings that training never heard: held-out sentences, said by known and by held-out voices, with noise."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pocket import augment, text
from pocket.speech import SAMPLE_RATE, SpeechError
from pocket.voices import HELD_OUT_VOICES, SEEN_VOICES, speak

ALL_VOICES = (*SEEN_VOICES, *HELD_OUT_VOICES)
NOISE_LEVELS_DB = (None, 20.0, 10.0)
SENTENCES_PER_ANSWER = 9
PAUSES_S = (0.3, 0.5, 0.8, 1.5, 2.5)
FILLER_SHARE = 0.06
FAINT_DB = 55.0  # the noise floor of the "clean" recordings
NON_SPEECH_S = 300.0


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording and the truth about it (``words`` empty: nobody speaks; ``starts_s`` None: times unknown)."""

    name: str
    group: str
    voice: str
    noise: str
    sound: np.ndarray
    words: list[str]
    starts_s: list[float] | None


def held_out_sentences() -> list[str]:
    """Give the interview sentences that training leaves out."""
    return [s for s in text.interviews() if text.is_held_out(s)]


def answer(sentences: list[str], voice: str, r: random.Random) -> tuple[np.ndarray, list[str], list[float]]:
    """Say sentences one after the other with pauses and fillers: sound, words as written, starts in seconds."""
    at_s, parts, words, starts_s = 0.5, [np.zeros(SAMPLE_RATE // 2, np.float32)], [], []
    for sentence in sentences:
        line = text.disfluent(sentence, r, FILLER_SHARE)
        try:
            said = speak(line.spoken, voice, rate=r.uniform(0.95, 1.15))
        except SpeechError:
            continue
        pause_s = r.choice(PAUSES_S)
        parts += [said.samples * np.float32(0.7), np.zeros(int(pause_s * SAMPLE_RATE), np.float32)]
        words += line.written.split()
        starts_s += [at_s + float(t) for t in said.starts_s]
        at_s += len(said.samples) / SAMPLE_RATE + int(pause_s * SAMPLE_RATE) / SAMPLE_RATE
    return np.concatenate(parts), words, starts_s


def spoken_recordings(*, answers: int, seed: int, voices: Sequence[str] = ALL_VOICES) -> Iterator[Recording]:
    """Give so many answers by every voice, clean and with noise; festival's word times are unknown."""
    sentences = held_out_sentences()
    for voice in voices:
        r, rng = random.Random(f"{seed} {voice}"), np.random.default_rng(seed)
        for n in range(answers):
            sound, words, starts_s = answer(r.sample(sentences, min(SENTENCES_PER_ANSWER, len(sentences))), voice, r)
            known = None if voice.startswith("festival") else starts_s
            group = "held-out voice" if voice in HELD_OUT_VOICES else "seen voice"
            for level_db in NOISE_LEVELS_DB:
                noisy = augment.add_noise(sound, FAINT_DB if level_db is None else level_db, rng)
                noise = "clean" if level_db is None else f"{level_db:.0f} dB"
                yield Recording(f"{voice} {n}", group, voice, noise, np.clip(noisy, -1, 1), words, known)


def non_speech_recordings(seed: int) -> Iterator[Recording]:
    """Five minutes each of digital silence, faint noise, loud noise and mains hum."""
    rng = np.random.default_rng(seed)
    n = int(NON_SPEECH_S * SAMPLE_RATE)
    t = np.arange(n) / SAMPLE_RATE
    hum = sum(0.05 / k * np.sin(2 * np.pi * 50 * k * t) for k in range(1, 9)).astype(np.float32)
    for name, sound in (
        ("digital silence", np.zeros(n, np.float32)),
        ("room noise, -60 dBFS", rng.normal(0, 1e-3, n).astype(np.float32)),
        ("loud noise, -26 dBFS", rng.normal(0, 0.05, n).astype(np.float32)),
        ("mains hum", hum + rng.normal(0, 1e-3, n).astype(np.float32)),
    ):
        yield Recording(name, "no speech", "-", name, sound, [], None)
