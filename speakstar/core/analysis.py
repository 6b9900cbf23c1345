"""What follows from a transcript, or from a text alone."""

from __future__ import annotations

from dataclasses import dataclass

from speakstar.core.delivery import answer_span, estimate_s, measure
from speakstar.core.filled_pauses import joined, placed
from speakstar.core.fillers import fillers_in_text, fillers_in_words
from speakstar.core.model import CAP_S, Analysis, Filler, Sound, StarReview, Transcript
from speakstar.core.star import review
from speakstar.core.text import sentences, timed_sentences, tokens

RULES_VERSION = 1
"""Raised whenever the same transcript can give another analysis."""


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What a text alone tells: ``estimated_s`` is its length in seconds when spoken at the usual pace."""

    text: str
    words: int
    estimated_s: float
    fillers: tuple[Filler, ...]
    review: StarReview


def analyse(transcript: Transcript, *, elapsed_s: float, cap_s: float = CAP_S, sound: Sound | None = None) -> Analysis:
    """Derive delivery and review from a transcript.

    Parameters
    ----------
    transcript
        What was said.
    elapsed_s
        Length of the recording.
    cap_s
        How long the answer may take.
    sound
        What a second listening found in the sound, if there was one.
    """
    transcript = placed(transcript, sound)
    found = joined(fillers_in_words(transcript.words), transcript.words, sound)
    span = answer_span(transcript, found)
    return Analysis(
        rules_version=RULES_VERSION,
        delivery=measure(transcript, found, elapsed_s=elapsed_s, cap_s=cap_s),
        review=review(timed_sentences(transcript.words), speaking_s=span.duration_s if span else None),
    )


def check(text: str) -> TextCheck:
    """Apply the checklist and the filler rules to a text without sound."""
    words = len(tokens(text))
    return TextCheck(
        text=text,
        words=words,
        estimated_s=estimate_s(words),
        fillers=fillers_in_text(text),
        review=review(sentences(text), speaking_s=None),
    )
