"""Answers in numbers, as the network reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from speakstar.core.boundaries import CLASSES, ENDING_LETTERS
from speakstar.core.checklist import ITEMS
from speakstar.core.tagger import MEANINGS, STEM_LETTERS, Lexicon, looked_up, meant, spoken_words
from star.answers import Answer

MIN_WORDS, MIN_PIECES = 4, 8
"""A word, and an ending or a stem, is known that is said so often."""


def lexicon(answers: Sequence[Answer]) -> Lexicon:
    """Know what is said often enough."""
    counts = Counter(word for answer in answers for text in answer.texts for word in spoken_words(text))
    endings: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    for word, count in counts.items():
        endings[word[-ENDING_LETTERS:]] += count
        stems[word[:STEM_LETTERS]] += count
    return Lexicon(
        _rows(counts, MIN_WORDS),
        _rows(endings, MIN_PIECES),
        _rows(stems, MIN_PIECES),
        {name: row for row, name in enumerate(CLASSES)},
        {name: row for row, name in enumerate(MEANINGS)},
    )


def _rows(counts: Counter[str], least: int) -> dict[str, int]:
    return {text: row for row, text in enumerate(sorted(t for t, n in counts.items() if n >= least), 1)}


@dataclass(frozen=True)
class Told:
    """An answer in numbers.

    ``rows`` and ``meanings`` as `looked_up` and `meant` make them; ``lengths`` and ``states`` (sentences,), ``items``
    (sentences, items).
    """

    rows: NDArray[np.int64]
    meanings: NDArray[np.float32]
    lengths: NDArray[np.int64]
    states: NDArray[np.int64]
    items: NDArray[np.float32]

    @classmethod
    def of(cls, answer: Answer, known: Lexicon) -> Told:
        """Look its words up."""
        told = [spoken_words(text) for text in answer.texts]
        items = [[float(item.id in said) for item in ITEMS] for said in answer.items]
        return cls(
            looked_up(told, known),
            meant(told, known),
            np.array([len(sentence) for sentence in told]),
            np.array(answer.states),
            np.array(items, dtype=np.float32),
        )

    def part(self, first: int, last: int) -> Told:
        """Return the sentences from ``first`` up to ``last``, not included, as if nothing else had been said."""
        ends = np.concatenate([[0], np.cumsum(self.lengths)])
        said, at = slice(ends[first], ends[last]), slice(first, last)
        return Told(self.rows[said], self.meanings[said], self.lengths[at], self.states[at], self.items[at])
