"""Which words are fillers here, and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from speakstar.core.filler_rules import HESITATION, HESITATION_RULES, PHRASE_RULES, SAME_AS, SPELLINGS, FillerRule, Use
from speakstar.core.model import Filler, Word
from speakstar.core.text import Token, tokens, word_char_spans

BREAK_PAUSE_S = 0.15
"""A silence that sets a word apart; shorter ones belong to stop consonants (Goldman-Eisler 1968 takes 0.25 s)."""

CONTEXT_WORDS = 8
"""How many words on each side a rule sees."""

_MARKS = ((re.compile(r"[.!?]|…|\n"), "."), (re.compile(r"[,;:–—()]|\s-+\s|--"), ","))


@dataclass(frozen=True, slots=True)
class FillerWords:
    """What one speaker counts otherwise than the rules do; words and phrases in any case.

    Parameters
    ----------
    own
        Fillers of this speaker, wherever they are said.
    excused
        Words that never count, ``own`` ones among them.
    """

    own: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()

    def excuses(self, phrase: str) -> bool:
        """Whether a phrase is not to be counted."""
        return _spelled(_plain(phrase)) in {_spelled(_plain(excused)) for excused in self.excused}

    def own_words(self) -> tuple[tuple[str, ...], ...]:
        """Return the own phrases that count as words in lower case, the longest first."""
        phrases = {tuple(_plain(phrase).split()) for phrase in self.own if not self.excuses(phrase)}
        return tuple(sorted(phrases - {()}, key=lambda phrase: (-len(phrase), phrase)))


NO_FILLER_WORDS = FillerWords()
"""The rules alone."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one use of a phrase is, and the rule that said so; ``rule`` is None where no rule did."""

    phrase: str
    start_char: int
    end_char: int
    use: Use
    rule: str | None


def decisions(
    text: str, *, pauses: Sequence[int] = (), filler_words: FillerWords = NO_FILLER_WORDS
) -> tuple[Decision, ...]:
    """Decide about every phrase of the rule table, and every own phrase of the speaker, in a text.

    Parameters
    ----------
    text
        What was said.
    pauses
        Characters of ``text`` at which a word starts after a pause of `BREAK_PAUSE_S` or more.
    filler_words
        The speaker's own words are fillers by a rule ``own.WORD``; excused ones are left out.
    """
    speech = _Speech.of(text, frozenset(pauses))
    own = filler_words.own_words()
    made: list[Decision] = []
    i = 0
    while i < len(speech.words):
        length, use, rule = _own_at(speech, i, own) or _decision_at(speech, i)
        phrase = " ".join(speech.lowered[i : i + length])
        if use and not filler_words.excuses(phrase):
            span = speech.words[i].start_char, speech.words[i + length - 1].end_char
            made.append(Decision(phrase, *span, use, rule))
        i += length
    return tuple(made)


def fillers_in_text(text: str, *, filler_words: FillerWords = NO_FILLER_WORDS) -> tuple[Filler, ...]:
    """Return the fillers of a text, without times.

    Hesitations (um, uh, er, ...) always count; like, you know, I mean, so, well, right, okay, kind of and sort of
    where a rule says so; the speaker's own words always, excused ones never. ``certainty`` is "possible" where the
    rule that fired is a weak one.
    """
    decided = decisions(text, filler_words=filler_words)
    return tuple(_filler(decision, None, None) for decision in decided if decision.use != "ordinary")


def fillers_in_words(words: Sequence[Word], *, filler_words: FillerWords = NO_FILLER_WORDS) -> tuple[Filler, ...]:
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
    for decision in decisions(text, pauses=pauses, filler_words=filler_words):
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


@dataclass(frozen=True, slots=True)
class _Speech:
    """Words, the same in lower case, and the mark before each with one after the last ("" where speech runs on)."""

    words: Sequence[Token]
    lowered: Sequence[str]
    marks: Sequence[str]

    @classmethod
    def of(cls, text: str, pauses: frozenset[int]) -> _Speech:
        words = tokens(text)
        return cls(words, [_lowered(word) for word in words], _marks_between(text, words, pauses))

    def phrase(self, i: int, length: int) -> str:
        """Return so many words from ``i`` on; empty where there are fewer, or punctuation parts them."""
        parted = any(mark not in ("", "_") for mark in self.marks[i + 1 : i + length])
        return "" if parted or i + length > len(self.words) else " ".join(self.lowered[i : i + length])

    def left(self, i: int) -> str:
        """Return what the rules see before the word ``i``."""
        return self._context(max(0, i - CONTEXT_WORDS), i)

    def right(self, i: int) -> str:
        """Return what the rules see from the word ``i`` on."""
        return self._context(i, min(len(self.words), i + CONTEXT_WORDS))

    def _context(self, start: int, end: int) -> str:
        shown = ("~" if HESITATION.fullmatch(word) else word for word in self.lowered[start:end])
        parts = [part for pair in zip(self.marks[start:end], shown, strict=True) for part in pair]
        return " ".join(part for part in [*parts, self.marks[end]] if part)


def _own_at(speech: _Speech, i: int, own: Sequence[tuple[str, ...]]) -> tuple[int, Use | None, str | None] | None:
    """Return how many words the speaker's own phrase at ``i`` has, its use and rule; None where there is none."""
    phrase = next((phrase for phrase in own if speech.phrase(i, len(phrase)) == " ".join(phrase)), None)
    return (len(phrase), "certain", f"own.{'_'.join(phrase)}") if phrase else None


def _decision_at(speech: _Speech, i: int) -> tuple[int, Use | None, str | None]:
    """Return how many words the phrase at ``i`` has, its use and the rule that says so; no use where no phrase is."""
    length, rules = _rules_at(speech, i)
    if not rules:
        return length, None, None
    left, right = speech.left(i), speech.right(i + length)
    rule = next((rule for rule in rules if rule.matches(left, right)), None)
    return (length, rule.use, rule.id) if rule else (length, "ordinary", None)


def _rules_at(speech: _Speech, i: int) -> tuple[int, Sequence[FillerRule]]:
    """Return how many words the phrase at ``i`` has and its rules; (1, ()) where there is none."""
    for length in (2, 1):
        phrase = speech.phrase(i, length)
        rules = PHRASE_RULES.get(SAME_AS.get(phrase, _spelled(phrase)))
        if rules:
            return length, rules
    return 1, HESITATION_RULES if is_hesitation(speech.words[i].text) else ()


def _lowered(word: Token) -> str:
    return word.text.lower().replace("’", "'")


def _plain(phrase: str) -> str:
    """Write a phrase as its words in lower case, with one blank between them."""
    return " ".join(map(_lowered, tokens(phrase)))


def _spelled(phrase: str) -> str:
    return SPELLINGS.get(phrase, phrase)


def is_hesitation(word: str) -> bool:
    """Tell whether a word without punctuation is an "um"; capitals spell a name, such as "ER", the hospital ward."""
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
