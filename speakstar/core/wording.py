"""Words that weaken an answer without being fillers: crutch words, hedges, repeats."""

from __future__ import annotations

import re
from collections import Counter

from speakstar.core.filler_rules import HESITATION
from speakstar.core.model import WordCount
from speakstar.core.text import tokens

CRUTCH_WORDS = ("actually", "basically", "literally", "honestly", "obviously", "essentially", "definitely")
"""Words that add nothing when they come often; one is no fault, so they stay out of the filler count."""

_NEEDED = {"actually": re.compile(r"(?:^|\s)(?:not|n't|what|did|didn't|who|whether|it)$")}

HEDGES = (
    "i think", "i guess", "i suppose", "i feel like", "maybe", "probably", "perhaps", "hopefully", "a little bit",
    "somewhat", "more or less", "something like that", "or something", "or whatever",
)  # fmt: skip
"""Phrases that soften a statement; few of them sound most authoritative (Hosman 1989)."""

_MAX_REPEAT_WORDS = 3
"""30,546 repeats of one word, 8,102 of two, 1,606 of three in Switchboard; longer ones are rare."""

_RESTARTED = re.compile(
    r"i|we|you|he|she|it|they|the|an?|my|our|your|his|her|their|this|there|in|on|at|to|of|for|with|from|by|as|if|is|was|"
    r"are|were|be|do|did|have|has|would|could|can|will|but|or|and|because|when|what|it's|i'm|we're|that's|they're|who|"
    r"which|then"
)
"""Function words: a speaker restarts on them; "had had" and "that that" are grammar."""


def crutch_words(text: str) -> tuple[WordCount, ...]:
    """Count the crutch words of a text, most frequent first."""
    counts: Counter[str] = Counter()
    lowered = _plain_words(text)
    for i, word in enumerate(lowered):
        needed = _NEEDED.get(word)
        if word in CRUTCH_WORDS and not (needed and i and needed.search(lowered[i - 1])):
            counts[word] += 1
    return _ranked(counts)


def hedges(text: str) -> tuple[WordCount, ...]:
    """Count the hedges of a text, most frequent first; "kind of" and "sort of" count as fillers instead."""
    plain = f" {' '.join(_plain_words(text))} "
    return _ranked(Counter({hedge: plain.count(f" {hedge} ") for hedge in HEDGES}))


def repeats(text: str) -> tuple[WordCount, ...]:
    """Count words said again at once ("I I", "in the, in the"), most frequent first.

    Up to three words, hesitations between them allowed. Repeats for emphasis ("very, very") and those that do not
    start with a function word are left alone (Girand and Bell 2001 tell them apart by word class).
    """
    spoken = [word for word in _plain_words(text) if not HESITATION.fullmatch(word)]
    counts: Counter[str] = Counter()
    i = 0
    while i < len(spoken):
        length = _repeat_length(spoken, i)
        if length:
            counts[" ".join(spoken[i : i + length])] += 1
        i += length or 1
    return _ranked(counts)


def _repeat_length(spoken: list[str], i: int) -> int:
    """Return how many words from ``i`` on are said again at once; 0 where none are."""
    if not _RESTARTED.fullmatch(spoken[i]):
        return 0
    for length in range(_MAX_REPEAT_WORDS, 0, -1):
        if spoken[i : i + length] == spoken[i + length : i + 2 * length]:
            return length
    return 0


def _plain_words(text: str) -> list[str]:
    return [token.text.lower().replace("’", "'") for token in tokens(text)]


def _ranked(counts: Counter[str]) -> tuple[WordCount, ...]:
    return tuple(WordCount(text, count) for text, count in counts.most_common() if count)
