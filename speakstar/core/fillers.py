"""Which words are fillers here, and why; crutch words, hedges and repeats beside them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from speakstar.core.filler_rules import HESITATION, HESITATION_RULES, PHRASE_RULES, SAME_AS, FillerRule, Use
from speakstar.core.model import Filler, Word, WordCount
from speakstar.core.text import Token, tokens, word_char_spans

BREAK_PAUSE_S = 0.15
"""A silence that sets a word apart; shorter ones belong to stop consonants (Goldman-Eisler 1968 takes 0.25 s)."""

CONTEXT_WORDS = 5
"""How many words on each side a rule sees."""

_MARKS = ((re.compile(r"[.!?]|…|\n"), "."), (re.compile(r"[,;:–—]|\s-+\s|--"), ","))

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

_PLANNED = frozenset(
    ["very", "really", "many", "much", "no", "yes", "bye", "never", "long", "far", "more", "had", "that", "so", "again", "over", "and"]
)
_RESTARTED = frozenset(
    ["i", "we", "you", "he", "she", "it", "they", "the", "a", "an", "my", "our", "your", "his", "her", "their", "this", "there", "in", "on", "at", "to", "of", "for", "with", "from", "by", "as", "if", "is", "was", "are", "were", "be", "do", "did", "have", "has", "had", "would", "could", "can", "will", "but", "or", "because", "when", "what", "it's", "i'm", "we're", "that's", "they're", "and", "so", "that", "who", "which", "then"]
)


@dataclass(frozen=True, slots=True)
class Decision:
    """What one use of a phrase is, and the rule that said so; ``rule`` is None where no rule did."""

    phrase: str
    start_char: int
    end_char: int
    use: Use
    rule: str | None


def decisions(text: str, *, pauses: Sequence[int] = ()) -> tuple[Decision, ...]:
    """Decide about every phrase of the rule table in a text.

    Parameters
    ----------
    text
        What was said.
    pauses
        Characters of ``text`` at which a word starts after a pause of `BREAK_PAUSE_S` or more.
    """
    words = tokens(text)
    lowered = [word.text.lower().replace("’", "'") for word in words]
    marks = _marks_between(text, words, frozenset(pauses))
    made: list[Decision] = []
    i = 0
    while i < len(words):
        length, rules = _rules_at(words, lowered, i)
        if rules:
            left = _left(lowered, marks, i)
            right = _right(lowered, marks, i + length)
            rule = next((rule for rule in rules if rule.matches(left, right)), None)
            phrase = " ".join(lowered[i : i + length])
            span = words[i].start_char, words[i + length - 1].end_char
            made.append(Decision(phrase, *span, rule.use if rule else "ordinary", rule.id if rule else None))
        i += length
    return tuple(made)


def fillers_in_text(text: str) -> tuple[Filler, ...]:
    """Return the fillers of a text, without times.

    Hesitations (um, uh, er, ...) always count; like, you know, I mean, so, well, right, okay, kind of and sort of
    where a rule says so. ``certainty`` is "possible" where the rule that fired is a weak one.
    """
    return tuple(_filler(decision, None, None) for decision in decisions(text) if decision.use != "ordinary")


def fillers_in_words(words: Sequence[Word]) -> tuple[Filler, ...]:
    """Return the fillers of a transcript with their times; pauses count as breaks beside punctuation."""
    text = " ".join(word.text for word in words)
    spans = word_char_spans(words)
    pauses = [
        span[0]
        for (before, word), span in zip(pairwise(words), spans[1:], strict=True)
        if word.start_s - before.end_s >= BREAK_PAUSE_S
    ] if words else []  # fmt: skip
    found: list[Filler] = []
    first = 0
    for decision in decisions(text, pauses=pauses):
        while spans[first][1] <= decision.start_char:
            first += 1
        last = first
        while spans[last][1] < decision.end_char:
            last += 1
        if decision.use != "ordinary":
            found.append(_filler(decision, words[first].start_s, words[last].end_s))
    return tuple(found)


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
    for length in range(_MAX_REPEAT_WORDS, 0, -1):
        phrase = spoken[i : i + length]
        again = spoken[i + length : i + 2 * length]
        planned = length == 1 and phrase[0] in _PLANNED
        if len(again) == length and phrase == again and phrase[0] in _RESTARTED and not planned:
            return length
    return 0


def _plain_words(text: str) -> list[str]:
    return [token.text.lower().replace("’", "'") for token in tokens(text)]


def _ranked(counts: Counter[str]) -> tuple[WordCount, ...]:
    return tuple(WordCount(text, count) for text, count in counts.most_common() if count)


def _filler(decision: Decision, start_s: float | None, end_s: float | None) -> Filler:
    return Filler(
        text=decision.phrase,
        start_char=decision.start_char,
        end_char=decision.end_char,
        start_s=start_s,
        end_s=end_s,
        source="transcript",
        certainty="certain" if decision.use == "certain" else "possible",
        rule=decision.rule or "",
    )


def _rules_at(words: Sequence[Token], lowered: Sequence[str], i: int) -> tuple[int, Sequence[FillerRule]]:
    """Return how many words the phrase at ``i`` has and its rules; (1, ()) where there is none."""
    pair = " ".join(lowered[i : i + 2])
    for phrase, length in ((pair, 2), (lowered[i], 1)):
        rules = PHRASE_RULES.get(SAME_AS.get(phrase, phrase))
        if rules and len(phrase.split()) == length:
            return length, rules
    if _is_hesitation(words[i].text):
        return 1, HESITATION_RULES
    return 1, ()


def _is_hesitation(word: str) -> bool:
    """Capitals spell a name: "ER" is a hospital ward."""
    return bool(HESITATION.fullmatch(word.lower())) and not (word.isupper() and len(word) > 1)


def _marks_between(text: str, words: Sequence[Token], pauses: frozenset[int]) -> list[str]:
    """Return the mark before each word and one after the last; "" where speech runs on."""
    marks = ["."]
    for before, after in pairwise(words):
        between = text[before.end_char : after.start_char]
        mark = next((mark for pattern, mark in _MARKS if pattern.search(between)), "")
        if mark == "." and re.match(r"\.{2,}|…", between) and after.text[:1].islower():
            mark = "_"
        marks.append(mark or ("_" if after.start_char in pauses else ""))
    return [*marks, "."]


def _left(lowered: Sequence[str], marks: Sequence[str], i: int) -> str:
    parts: list[str] = []
    for k in range(max(0, i - CONTEXT_WORDS), i):
        parts += [marks[k], "~" if HESITATION.fullmatch(lowered[k]) else lowered[k]]
    return " ".join(part for part in [*parts, marks[i]] if part)


def _right(lowered: Sequence[str], marks: Sequence[str], i: int) -> str:
    parts: list[str] = []
    for k in range(i, min(len(lowered), i + CONTEXT_WORDS)):
        parts += [marks[k], "~" if HESITATION.fullmatch(lowered[k]) else lowered[k]]
    end = min(len(lowered), i + CONTEXT_WORDS)
    return " ".join(part for part in [*parts, marks[end]] if part)
