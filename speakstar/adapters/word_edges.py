"""Where words begin and end: what the engine says, mended by where there is sound.

Whisper's own times let the word beside a pause swallow the pause, or stop short of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from speakstar.core.model import Span, Word

STRETCH_MAX_S = 0.5
"""A word grows at most so far to reach the edge of its sound; what lies beyond may be a word that was missed."""


def settle(words: Iterable[Word], runs: Sequence[Span], *, duration_s: float) -> tuple[Word, ...]:
    """Bring words into order inside the recording, and their edges to those of the sound around them.

    A word is cut to the run of sound that it shares most with. The first and the last word of a run then reach to
    its edges. On the sample answers this takes the middle of an "um" from 140 ms beside the true one to 10 ms.

    Parameters
    ----------
    words
        As the engine gave them; those without text are dropped.
    runs
        Unbroken sound in order of time.
    duration_s
        Length of the recording.
    """
    placed = _ordered((word for word in words if word.text), runs, duration_s)
    where = [_run_of(word, runs) for word in placed]
    neighbours = [None, *where, None]
    return tuple(
        word if at is None else _stretched(word, runs[at], first=previous != at, last=following != at)
        for word, previous, at, following in zip(placed, neighbours, where, neighbours[2:], strict=False)
    )


def _ordered(words: Iterable[Word], runs: Sequence[Span], duration_s: float) -> list[Word]:
    ordered = []
    earliest_s = 0.0
    for word in words:
        sounding = _sounding(Span(word.start_s, word.end_s), runs)
        start_s = min(max(sounding.start_s, earliest_s), duration_s)
        earliest_s = min(max(sounding.end_s, start_s), duration_s)
        ordered.append(_moved(word, start_s, earliest_s))
    return ordered


def _sounding(word: Span, runs: Sequence[Span]) -> Span:
    """Return the longest part of a word in which there is sound; the word as it is where there is none."""
    parts = (Span(max(word.start_s, run.start_s), min(word.end_s, run.end_s)) for run in runs)
    return max((part for part in parts if part.duration_s > 0), key=lambda part: part.duration_s, default=word)


def _run_of(word: Word, runs: Sequence[Span]) -> int | None:
    """Return which run holds a word as a whole."""
    return next((i for i, run in enumerate(runs) if run.start_s <= word.start_s and word.end_s <= run.end_s), None)


def _stretched(word: Word, run: Span, *, first: bool, last: bool) -> Word:
    start_s = max(run.start_s, word.start_s - STRETCH_MAX_S) if first else word.start_s
    end_s = min(run.end_s, word.end_s + STRETCH_MAX_S) if last else word.end_s
    return _moved(word, start_s, end_s)


def _moved(word: Word, start_s: float, end_s: float) -> Word:
    return Word(word.text, round(start_s, 3), round(end_s, 3), min(max(word.probability, 0.0), 1.0))
