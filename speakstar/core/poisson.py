"""Exact small-count statistics: how far a count can be chance."""

from __future__ import annotations

import math
from itertools import count as counting

CONFIDENCE = 0.95
"""The usual level of an interval."""

_BISECTIONS = 60
"""Halvings of the bracket: 60 bring any bracket used here below 1e-12."""


def cdf(k: int, mean: float) -> float:
    """Return P(X <= k) of a Poisson count X with this mean; 0.0 for k < 0."""
    if k < 0:
        return 0.0
    if mean <= 0.0:
        return 1.0
    log_mean = math.log(mean)
    return min(1.0, math.fsum(math.exp(i * log_mean - mean - math.lgamma(i + 1)) for i in range(k + 1)))


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
    ceiling = count + 10.0 * math.sqrt(count + 1.0) + 20.0
    low = _mean_where(count - 1, 1.0 - tail, ceiling=ceiling) if count else 0.0
    return low, _mean_where(count, tail, ceiling=ceiling)


def spread(mean: float, *, confidence: float = CONFIDENCE) -> tuple[int, int]:
    """Return the range in which a Poisson count of this mean falls: its quantiles at either end of the confidence."""
    tail = (1.0 - confidence) / 2.0
    low = next(k for k in counting() if cdf(k, mean) >= tail)
    return low, next(k for k in counting(low) if cdf(k, mean) >= 1.0 - tail)


def _mean_where(k: int, probability: float, *, ceiling: float) -> float:
    """Return the mean at which P(X <= k) falls to ``probability``, by bisection: the cdf falls with the mean."""
    low, high = 0.0, ceiling
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2.0
        if cdf(k, middle) > probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0
