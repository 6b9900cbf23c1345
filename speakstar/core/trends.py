"""Whether practice helps: takes over time, with what chance alone can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from speakstar.core import poisson
from speakstar.core.model import EngineId, Take

SESSION_GAP = timedelta(hours=1)
"""Takes less than this apart belong to one sitting."""

MIN_TAKES = 4
"""Fewer takes do not show a direction: two of each half are the least that can disagree with themselves."""

MIN_SPEAKING_S = 120.0
"""Two minutes at 5 fillers a minute, the most that listeners do not mind (Laske and DiGennaro Reed 2024), hold 10."""

SIGNIFICANCE = 0.05
"""The usual level: without any change, one verdict in twenty would still claim one."""

Verdict = Literal["too few takes", "no real change yet", "down", "up"]


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One take of a trend; rates are per minute of speaking time, with the exact 95 % range of the filler rate."""

    take_id: int
    story: str | None
    recorded_at: datetime
    engine: EngineId
    fillers: int
    speaking_s: float
    fillers_per_min: float
    fillers_per_min_low: float
    fillers_per_min_high: float
    words_per_min: float
    answer_s: float
    over_cap_s: float
    items_met: int


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


@dataclass(frozen=True, slots=True)
class Trend:
    """How fillers develop over takes.

    ``earlier_per_min`` and ``recent_per_min`` are the rates of the two halves and ``p_value`` is the chance of a
    difference at least this unlikely without any change; None while there are too few takes. ``message`` says it in a
    sentence; ``caution`` is empty or says why takes may not be comparable.
    """

    points: tuple[TrendPoint, ...]
    sessions: tuple[Session, ...]
    verdict: Verdict
    earlier_per_min: float | None
    recent_per_min: float | None
    p_value: float | None
    message: str
    caution: str


def trend(takes: Sequence[Take]) -> Trend:
    """Compare the earlier half of the takes with the recent half.

    The halves' filler counts are compared, given their speaking time, by the exact conditional test of two Poisson
    rates (see `poisson.change_p_value`). Takes without speech are shown but not compared. With an odd number the
    middle take belongs to the earlier half.
    """
    ordered = sorted(takes, key=lambda take: (take.recorded_at, take.id))
    points = tuple(_point(take) for take in ordered)
    spoken = [point for point in points if point.speaking_s > 0.0]
    caution = _caution(spoken)
    if len(spoken) < MIN_TAKES or sum(point.speaking_s for point in spoken) < MIN_SPEAKING_S:
        return Trend(points, _sessions(points), "too few takes", None, None, None, _too_few(spoken), caution)
    half = (len(spoken) + 1) // 2
    earlier, recent = spoken[:half], spoken[half:]
    return _compared(points, earlier, recent, caution)


def _compared(
    points: tuple[TrendPoint, ...], earlier: Sequence[TrendPoint], recent: Sequence[TrendPoint], caution: str
) -> Trend:
    earlier_count, earlier_s = _totals(earlier)
    recent_count, recent_s = _totals(recent)
    p_value = poisson.change_p_value(recent_count, earlier_count + recent_count, recent_s / (earlier_s + recent_s))
    earlier_rate, recent_rate = earlier_count / earlier_s * 60.0, recent_count / recent_s * 60.0
    verdict: Verdict = "no real change yet"
    if p_value < SIGNIFICANCE:
        verdict = "down" if recent_rate < earlier_rate else "up"
    numbers = (
        f"{earlier_rate:.1f} fillers a minute in the first {len(earlier)} takes, "
        f"{recent_rate:.1f} in the last {len(recent)}"
    )
    message = {
        "down": f"Your fillers are going down: {numbers}.",
        "up": f"Your fillers are going up: {numbers}.",
        "no real change yet": f"No real change yet: {numbers}; chance alone can do that (p = {p_value:.2f}).",
    }[verdict]
    return Trend(points, _sessions(points), verdict, earlier_rate, recent_rate, p_value, message, caution)


def _too_few(spoken: Sequence[TrendPoint]) -> str:
    _, seconds = _totals(spoken)
    takes = f"{len(spoken)} take{'' if len(spoken) == 1 else 's'}"
    return (
        f"Too few takes to tell: {takes} with {seconds:.0f} s of speech; "
        f"a direction needs {MIN_TAKES} takes and {MIN_SPEAKING_S:.0f} s."
    )


def _caution(spoken: Sequence[TrendPoint]) -> str:
    """Engines differ in how many fillers they write down, so a change of engine can look like a change of habit."""
    engines = list(dict.fromkeys(f"{point.engine.name} {point.engine.model}".strip() for point in spoken))
    if len(engines) < 2:
        return ""
    return (
        f"These takes were transcribed by different models ({', '.join(engines)}), "
        "which do not write down the same fillers: compare takes of one model."
    )


def _point(take: Take) -> TrendPoint:
    delivery, review = take.analysis.delivery, take.analysis.review
    return TrendPoint(
        take_id=take.id,
        story=take.story,
        recorded_at=take.recorded_at,
        engine=take.transcript.engine,
        fillers=len(delivery.fillers),
        speaking_s=delivery.speaking_s,
        fillers_per_min=delivery.fillers_per_min,
        fillers_per_min_low=delivery.fillers_per_min_low,
        fillers_per_min_high=delivery.fillers_per_min_high,
        words_per_min=delivery.words_per_min,
        answer_s=delivery.answer_s,
        over_cap_s=delivery.over_cap_s,
        items_met=sum(finding.verdict == "met" for finding in review.items),
    )


def _sessions(points: Sequence[TrendPoint]) -> tuple[Session, ...]:
    groups: list[list[TrendPoint]] = [[point] for point in points[:1]]
    for before, point in pairwise(points):
        if point.recorded_at - before.recorded_at < SESSION_GAP:
            groups[-1].append(point)
        else:
            groups.append([point])
    return tuple(_session(group) for group in groups)


def _session(points: Sequence[TrendPoint]) -> Session:
    count, seconds = _totals(points)
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


def _totals(points: Sequence[TrendPoint]) -> tuple[int, float]:
    return sum(point.fillers for point in points), sum(point.speaking_s for point in points)
