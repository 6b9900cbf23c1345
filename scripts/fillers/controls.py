"""Sounds in which nothing must be found: no speech at all, and people who read fluently."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from pocket import recorded
from pocket.speech import SAMPLE_RATE

from fillers.benchmark import ENGINE, Case
from fillers.distractors import non_speech
from speakstar.adapters.audio_files import decode
from speakstar.adapters.voice import find_voice
from speakstar.core.model import Span, Transcript, Word

NON_SPEECH = ("silence", "hiss", "hum", "breath", "keyboard", "click", "chair", "music", "laugh")
NON_SPEECH_S = 60.0
PROMPTS_S = 20.0
DELETED_FROM_EACH = 3  # how often one word, another each time, is missing from a clip's transcript


def sounds(seed: int, kind: str) -> Iterator[Case]:
    """Give a minute of one of `NON_SPEECH`, with a transcript of no words."""
    samples = non_speech(kind, NON_SPEECH_S, np.random.default_rng([seed, NON_SPEECH.index(kind)]))
    yield _case(kind, samples, (), (), seed)


def human(folder: Path) -> Iterator[Case]:
    """Give a folder's recordings with what was said.

    Parameters
    ----------
    folder
        Holds manifest.json, a list of {"file": ..., "text": ...}. Word times are unknown: letters share out the time
        in which there is voice.
    """
    for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8")):
        samples = decode(folder / entry["file"])
        words = tuple(spread(entry["text"].split(), find_voice(samples).runs))
        yield _case(entry["file"], samples, words, words, 0)


def with_deleted_words(folder: Path) -> Iterator[Case]:
    """Give a folder's recordings with one word, another each time, left out of the transcript."""
    for case in human(folder):
        r = random.Random(case.name)
        for gone in r.sample(range(len(case.words)), min(DELETED_FROM_EACH, len(case.words))):
            left = case.words[:gone] + case.words[gone + 1 :]
            yield _case(f"{case.name} without {case.words[gone].text!r}", case.samples, left, case.words, 0)


def prompts(minutes: float) -> Iterator[Case]:
    """Give recorded prompts of a person, some in a row, with what was said; for learning."""
    r = random.Random(0)
    found = list(recorded.prompts())
    r.shuffle(found)
    sounds: list[np.ndarray] = []
    texts: list[str] = []
    given_s = 0.0
    for text, path in found:
        sounds += [recorded.speech(path), np.zeros(int(r.uniform(0.2, 0.6) * SAMPLE_RATE), np.float32)]
        texts.append(text)
        if sum(map(len, sounds)) < PROMPTS_S * SAMPLE_RATE:
            continue
        samples = np.concatenate(sounds)
        room = np.random.default_rng(len(samples)).normal(0, 3e-4, len(samples))
        samples = (samples / np.abs(samples).max() * 0.6 + room).astype(np.float32)
        words = tuple(spread(" ".join(texts).split(), find_voice(samples).runs))
        yield _case(f"prompts {path.stem}", samples, words, words, 0)
        given_s += len(samples) / SAMPLE_RATE
        sounds, texts = [], []
        if given_s > minutes * 60:
            return


def spread(texts: Sequence[str], runs: Sequence[Span]) -> Iterator[Word]:
    """Share out the time of the runs of voice among words, by their letters."""
    ends_s = np.cumsum([run.duration_s for run in runs])
    letters = np.cumsum([0, *(len(text) + 1 for text in texts)])
    shares_s = letters / letters[-1] * ends_s[-1]
    for text, a, b in zip(texts, shares_s[:-1], shares_s[1:], strict=True):
        first, last = (min(int(np.searchsorted(ends_s, t)), len(runs) - 1) for t in (a + 1e-6, b))
        start_s, end_s = runs[first].end_s - (ends_s[first] - a), runs[last].end_s - (ends_s[last] - b)
        yield Word(text, round(float(start_s), 3), round(float(end_s), 3), 0.9)


def _case(name: str, samples: np.ndarray, written: Sequence[Word], said: Sequence[Word], seed: int) -> Case:
    transcript = Transcript(tuple(written), find_voice(samples).speech, ENGINE)
    return Case(name, samples, transcript, (), (), tuple(said), (), "", seed)
