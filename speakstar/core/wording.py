"""Words that weaken an answer without being fillers: crutch words, hedges, repeats, restarts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from speakstar.core.filler_rules import HESITATION, PHRASE_RULES
from speakstar.core.model import WordCount
from speakstar.core.text import tokens

CRUTCH_WORDS = ("actually", "basically", "literally", "honestly", "obviously", "essentially", "definitely")
"""Words that add nothing when they come often; one is no fault, so they stay out of the filler count."""

NOTICEABLE_USES, NOTICEABLE_PER_100_WORDS = 3, 1.5
"""From both on a crutch word stands out; our own choice, as no study says when listeners notice one."""

_NEEDED = {"actually": re.compile(r"(?:^|\s)(?:not|n't|what|did|didn't|who|whether|it)$")}

HEDGES = (
    "i think", "i guess", "i suppose", "i feel like", "maybe", "probably", "perhaps", "hopefully", "a little bit",
    "somewhat", "more or less",
)  # fmt: skip
"""Phrases that soften a statement; few of them sound most authoritative (Hosman 1989)."""

EXTENDERS = (
    "or something like that", "something like that", "or something", "or whatever", "or anything",
    "and stuff like that", "and things like that", "stuff like that", "things like that", "and stuff", "and things",
    "and so on", "and so forth", "and whatnot", "and all that", "and everything",
)  # fmt: skip
"""Phrases that leave the rest of a list to the listener (general extenders, Overstreet 1999); hedges, too."""

_GOES_ON = (
    r"(?! (?:else|that|to|we|i|you|they|he|she|it|the|was|were|is|are|had|happened|more|new|about|of|in|around)\b)"
)
"""After these an extender's words have their own sense: "or something else", "and everything was late"."""
_CLAUSE_END = re.compile(r"[.,;:!?…]+(?:\s|$)")
_EXTENDER = re.compile(rf" (?:{'|'.join(EXTENDERS)})(?= ){_GOES_ON}")

_MAX_REPEAT_WORDS = 3
"""30,546 repeats of one word, 8,102 of two, 1,606 of three in Switchboard; longer ones are rare."""

_RESTARTED = re.compile(
    r"i|we|you|he|she|it|they|the|an?|my|our|your|his|her|their|this|there|in|on|at|to|of|for|with|from|by|as|if|is|was|"
    r"are|were|be|do|did|have|has|would|could|can|will|but|or|and|because|when|what|it's|i'm|we're|that's|they're|who|"
    r"which|then"
)
"""Function words: a speaker restarts on them; "had had" and "that that" are grammar."""

_ALSO_DROPPED = frozenset({"that", "had", "so"})
"""Written twice these are grammar; said twice and written once they are a repeat, as other function words are."""

_MAX_RESTART_WORDS = 4
_SUBJECT = re.compile(r"(?:i|we|you|he|she|it|they|there)(?:'(?:m|re|s|ve|d|ll))?")
_OPEN_END = re.compile(r"an?|the|my|our|your|their")
"""No clause ends in one of these."""
_CUT = re.compile(r"(?<![\w-])([^\W\d_]+)[-–—](?=[\s,])")
"""A word cut short, as engines write it: "we wer- we were"."""


def is_restarted(text: str) -> bool:
    """Tell whether a word, lower case, is one that people say again when they hesitate, and engines then write once."""
    return text in _ALSO_DROPPED or _RESTARTED.fullmatch(text) is not None


def crutch_words(text: str) -> tuple[WordCount, ...]:
    """Count the crutch words of a text, most frequent first."""
    counts: Counter[str] = Counter()
    lowered = _plain_words(text)
    for i, word in enumerate(lowered):
        needed = _NEEDED.get(word)
        if word in CRUTCH_WORDS and not (needed and i and needed.search(lowered[i - 1])):
            counts[word] += 1
    return _ranked(counts)


