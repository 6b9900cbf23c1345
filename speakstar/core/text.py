"""Tokens and sentences, and where they lie in the text and in the sound."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from speakstar.core.boundaries import (
    MARKED_VOTE,
    STOP_VOTE,
    UNENDING,
    UNMARKED_VOTE,
    Cutter,
    is_closed_class,
    word_class,
)
from speakstar.core.model import Sentence, Word

LONG_SENTENCE_WORDS = 45
"""A longer "sentence" is a stretch that the engine left unpunctuated: 45 words are 18 s at 150 words a minute."""

LONG_CLAUSE_WORDS = 25
"""The same for a stretch without any comma, in a text of few stops."""

USUAL_WORDS = 20
"""A text with more words a sentence on the average has few stops; of 2,153 punctuated answers one in six has."""

LEAST_WORDS = 4
"""What is cut out with fewer words ("it did mean") stays with the words after it."""

FAR_COMMA = 8
"""A comma so many characters before a word is no longer looked for."""

COMMAS = frozenset(",;:")

COMMA_WORDS = 25
"""Between commas no further apart a stretch is hardly cut: see `UNMARKED_VOTE`."""

DOUBTED_SCORE = -0.5
"""Stops are doubted where one stands behind a word of `UNFINISHED` and the cutter gives the words after them a lower
mean score (log odds), as in 38 of 40 labelled answers in recognisers' style with such a stop ("the policy was. One
hour"). Of 2,231 punctuated ones, most of which the cutter learned from, one is doubted by this or the next rule."""

LONG_WORDS, LONG_DOUBTED_SCORE = 28, 1.8
"""Where sentences have more words than this on the average stops are few, and doubted from a higher score on."""

UNFINISHED = UNENDING | {
    "his", "or", "when", "which", "of", "for", "with", "from", "into", "at", "by", "was", "were", "is", "are", "be",
}  # fmt: skip
"""Words with which hardly a sentence ends."""

