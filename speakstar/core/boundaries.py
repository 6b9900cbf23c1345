"""Where sentences begin in words without punctuation, as a recogniser may write them.

A small convolutional network says of every word how likely it starts a sentence, by the words around it, their endings
and classes; dynamic programming finds the cut that is likeliest as a whole, given how long sentences usually are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from speakstar.core.dilated import dilated
from speakstar.core.pronunciation import ONES, SCALES, TENS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float32]

PAUSE_VOTES = ((1.0, 3.0), (0.6, 2.0), (0.25, 0.5))
"""Seconds of silence and how strongly they speak for a new sentence (logarithm of the odds). Pauses between sentences
mostly exceed 0.6 s, pauses within one mostly not (Campione and Veronis 2002)."""

MARKED_VOTE = 2.0
"""How strongly a comma or a capital speaks for a new sentence where no full stop is written."""

UNMARKED_VOTE = -4.0
"""How strongly a word between two commas that are near speaks against one: there are better places."""

STOP_VOTE = 1.0
"""How strongly a full stop speaks for one in a text whose stops are doubtful: less than a comma, as measured there."""

NUMBER_VOTE = -6.0
"""How strongly a number word that goes on with the one before speaks against: "forty one" is one number."""

UNENDING = frozenset((
    "the", "a", "an", "my", "our", "your", "their", "its", "every", "and", "but", "because", "as", "if", "than",
    "where", "whether", "until", "how", "just", "very", "quite", "rather", "nearly", "hardly", "almost", "per",
    "i", "we", "he", "she", "they", "i'm", "i'd", "i've", "i'll", "we're", "we'd", "we've", "we'll", "he's", "he'd",
    "she's", "she'd", "they're", "they'd", "they've", "you're", "you've", "it's", "it'd", "that's", "there's", "who'd",
    "has", "being", "mr", "mrs", "um", "uh", "er",
))  # fmt: skip
"""Words with which no sentence ends: of some 90,000 in punctuated answers ten did."""

UNENDING_VOTE = -6.0
"""How strongly such a word speaks against a beginning right after it."""

_LARGE = {name for _, name in SCALES}
_TENS = _LARGE.union(TENS[2:])
_GO_ON = _LARGE.union(ONES[1:10], ["percent"])

ENDING_LETTERS = 3
"""So many last letters of a word are its ending, which tells something of words that are not known."""

_CLASSES = {
    "SUBJECT": "i we he she they it you there that's it's there's i'm we're they're he's she's i'd we'd i'll we'll "
    "i've we've nobody everyone everybody someone",
    "DETERMINER": "the a an my our his her their your this these those every each some any no another both all",
    "AUXILIARY": "was were is are am be been being had have has did do does would could should might must can will may",
    "PREPOSITION": "in on at by with from to of for into onto over under after before during until till about against "
    "between through without within since across around behind near off out up down per",
    "CONJUNCTION": "and but or so because although though while whereas if when where which who that than as whether "
    "once unless",
    "ADVERB": "then now finally eventually later meanwhile still instead afterwards usually today",
    "NOT": "not don't didn't couldn't wasn't isn't never won't can't wouldn't hadn't",
    "HESITATION": "um uh er erm hmm",
    "NUMBER": "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty "
    "hundred thousand half",
    "PAST": "told went took made got said gave found came kept wrote left sent met saw ran built spoke put set let "
    "held led brought chose knew thought felt lost won paid sold bought drew fell rose grew broke drove began spent",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
_ENDINGS = (("ing", "ING"), ("ed", "PAST"), ("ly", "LY"), ("s", "S"))

CLASSES = ("OTHER", *_CLASSES, *sorted({name for _, name in _ENDINGS} - set(_CLASSES)))
"""The classes of words, in the order of their vectors."""


@dataclass(frozen=True, slots=True)
class Cutter:
    """The network, learned by scripts/train_sentences.py, and how long sentences are.

    Parameters
    ----------
    words, endings
        Row of each known word and ending in their vectors; row 0 stands for all others.
    word_vectors, ending_vectors, class_vectors
        One row each.
    project
        (columns of the three vectors + 1, width) weights of the first layer; the last row is the bias.
    spread, spread_bias, mix
        Weights of the convolutions; see `dilated`.
    out
        (width + 1,) weights of the score, the logarithm of the odds of a beginning; the last is the bias.
    lengths
        For sentences of 1, 2, ... words how much likelier such a sentence is than if it could end anywhere (logarithm);
        no sentence is taken to be longer.
    """

    words: Mapping[str, int]
    endings: Mapping[str, int]
    word_vectors: Array
    ending_vectors: Array
    class_vectors: Array
    project: Array
    spread: Array
    spread_bias: Array
    mix: Array
    out: Array
    lengths: Array

    def starts(
        self,
        words: Sequence[str],
        *,
        pauses_s: Sequence[float] | None = None,
        votes: Sequence[float] | None = None,
    ) -> tuple[int, ...]:
        """Return the indices of the words that begin a sentence; the first is always 0.

        Parameters
        ----------
        words
            In lower case, without punctuation; at least one.
        pauses_s
            The silence before each word in seconds; None where there is no sound.
        votes
            How strongly writing speaks for a beginning at each word (`MARKED_VOTE`, `STOP_VOTE`, `UNMARKED_VOTE`, 0);
            None where nothing is marked.
        """
        import numpy as np

        scores = self.scores(words).astype(np.float64)
        goes_on = [before in _TENS and word in _GO_ON for before, word in pairwise(words)]
        scores[1:] += NUMBER_VOTE * np.array(goes_on, dtype=np.float64)
        scores[1:] += UNENDING_VOTE * np.array([word in UNENDING for word in words[:-1]], dtype=np.float64)
        if pauses_s is not None:
            scores += np.array([_pause_vote(pause_s) for pause_s in pauses_s])
        if votes is not None:
            scores += np.array(votes, dtype=np.float64)
        return self._likeliest(scores)

    def scores(self, words: Sequence[str]) -> Array:
        """Return for each word (n,) how strongly it and those around it speak for a beginning (log odds)."""
        import numpy as np

        known = np.array([self.words.get(word, 0) for word in words])
        endings = np.array([self.endings.get(word[-ENDING_LETTERS:], 0) for word in words])
        classes = np.array([CLASSES.index(word_class(word)) for word in words])
        seen = np.hstack([self.word_vectors[known], self.ending_vectors[endings], self.class_vectors[classes]])
        x = seen @ self.project[:-1] + self.project[-1]
        x = dilated(x, self.spread, self.spread_bias, self.mix)
        scores: Array = x @ self.out[:-1] + self.out[-1]
        return scores

    def _likeliest(self, scores: NDArray[np.float64]) -> tuple[int, ...]:
        """Choose the cuts with the highest joint probability, sentence by sentence from the left."""
        import numpy as np

        yes = -np.logaddexp(0.0, -scores)
        yes[0] = 0.0
        no = np.concatenate([[0.0], np.cumsum(-np.logaddexp(0.0, scores))])  # to take any stretch as a difference
        longest, total = len(self.lengths), len(scores)
        lengths = self.lengths[::-1].astype(np.float64)
        best, came_from = np.zeros(total + 1), np.zeros(total + 1, dtype=np.int64)
        begun = np.full(total, -np.inf)  # the best cut before each word, and a beginning there
        for end in range(1, total + 1):
            begun[end - 1] = best[end - 1] + yes[end - 1] - no[end]
            first = max(0, end - longest)
            ways = begun[first:end] + lengths[longest - (end - first) :]
            at = int(ways.argmax())
            best[end], came_from[end] = ways[at] + no[end], first + at
        found, end = [], total
        while end:
            end = int(came_from[end])
            found.append(end)
        return tuple(reversed(found))


def word_class(word: str) -> str:
    """Return the class of a word: closed classes by list, others by their ending."""
    if word in _CLASS_OF:
        return _CLASS_OF[word]
    if word[:1].isdigit():
        return "NUMBER"
    return next((name for ending, name in _ENDINGS if word.endswith(ending)), "OTHER")


def is_closed_class(word: str) -> bool:
    """Whether a word is an article, a pronoun, a preposition or the like, and no name."""
    return word.lower() in _CLASS_OF


def _pause_vote(pause_s: float) -> float:
    return next((vote for least_s, vote in PAUSE_VOTES if pause_s >= least_s), 0.0)