def is_noticeable(crutch: WordCount, *, words: int) -> bool:
    """Whether a crutch word comes often enough to stand out among so many words."""
    return crutch.count >= NOTICEABLE_USES and crutch.count * 100 >= NOTICEABLE_PER_100_WORDS * words


def hedges(text: str) -> tuple[WordCount, ...]:
    """Count the hedges and extenders of a text, most frequent first; "kind of" and "sort of" count as fillers."""
    clauses = (" ".join(_plain_words(clause)) for clause in _CLAUSE_END.split(text))
    plain = f" {' | '.join(clauses)} "
    counts = Counter({hedge: plain.count(f" {hedge} ") for hedge in HEDGES})
    counts.update(found.group().strip() for found in _EXTENDER.finditer(plain))
    return _ranked(counts)


def repeats(text: str) -> tuple[WordCount, ...]:
    """Count words said again at once ("I I", "in the, in the"), most frequent first.

    Up to three words, hesitations between them allowed. Repeats for emphasis ("very, very", "more and more and more")
    and those that do not start with a function word are left alone (Girand and Bell 2001 tell them apart by word
    class), and so are fillers said twice.
    """
    spoken = _without_hesitations(text)
    counts: Counter[str] = Counter()
    i = 0
    while i < len(spoken):
        length = _repeat_length(spoken, i)
        if length:
            counts[" ".join(spoken[i : i + length])] += 1
        i += length or 1
    return _ranked(counts)


def restarts(text: str) -> tuple[WordCount, ...]:
    """Count beginnings that were given up and begun anew, most frequent first.

    A word cut short and said again in full ("we wer- we were"), and up to four words that end before their noun and
    are begun again with the same subject ("I went to the, I drove to the").
    """
    spoken = _without_hesitations(text)
    counts = Counter(f"{cut}-" for cut in _cut_words(text))
    i = 0
    while i < len(spoken):
        length = _restart_length(spoken, i)
        if length:
            counts[" ".join(spoken[i : i + length])] += 1
        i += length or 1
    return _ranked(counts)


def _repeat_length(spoken: Sequence[str], i: int) -> int:
    """Return how many words from ``i`` on are said again at once; 0 where none are."""
    if not _RESTARTED.fullmatch(spoken[i]):
        return 0
    for length in range(_MAX_REPEAT_WORDS, 0, -1):
        said = spoken[i : i + length]
        if said == spoken[i + length : i + 2 * length]:
            is_emphasis = length == 2 and i > 0 and spoken[i - 1] == spoken[i + 1]
            return 0 if is_emphasis or " ".join(said) in {*PHRASE_RULES, *EXTENDERS} else length
    return 0


def _restart_length(spoken: Sequence[str], i: int) -> int:
    """Return how many words from ``i`` on were given up; 0 where none were."""
    if not _SUBJECT.fullmatch(spoken[i]):
        return 0
    for length in range(2, _MAX_RESTART_WORDS + 1):
        given_up, anew = spoken[i : i + length], spoken[i + length : i + 2 * length]
        if anew[:1] == given_up[:1] and anew != given_up and _OPEN_END.fullmatch(given_up[-1]):
            return length
    return 0


def _cut_words(text: str) -> list[str]:
    """Return the words cut short that one of the next three words takes up again."""
    return [
        cut.group(1).lower()
        for cut in _CUT.finditer(text)
        if any(word.startswith(cut.group(1).lower()) for word in _plain_words(text[cut.end() :][:80])[:3])
    ]


def _without_hesitations(text: str) -> list[str]:
    return [word for word in _plain_words(text) if not HESITATION.fullmatch(word)]


def _plain_words(text: str) -> list[str]:
    return [token.text.lower().replace("’", "'") for token in tokens(text)]


def _ranked(counts: Counter[str]) -> tuple[WordCount, ...]:
    return tuple(WordCount(text, count) for text, count in counts.most_common() if count)
