"""What differs between two analyses: of two takes, or of one take under two versions of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from speakstar.core.figures import figures
from speakstar.core.means import differences, means
from speakstar.core.model import Analysis, Take


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


@dataclass(frozen=True, slots=True)
class TakeComparison:
    """Two takes beside each other.

    ``figures_gained`` and ``figures_lost`` are the amounts that only one of them names, as said, in order of time;
    ``unlike`` says by what different means their fillers were found, empty where by the same.
    """

    earlier: Take
    later: Take
    change: Comparison
    figures_gained: tuple[str, ...]
    figures_lost: tuple[str, ...]
    unlike: tuple[str, ...]


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


def compare_takes(earlier: Take, later: Take) -> TakeComparison:
    """Put two takes beside each other."""
    before, after = _figures(earlier), _figures(later)
    return TakeComparison(
        earlier=earlier,
        later=later,
        change=compare(earlier.analysis, later.analysis),
        figures_gained=_without(after, before),
        figures_lost=_without(before, after),
        unlike=differences([means(earlier)], means(later)),
    )


def _figures(take: Take) -> list[str]:
    return [found.text for found in figures(take.transcript.text)]


def _without(some: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    """Return what is in some only, once each, whatever its case."""
    known = {text.casefold() for text in others}
    first = {text.casefold(): text for text in reversed(some)}
    return tuple(first[key] for key in dict.fromkeys(text.casefold() for text in some) if key not in known)


def _met(analysis: Analysis) -> tuple[str, ...]:
    return tuple(item.id for item in analysis.review.items if item.verdict == "met")


def _failed(analysis: Analysis) -> tuple[str, ...]:
    return tuple(pitfall.id for pitfall in analysis.review.pitfalls if pitfall.present)
