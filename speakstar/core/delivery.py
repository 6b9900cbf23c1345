"""How an answer was spoken: speaking time, pauses, pace and filler rate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from speakstar.core import poisson
from speakstar.core.model import CAP_S, Delivery, Filler, Span, Transcript
from speakstar.core.text import tokens
from speakstar.core.wording import crutch_words, hedges, repeats

PAUSE_MIN_S = 0.25
"""Shorter silences belong to articulation (Goldman-Eisler 1968; De Jong and Bosker 2013 find 250 to 300 ms best)."""

USUAL_WORDS_PER_MIN = 150.0
"""The pace of ordinary conversation in English (National Center for Voice and Speech)."""

_S_PER_MIN = 60.0


def measure(transcript: Transcript, fillers: Sequence[Filler], *, elapsed_s: float, cap_s: float = CAP_S) -> Delivery:
    """Measure how an answer was spoken.

    Parameters
    ----------
    transcript
        The words, and where voice activity was found.
    fillers
        The fillers that count, in order of time, heard in the words or in the sound.
    elapsed_s
        Length of the recording.
    cap_s
        How long the answer may take.

    Returns
    -------
    Delivery
        ``speaking_s`` is the voice activity within the answer, gaps under `PAUSE_MIN_S` bridged; where none was
        measured, the time under words and fillers, bridged alike. The answer runs from the first word or filler
        to the last. ``pauses`` are the silences within it. ``over_cap_s`` is what the answer, not the recording,
        takes beyond the cap. ``words`` leaves out fillers and immediate repeats, and ``words_per_min`` is that
        count per minute of speaking time. The filler rate's range is the exact 95 % interval of a Poisson count
        (Garwood 1936): one take holds few fillers, so its rate is uncertain.
    """
    answer = answer_span(transcript, fillers)
    spans, speaking_from = _speaking_spans(transcript, fillers, answer)
    speaking_s = sum(span.duration_s for span in spans)
    repeated = repeats(transcript.text)
    words = _counted_words(transcript.text, fillers) - sum(
        repeat.count * len(repeat.text.split()) for repeat in repeated
    )
    low, high = poisson.interval(len(fillers))
    return Delivery(
        elapsed_s=elapsed_s,
        answer_s=answer.duration_s if answer else 0.0,
        speaking_s=speaking_s,
        speaking_from=speaking_from,
        cap_s=cap_s,
        over_cap_s=max(0.0, answer.duration_s - cap_s) if answer else 0.0,
        words=max(0, words),
        words_per_min=_per_min(max(0, words), speaking_s),
        first_word_s=transcript.words[0].start_s if transcript.words else None,
        pauses=_gaps(spans, answer),
        fillers=tuple(fillers),
        fillers_per_min=_per_min(len(fillers), speaking_s),
        fillers_per_min_low=_per_min(low, speaking_s),
        fillers_per_min_high=_per_min(high, speaking_s),
        crutch_words=crutch_words(transcript.text),
        repeats=repeated,
        hedges=hedges(transcript.text),
    )


def estimate_s(words: int) -> float:
    """Return how long so many words take at `USUAL_WORDS_PER_MIN`, in seconds."""
    return words / USUAL_WORDS_PER_MIN * _S_PER_MIN


def answer_span(transcript: Transcript, fillers: Sequence[Filler]) -> Span | None:
    """Return the answer: from the first word or filler to the last; None where nothing was said."""
    said = _said(transcript, fillers)
    return Span(min(span.start_s for span in said), max(span.end_s for span in said)) if said else None


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


def _said(transcript: Transcript, fillers: Sequence[Filler]) -> list[Span]:
    words = [Span(word.start_s, word.end_s) for word in transcript.words]
    heard = [
        Span(filler.start_s, filler.end_s)
        for filler in fillers
        if filler.start_s is not None and filler.end_s is not None
    ]
    return words + heard


def _speaking_spans(
    transcript: Transcript, fillers: Sequence[Filler], answer: Span | None
) -> tuple[tuple[Span, ...], Literal["voice", "words"]]:
    """Return the spans of speech within the answer and what they were measured by.

    Voice activity that misses the answer altogether says nothing about it; then the word times decide.
    """
    if answer is None:
        return (), "words" if transcript.speech is None else "voice"
    if transcript.speech is not None:
        inside = bridged(
            Span(max(span.start_s, answer.start_s), min(span.end_s, answer.end_s)) for span in transcript.speech
        )
        if inside:
            return inside, "voice"
    return bridged(_said(transcript, fillers)), "words"


def _gaps(spans: Sequence[Span], answer: Span | None) -> tuple[Span, ...]:
    """Return the silences of `PAUSE_MIN_S` or more within the answer."""
    if answer is None:
        return ()
    edges = [Span(answer.start_s, answer.start_s), *spans, Span(answer.end_s, answer.end_s)]
    gaps = (Span(before.end_s, after.start_s) for before, after in pairwise(edges))
    return tuple(gap for gap in gaps if gap.duration_s >= PAUSE_MIN_S)


def _counted_words(text: str, fillers: Sequence[Filler]) -> int:
    """Count the words of a text that lie under no filler."""
    covered = {
        char for filler in fillers if filler.source != "audio" for char in range(filler.start_char, filler.end_char)
    }
    return sum(token.start_char not in covered for token in tokens(text))


def _per_min(amount: float, seconds: float) -> float:
    return amount / seconds * _S_PER_MIN if seconds > 0.0 else 0.0
