"""Where sentences begin in words without punctuation, as a recogniser may write them.

Every word is asked how likely it starts a sentence, by the words around it and their classes (`boundary_votes`); the
cut that is likeliest as a whole, given how long sentences usually are, is found by dynamic programming.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from speakstar.core.boundary_votes import BIAS, LENGTH_VOTES, VOTES

MAX_WORDS = len(LENGTH_VOTES)
"""No sentence is taken to be longer."""

PAUSE_VOTES = ((1.0, 3.0), (0.6, 2.0), (0.25, 0.5))
"""Seconds of silence and how strongly they speak for a new sentence (logarithm of the odds). Pauses between sentences
mostly exceed 0.6 s, pauses within one mostly not (Campione and Veronis 2002)."""

MARKED_VOTE = 2.0
"""How strongly a comma or a capital speaks for a new sentence where no full stop is written."""

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
_EDGE = "#"

# Which of the words around a place, counted from the word that may begin a sentence, are looked at together.
_WORDS: tuple[tuple[int, ...], ...] = (
    (0,),
    (-1,),
    (1,),
    (-2,),
    (2,),
    (-1, 0),
    (0, 1),
    (1, 2),
    (-2, -1),
    (0, 1, 2),
    (-1, 0, 1),
)
_CLASS_RUNS: tuple[tuple[int, ...], ...] = (
    (-3,), (-2,), (-1,), (0,), (1,), (2,), (3,), (-1, 0), (0, 1), (-2, -1), (0, 1, 2), (-1, 0, 1), (-3, -2, -1),
    (-2, -1, 0, 1), (-1, 0, 1, 2),
)  # fmt: skip


def starts(
    words: Sequence[str], *, pauses_s: Sequence[float] | None = None, marked: Sequence[bool] | None = None
) -> tuple[int, ...]:
    """Return the indices of the words that begin a sentence; the first is always 0.

    Parameters
    ----------
    words
        In lower case, without punctuation; at least one.
    pauses_s
        The silence before each word in seconds; None where there is no sound.
    marked
        Whether writing sets a word off (a comma before it, a needless capital); None where nothing is marked.
    """
    scores = [BIAS + sum(VOTES.get(mark, 0.0) for mark in marks(words, i)) for i in range(len(words))]
    if pauses_s is not None:
        scores = [score + _pause_vote(pause_s) for score, pause_s in zip(scores, pauses_s, strict=True)]
    if marked is not None:
        scores = [score + MARKED_VOTE * mark for score, mark in zip(scores, marked, strict=True)]
    return _likeliest(scores)


def marks(words: Sequence[str], i: int) -> Iterator[str]:
    """Yield what is seen around word ``i``; the names are those of the table of votes."""
    near = {k: words[i + k] if 0 <= i + k < len(words) else _EDGE for k in range(-3, 4)}
    classes = {k: word_class(word) for k, word in near.items()}
    for places in _WORDS:
        yield f"w{','.join(map(str, places))}={' '.join(near[k] for k in places)}"
    for places in _CLASS_RUNS:
        yield f"c{','.join(map(str, places))}={' '.join(classes[k] for k in places)}"


def word_class(word: str) -> str:
    """Return the class of a word: closed classes by list, others by their ending."""
    if word in _CLASS_OF or word == _EDGE:
        return _CLASS_OF.get(word, _EDGE)
    if word[:1].isdigit():
        return "NUMBER"
    return next((name for ending, name in _ENDINGS if word.endswith(ending)), "OTHER")


def is_closed_class(word: str) -> bool:
    """Whether a word is an article, a pronoun, a preposition or the like, and no name."""
    return word.lower() in _CLASS_OF


def _pause_vote(pause_s: float) -> float:
    return next((vote for least_s, vote in PAUSE_VOTES if pause_s >= least_s), 0.0)


def _likeliest(scores: Sequence[float]) -> tuple[int, ...]:
    """Choose the cuts with the highest joint probability, sentence by sentence from the left."""
    yes = [-math.log1p(math.exp(-score)) for score in scores]
    no = [0.0]
    for score in scores:
        no.append(no[-1] - math.log1p(math.exp(score)))  # summed, to take any stretch as a difference
    best, came_from = [0.0], [0]
    for end in range(1, len(scores) + 1):
        ways = [
            (
                best[start] + (yes[start] if start else 0.0) + no[end] - no[start + 1] + LENGTH_VOTES[end - start - 1],
                start,
            )
            for start in range(max(0, end - MAX_WORDS), end)
        ]
        value, start = max(ways)
        best.append(value)
        came_from.append(start)
    found, end = [], len(scores)
    while end:
        end = came_from[end]
        found.append(end)
    return tuple(reversed(found))
