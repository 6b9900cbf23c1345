"""Since when a rate has really changed: one change point, with counts that vary more than chance.

The rule, its sources and what it misses are told in docs/trends.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from speakstar.core.student import two_sided_p

MIN_SIDE = 2
"""Takes on either side of a change: two are the least that can disagree with each other."""

MIN_SESSIONS_SPREAD = 3
"""Sessions from which their spread can be told: two rates take two degrees of freedom."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many events fell into how many seconds, above 0."""

    events: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Change:
    """Where two rates tell counts best apart.

    Parameters
    ----------
    at
        Index of the first count of the later part.
    p_value
        Chance of a difference at least this clear anywhere, without any change; corrected for the looks.
    dispersion
        Variance of the counts about the two rates over that of Poisson counts, at least 1.
    looks
        How many places were looked at.
    """

    at: int
    p_value: float
    dispersion: float
    looks: int


def find_change(sessions: Sequence[Sequence[Count]]) -> Change | None:
    """Look at the start of every session for a change of the rate and return the clearest.

    At each place the deviance between one rate and two is divided by the dispersion and set against F (quasi-Poisson:
    Wedderburn 1974; McCullagh and Nelder 1989, 4.5 and 9.2). The p-value is multiplied by the number of places
    (Bonferroni: Dunn 1961), so that false alarms over all of them stay within the level.

    Returns
    -------
    Change or None
        None where no place has `MIN_SIDE` counts on both sides, or too few counts to have a spread.
    """
    takes = [count for session in sessions for count in session]
    starts = [0, *accumulate(len(session) for session in sessions)]
    places = [(number, at) for number, at in enumerate(starts[:-1]) if MIN_SIDE <= at <= len(takes) - MIN_SIDE]
    if not places or len(takes) < 2 * MIN_SIDE:
        return None
    by_take, by_session = _Sums(takes), _Sums([_added(session) for session in sessions])
    found = []
    for number, at in places:
        spreads = [(by_take.dispersion(at), len(takes) - 2)]
        if len(sessions) >= MIN_SESSIONS_SPREAD:
            spreads.append((by_session.dispersion(number), len(sessions) - 2))
        dispersion, freedom = max(spreads)
        dispersion = max(1.0, dispersion)
        p_value = two_sided_p(math.sqrt(by_take.deviance(at) / dispersion), freedom=freedom)
        found.append(Change(at, min(1.0, p_value * len(places)), dispersion, len(places)))
    return min(found, key=lambda change: change.p_value)


class _Sums:
    """Running sums, from which any split is judged without going through the counts again."""

    def __init__(self, counts: Sequence[Count]) -> None:
        self.size = len(counts)
        self.events = _running(count.events for count in counts)
        self.seconds = _running(count.seconds for count in counts)
        self.squares = _running(count.events**2 / count.seconds for count in counts)

    def dispersion(self, at: int) -> float:
        """Return Pearson's chi-squared of both parts about their own rates, over its degrees of freedom."""
        return sum(self._pearson(*part) for part in self._parts(at)) / (self.size - 2)

    def deviance(self, at: int) -> float:
        """Return by how much two rates fit better than one: twice the log likelihood ratio."""
        rate = self.events[-1] / self.seconds[-1]
        ratio = 0.0
        for start, end in self._parts(at):
            events = self.events[end] - self.events[start]
            seconds = self.seconds[end] - self.seconds[start]
            ratio += events * math.log(events / (rate * seconds)) if events else 0.0
        return max(0.0, 2.0 * ratio)

    def _parts(self, at: int) -> Iterator[tuple[int, int]]:
        yield 0, at
        yield at, self.size

    def _pearson(self, start: int, end: int) -> float:
        """Sum (n - m)²/m with m = rate · seconds, which is squares / rate - events."""
        events = self.events[end] - self.events[start]
        if events == 0:
            return 0.0
        rate = events / (self.seconds[end] - self.seconds[start])
        return (self.squares[end] - self.squares[start]) / rate - events


def _running(values: Iterator[float]) -> list[float]:
    return list(accumulate(values, initial=0.0))


def _added(session: Sequence[Count]) -> Count:
    return Count(sum(count.events for count in session), math.fsum(count.seconds for count in session))
