"""Whether practice helps: takes over time, with what chance alone can do. The rule is told in docs/trends.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Literal

from speakstar.core import poisson
from speakstar.core.change import MIN_SESSIONS, Change, Count, dispersion, find_change
from speakstar.core.means import differences
from speakstar.core.model import Take
from speakstar.core.trend_points import Session, TrendPoint, grouped, order, point_of, rate, session_of, totals

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
    return trend_of([point_of(take) for take in sorted(takes, key=order)])


def of_story(found: Trend, story: str | None) -> Trend:
    """Judge the takes of one story alone; None stands for those of no story."""
    return trend_of([point for point in found.points if point.story == story])


def trend_of(points: Sequence[TrendPoint]) -> Trend:
    """Judge points in the order of time."""
    latest = next((point.means for point in reversed(points) if point.speaking_s > 0.0), None)
    points = [replace(one, compared=one.speaking_s > 0.0 and one.means == latest) for one in points]
    groups = grouped(points)
    compared = [chosen for group in groups if (chosen := [point for point in group if point.compared])]
    flat = [point for group in compared for point in group]
    start = Trend(
        points=tuple(points),
        sessions=tuple(session_of(group) for group in groups),
        verdict="too few takes",
        since=None,
        since_take=None,
        earlier_per_min=None,
        recent_per_min=None,
        p_value=None,
        dispersion=None,
        level=_level(flat, dispersion=dispersion([_counts(flat)]) if flat else 1.0),
        goal_per_min=GOAL_PER_MIN,
        message=_too_few(flat, sessions=len(compared)),
        caution=_caution(points),
    )
    if sum(point.speaking_s for point in flat) < MIN_SPEAKING_S:
        return start
    change = find_change([_counts(group) for group in compared])
    return _judged(start, flat, change) if change else start


def _counts(points: Sequence[TrendPoint]) -> list[Count]:
    return [Count(point.fillers, point.speaking_s) for point in points]


def _judged(start: Trend, compared: Sequence[TrendPoint], change: Change) -> Trend:
    earlier, recent = compared[: change.at], compared[change.at :]
    first = recent[0]
    before, since = rate(earlier), rate(recent)
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
    _, seconds = totals(compared)
    return (
        f"Too few takes to tell: {_many(len(compared), 'take')} in {_many(sessions, 'session')} "
        f"with {seconds:.0f} s of speech; a direction needs {MIN_SESSIONS} sessions with {MIN_SPEAKING_S:.0f} s."
    )


def _many(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _level(points: Sequence[TrendPoint], *, dispersion: float) -> Level | None:
    """Say where takes of the usual length fall; counts over the dispersion are taken as Poisson counts."""
    if not points:
        return None
    per_min = 60.0 / median(point.speaking_s for point in points)
    usual = rate(points)
    low, high = poisson.spread(usual / per_min / dispersion)
    return Level(usual, low * dispersion * per_min, high * dispersion * per_min)


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
