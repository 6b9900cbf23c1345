"""Whether the words of a transcript account for the voice in the recording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from speakstar.core.model import Take

SPARSE_WORDS_PER_MIN = 60.0
"""Fewer words a minute of voice nobody speaks who answers a question; slow readers reach 100."""

MIN_VOICE_S = 5.0
"""Less voice than this may be a single slow word."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the words that count stand against the voice that was found.

    ``voice_s`` is None where voice activity was not measured. ``verdict`` is "silent" without words and voice, "deaf"
    with voice that no word was recognised in, "sparse" with fewer words than anybody says in that time.
    """

    voice_s: float | None
    words: int
    doubtful_words: int
    verdict: Literal["fine", "silent", "deaf", "sparse"]


def coverage(take: Take) -> Coverage:
    """Compare the words of a take with its voice."""
    transcript, doubts = take.transcript, take.analysis.doubts
    doubtful = sum(len(transcript.text[doubt.start_char : doubt.end_char].split()) for doubt in doubts)
    words = len(transcript.text.split()) - doubtful
    if transcript.speech is None:
        return Coverage(None, words, doubtful, "fine" if words else "silent")
    voice_s = sum(span.duration_s for span in transcript.speech)
    if not words:
        return Coverage(voice_s, 0, doubtful, "deaf" if voice_s else "silent")
    sparse = voice_s >= MIN_VOICE_S and words / voice_s * 60.0 < SPARSE_WORDS_PER_MIN
    return Coverage(voice_s, words, doubtful, "sparse" if sparse else "fine")
