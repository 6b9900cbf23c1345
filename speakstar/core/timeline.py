"""The answer against the clock."""

from __future__ import annotations

from dataclasses import dataclass

from speakstar.core.model import SectionSpan, Take


@dataclass(frozen=True, slots=True)
class Timeline:
    """What a bar of the answer shows, in seconds of the recording.

    The bar runs from 0 to ``end_s``. The cap counts from the first sound of the answer, so it falls at ``cap_at_s``.
    """

    end_s: float
    cap_at_s: float
    stretches: tuple[SectionSpan, ...]


def timeline(take: Take) -> Timeline:
    """Lay the sections of a take out in time; the bar holds the recording and the cap."""
    delivery = take.analysis.delivery
    cap_at_s = (delivery.first_sound_s or 0.0) + delivery.cap_s
    stretches = tuple(span for span in take.analysis.review.sections if span.start_s is not None)
    return Timeline(max(take.recording.duration_s, cap_at_s), cap_at_s, stretches)
