"""Whether practice helps: takes over time, with what chance alone can do. The rule is told in docs/trends.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from speakstar.core import poisson
from speakstar.core.change import MIN_SIDE, Change, Count, find_change
from speakstar.core.filler_lines import count_fillers
from speakstar.core.means import Means, differences, means
from speakstar.core.model import EngineId, Take, WordCount

SESSION_GAP = timedelta(hours=1)
"""Takes less than this apart belong to one sitting."""

MIN_TAKES = 6
"""Of 8 takes a fall from 8 to 3 a minute is seen once in four times (docs/trends.md); of fewer than 6 hardly ever."""

MIN_SPEAKING_S = 120.0
"""Two minutes at `GOAL_PER_MIN` hold 10 fillers, the fewest whose halving can be told from chance at all."""

GOAL_PER_MIN = 5.0
"""The most fillers a minute that listeners do not mind (Laske and DiGennaro Reed 2024)."""

SIGNIFICANCE = 0.05
"""The usual level: without any change, one verdict in twenty would still claim one."""

_SHOWN_P = 0.01
"""Two digits say enough of chance."""

Verdict = Literal["too few takes", "no real change yet", "down", "up"]


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


@dataclass(frozen=True, slots=True)
class Level:
    """The rate that holds now, and the range in which 95 of 100 takes of the usual length fall without any change."""

    per_min: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """How fillers develop over takes.

    Where a change can be looked for at all, ``since_take`` is the first take of the session at which it is clearest,
    ``earlier_per_min`` and ``recent_per_min`` are the rates before and since, ``p_value`` is the chance of a difference
    at least this clear at any session without a change, and ``dispersion`` is how much more takes vary than Poisson
    counts; else they are None. ``since`` is that session's time, None unless the verdict is "down" or "up".
    ``message`` says it in a sentence; ``caution`` is empty or says which takes are not compared, and why. ``level`` is
    None where no take is compared.
    """

    points: tuple[TrendPoint, ...]
    sessions: tuple[Session, ...]
    verdict: Verdict
    since: datetime | None
    since_take: int | None
    earlier_per_min: float | None
    recent_per_min: float | None
    p_value: float | None
    dispersion: float | None
    level: Level | None
    goal_per_min: float
    message: str
    caution: str


def trend(takes: Sequence[Take]) -> Trend:
    """Say since which session the fillers are down or up, if they really are (see `change.find_change`).

    Takes without speech, and those analysed by other means than the latest, are shown but not compared.
    """
    ordered = sorted(takes, key=lambda take: (take.recorded_at, take.id))
    latest = next((means(take) for take in reversed(ordered) if _speaks(take)), None)
    points = tuple(_point(take, compared=_speaks(take) and means(take) == latest) for take in ordered)
    groups = _grouped(points)
    compared = [chosen for group in groups if (chosen := [point for point in group if point.compared])]
    flat = [point for group in compared for point in group]
    start = Trend(
        points=points,
        sessions=tuple(_session(group) for group in groups),
        verdict="too few takes",
        since=None,
        since_take=None,
        earlier_per_min=None,
        recent_per_min=None,
        p_value=None,
        dispersion=None,
        level=_level(flat, dispersion=1.0),
        goal_per_min=GOAL_PER_MIN,
        message=_too_few(flat, sessions=len(compared)),
        caution=_caution(points),
    )
    if len(flat) < MIN_TAKES or sum(point.speaking_s for point in flat) < MIN_SPEAKING_S:
        return start
    change = find_change([[Count(point.fillers, point.speaking_s) for point in group] for group in compared])
    return _judged(start, flat, change) if change else start


def _judged(start: Trend, compared: Sequence[TrendPoint], change: Change) -> Trend:
    earlier, recent = compared[: change.at], compared[change.at :]
    first = recent[0]
    before, since = _rate(earlier), _rate(recent)
    verdict: Verdict = "no real change yet"
    if change.p_value < SIGNIFICANCE:
        verdict = "down" if since < before else "up"
    real = verdict != "no real change yet"
    numbers = (
        f"{before:.1f} fillers a minute in the {len(earlier)} takes before, {since:.1f} in the {len(recent)} since"
    )
    session = f"the session of {first.recorded_at:%Y-%m-%d} (take {first.take_id})"
    chance = f"p = {change.p_value:.2f}" if change.p_value >= _SHOWN_P else f"p < {_SHOWN_P}"
    message = (
        f"Your fillers are {verdict} since {session}: {numbers} ({chance})."
        if real
        else f"No real change yet: the clearest is at {session}, {numbers}; chance alone can do that ({chance})."
    )
    return replace(
        start,
        verdict=verdict,
        since=first.recorded_at if real else None,
        since_take=first.take_id,
        earlier_per_min=before,
        recent_per_min=since,
        p_value=change.p_value,
        dispersion=change.dispersion,
        level=_level(recent if real else compared, dispersion=change.dispersion),
        message=message,
    )


def _too_few(compared: Sequence[TrendPoint], *, sessions: int) -> str:
    _, seconds = _totals(compared)
    return (
        f"Too few takes to tell: {_many(len(compared), 'take')} in {_many(sessions, 'session')} "
        f"with {seconds:.0f} s of speech; a direction needs {MIN_TAKES} takes and {MIN_SPEAKING_S:.0f} s, "
        f"{MIN_SIDE} takes of them before the start of a session and {MIN_SIDE} after."
    )


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _level(points: Sequence[TrendPoint], *, dispersion: float) -> Level | None:
    """Say where takes of the usual length fall; counts over the dispersion are taken as Poisson counts."""
    if not points:
        return None
    per_min = 60.0 / median(point.speaking_s for point in points)
    rate = _rate(points)
    low, high = poisson.spread(rate / per_min / dispersion)
    return Level(rate, low * dispersion * per_min, high * dispersion * per_min)


def _caution(points: Sequence[TrendPoint]) -> str:
    """Say which takes are left out, as a change of means can look like a change of habit, and how to bring them in."""
    spoken = [point for point in points if point.speaking_s > 0.0]
    left_out = [point.means for point in spoken if not point.compared]
    if not left_out:
        return ""
    latest = next(point.means for point in reversed(spoken) if point.compared)
    return (
        f"{_many(len(left_out), 'take')} of {len(spoken)} cannot be compared with the latest and "
        f"{'is' if len(left_out) == 1 else 'are'} left out of the verdict: "
        f"analysed {'; '.join(differences(left_out, latest))}."
    )


def _speaks(take: Take) -> bool:
    return take.analysis.delivery.speaking_s > 0.0


def _point(take: Take, *, compared: bool) -> TrendPoint:
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
        compared=compared,
    )


def _grouped(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    """Put takes of one sitting together."""
    groups: list[list[TrendPoint]] = [[point] for point in points[:1]]
    for before, point in pairwise(points):
        if point.recorded_at - before.recorded_at < SESSION_GAP:
            groups[-1].append(point)
        else:
            groups.append([point])
    return groups


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


def _rate(points: Sequence[TrendPoint]) -> float:
    count, seconds = _totals(points)
    return count / seconds * 60.0
