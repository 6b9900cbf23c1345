"""Takes as points in time, and the sittings that they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from speakstar.core import poisson
from speakstar.core.filler_lines import count_fillers
from speakstar.core.means import Means, means
from speakstar.core.model import EngineId, Take, WordCount

SESSION_GAP = timedelta(hours=1)
"""Takes less than this apart belong to one sitting."""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One take of a trend.

    ``fillers`` are the certain ones; their rate and its Poisson range are per minute of speaking time. ``listened``
    says that they were looked for in the sound, too. ``items`` are the ids of the checklist items that are met.
    ``compared`` says that the verdict rests on it: it has speech, and was analysed by the means of the latest.
    """

    take_id: int
    story: str | None
    recorded_at: datetime
    engine: EngineId
    means: Means
    fillers: int
    by_word: tuple[WordCount, ...]
    speaking_s: float
    fillers_per_min: float
    fillers_per_min_low: float
    fillers_per_min_high: float
    words_per_min: float
    answer_s: float
    cap_s: float
    over_cap_s: float
    items_met: int
    items: tuple[str, ...]
    listened: bool = False
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting: takes less than `SESSION_GAP` apart, added up."""

    started_at: datetime
    take_ids: tuple[int, ...]
    fillers: int
    speaking_s: float
    fillers_per_min: float
    fillers_per_min_low: float
    fillers_per_min_high: float


def order(take: Take) -> tuple[datetime, int]:
    """Return what takes are put in order by: the time at which they were spoken, whenever they were stored."""
    return take.recorded_at, take.id


def point_of(take: Take) -> TrendPoint:
    """Return what a trend needs of a take; whether it is compared is not known from one."""
    delivery, review = take.analysis.delivery, take.analysis.review
    certain = [filler for filler in delivery.fillers if filler.certainty == "certain"]
    met = tuple(finding.id for finding in review.items if finding.verdict == "met")
    return TrendPoint(
        take_id=take.id,
        story=take.story,
        recorded_at=take.recorded_at,
        engine=take.transcript.engine,
        means=means(take),
        fillers=delivery.certain_fillers,
        by_word=tuple(WordCount(found.text, found.count) for found in count_fillers(certain)),
        speaking_s=delivery.speaking_s,
        fillers_per_min=delivery.fillers_per_min,
        fillers_per_min_low=delivery.fillers_per_min_low,
        fillers_per_min_high=delivery.fillers_per_min_high,
        words_per_min=delivery.words_per_min,
        answer_s=delivery.answer_s,
        cap_s=delivery.cap_s,
        over_cap_s=delivery.over_cap_s,
        items_met=len(met),
        items=met,
        listened=take.sound is not None,
    )


def grouped(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    """Put takes of one sitting together; they come in the order of time."""
    groups: list[list[TrendPoint]] = [[point] for point in points[:1]]
    for before, point in pairwise(points):
        if point.recorded_at - before.recorded_at < SESSION_GAP:
            groups[-1].append(point)
        else:
            groups.append([point])
    return groups


def session_of(points: Sequence[TrendPoint]) -> Session:
    """Add up the takes of a sitting."""
    count, seconds = totals(points)
    low, high = poisson.interval(count)
    per_min = 60.0 / seconds if seconds > 0.0 else 0.0
    return Session(
        started_at=points[0].recorded_at,
        take_ids=tuple(point.take_id for point in points),
        fillers=count,
        speaking_s=seconds,
        fillers_per_min=count * per_min,
        fillers_per_min_low=low * per_min,
        fillers_per_min_high=high * per_min,
    )


def totals(points: Sequence[TrendPoint]) -> tuple[int, float]:
    """Add up fillers and seconds of speech."""
    return sum(point.fillers for point in points), sum(point.speaking_s for point in points)


def rate(points: Sequence[TrendPoint]) -> float:
    """Return the fillers per minute of speech of all these takes, some of which have speech."""
    count, seconds = totals(points)
    return count / seconds * 60.0
