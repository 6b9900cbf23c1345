"""Where the speaker is silent, and whether a listener would expect it there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from speakstar.core.boundaries import Cutter
from speakstar.core.filler_rules import HESITATION
from speakstar.core.model import Pause, Span, Word
from speakstar.core.text import timed_sentences, tokens, word_char_spans

PAUSE_MIN_S = 0.25
"""Shorter silences belong to articulation (Goldman-Eisler 1968; De Jong and Bosker 2013 find 250 to 300 ms best)."""

LONG_PAUSE_S = 1.0
"""Longer ones occur in spontaneous speech only (Campione and Véronis 2002, 6,000 pauses in five languages)."""

_CLAUSE_ENDS, _SENTENCE_ENDS = (".", "!", "?", "…", ",", ";", ":"), (".", "!", "?")
_CLOSING = "\"'”’)]"


def bridged(spans: Iterable[Span], *, gap_s: float = PAUSE_MIN_S) -> tuple[Span, ...]:
    """Return the union of the spans in order of time, gaps shorter than ``gap_s`` filled. Empty spans vanish."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start_s):
        if span.duration_s <= 0.0:
            continue
        if joined and span.start_s - joined[-1].end_s < gap_s:
            joined[-1] = Span(joined[-1].start_s, max(joined[-1].end_s, span.end_s))
        else:
            joined.append(span)
    return tuple(joined)


def without(spans: Iterable[Span], removed: Iterable[Span]) -> tuple[Span, ...]:
    """Cut stretches out of spans."""
    left = list(spans)
    for cut in removed:
        left = [
            piece
            for span in left
            for piece in (
                Span(span.start_s, min(span.end_s, cut.start_s)),
                Span(max(span.start_s, cut.end_s), span.end_s),
            )
            if piece.duration_s > 0.0
        ]
    return tuple(left)


def find_pauses(
    speech: Sequence[Span], answer: Span, words: Sequence[Word], cutter: Cutter | None = None
) -> tuple[Pause, ...]:
    """Find the silences of `PAUSE_MIN_S` or more within the answer.

    A pause is at a boundary if punctuation or the end of a sentence stands before it; pauses elsewhere are those that
    listeners hear as disfluent (Kahng 2017).

    Parameters
    ----------
    speech
        Where somebody speaks, apart and in order of time, within the answer.
    answer
        From the first word or filler to the last.
    words
        The words of the answer.
    cutter
        What finds the ends of sentences where no punctuation is.
    """
    edges = [Span(answer.start_s, answer.start_s), *speech, Span(answer.end_s, answer.end_s)]
    silences = [Span(before.end_s, after.start_s) for before, after in pairwise(edges)]
    closing = _closing_words(words, cutter)
    middles_s = [(word.start_s + word.end_s) / 2 for word in words]  # word times may reach into the silence
    return tuple(
        Pause(
            silence.start_s,
            silence.end_s,
            at_boundary=bisect_right(middles_s, (silence.start_s + silence.end_s) / 2) - 1 in closing,
        )
        for silence in silences
        if silence.duration_s >= PAUSE_MIN_S
    )


def _closing_words(words: Sequence[Word], cutter: Cutter | None) -> set[int]:
    """Return the words after which a pause is expected; before the first word, -1, it always is.

    The comma after an "um" is the um's own and closes no clause.
    """
    ends = {sentence.end_char for sentence in timed_sentences(words, cutter)}
    closing = {-1}
    for i, (word, (_, end)) in enumerate(zip(words, word_char_spans(words), strict=True)):
        plain = tokens(word.text)
        hesitation = bool(plain) and HESITATION.fullmatch(plain[-1].text.lower())
        if word.text.rstrip(_CLOSING).endswith(_SENTENCE_ENDS if hesitation else _CLAUSE_ENDS) or end in ends:
            closing.add(i)
    return closing
