"""What differs between two analyses: of two takes, or of one take under two versions of the rules."""

from __future__ import annotations

from dataclasses import dataclass

from speakstar.core.model import Analysis


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the later analysis has that the earlier has not, and the other way round.

    ``gained`` and ``lost`` are ids of checklist items that are met in one only; ``mended`` and ``slipped`` are ids of
    pitfalls that are present in the earlier, or in the later only.
    """

    earlier: Analysis
    later: Analysis
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    mended: tuple[str, ...]
    slipped: tuple[str, ...]


def compare(earlier: Analysis, later: Analysis) -> Comparison:
    """Compare two analyses; ids come in the order of the checklist."""
    met_before, met_after = _met(earlier), _met(later)
    failed_before, failed_after = _failed(earlier), _failed(later)
    return Comparison(
        earlier=earlier,
        later=later,
        gained=tuple(id_ for id_ in met_after if id_ not in met_before),
        lost=tuple(id_ for id_ in met_before if id_ not in met_after),
        mended=tuple(id_ for id_ in failed_before if id_ not in failed_after),
        slipped=tuple(id_ for id_ in failed_after if id_ not in failed_before),
    )


def _met(analysis: Analysis) -> tuple[str, ...]:
    return tuple(item.id for item in analysis.review.items if item.verdict == "met")


def _failed(analysis: Analysis) -> tuple[str, ...]:
    return tuple(pitfall.id for pitfall in analysis.review.pitfalls if pitfall.present)
