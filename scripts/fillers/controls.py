"""Sounds in which nothing must be found: no speech at all, and people who read fluently."""

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from fillers.benchmark import ENGINE, Case
from fillers.distractors import non_speech
from speakstar.adapters.audio_files import decode
from speakstar.adapters.voice import find_voice
from speakstar.core.model import Span, Transcript, Word

NON_SPEECH = ("silence", "hiss", "hum", "breath", "keyboard", "click", "chair", "music", "laugh")
NON_SPEECH_S = 60.0
DELETED_FROM_EACH = 3  # how often one word, another each time, is missing from a clip's transcript


def sounds(seed: int) -> Iterator[Case]:
    """Give a minute each of `NON_SPEECH`, with a transcript of no words."""
    for kind in NON_SPEECH:
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


def with_deleted_words(cases: Iterator[Case]) -> Iterator[Case]:
    """Leave one word, another each time, out of the transcript."""
    for case in cases:
        r = random.Random(case.name)
        for gone in r.sample(range(len(case.words)), min(DELETED_FROM_EACH, len(case.words))):
            left = case.words[:gone] + case.words[gone + 1 :]
            yield _case(f"{case.name} without {case.words[gone].text!r}", case.samples, left, case.words, 0)


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