_TOKEN = re.compile(r"[^\W_]+(?:(?:['’\-]|(?<=\d)[.,](?=\d)|(?<=\b\w)\.(?=\w\b))[^\W_]+)*%?")
_NEVER_LAST = re.compile(
    r"mrs?|ms|dr|prof|st|vs|fig|approx|dept|est|ca|e\.g|i\.e|cf|sgt|capt|gen|rev|hon|jr|sr|nos?|vol", re.IGNORECASE
)
_LAST_BEFORE_CAPITAL = re.compile(r"[ap]\.m|etc|inc|ltd|co|corp|u\.s|u\.k|e\.u|ph\.d|[bm]\.sc", re.IGNORECASE)
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|"
    r"november|december",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?:[.!?]+|…)[\"'”’)\]]*(?=\s|$)|[。！？]|\n+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text without the punctuation around it, and where it lies."""

    text: str
    start_char: int
    end_char: int


def tokens(text: str) -> tuple[Token, ...]:
    """Cut a text into words; "don't", "uh-huh", "2.5" and "40%" are one word each."""
    return tuple(Token(match.group(), match.start(), match.end()) for match in _TOKEN.finditer(text))


def plain_word(text: str) -> str:
    """Return a word as it is said: lower case, without what is not a letter, a digit or an apostrophe within it."""
    return re.sub(r"[^a-z0-9']", "", text.lower().replace("’", "'")).strip("'")


def word_char_spans(words: Sequence[Word]) -> tuple[tuple[int, int], ...]:
    """Return for each word its (start, end) characters in the words joined by single blanks."""
    spans: list[tuple[int, int]] = []
    position = 0
    for word in words:
        spans.append((position, position + len(word.text)))
        position += len(word.text) + 1
    return tuple(spans)


def sentences(text: str, cutter: Cutter | None = None) -> tuple[Sentence, ...]:
    """Cut a text into sentences, without times.

    Ends are ``. ! ? …`` and line ends, but not the stop of an abbreviation, an initial or a number. A stretch
    of more than `LONG_SENTENCE_WORDS` words is cut by the ``cutter`` where sentences probably begin, since an
    engine may leave out all punctuation, but hardly between near commas; it stays whole where there is none. An engine
    may also put stops where no sentence ends: where most are such, the cutter cuts the whole text, and a stop only
    speaks for a cut. Blank text has no sentences.
    """
    return tuple(Sentence(text[start:end], start, end) for start, end in _spans(text, cutter, pauses={}))


def timed_sentences(words: Sequence[Word], cutter: Cutter | None = None) -> tuple[Sentence, ...]:
    """Cut a transcript into sentences with times; characters index the words joined by single blanks.

    As `sentences`; in unpunctuated stretches pauses speak for a cut, too.
    """
    text = " ".join(word.text for word in words)
    word_spans = word_char_spans(words)
    pauses = {word_spans[i][0]: words[i].start_s - words[i - 1].end_s for i in range(1, len(words))}
    timed: list[Sentence] = []
    first = 0
    for start, end in _spans(text, cutter, pauses=pauses):
        while first < len(words) - 1 and word_spans[first][1] <= start:
            first += 1
        last = first
        while last < len(words) - 1 and word_spans[last + 1][0] < end:
            last += 1
        timed.append(Sentence(text[start:end], start, end, words[first].start_s, words[last].end_s))
    return tuple(timed)


def _spans(text: str, cutter: Cutter | None, *, pauses: dict[int, float]) -> Iterator[tuple[int, int]]:
    """Yield the characters of each sentence; ``pauses`` are seconds before the word that starts at a character."""
    punctuated = list(_punctuated_spans(text))
    if cutter and _stops_are_doubtful(text, punctuated, cutter):
        after_stops = {start for start, _ in punctuated[1:]}
        whole = punctuated[0][0], punctuated[-1][1]
        yield from _cut(text, *whole, cutter, pauses=pauses, after_stops=after_stops)
        return
    punctuated = list(_joined(text, punctuated))
    few_stops = len(tokens(text)) > USUAL_WORDS * len(punctuated)
    for start, end in punctuated:
        stretch = text[start:end]
        longest = LONG_CLAUSE_WORDS if few_stops and not COMMAS & set(stretch) else LONG_SENTENCE_WORDS
        if cutter and len(tokens(stretch)) > longest:
            yield from _cut(text, start, end, cutter, pauses=pauses)
        else:
            yield start, end


def _joined(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join what a stop parts behind a word that ends no sentence, where no capital follows ("about. 300 litres")."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        first = text[start:end].split()[0].lstrip("\"'“‘([")
        if held and not first[:1].isupper() and _goes_on(text[slice(*held)], first):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _goes_on(before: str, following: str) -> bool:
    last = plain_word(before.split()[-1])
    return before.endswith(".") and (last in UNENDING or (last == "about" and word_class(following) == "NUMBER"))


def _stops_are_doubtful(text: str, punctuated: Sequence[tuple[int, int]], cutter: Cutter) -> bool:
    """Whether stops stand where no sentence ends, and the words after most of them do not look like beginnings."""
    inside = tokens(text)
    if len(punctuated) < 2:
        return False
    ends = [token.end_char for token in inside]
    firsts = [bisect_right(ends, start) for start, _ in punctuated[1:]]
    long = len(inside) > LONG_WORDS * len(punctuated)
    if not long and not any(_spoken(inside[first - 1]) in UNFINISHED for first in firsts):
        return False
    scores = cutter.scores([_spoken(token) for token in inside])
    mean = float(sum(scores[first] for first in firsts)) / len(firsts)
    return mean < (LONG_DOUBTED_SCORE if long else DOUBTED_SCORE)


def _punctuated_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the characters of each sentence that punctuation or a line end sets off, without blanks around."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group()[0] in ".…" and not _ends_sentence(text, start, match):
            continue
        yield from _stripped(text, start, match.end())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if any(char.isalnum() for char in piece):
        lead = len(piece) - len(piece.lstrip())
        yield start + lead, start + len(piece.rstrip())


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the stop or ellipsis ends a sentence here, judged by the word before and the word after."""
    rest = re.match(r"\s*[\"'“‘(\[]*([^\s]*)", text[match.end() :])
    following = rest.group(1) if rest else ""
    if not following:
        return True
    if match.group().startswith(("..", "…")):
        return following[:1].isupper()
    before = re.search(r"([^\s]*)$", text[max(start, match.start() - 40) : match.start()])
    word = before.group(1).lstrip("\"'“‘([") if before else ""
    if _NEVER_LAST.fullmatch(word):
        return word.lower() in {"no", "nos"} and not following[:1].isdigit()
    if _LAST_BEFORE_CAPITAL.fullmatch(word):
        return following[:1].isupper() and not _CALENDAR.fullmatch(following.strip(".,"))
    if len(word) != 1 or not word.isupper() or word == "I":
        return True
    return not _is_initial(text[start : match.start() - 1], following)


def _is_initial(before: str, following: str) -> bool:
    """Whether a single capital is a name's ("J. Smith", "Mary J. Blige"), and not a letter as in "plan B. Then"."""
    words = before.split()
    return following[:1].isupper() and (not words or words[-1][:1].isupper() or is_closed_class(words[-1]))


def _cut(
    text: str,
    start: int,
    end: int,
    cutter: Cutter,
    *,
    pauses: dict[int, float],
    after_stops: Collection[int] = (),
) -> Iterator[tuple[int, int]]:
    """Yield the pieces of a stretch that is too long for a sentence, or that has doubtful stops before characters."""
    inside = [Token(token.text, token.start_char + start, token.end_char + start) for token in tokens(text[start:end])]
    silences = [pauses.get(token.start_char, 0.0) for token in inside]
    votes = [STOP_VOTE if token.start_char in after_stops else _vote(text, token) for token in inside]
    if not after_stops:
        commas = [i for i, token in enumerate(inside) if i and _before(text, token) in COMMAS]
        for first, last in pairwise([0, *commas, len(inside)]):
            if last - first <= COMMA_WORDS:
                votes[first + 1 : last] = [vote or UNMARKED_VOTE for vote in votes[first + 1 : last]]
    firsts = cutter.starts([_spoken(token) for token in inside], pauses_s=silences, votes=votes)
    whole = [0]
    for first in firsts[1:]:
        if first - whole[-1] >= LEAST_WORDS:
            whole.append(first)
    for piece in pairwise([start, *(inside[i].start_char for i in whole[1:]), end]):
        yield from _stripped(text, *piece)


def _spoken(token: Token) -> str:
    return token.text.lower().replace("’", "'")


def _vote(text: str, token: Token) -> float:
    """How strongly a comma before a word, or a capital on one that needs none, speaks for a beginning."""
    needless = token.text[0].isupper() and is_closed_class(token.text) and token.text[:2] not in {"I", "I'"}
    return MARKED_VOTE if _before(text, token) in COMMAS or needless else 0.0


def _before(text: str, token: Token) -> str:
    """Return the last character before a word that is no blank."""
    return text[max(0, token.start_char - FAR_COMMA) : token.start_char].rstrip()[-1:]
