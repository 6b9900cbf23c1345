"""Which words are fillers here, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from speakstar.core.filler_rules import HESITATION, HESITATION_RULES, PHRASE_RULES, SAME_AS, FillerRule, Use
from speakstar.core.model import Filler, Word
from speakstar.core.text import Token, tokens, word_char_spans

BREAK_PAUSE_S = 0.15
"""A silence that sets a word apart; shorter ones belong to stop consonants (Goldman-Eisler 1968 takes 0.25 s)."""

CONTEXT_WORDS = 5
"""How many words on each side a rule sees."""

_MARKS = ((re.compile(r"[.!?]|…|\n"), "."), (re.compile(r"[,;:–—]|\s-+\s|--"), ","))


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
        if mark == "." and re.match(r"\s*(?:\.{2,}|…)", between) and after.text[:1].islower():
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
