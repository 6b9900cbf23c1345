"""People who speak: actors' lines from games (scripts/pocket/amazon_queen.py), whose hesitations the transcript lacks.

Unlike the synthetic answers these are human voices, mostly lively; the sound is little better than a telephone's
(11 kHz, of one game MP3). A speaker is a role: who plays it is not told, and one actor may play several, in both
splits. Word times are borrowed from a synthesiser's reading (scripts/pocket/dtw.py), and not exact.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, groupby, islice
from typing import TypeVar

import numpy as np
from pocket import amazon_queen, recorded, steel_sky
from pocket.dtw import borrowed_times
from pocket.speech import SAMPLE_RATE, SpeechError

from fillers.benchmark import Case
from fillers.controls import ENGINE
from speakstar.adapters.voice import find_voice
from speakstar.core.model import Transcript, Word

_Name = TypeVar("_Name", str, int)

ANSWER_S = 25.0
PAUSE_S = (0.15, 0.9)
ROOM_LEVEL = 3e-4
TIME_ERROR_S = 0.05  # of the transcript's word times, one standard deviation, as elsewhere in the benchmark
NO_PEOPLE = ("person3", "person12")  # a gorilla, and one who speaks to gorillas
HESITATION = re.compile(r"(?i)(um|uh|er|erm|hmm)[,.?]*")
_INTERJECTION = re.compile(r"(?i)\b(ah|uh,? huh|uh,? oh|uh,? uh|hm|mm)\b")  # yes, no, I see: neither words nor fillers
_IN_TEST = re.compile(r"person\d*[02468]")


@dataclass(slots=True)
class _Answer:
    """Lines of one speaker in a row, with pauses between them."""

    name: str
    speaker: str
    r: random.Random
    parts: list[np.ndarray] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    fillers: list[Word] = field(default_factory=list)
    length: int = 0

    def add(self, line: str, samples: np.ndarray) -> None:
        pause = np.zeros(int(self.r.uniform(*PAUSE_S) * SAMPLE_RATE), np.float32)
        at_s = (self.length + len(pause)) / SAMPLE_RATE
        for text, start_s, end_s in zip(line.split(), *borrowed_times(samples, line), strict=True):
            kind = self.fillers if HESITATION.fullmatch(text) else self.words
            kind.append(Word(text, round(at_s + float(start_s), 3), round(at_s + float(end_s), 3), 0.9))
        self.parts += [pause, samples * np.float32(0.5)]
        self.length += len(pause) + len(samples)

    def case(self) -> Case:
        noise = np.random.default_rng(self.length).normal(0, ROOM_LEVEL, self.length)
        samples = (np.concatenate(self.parts) + noise).astype(np.float32)
        transcript = Transcript(tuple(self._roughly_timed()), find_voice(samples).speech, ENGINE)
        return Case(
            name=self.name, samples=samples, transcript=transcript, fillers=tuple(self.fillers), repeats=(),
            words=tuple(self.words), traps=(), voice=self.speaker, seed=0,
        )  # fmt: skip

    def _roughly_timed(self) -> Iterator[Word]:
        before_s = 0.0
        for word in self.words:
            start_s, end_s = (max(before_s, t + self.r.gauss(0, TIME_ERROR_S)) for t in (word.start_s, word.end_s))
            before_s = max(start_s + 0.02, end_s)
            yield Word(word.text, round(start_s, 3), round(before_s, 3), word.probability)


def answers(split: str, *, one_in: int = 1) -> Iterator[Case]:
    """Give one in so many answers of all speakers of a split, "dev" or "test"; no role is in both."""
    archive = amazon_queen.Archive(amazon_queen.ARCHIVE)
    spoken = (line for line in amazon_queen.lines(archive) if line[0].startswith(("person", "joe")))
    sound = partial(amazon_queen.sound, archive)
    wanted = (
        by_speaker(speaker, lines, sound)
        for speaker, lines in groupby(spoken, lambda line: line[0])
        if speaker not in NO_PEOPLE and bool(_IN_TEST.fullmatch(speaker)) == (split == "test")
    )
    yield from islice(chain.from_iterable(wanted), None, None, one_in)


def others(*, one_in: int = 1) -> Iterator[Case]:
    """Give one in so many answers of another game's actors, from whom the listener learned nothing."""
    archive = steel_sky.Archive(steel_sky.ARCHIVE)
    spoken = sorted(steel_sky.lines(archive), key=lambda line: line[0])
    wanted = (
        by_speaker(speaker, lines, partial(steel_sky.sound, archive))
        for speaker, lines in groupby(spoken, lambda line: line[0])
    )
    yield from islice(chain.from_iterable(wanted), None, None, one_in)


def by_speaker(
    speaker: str, lines: Iterator[tuple[str, str, _Name]], sound: Callable[[_Name], np.ndarray]
) -> Iterator[Case]:
    """Put a speaker's lines, each with its text and the name of its sound, together to answers."""
    answer = None
    for _, line, name in lines:
        text = recorded.written(line)
        if not text or _INTERJECTION.search(text):
            continue
        samples = recorded.trimmed(sound(name))
        answer = answer or _Answer(f"{speaker} from {name}", speaker, random.Random(name))
        try:
            answer.add(text, samples)
        except SpeechError:
            continue
        if answer.length > ANSWER_S * SAMPLE_RATE:
            yield answer.case()
            answer = None
    if answer and answer.words:
        yield answer.case()
