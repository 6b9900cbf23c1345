"""Exact small-count statistics: how far a count can be chance."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import count as counting

CONFIDENCE = 0.95
"""The usual level of an interval."""

_STEPS = 100
"""Newton's method needs fewer than ten at the usual level."""

_CLOSE = 1e-9
"""A smaller step, as a share of the mean, changes no digit that anybody sees."""

_LEAST = 1e-17
"""A smaller share of a sum changes no digit of a float."""


def cdf(k: int, mean: float) -> float:
    """Return P(X <= k) of a Poisson count X with this mean; 0.0 for k < 0."""
    if k < 0:
        return 0.0
    if mean <= 0.0:
        return 1.0
    if k < mean:
        return _tail(_probability(k, mean), (i / mean for i in range(k, 0, -1)))
    return 1.0 - _tail(_probability(k + 1, mean), (mean / i for i in counting(k + 2)))


def interval(count: int, *, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Return the exact interval of the mean behind a Poisson count.

    Garwood 1936: the low end is the mean at which ``count`` or more has probability (1 - confidence) / 2, the
    high end the mean at which ``count`` or fewer has. For 0 the low end is 0.

    Raises
    ------
    ValueError
        The count is negative.
    """
    if count < 0:
        raise ValueError(f"a count cannot be negative: {count}")
    tail = (1.0 - confidence) / 2.0
    return _mean_where(count - 1, 1.0 - tail) if count else 0.0, _mean_where(count, tail)


def spread(mean: float, *, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """Return the range in which a Poisson count of this mean falls: its quantiles at either end of the confidence."""
    tail = (1.0 - confidence) / 2.0
    low = next(k for k in counting() if cdf(k, mean) >= tail)
    return low, next(k for k in counting(low) if cdf(k, mean) >= 1.0 - tail)


def _mean_where(k: int, probability: float) -> float:
    """Return the mean at which P(X <= k) falls to ``probability``, by Newton's method: its slope is -P(X = k).

    From a mean of k, where the slope turns, no step goes too far.
    """
    if k == 0:
        return -math.log(probability)
    mean = float(k)
    for _ in range(_STEPS):
        step = (cdf(k, mean) - probability) / _probability(k, mean)
        mean += step
        if abs(step) <= _CLOSE * mean:
            break
    return mean


def _probability(k: int, mean: float) -> float:
    """Return P(X = k); the mean is above 0."""
    return math.exp(k * math.log(mean) - mean - math.lgamma(k + 1))


def _tail(first: float, ratios: Iterable[float]) -> float:
    """Add up terms, each a share of the one before, until they are too small to count."""
    total = term = first
    for ratio in ratios:
        term *= ratio
        total += term
        if term <= _LEAST * total:
            break
    return total
