"""What each sentence of an answer says, read word by word by a convolutional network.

Vectors of the words pass dilated convolutions over the whole answer; the mean and the largest values of a sentence's
words pass others over the sentences, and a linear layer scores the states and the items of each sentence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from speakstar.core.boundaries import ENDING_LETTERS, word_class
from speakstar.core.dilated import dilated
from speakstar.core.star_terms import NUMBER, PERSONS, classes_of, folded
from speakstar.core.star_words import CLASSES_OF

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

STEM_LETTERS = 4
"""So many first letters of a word are its stem, which tells something of words that are not known."""

MEANINGS = (NUMBER, *PERSONS, *sorted({name for names in CLASSES_OF.values() for name in names}))
"""The classes of meaning that there are."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The rows of what is known in their vectors.

    Parameters
    ----------
    words, endings, stems
        From 1 on; row 0 stands for all others.
    classes, meanings
        Those of `word_class`, and those of `MEANINGS`.
    """

    words: Mapping[str, int]
    endings: Mapping[str, int]
    stems: Mapping[str, int]
    classes: Mapping[str, int]
    meanings: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Tagger:
    """The network, learned by scripts/train_star.py.

    Parameters
    ----------
    lexicon
        The rows of the vectors.
    word_vectors, ending_vectors, stem_vectors, class_vectors, meaning_vectors, first_vectors
        One row each; of meanings a word has the sum, and of the last the first row is that of a word inside a sentence,
        the second that of its first word.
    project
        (columns of the vectors + 1, width) weights of the first layer; the last row is the bias.
    spread, spread_bias, mix
        The convolutions over words; see `dilated`.
    pool
        (2 * width + columns of `position` + 1, sentence width); the last row is the bias.
    pool_spread, pool_spread_bias, pool_mix
        The convolutions over sentences.
    out
        (sentence width + 1, states + items); the last row is the bias.
    """

    lexicon: Lexicon
    word_vectors: Array
    ending_vectors: Array
    stem_vectors: Array
    class_vectors: Array
    meaning_vectors: Array
    first_vectors: Array
    project: Array
    spread: Array
    spread_bias: Array
    mix: Array
    pool: Array
    pool_spread: Array
    pool_spread_bias: Array
    pool_mix: Array
    out: Array

    def scores(self, texts: Sequence[str]) -> Array:
        """Return (n, states + items) scores of the sentences of an answer: logits, of the states against each other.

        There is at least one sentence.
        """
        import numpy as np

        told = [spoken_words(text) for text in texts]
        starts = [0, *accumulate(map(len, told))][:-1]
        rows = looked_up(told, self.lexicon)
        vectors = (self.word_vectors, self.ending_vectors, self.stem_vectors, self.class_vectors, self.first_vectors)
        found = [some[at] for some, at in zip(vectors, rows.T, strict=True)]
        seen = np.hstack([*found, meant(told, self.lexicon) @ self.meaning_vectors])
        x = dilated(seen @ self.project[:-1] + self.project[-1], self.spread, self.spread_bias, self.mix)
        mean = np.add.reduceat(x, starts) / np.array([[len(sentence)] for sentence in told], dtype=np.float32)
        pooled = np.hstack([mean, np.maximum.reduceat(x, starts), position(len(texts)).astype(np.float32)])
        y = dilated(pooled @ self.pool[:-1] + self.pool[-1], self.pool_spread, self.pool_spread_bias, self.pool_mix)
        scores: Array = y @ self.out[:-1] + self.out[-1]
        return scores


def spoken_words(text: str) -> tuple[str, ...]:
    """Return the words of a sentence as `folded`; one without any has an empty one."""
    return folded(text) or ("",)


def looked_up(told: Sequence[Sequence[str]], lexicon: Lexicon) -> NDArray[np.int64]:
    """Return (words, 5): the rows of each word, its ending, its stem and its class, and 1 where it is a first word.

    Parameters
    ----------
    told
        The `spoken_words` of each sentence.
    lexicon
        The rows.
    """
    import numpy as np

    return np.array(
        [
            (
                lexicon.words.get(word, 0),
                lexicon.endings.get(word[-ENDING_LETTERS:], 0),
                lexicon.stems.get(word[:STEM_LETTERS], 0),
                lexicon.classes[word_class(word)],
                i == 0,
            )
            for sentence in told
            for i, word in enumerate(sentence)
        ],
        dtype=np.int64,
    )


def meant(told: Sequence[Sequence[str]], lexicon: Lexicon) -> Array:
    """Return (words, meanings) 1 where a word has a class of meaning."""
    import numpy as np

    flat = [word for sentence in told for word in sentence]
    found = np.zeros((len(flat), len(lexicon.meanings)), dtype=np.float32)
    for row, word in zip(found, flat, strict=True):
        row[[lexicon.meanings[name] for name in classes_of(word)]] = 1.0
    return found


def position(n: int) -> NDArray[np.float64]:
    """Return (n, 5): where each of n sentences stands, by share, its square, whether first or last, and 1 / n."""
    import numpy as np

    at = np.arange(n)
    share = (at + 0.5) / n
    return np.stack([share, share**2, at == 0, at == n - 1, np.full(n, 1 / n)], axis=1)
