"""Where the words of a transcript are, once the aligner has followed them in the sound."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from speakstar.adapters.word_edges import sounding
from speakstar.core.fillers import is_hesitation
from speakstar.core.model import FilledPause, Span, Word
from speakstar.core.text import tokens

TRUST_S = 0.5
"""Where the aligner puts a word further than this from where the engine did, one of them is lost, and mostly not the
engine, which heard the words."""


def held_back(word: Word) -> bool:
    """Tell whether a word is kept from the aligner: an "um", which the sound has to show by itself."""
    parts = tokens(word.text)
    return bool(parts) and all(is_hesitation(part.text) for part in parts)


def placed_by(
    words: Sequence[Word], aligned: Mapping[int, Span], runs: Sequence[Span], length_s: float
) -> tuple[Word, ...]:
    """Put each word where the aligner has it if the engine agrees, else where the engine has it, trimmed to sound."""
    placed = []
    earliest_s = 0.0
    for i, word in enumerate(words):
        engine = Span(word.start_s, word.end_s)
        found = aligned.get(i)
        if found is None or not _agree(found, engine):
            found = sounding(engine, runs)
        start_s = min(max(found.start_s, earliest_s), length_s)
        earliest_s = min(max(found.end_s, start_s), length_s)
        placed.append(replace(word, start_s=start_s, end_s=earliest_s))
    return tuple(placed)


def all_places(
    words: Sequence[Word], placed: Sequence[Word], pauses: Sequence[FilledPause], runs: Sequence[Span]
) -> Iterator[Span]:
    """Yield where each word is; one that was held back is where the sound has an "um", between the words around it."""
    at, earliest_s = 0, 0.0
    for word in words:
        if held_back(word):
            engine = Span(word.start_s, word.end_s)
            free = Span(earliest_s, placed[at].start_s if at < len(placed) else math.inf)
            place = _nearest(engine, pauses, free) or _within(sounding(engine, runs), free)
        else:
            place = Span(placed[at].start_s, placed[at].end_s)
            at += 1
        earliest_s = place.end_s
        yield place


def _nearest(engine: Span, pauses: Sequence[FilledPause], free: Span) -> Span | None:
    """Return the filled pause that is an "um" of the engine's; None where there is none near it."""
    near = [
        Span(pause.start_s, pause.end_s)
        for pause in pauses
        if free.start_s <= pause.start_s and pause.end_s <= free.end_s
        and _agree(Span(pause.start_s, pause.end_s), engine)
    ]  # fmt: skip
    return min(near, key=lambda span: abs(span.start_s + span.end_s - engine.start_s - engine.end_s), default=None)


def _within(span: Span, free: Span) -> Span:
    start_s = min(max(span.start_s, free.start_s), free.end_s)
    return Span(start_s, min(max(span.end_s, start_s), free.end_s))


def _agree(one: Span, other: Span) -> bool:
    return min(abs(one.start_s - other.start_s), abs(one.end_s - other.end_s)) <= TRUST_S
