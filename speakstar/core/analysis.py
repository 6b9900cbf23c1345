"""What follows from a transcript, or from a text alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from speakstar.core.delivery import answer_span, estimate_s, measure
from speakstar.core.doubts import find_doubts
from speakstar.core.filled_pauses import joined, placed
from speakstar.core.fillers import NO_FILLER_WORDS, FillerWords, fillers_in_text, fillers_in_words
from speakstar.core.kept import believed, keep
from speakstar.core.model import CAP_S, Analysis, Filler, Sound, StarReview, Transcript
from speakstar.core.star import review
from speakstar.core.text import sentences, timed_sentences, tokens

if TYPE_CHECKING:
    from speakstar.core.star_model import StarModel

RULES_VERSION = 12
"""Raised whenever the same transcript can give another analysis."""


@dataclass(frozen=True, slots=True)
class TextCheck:
    """What a text alone tells: ``estimated_s`` is its length in seconds when spoken at the usual pace."""

    text: str
    words: int
    estimated_s: float
    fillers: tuple[Filler, ...]
    review: StarReview


def analyse(
    transcript: Transcript,
    *,
    star: StarModel,
    elapsed_s: float,
    cap_s: float = CAP_S,
    sound: Sound | None = None,
    filler_words: FillerWords = NO_FILLER_WORDS,
    story: bool | None = None,
) -> Analysis:
    """Derive delivery and review from a transcript.

    Parameters
    ----------
    transcript
        What was said.
    star
        The weights of the checklist.
    elapsed_s
        Length of the recording.
    cap_s
        How long the answer may take.
    sound
        What a second listening found in the sound, if there was one.
    filler_words
        What the speaker counts otherwise than the rules do, heard in the words or in the sound.
    story
        Whether the answer tells one, by the speaker's own word; None without it.
    """
    doubts = find_doubts(transcript, elapsed_s=elapsed_s, sound=sound, cutter=star.cutter)
    kept = keep(transcript, doubts)
    heard = believed(sound, kept, doubts)
    said = placed(kept.transcript, heard)
    written = fillers_in_words(said.words, filler_words=filler_words)
    found = tuple(f for f in joined(written, said.words, heard) if not filler_words.excuses(f.text))
    span = answer_span(said, found)
    delivery = measure(
        said,
        found,
        elapsed_s=elapsed_s,
        cap_s=cap_s,
        doubts=doubts,
        dropped=heard.repeats if heard else (),
        listened=heard is not None,
        cutter=star.cutter,
    )
    return Analysis(
        rules_version=RULES_VERSION,
        delivery=replace(delivery, fillers=tuple(kept.in_whole(filler) for filler in found)),
        review=review(
            timed_sentences(said.words, star.cutter),
            star=star,
            speaking_s=span.duration_s if span else None,
            cap_s=cap_s,
            story=story,
        ),
        doubts=doubts,
        own_fillers=filler_words.own,
        excused_fillers=filler_words.excused,
    )


def check(text: str, *, star: StarModel, filler_words: FillerWords = NO_FILLER_WORDS) -> TextCheck:
    """Apply the checklist and the filler rules to a text without sound."""
    words = len(tokens(text))
    return TextCheck(
        text=text,
        words=words,
        estimated_s=estimate_s(words),
        fillers=fillers_in_text(text, filler_words=filler_words),
        review=review(sentences(text, star.cutter), star=star, speaking_s=None),
    )
