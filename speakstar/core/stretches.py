"""Which stretch of a recording to play, so that one hears what is meant."""

from __future__ import annotations

from speakstar.core.filler_lines import filler_line
from speakstar.core.marks import require_known
from speakstar.core.model import Evidence, Span, Take
from speakstar.errors import NotFoundError

LEAD_S = 1.5
"""Heard before a filler: three or four words at 150 words a minute tell where one is."""

TAIL_S = 1.0
"""Heard after it."""

MARGIN_S = 0.3
"""Around sentences, whose ends are good to a tenth or two of a second: nothing is cut."""

AT_S = 10.0
"""Heard from a moment that was named."""


def filler_stretch(take: Take, number: int) -> Span:
    """Return where filler ``number`` (from 1) is heard, with a lead-in.

    Raises
    ------
    NotFoundError
        The take has no filler of this number.
    """
    filler = filler_line(take, number).filler
    return _within(take, (filler.start_s or 0.0) - LEAD_S, (filler.end_s or 0.0) + TAIL_S)


def finding_stretch(take: Take, finding: str) -> Span:
    """Return where the words are that prove a checklist item or a pitfall.

    Raises
    ------
    NotFoundError
        There is no such finding, or no words belong to it.
    """
    require_known(finding)
    review = take.analysis.review
    evidence = {item.id: item.evidence for item in review.items} | {kind.id: kind.evidence for kind in review.pitfalls}
    heard = [_span(piece) for piece in evidence.get(finding, ()) if piece.start_s is not None]
    if not heard:
        raise NotFoundError(
            f"Take {take.id} has no words for {finding}.", hint=f"See what it has: speakstar report {take.id}."
        )
    return _within(take, heard[0].start_s - MARGIN_S, heard[0].end_s + MARGIN_S)


def moment_stretch(take: Take, at_s: float) -> Span:
    """Return what is heard from a moment on.

    Raises
    ------
    NotFoundError
        The moment lies outside the recording.
    """
    if not 0.0 <= at_s < take.recording.duration_s:
        raise NotFoundError(
            f"There is no second {at_s:g} in take {take.id}.", hint=f"It lasts {take.recording.duration_s:.1f} s."
        )
    return _within(take, at_s, at_s + AT_S)


def whole(take: Take) -> Span:
    """Return the whole recording."""
    return Span(0.0, take.recording.duration_s)


def _span(piece: Evidence) -> Span:
    return Span(piece.start_s or 0.0, piece.end_s or 0.0)


def _within(take: Take, start_s: float, end_s: float) -> Span:
    return Span(max(0.0, start_s), min(take.recording.duration_s, end_s))
